"""What the session asks and must tell, as dialogs."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from nnviz.session.effects import Ask
from nnviz.session.state import Notice, State
from nnviz.ui.questions import confirm, notify, trouble
from nnviz.ui.shell import Shell


class Announcer(QObject):
    """Listens to the shell, and speaks in front of a window."""

    def __init__(self, window: QWidget, shell: Shell) -> None:
        super().__init__(window)
        self._window, self._shell = window, shell
        self._heard: Notice | None = None
        shell.asked.connect(self._on_asked)
        shell.told.connect(self._on_told)
        shell.changed.connect(self._on_changed)

    @Slot(object)
    def _on_asked(self, asked: Ask) -> None:
        confirm(self._window, asked, lambda: self._shell.send(asked.then))

    @Slot(str)
    def _on_told(self, report: str) -> None:
        trouble(self._window, report)

    @Slot(object)
    def _on_changed(self, state: State) -> None:
        """Say a serious notice once."""
        if state.notice is self._heard:
            return
        self._heard = state.notice
        if state.notice is not None and state.notice.serious:
            notify(self._window, state.notice.text)
