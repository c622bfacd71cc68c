"""The frame that everything shares in which something is typed or chosen, and a line of text in it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

HEIGHT = 1.7
"""Of a field, in heights of its letters."""


def paint_frame(painter: QPainter, widget: QWidget, wrong: bool = False) -> None:
    """Draw the rounded frame of a field: in the accent color where the keyboard is, in that of errors where wrong."""
    role = QPalette.ColorRole.Highlight if widget.hasFocus() else QPalette.ColorRole.Mid
    color = widget.palette().color(QPalette.ColorRole.BrightText if wrong else role)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 2.0 if wrong or widget.hasFocus() else 1.5))
    radius = widget.fontMetrics().height() * 0.25
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), radius, radius)


class Field(QLineEdit):
    """One line of text."""

    def __init__(self, characters: int = 0, parent: QWidget | None = None) -> None:
        """``characters``: its width; 0: it takes the width there is."""
        super().__init__(parent)
        self._characters = characters
        self.wrong = False  # its frame says that the text cannot be taken
        self.setFrame(False)
        self.setTextMargins(5, 0, 5, 0)
        width = QSizePolicy.Policy.Fixed if characters else QSizePolicy.Policy.Expanding
        self.setSizePolicy(width, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for its characters."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance("0") * (self._characters or 4) + metrics.height()
        return QSize(width, round(metrics.height() * HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text and the frame."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_frame(painter, self, self.wrong)
        painter.end()
