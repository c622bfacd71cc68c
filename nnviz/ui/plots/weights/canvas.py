"""The surface on which a picture of the weights is shown, pointed at and clicked."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from nnviz.ui.plots.canvas import PictureCanvas
from nnviz.ui.plots.weights.sheet import Sheet, Under
from nnviz.ui.theme import Theme


class WeightsCanvas(PictureCanvas):
    """The picture.

    Signals: ``pointed(str)``, what lies under the pointer, or nothing; ``chosen(Element)``, what was clicked.
    """

    pointed = Signal(str)
    chosen = Signal(object)
    least = QSize(15, 12)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.sheet: Sheet | None = None
        self.setMouseTracking(True)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show this from now on."""
        self.sheet = sheet
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the picture."""
        if self.sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.sheet.paint(painter, self._room(), self.theme)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what lies under the pointer."""
        found = self._under(event)
        self.pointed.emit("" if found is None else found.text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what lies under the pointer."""
        found = self._under(event)
        if found is not None and found.element is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(found.element)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing lies under the pointer."""
        super().leaveEvent(event)
        self.pointed.emit("")

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 4, -4, -4)

    def _under(self, event: QMouseEvent) -> Under | None:
        if self.sheet is None:
            return None
        return self.sheet.under(event.position(), self._room(), QFontMetricsF(self.font()))
