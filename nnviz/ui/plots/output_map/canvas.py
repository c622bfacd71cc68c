"""The surface on which a map or a curve is seen and pointed at."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from nnviz.core.arrays import Array
from nnviz.ui.plots.canvas import PictureCanvas
from nnviz.ui.plots.frame import Frame
from nnviz.ui.plots.output_map.drawing import CurveDrawing, MapDrawing
from nnviz.ui.plots.output_map.painting import frame_of, paint_answers, paint_marked, paint_points
from nnviz.ui.plots.still import Still
from nnviz.ui.theme import Theme

NEAR = 0.8
"""How near to a sample the pointer must be, in lines of text."""


class MapCanvas(PictureCanvas):
    """A map or a curve.

    Signals: ``pointed(object)``, the values x, y under the pointer, or None; ``chosen(int)``, the row of a sample.
    """

    pointed = Signal(object)
    chosen = Signal(int)
    least = QSize(11, 8)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.drawing: MapDrawing | CurveDrawing | None = None
        self._points = Still()  # they rest while the network trains
        self.setMouseTracking(True)

    def show_drawing(self, drawing: MapDrawing | CurveDrawing | None) -> None:
        """Show this from now on."""
        self.drawing = drawing
        self.update()

    def frame(self) -> Frame | None:
        """Where the picture stands; none where there is none."""
        return None if self.drawing is None else frame_of(self.drawing, QRectF(self.rect()), QFontMetricsF(self.font()))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the picture, its points, and a ring around the sample shown."""
        drawing, frame = self.drawing, self.frame()
        if drawing is None or frame is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_answers(painter, drawing, frame, self.theme)
        if drawing.points is not None:
            painter.drawPixmap(0, 0, self._drawn_points(drawing, frame))
        paint_marked(painter, drawing, frame, self.theme)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer."""
        frame = self.frame()
        inside = frame is not None and frame.place.contains(event.position())
        self.pointed.emit(frame.values(event.position()) if frame is not None and inside else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the sample under the pointer."""
        row = self.row_at(event.position())
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def row_at(self, point: QPointF) -> int | None:
        """The sample under the pointer."""
        drawing = self.drawing
        if drawing is None or drawing.points is None or not len(drawing.points.rows):
            return None
        far = self.distances(point)
        nearest = int(far.argmin())
        return int(drawing.points.rows[nearest]) if far[nearest] <= NEAR * self.fontMetrics().height() else None

    def distances(self, point: QPointF) -> Array:
        """How far each of the points drawn is from a place, in pixels."""
        drawing, frame = self.drawing, self.frame()
        assert drawing is not None
        assert drawing.points is not None
        assert frame is not None
        x, y = drawing.points.places.T
        across = frame.place.width() * (x - frame.x.low) / (frame.x.high - frame.x.low)
        up = frame.place.height() * (y - frame.y.low) / (frame.y.high - frame.y.low)
        return np.asarray(np.hypot(frame.place.left() + across - point.x(), frame.place.bottom() - up - point.y()))

    def _drawn_points(self, drawing: MapDrawing | CurveDrawing, frame: Frame) -> QPixmap:
        """The points on a sheet of their own."""
        points, theme, classes = drawing.points, self.theme, len(drawing.legend.classes)
        assert points is not None
        subject = points, frame, classes
        return self._points.of(self, theme, subject, lambda sheet: paint_points(sheet, points, frame, theme, classes))
