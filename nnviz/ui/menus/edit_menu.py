"""Edit: undo, redo, what is pasted elsewhere, and the name of the network."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QWidget

from nnviz.session.commands import Redo, RenameDocument, Undo
from nnviz.session.state import State
from nnviz.ui.exporting import Exporting
from nnviz.ui.menus.menu import Menu
from nnviz.ui.shell import Shell
from nnviz.ui.translation import translated


class EditMenu(Menu):
    """The Edit menu; undo and redo say what they take back."""

    def __init__(self, window: QWidget, shell: Shell, exporting: Exporting) -> None:
        super().__init__("", window)
        self.setTitle(self.tr("&Edit"))
        self._window = window
        self._shell = shell
        self.undo = self.add(self.tr("&Undo"), lambda: shell.send(Undo()), ["Ctrl+Z"])
        self.redo = self.add(self.tr("&Redo"), lambda: shell.send(Redo()), ["Ctrl+Shift+Z", "Ctrl+Y"])
        self.addSeparator()
        self.copy = self.add(self.tr("Copy as &picture"), exporting.copy, ["Ctrl+Shift+C"])
        self._after_copies = self.addSeparator()
        self.add(self.tr("Rename &network…"), self._rename)

    def add_copies(self, copies: Sequence[QAction]) -> None:
        """Put in the ways to copy the formula."""
        self.insertActions(self._after_copies, copies)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Offer what can be taken back."""
        self.undo.setEnabled(bool(state.undo))
        self.redo.setEnabled(bool(state.redo))
        self.undo.setText(
            self.tr("&Undo: {edit}").format(edit=_edit(state.undo[-1][0])) if state.undo else self.tr("&Undo")
        )
        self.redo.setText(
            self.tr("&Redo: {edit}").format(edit=_edit(state.redo[-1][0])) if state.redo else self.tr("&Redo")
        )

    def _rename(self) -> None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Rename network"))
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(self._shell.state.work.document.name)
        dialog.setOkButtonText(self.tr("OK"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.textValueSelected.connect(self._on_named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_named(self, name: str) -> None:
        if name.strip():
            self._shell.send(RenameDocument(name.strip()))


def _edit(label: str) -> str:
    """What the session calls an edit, in the language of the interface."""
    return translated(label).replace("&", "&&")
