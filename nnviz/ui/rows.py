"""How high is each row of panels at the right?  A picture brought to the front gets the room that it needs."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QMainWindow

from nnviz.ui.dock import Column, Dock
from nnviz.ui.panel import PicturePanel

WANTED, SPARED = 18, 13
"""The height of a picture with what stands above and below it, and what is left to the other row, in lines of text."""
SIDE = Qt.DockWidgetArea.RightDockWidgetArea


class Rows(QObject):
    """Two rows of panels: the line between them follows what is brought to the front, until the user drags it."""

    def __init__(self, window: QMainWindow, docks: tuple[Dock, ...]) -> None:
        super().__init__(window)
        self.dragged = False
        self._window, self._docks = window, docks
        self._raised: Dock | None = None
        self._before: dict[Dock, int] = {}  # heights when the mouse was pressed on a line
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._give_room)
        window.installEventFilter(self)
        for dock in docks:
            dock.visibilityChanged.connect(lambda front, dock=dock: self._on_front(dock, front))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the user drags a line: only there the window itself is under the mouse."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self._before = {dock: dock.height() for dock in self._shown()}
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self.dragged |= any(dock.height() != height for dock, height in self._before.items())
            self._before = {}
        return False

    def _on_front(self, dock: Dock, front: bool) -> None:
        if front and not self.dragged:
            self._raised = dock
            self._later.start()

    def _give_room(self) -> None:
        """Give the row of the panel in front what it lacks, as far as the other row can spare it."""
        shown, dock = self._shown(), self._raised
        if dock not in shown or len(shown) != 2 or self.dragged:
            return
        assert dock is not None
        column = dock.widget()
        other = next(each for each in shown if each is not dock)
        if not isinstance(column, Column) or not isinstance(dock.panel, PicturePanel):
            return
        line, whole = self._window.fontMetrics().height(), dock.height() + other.height()
        wanted = min(max(WANTED * line, column.least_height), whole - max(SPARED * line, _least(other)))
        if wanted > dock.height():
            self._window.resizeDocks([dock, other], [wanted, whole - wanted], Qt.Orientation.Vertical)

    def _shown(self) -> list[Dock]:
        """The panels in front, one of each row."""
        inside = self._window.rect()
        return [
            dock
            for dock in self._docks
            if dock.isVisible()
            and not dock.isFloating()
            and self._window.dockWidgetArea(dock) is SIDE
            and inside.intersects(dock.geometry())
        ]


def _least(dock: Dock) -> int:
    """What a picture needs; everything else may scroll."""
    column = dock.widget()
    return column.least_height if isinstance(column, Column) and isinstance(dock.panel, PicturePanel) else 0
