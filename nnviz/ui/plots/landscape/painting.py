"""Paints landscapes: on the screen and in files alike."""

import math
from functools import cache
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from nnviz.core.arrays import Array
from nnviz.ui.plots.frame import Frame, fitted, paint_axes
from nnviz.ui.plots.landscape.drawing import Descent, LandscapeDrawing, Place, Relief
from nnviz.ui.plots.landscape.legend import legend_width, paint_legend
from nnviz.ui.plots.landscape.scale import STEPS
from nnviz.ui.plots.landscape.signs import paint_arrow, paint_ring, paint_spot, paint_way
from nnviz.ui.plots.output_map.painting import boundary_lines
from nnviz.ui.theme import THEMES, Theme, blend

LINE = 1.5
DARKER = 0.4
"""How much darker than the ground a line of equal height is."""
ARROW = 2.4
"""Its length, in lines of text."""
STEP = 0.16
"""The radius of a step of the way, in lines of text."""
MOST_STEPS, APART = 60, 3.0
"""Steps at most that are drawn one by one, and how far from the one before, in radii."""
SPOT = 2.0
"""Pixels within which steps are not told apart."""
FAR = 20.0
"""What lies so many pictures outside need not be drawn at its place."""


def frame_of(drawing: LandscapeDrawing, room: QRectF, metrics: QFontMetricsF) -> Frame:
    """Where the map stands in its room."""
    return fitted(room, drawing.x, drawing.y, metrics, right=legend_width(drawing.words, metrics), square=False)


def paint_landscape(painter: QPainter, drawing: LandscapeDrawing, room: QRectF, theme: Theme) -> None:
    """The whole picture."""
    frame = frame_of(drawing, room, QFontMetricsF(painter.font()))
    paint_ground(painter, drawing, frame, theme)
    paint_descent(painter, drawing.descent, frame, theme)


def paint_ground(painter: QPainter, drawing: LandscapeDrawing, frame: Frame, theme: Theme) -> None:
    """What stays while the network moves: colors, lines, axes, legend."""
    painter.fillRect(frame.place, theme.border)
    if drawing.relief is not None:
        _paint_relief(painter, drawing.relief, frame, theme)
    paint_axes(painter, frame, drawing.names, theme)
    paint_legend(painter, drawing, frame.place, theme)


def _paint_relief(painter: QPainter, relief: Relief, frame: Frame, theme: Theme) -> None:
    """The relief at its place, which is not all of the map while the map is being moved."""
    place = QRectF(frame.at(relief.x.low, relief.y.high), frame.at(relief.x.high, relief.y.low))
    painter.save()
    painter.setClipRect(frame.place)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, _image(relief.levels, theme))
    for level, pieces in relief.lines:
        ground = theme.height(level / (STEPS - 1))
        painter.setPen(QPen(blend(ground, theme.sign_text, DARKER), LINE))
        painter.drawLines(boundary_lines(pieces, place))
    painter.restore()


def paint_descent(painter: QPainter, descent: Descent, frame: Frame, theme: Theme) -> None:
    """The way, the next step, the arrow and the network itself."""
    now = _point(descent.now, frame)
    painter.save()
    painter.setClipRect(frame.place)
    for way in descent.ways:
        _paint_way(painter, way, frame, theme)
    if descent.following is not None:
        after = _point(descent.following, frame)
        paint_way(painter, QPolygonF([now, after]), theme)
        paint_ring(painter, after, after, theme)
    if descent.downhill is not None:
        paint_arrow(painter, now, now + _arrow(descent.downhill, frame, painter), theme)
    paint_spot(painter, now, now, theme)
    painter.restore()


def _paint_way(painter: QPainter, way: Array, frame: Frame, theme: Theme) -> None:
    """A way, with its steps where they are far enough apart to be seen one by one."""
    points = _points(way, frame)
    paint_way(painter, QPolygonF(points), theme)
    radius = STEP * QFontMetricsF(painter.font()).height()
    painter.setPen(QPen(theme.sign_text, LINE))
    painter.setBrush(theme.trail)
    for before, point in pairwise([points[0], *points[:MOST_STEPS]]):
        ahead = point - before
        if math.hypot(ahead.x(), ahead.y()) > APART * radius or point is points[0]:
            painter.drawEllipse(point, radius, radius)


def _point(place: Place, frame: Frame) -> QPointF:
    return _points(np.array([place]), frame)[0]


def _points(places: Array, frame: Frame) -> list[QPointF]:
    """Places of networks as points of the picture, of neighbors in one spot the first.

    What is far outside is brought nearer.
    """
    low, size = np.array([frame.x.low, frame.y.low]), np.array([frame.x.high - frame.x.low, frame.y.high - frame.y.low])
    shares = np.clip(np.nan_to_num((places - low) / size), -FAR, FAR)
    spots = (shares * [frame.place.width() / SPOT, frame.place.height() / SPOT]).round()
    moved = np.ones(len(spots), bool)
    moved[1:] = (np.diff(spots, axis=0) != 0).any(axis=1)
    return [frame.at(frame.x.value(across), frame.y.value(up)) for across, up in shares[moved].tolist()]


def _arrow(direction: tuple[float, float], frame: Frame, painter: QPainter) -> QPointF:
    """The direction in the picture, always of the same length; nothing where the ground is flat."""
    across = direction[0] * frame.place.width() / (frame.x.high - frame.x.low)
    up = direction[1] * frame.place.height() / (frame.y.high - frame.y.low)
    length = float(np.hypot(across, up))
    if not (np.isfinite(length) and length > 0):
        return QPointF()
    return QPointF(across, -up) * (ARROW * QFontMetricsF(painter.font()).height() / length)


def _image(levels: Array, theme: Theme) -> QImage:
    """The levels as an image, the highest row first."""
    rows, columns = levels.shape
    data = np.ascontiguousarray(levels[::-1]).tobytes()
    image = QImage(data, columns, rows, columns, QImage.Format.Format_Indexed8)
    image.setColorTable(_colors(theme.name))
    return image.convertToFormat(QImage.Format.Format_RGB32)  # a copy: the bytes above are not kept


@cache
def _colors(theme_name: str) -> list[int]:
    theme = THEMES[theme_name]
    return [theme.height(level / (STEPS - 1)).rgb() for level in range(STEPS)]
