"""A black sheet over the whole window: the class looks at the lecturer, or thinks."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

BLACK = QColor(0, 0, 0)


class BlankScreen(QWidget):
    """Covers its window while it is shown; a click takes it away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAccessibleName(self.tr("Blank screen"))
        self.hide()
        window.installEventFilter(self)

    def toggle(self) -> None:
        """Cover the window, or uncover it."""
        self._cover()
        self.setVisible(not self.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it black."""
        QPainter(self).fillRect(self.rect(), BLACK)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Uncover the window."""
        self.hide()

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        self.raise_()
