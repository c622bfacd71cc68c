"""The surface on which a picture of the outputs is seen and pointed at."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from nnviz.ui.plots.canvas import PictureCanvas
from nnviz.ui.plots.outputs.charts import Chart, paint_chart, spot_at
from nnviz.ui.plots.outputs.spot import Spot
from nnviz.ui.theme import Theme


class OutputsCanvas(PictureCanvas):
    """A picture of the outputs.

    Signals: ``pointed(Spot | None)``, what the pointer is on; ``pressed(Spot)``; ``resized()``.
    """

    pointed = Signal(object)
    pressed = Signal(object)
    resized = Signal()
    least = QSize(15, 15)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.chart: Chart | None = None
        self._pointer: QPointF | None = None
        self.setMouseTracking(True)

    def show_chart(self, chart: Chart | None) -> None:
        """Show this from now on."""
        self.chart = chart
        self.update()
        if self._pointer is not None:
            self.pointed.emit(self._spot_at(self._pointer))

    def room(self) -> QRectF:
        """Where the picture stands."""
        return QRectF(self.rect())

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the picture."""
        if self.chart is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_chart(painter, self.chart, self.room(), self.theme)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for more, or for less."""
        super().resizeEvent(event)
        self.resized.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer; a hand says that a click shows something."""
        self._pointer = event.position()
        spot = self._spot_at(self._pointer)
        clickable = spot is not None and (spot.row is not None or spot.cell is not None)
        self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
        self.pointed.emit(spot)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take what is under the pointer."""
        spot = self._spot_at(event.position())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(spot)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._pointer = None
        self.pointed.emit(None)

    def _spot_at(self, point: QPointF) -> Spot | None:
        return None if self.chart is None else spot_at(self.chart, point, self.room(), QFontMetricsF(self.font()))
