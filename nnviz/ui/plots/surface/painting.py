"""Paints surfaces: on the screen and in files alike."""

from functools import cache
from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.ui.plots.frame import written
from nnviz.ui.plots.output_map.legend import legend_width, paint_legend
from nnviz.ui.plots.output_map.painting import colors
from nnviz.ui.plots.output_map.scale import FAINTER
from nnviz.ui.plots.space.box import axis_edge, scaffold
from nnviz.ui.plots.space.camera import Camera
from nnviz.ui.plots.space.painting import paint_lines, paint_scaffold, paint_sheet
from nnviz.ui.plots.space.sheet import Parts, Sheet, hidden, light, light_on, shaded
from nnviz.ui.plots.space.spots import Spots, paint_spots
from nnviz.ui.plots.space.view import View, fitted
from nnviz.ui.plots.surface.drawing import Cuts, Samples, SurfaceDrawing
from nnviz.ui.theme import THEMES, Theme

BOUNDARY, STEM = 3.0, 2.0
MARKER, SMALL, MANY = 0.3, 0.22, 150
"""The radius of a sample, and of one among many, in lines of text."""
SHARE, LEAST = 0.045, 2.5
"""A sample beside half a side of the floor at most, and in pixels at least."""
FAINT = 0.6
"""How far a sample behind the surface steps back."""
INK = 0.3
"""How far the lines of the mesh go from the color of the surface to that of text."""
LINES, APART = 14, 8.0
"""Lines of the mesh along each side at most, and pixels between them at least."""
LADDER = 7.0
"""The width of the colors along the upright axis."""


def paint_surface(painter: QPainter, room: QRectF, camera: Camera, theme: Theme, drawing: SurfaceDrawing) -> None:
    """The whole picture."""
    metrics = QFontMetricsF(painter.font())
    inner = _inner(drawing, room, metrics)
    view = view_of(drawing, room, camera, metrics)
    paint_scaffold(painter, scaffold(drawing.box, view, inner, metrics), theme)
    _paint_ladder(painter, drawing, view, theme)
    paint_sheet(painter, _sheet(drawing, view, theme), view)
    if len(drawing.boundary):
        seen = ~hidden(drawing.boundary.mean(axis=1), drawing.places, camera)
        paint_lines(painter, drawing.boundary[seen], view, QPen(theme.text, BOUNDARY, c=Qt.PenCapStyle.RoundCap))
    if drawing.samples is not None:
        _paint_samples(painter, drawing, drawing.samples, view, theme)
    _paint_marked(painter, drawing, view, theme)
    _paint_title(painter, drawing.title, inner, theme)
    paint_legend(painter, drawing.legend, inner.adjusted(0, metrics.height(), 0, -metrics.height()), theme)


def view_of(drawing: SurfaceDrawing, room: QRectF, camera: Camera, metrics: QFontMetricsF) -> View:
    """Where the picture stands in its room."""
    line, upright = metrics.height(), drawing.box.spans[2]
    left = max(metrics.horizontalAdvance(written(tick)) for tick in upright.ticks(4)) + 0.8 * line
    inner = _inner(drawing, room, metrics).adjusted(left, line, -1.5 * line, -2.4 * line)
    return fitted(inner.adjusted(0, line if drawing.title else 0, 0, 0), camera, drawing.box.sides)


def _inner(drawing: SurfaceDrawing, room: QRectF, metrics: QFontMetricsF) -> QRectF:
    """The room without that of the legend."""
    return room.adjusted(2, 2, -legend_width(drawing.legend, metrics) - 2, -2)


