"""Files that are dropped on the window: a network is opened, a table becomes the data."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from nnviz.ui.tables.taking import is_table

Take = Callable[[Path], object]


class Dropping(QObject):
    """Takes what is dropped on a window."""

    def __init__(self, window: QWidget, open_network: Take, take_table: Take) -> None:
        super().__init__(window)
        self._open_network, self._take_table = open_network, take_table
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Accept files, and take the first of them."""
        if isinstance(event, QDragEnterEvent):
            if _files(event):
                event.acceptProposedAction()
            return True
        if not isinstance(event, QDropEvent) or event.type() != QEvent.Type.Drop or not _files(event):
            return False
        event.acceptProposedAction()
        path = _files(event)[0]
        (self._take_table if is_table(path) else self._open_network)(path)
        return True


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
