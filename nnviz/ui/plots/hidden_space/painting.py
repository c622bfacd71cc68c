"""Paints the hidden space: on the screen and in files alike."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from nnviz.core.arrays import Array
from nnviz.ui.plots.frame import Frame, Span, fitted, paint_axes
from nnviz.ui.plots.hidden_space.drawing import SpaceDrawing
from nnviz.ui.plots.hidden_space.ground import Marks
from nnviz.ui.plots.hidden_space.sprites import Look, Sprites, paint_look
from nnviz.ui.plots.output_map.legend import legend_width, paint_legend
from nnviz.ui.plots.output_map.painting import LEAST, MANY, MARKER, SHARE, SMALL, colors
from nnviz.ui.plots.space.box import CUBE, Box, scaffold
from nnviz.ui.plots.space.camera import Camera
from nnviz.ui.plots.space.painting import paint_scaffold
from nnviz.ui.plots.space.view import View
from nnviz.ui.plots.space.view import fitted as space_fitted
from nnviz.ui.theme import Theme, blend

GRID, BOUNDARY = 1.5, 2.5
RING = 5.0
"""From a point to the ring around the sample shown, in pixels."""
FEW, LARGE = 20, 0.42
"""Samples that have room for larger points, and their radius in lines of text."""
STEP = 0.25
"""Radii are multiples of it, so that not every size of the picture needs sprites of its own."""
CLOSE = 1.5
"""Pixels along a line of the grid within which one point is enough."""
RESERVE = Span(-100.0, 100.0)
"""An axis whose numbers are as wide as most: the frame keeps its place on the way from layer to layer."""
FROM_ABOVE = Camera(azimuth=-90.0, elevation=90.0)
"""Sees a flat space as it is."""
AROUND = 1.6
"""The room of texts around a box, in lines of text."""


def place_of(drawing: SpaceDrawing, room: QRectF, metrics: QFontMetricsF) -> QRectF:
    """Where the frame of a flat space stands."""
    return fitted(room, RESERVE, RESERVE, metrics, right=legend_width(drawing.legend, metrics), square=True).place


def view_of(drawing: SpaceDrawing, room: QRectF, camera: Camera, metrics: QFontMetricsF) -> View:
    """How places come onto the screen: from above, as the camera looks, or between on the way."""
    place = place_of(drawing, room, metrics)
    line = metrics.height()
    whole = QRectF(room.left(), room.top(), place.right() + 0.6 * line - room.left(), room.height())
    deep = space_fitted(whole.adjusted(*(AROUND * line * side for side in (1, 1, -1, -1))), camera, CUBE)
    return _between(View(FROM_ABOVE, (place.center().x(), place.center().y()), place.width() / 2), deep, drawing.depth)


def paint_space(
    painter: QPainter,
    drawing: SpaceDrawing,
    room: QRectF,
    camera: Camera,
    theme: Theme,
    sprites: Sprites | None = None,
) -> None:
    """The whole picture; ``sprites``: points painted once before, which is quick on a screen."""
    metrics = QFontMetricsF(painter.font())
    place, view = place_of(drawing, room, metrics), view_of(drawing, room, camera, metrics)
    painter.save()
    if drawing.depth == 0:
        painter.fillRect(place, theme.canvas)
        painter.setClipRect(place)
    elif drawing.depth == 1 and drawing.axes:
        _paint_box(painter, drawing, view, room, theme)
    _paint_grid(painter, drawing, view, theme)
    _paint_boundary(painter, drawing, view, theme)
    painter.restore()
    if drawing.depth == 0:
        _paint_frame(painter, drawing, place, room, theme)
    radius = radius_of(drawing, place, metrics)
    _paint_points(painter, drawing, view, radius, theme, sprites)
    _paint_marked(painter, drawing, view, radius, theme)
    beside = QRectF(place.left(), place.top(), place.width(), room.bottom() - place.top())
    paint_legend(painter, drawing.legend, beside if drawing.legend.classes else place, theme)


def radius_of(drawing: SpaceDrawing, place: QRectF, metrics: QFontMetricsF) -> float:
    """The radius of a point: smaller among many, and in a small picture."""
    count = drawing.marks.count
    size, share = (SMALL, SHARE) if count > MANY else (MARKER, SHARE) if count > FEW else (LARGE, 2 * SHARE)
    radius = max(LEAST, min(size * metrics.height(), share * place.width()))
    return round(radius / STEP) * STEP


def _between(flat: View, deep: View, share: float) -> View:
    def mixed(one: float, other: float) -> float:
        return one + (other - one) * share

    if share in (0, 1):
        return deep if share else flat
    turn = (deep.camera.azimuth - flat.camera.azimuth + 180.0) % 360.0 - 180.0  # the short way around
    elevation = mixed(flat.camera.elevation, deep.camera.elevation)
    camera = replace(deep.camera, azimuth=flat.camera.azimuth + turn * share, elevation=elevation)
    center = mixed(flat.center[0], deep.center[0]), mixed(flat.center[1], deep.center[1])
    return View(camera, center, mixed(flat.scale, deep.scale))


def _paint_frame(painter: QPainter, drawing: SpaceDrawing, place: QRectF, room: QRectF, theme: Theme) -> None:
    """The edge, and at rest its axes; a line has one alone."""
    if not drawing.axes:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.border, 1.5))
        painter.drawRect(place)
        return
    x, y = drawing.axes[0], drawing.axes[-1]
    wide = QFontMetricsF(painter.font()).horizontalAdvance(x.name) <= place.right() - room.left()
    names = x.name if wide else x.short, y.short if len(drawing.axes) > 1 else None
    paint_axes(painter, Frame(place, x.span, y.span), names, theme, room)


def _paint_box(painter: QPainter, drawing: SpaceDrawing, view: View, room: QRectF, theme: Theme) -> None:
    x, y, z = drawing.axes
    box = Box((x.span, y.span, z.span), (x.name, y.name, z.name))
    paint_scaffold(painter, scaffold(box, view, room, QFontMetricsF(painter.font())), theme)


def _paint_grid(painter: QPainter, drawing: SpaceDrawing, view: View, theme: Theme) -> None:
    painter.setPen(QPen(grid_color(theme), GRID))
    painter.drawLines([QLineF(*piece) for piece in _pieces(view.screen(drawing.lines)).tolist()])


def _pieces(lines: Array) -> Array:
    """Lines (lines, points, 2) as pieces (k, 4) of a pixel or more: where a layer is flat, many points are almost one.

    Short pieces are drawn in half the time of one long line.
    """
    steps = np.hypot(*np.moveaxis(np.diff(lines, axis=1, prepend=lines[:, :1]), -1, 0))
    kept = np.diff(np.nan_to_num(steps).cumsum(axis=1) // CLOSE, axis=1, append=-1.0) != 0
    kept[:, :1] = True
    number, place = np.nonzero(kept & np.isfinite(lines).all(axis=2))
    points, same = lines[number, place], number[1:] == number[:-1]
    return np.concatenate([points[:-1][same], points[1:][same]], axis=1)


def grid_color(theme: Theme) -> QColor:
    """Quiet, but seen from the last row."""
    return blend(theme.quiet, theme.canvas, 0.55)


def _paint_boundary(painter: QPainter, drawing: SpaceDrawing, view: View, theme: Theme) -> None:
    painter.setPen(QPen(theme.text, BOUNDARY))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    curve = view.screen(drawing.curve).reshape(-1, 4)
    painter.drawLines([QLineF(*piece) for piece in curve[np.isfinite(curve).all(axis=1)].tolist()])
    corners = [QPointF(x, y) for x, y in view.screen(drawing.cut).tolist()]
    if len(corners) == 2:
        painter.drawLine(*corners)
    elif corners:
        painter.drawPolygon(QPolygonF(corners))


def _paint_points(
    painter: QPainter, drawing: SpaceDrawing, view: View, radius: float, theme: Theme, sprites: Sprites | None
) -> None:
    """The samples, the farthest first."""
    marks, table = drawing.marks, colors(theme.name, len(drawing.legend.classes), 0.0)
    order = np.argsort(view.depth(drawing.samples), kind="stable")
    places = view.screen(drawing.samples[order]).tolist()
    looks, which = looks_of(marks, table, radius)
    if sprites is None:
        for (x, y), look in zip(places, which[order].tolist(), strict=True):
            paint_look(painter, looks[look], QPointF(x, y), theme)
    else:
        sprites.paint(painter, looks, which[order].tolist(), places)


def looks_of(marks: Marks, table: list[int], radius: float) -> tuple[list[Look], Array]:
    """The looks that there are, and which of them each sample has, (m,)."""
    levels = len(table)
    keys = (marks.kinds.astype(np.intp) * levels + marks.levels) * 2 + marks.tests
    different, which = np.unique(keys, return_inverse=True)
    looks = [Look(key // 2 // levels, table[key // 2 % levels], key % 2 == 1, radius) for key in different.tolist()]
    return looks, which


def _paint_marked(painter: QPainter, drawing: SpaceDrawing, view: View, radius: float, theme: Theme) -> None:
    """A ring around the sample shown."""
    if drawing.marked is None:
        return
    around = radius + RING
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((theme.sign_text, 6.0), (theme.highlight, 3.0)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(view.spot(drawing.marked), around, around)