def _paint_ladder(painter: QPainter, drawing: SurfaceDrawing, view: View, theme: Theme) -> None:
    """The colors of values along their axis."""
    if not len(drawing.ladder):
        return
    foot, head = (QPointF(*end) for end in view.screen(axis_edge(drawing.box.sides, view, 2)).tolist())
    gradient = QLinearGradient(foot, head)
    table = colors(theme.name, 0, FAINTER)
    for share, level in zip(np.linspace(0, 1, len(drawing.ladder)).tolist(), drawing.ladder.tolist(), strict=True):
        gradient.setColorAt(share, QColor.fromRgb(table[level]))
    painter.setPen(QPen(gradient, LADDER, c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(foot, head)


def _sheet(drawing: SurfaceDrawing, view: View, theme: Theme) -> Sheet:
    table, inks = _tables(theme.name, len(drawing.legend.classes))
    brightness = light(drawing.places, view.camera)
    piece = 2 * view.scale / (len(drawing.places) - 1)
    parts = drawing.cuts
    every = max(round(len(drawing.places) / LINES), ceil(APART / piece))
    return Sheet(
        drawing.places,
        shaded(table[drawing.levels], brightness),
        shaded(inks[drawing.levels], brightness),
        drawing.shown,
        every,
        None if parts is None else Parts(parts.rows, parts.columns, parts.places, _shades(parts, table, view)),
    )


def _shades(parts: Cuts, table: Array, view: View) -> Array:
    return shaded(table[parts.levels], light_on(parts.places, view.camera))


@cache
def _tables(theme_name: str, classes: int) -> tuple[Array, Array]:
    """The colors of all levels, (256, 3), and those of lines in them."""
    table = np.array([_rgb(QColor.fromRgb(rgb)) for rgb in colors(theme_name, classes, FAINTER)], np.float64)
    text = np.array(_rgb(THEMES[theme_name].text), np.float64)
    return table, table + INK * (text - table)


@cache
def _sample_tables(theme_name: str, classes: int) -> tuple[Array, Array]:
    """The colors of samples of all levels, (256,), in front of the surface and behind it."""
    theme, clear = THEMES[theme_name], colors(theme_name, classes, 0.0)
    faint = [theme.faded(QColor.fromRgb(rgb), FAINT).rgb() for rgb in clear]
    return np.array(clear, np.int64), np.array(faint, np.int64)


def _rgb(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def _paint_samples(painter: QPainter, drawing: SurfaceDrawing, samples: Samples, view: View, theme: Theme) -> None:
    """The samples, those behind the surface fainter, and how far they are from it."""
    radius = _radius(SMALL if len(samples.rows) > MANY else MARKER, painter, view)
    clear, faint = _sample_tables(theme.name, len(drawing.legend.classes))
    behind = hidden(samples.places, drawing.places, view.camera)
    if drawing.residuals:
        stems = np.stack([samples.feet, samples.places], axis=1)
        paint_lines(painter, stems[behind], view, QPen(theme.faded(theme.quiet, FAINT), STEM))
        paint_lines(painter, stems[~behind], view, QPen(theme.quiet, STEM))
    for those, table, edge in ((behind, faint, theme.faded(theme.text, FAINT)), (~behind, clear, theme.text)):
        inks = table[samples.levels[those]]
        spots = Spots(samples.places[those], samples.kinds[those], inks, samples.tests[those], edge)
        paint_spots(painter, spots, view, radius, theme)


def _radius(lines: float, painter: QPainter, view: View) -> float:
    """A radius in lines of text, less in a small picture."""
    return max(LEAST, min(lines * QFontMetricsF(painter.font()).height(), SHARE * view.scale))


def _paint_marked(painter: QPainter, drawing: SurfaceDrawing, view: View, theme: Theme) -> None:
    """A ring around the sample shown."""
    if drawing.marked is None:
        return
    radius = 2 * _radius(MARKER, painter, view)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((theme.sign_text, 6.0), (theme.highlight, 3.0)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(view.spot(drawing.marked), radius, radius)


def _paint_title(painter: QPainter, title: str, room: QRectF, theme: Theme) -> None:
    plain, heavy = painter.font(), QFont(painter.font())
    heavy.setBold(True)
    painter.setFont(heavy)
    painter.setPen(theme.text)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), title)
    painter.setFont(plain)
