"""The surface on which a landscape is seen, pointed at, moved, and given a start point."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from nnviz.ui.plots.canvas import PictureCanvas
from nnviz.ui.plots.frame import Frame
from nnviz.ui.plots.landscape.drawing import LandscapeDrawing
from nnviz.ui.plots.landscape.painting import frame_of, paint_descent, paint_ground
from nnviz.ui.plots.still import Still
from nnviz.ui.theme import Theme

AROUND = QSize(9, 4)
"""What axes and legend take, about."""
NOTCH = 0.8
"""How much of the view is left after one notch of the wheel."""
NOTCH_ANGLE = 120


class LandscapeCanvas(PictureCanvas):
    """A landscape.

    Signals: ``pointed(object)``, the coordinates under the pointer, or None; ``clicked(object)``, those of a click;
    ``dragged(float, float)``, how far the map was pulled, in coordinates; ``rolled(float, object)``, a factor for what
    is seen and the coordinates that stay where they are; ``resized()``.
    """

    pointed = Signal(object)
    clicked = Signal(object)
    dragged = Signal(float, float)
    rolled = Signal(float, object)
    resized = Signal()
    least = QSize(14, 9)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.drawing: LandscapeDrawing | None = None
        self._ground = Still()  # it rests while the network moves
        self._pressed: QPointF | None = None
        self._dragging = False
        self.setMouseTracking(True)

    def show_drawing(self, drawing: LandscapeDrawing | None) -> None:
        """Show this from now on."""
        self.drawing = drawing
        self.update()

    def frame(self) -> Frame | None:
        """Where the map stands; none where there is none."""
        return None if self.drawing is None else frame_of(self.drawing, QRectF(self.rect()), QFontMetricsF(self.font()))

    @property
    def shape(self) -> float:
        """How much wider than high the map is, about: how long its marks are does not count."""
        inside = self.size() - AROUND * self.fontMetrics().height()
        return max(1, inside.width()) / max(1, inside.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the map has another shape."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the relief, and the descent on it."""
        drawing, frame = self.drawing, self.frame()
        if drawing is None or frame is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._drawn_ground(drawing, frame))
        paint_descent(painter, drawing.descent, frame, self.theme)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, or a drag."""
        if event.button() is Qt.MouseButton.LeftButton and self._values(event.position()) is not None:
            self._pressed, self._dragging = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the map, or tell what is under the pointer."""
        if self._pressed is None:
            self.pointed.emit(self._values(event.position()))
            return
        far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        frame = self.frame()
        if frame is None or not (far or self._dragging):
            return
        self._dragging = True
        before, now = frame.values(self._pressed), frame.values(event.position())
        self._pressed = event.position()
        self.dragged.emit(now[0] - before[0], now[1] - before[1])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, or click."""
        values = self._values(event.position())
        clicked = self._pressed is not None and not self._dragging and values is not None
        self._pressed = None
        if clicked:
            self.clicked.emit(values)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See less and larger, or more and smaller, around the pointer."""
        values = self._values(event.position())
        if values is None or not event.angleDelta().y():
            event.ignore()
            return
        self.rolled.emit(NOTCH ** (event.angleDelta().y() / NOTCH_ANGLE), values)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def _values(self, point: QPointF) -> tuple[float, float] | None:
        """The coordinates at a point; none outside the map."""
        frame = self.frame()
        return frame.values(point) if frame is not None and frame.place.contains(point) else None

    def _drawn_ground(self, drawing: LandscapeDrawing, frame: Frame) -> QPixmap:
        """What rests, on a sheet of its own."""
        subject = drawing.relief, drawing.names, drawing.words, frame
        return self._ground.of(self, self.theme, subject, lambda sheet: paint_ground(sheet, drawing, frame, self.theme))
