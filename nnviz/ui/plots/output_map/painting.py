"""Paints maps and curves of the outputs: on the screen and in files alike."""

from functools import cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from nnviz.core.arrays import Array
from nnviz.ui.plots.frame import Frame, fitted, paint_axes
from nnviz.ui.plots.output_map.drawing import CurveDrawing, MapDrawing, Points
from nnviz.ui.plots.output_map.legend import legend_width, paint_legend
from nnviz.ui.plots.output_map.markers import ink_of, paint_sample
from nnviz.ui.plots.output_map.scale import FAINTER, STEPS, class_steps
from nnviz.ui.theme import THEMES, Theme, blend

MARKER, SMALL = 0.29, 0.21
"""The radius of a point, and of one among many, in lines of text."""
MANY = 150
SHARE, LEAST = 0.018, 2.5
"""A point beside the width of the map at most, and in pixels at least."""
EDGE, LINE, CURVE = 1.5, 2.0, 3.0


def frame_of(drawing: MapDrawing | CurveDrawing, room: QRectF, metrics: QFontMetricsF) -> Frame:
    """Where a picture stands in its room; a map is square."""
    right, square = legend_width(drawing.legend, metrics), isinstance(drawing, MapDrawing)
    return fitted(room, drawing.x, drawing.y, metrics, right=right, square=square)


def paint_drawing(painter: QPainter, drawing: MapDrawing | CurveDrawing, room: QRectF, theme: Theme) -> None:
    """The whole picture."""
    frame = frame_of(drawing, room, QFontMetricsF(painter.font()))
    paint_answers(painter, drawing, frame, theme)
    if drawing.points is not None:
        paint_points(painter, drawing.points, frame, theme, len(drawing.legend.classes))
    paint_marked(painter, drawing, frame, theme)


def paint_answers(painter: QPainter, drawing: MapDrawing | CurveDrawing, frame: Frame, theme: Theme) -> None:
    """What changes while the network trains, and what stands around it."""
    if isinstance(drawing, MapDrawing):
        _paint_map(painter, drawing, frame, theme)
    else:
        _paint_curve(painter, drawing, frame, theme)
    paint_axes(painter, frame, drawing.names, theme)
    paint_legend(painter, drawing.legend, frame.place, theme)


def _paint_map(painter: QPainter, drawing: MapDrawing, frame: Frame, theme: Theme) -> None:
    """The map without its points."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(frame.place, map_image(drawing.levels, theme, len(drawing.legend.classes)))
    painter.save()
    painter.setClipRect(frame.place)
    painter.setPen(QPen(theme.text, LINE))
    painter.drawLines(boundary_lines(drawing.boundary, frame.place))
    painter.restore()


def _paint_curve(painter: QPainter, drawing: CurveDrawing, frame: Frame, theme: Theme) -> None:
    """The curves, and where one of them crosses the middle."""
    painter.fillRect(frame.place, theme.canvas)
    painter.save()
    painter.setClipRect(frame.place)
    if drawing.middle is not None:
        painter.setPen(QPen(theme.quiet, EDGE, Qt.PenStyle.DashLine))
        level = frame.at(0, drawing.middle).y()
        painter.drawLine(QPointF(frame.place.left(), level), QPointF(frame.place.right(), level))
    painter.setPen(QPen(theme.text, LINE))
    for crossing in drawing.crossings:
        foot = frame.at(crossing, drawing.y.low)
        painter.drawLine(foot, QPointF(foot.x(), frame.place.top()))
    for index, curve in enumerate(drawing.curves):
        painter.setPen(QPen(curve_color(theme, index, len(drawing.curves)), CURVE))
        for piece in _polylines(curve, frame):
            painter.drawPolyline(piece)
    painter.restore()


def paint_points(painter: QPainter, points: Points, frame: Frame, theme: Theme, classes: int) -> None:
    """The samples; each class has its shape."""
    radius = (SMALL if len(points.rows) > MANY else MARKER) * QFontMetricsF(painter.font()).height()
    radius = max(LEAST, min(radius, SHARE * frame.place.width()))
    painter.save()
    painter.setClipRect(frame.place.adjusted(-radius, -radius, radius, radius))
    table = [QColor.fromRgb(rgb) for rgb in colors(theme.name, classes, 0.0)]
    for place, kind, level, test in zip(
        points.places.tolist(), points.kinds.tolist(), points.levels.tolist(), points.tests.tolist(), strict=True
    ):
        paint_sample(painter, frame.at(*place), kind, radius, ink_of(table[level], test, theme))
    painter.restore()


def paint_marked(painter: QPainter, drawing: MapDrawing | CurveDrawing, frame: Frame, theme: Theme) -> None:
    """A ring around the sample shown."""
    if drawing.marked is None:
        return
    radius = 2 * MARKER * QFontMetricsF(painter.font()).height()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((theme.sign_text, 6.0), (theme.highlight, 3.0)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(frame.at(*drawing.marked), radius, radius)


def map_image(levels: Array, theme: Theme, classes: int, fainter: float = FAINTER) -> QImage:
    """The levels as an image, the highest row first; ``classes`` 0: one output; ``fainter`` as for ``colors``."""
    rows, columns = levels.shape
    data = np.ascontiguousarray(levels[::-1]).tobytes()
    image = QImage(data, columns, rows, columns, QImage.Format.Format_Indexed8)
    image.setColorTable(colors(theme.name, classes, fainter))
    return image.convertToFormat(QImage.Format.Format_RGB32)  # a copy: the bytes above are not kept


@cache
def colors(theme_name: str, classes: int, fainter: float) -> list[int]:
    """The color of every level; ``fainter``: how far it steps back towards the ground."""
    theme = THEMES[theme_name]
    if classes == 0:
        shares = np.linspace(-1, 1, STEPS).tolist()
        return [blend(theme.signed(share, 1.0), theme.canvas, fainter).rgb() for share in shares]
    steps = class_steps(classes)
    clear = [0.15 + (0.85 - fainter) * (step + 1) / steps for step in range(steps)] if fainter else [1.0] * steps
    made = [blend(theme.canvas, theme.class_color(index), share) for index in range(classes) for share in clear]
    return [color.rgb() for color in made]


def curve_color(theme: Theme, index: int, count: int) -> QColor:
    """The color of one of several curves."""
    return theme.positive if count == 1 else theme.class_color(index)


def boundary_lines(pieces: Array, place: QRectF) -> list[QLineF]:
    """Pieces in shares of the sides as lines on the screen."""
    corner = np.array([place.left(), place.bottom()] * 2)
    size = np.array([place.width(), -place.height()] * 2)
    return [QLineF(*piece) for piece in (corner + pieces * size).tolist()]


def _polylines(curve: Array, frame: Frame) -> list[QPolygonF]:
    """The pieces of a curve: where it has no value there is a gap."""
    heights = np.clip(np.asarray(curve, np.float64), *_visible(frame))
    at = np.stack([np.linspace(frame.x.low, frame.x.high, len(curve)), heights], axis=1)
    known = np.flatnonzero(~np.isnan(heights))
    pieces = np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)
    return [QPolygonF([frame.at(x, y) for x, y in at[piece].tolist()]) for piece in pieces]


def _visible(frame: Frame) -> tuple[float, float]:
    """What is far outside need not be drawn at its place."""
    height = frame.y.high - frame.y.low
    return frame.y.low - height, frame.y.high + height
