"""Paints what stands in a space, from the back to the front: its box, a sheet, points."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.ui.plots.output_map.painting import paint_marker
from nnviz.ui.plots.space.box import Scaffold
from nnviz.ui.plots.space.sheet import Sheet, back_to_front
from nnviz.ui.plots.space.view import View
from nnviz.ui.theme import Theme

EDGE, GRID = 2.0, 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Points in space."""

    places: Array  # (n, 3)
    kinds: Array  # (n,) the class, which has a shape of its own
    colors: Array  # (n,) as QColor.rgb
    hollow: Array  # (n,) whether only their edge is drawn


def paint_scaffold(painter: QPainter, scaffold: Scaffold, theme: Theme) -> None:
    """The faces behind, their lines, the marks and the texts."""
    for pieces, color, width in (
        (scaffold.grid, theme.border, GRID),
        (scaffold.edges, theme.quiet, EDGE),
        (scaffold.marks, theme.quiet, EDGE),
    ):
        painter.setPen(QPen(color, width, c=Qt.PenCapStyle.RoundCap))
        painter.drawLines([QLineF(*piece) for piece in pieces.tolist()])
    for label in scaffold.labels:
        painter.setPen(theme.text if label.names else theme.quiet)
        painter.drawText(label.place, int(Qt.AlignmentFlag.AlignCenter), label.text)


def paint_sheet(painter: QPainter, sheet: Sheet, view: View) -> None:
    """Every piece of a sheet, the farthest first; an edge in its own color hides the seams between them."""
    corners = [[QPointF(x, y) for x, y in row] for row in view.screen(sheet.places).tolist()]
    colors = sheet.colors.tolist()
    rows, columns = back_to_front(view, sheet)
    shown = sheet.shown.tolist()
    for row in rows:
        low, high = corners[row], corners[row + 1]
        for column in columns:
            if not shown[row][column]:
                continue
            pen, brush = _tools(colors[row][column])
            painter.setPen(pen)
            painter.setBrush(brush)
            painter.drawConvexPolygon((low[column], low[column + 1], high[column + 1], high[column]))


def paint_spots(painter: QPainter, spots: Spots, view: View, radius: float, theme: Theme) -> None:
    """Points, the farthest first; hollow ones have their color around, the others an edge of the ground's color."""
    order = np.argsort(view.depth(spots.places), kind="stable")
    places = view.screen(spots.places[order]).tolist()
    parts = (spots.kinds[order].tolist(), spots.colors[order].tolist(), spots.hollow[order].tolist())
    for (x, y), kind, rgb, hollow in zip(places, *parts, strict=True):
        color = QColor.fromRgb(rgb)
        painter.setPen(QPen(color, 2.4) if hollow else QPen(theme.canvas, 1.5))
        painter.setBrush(theme.canvas if hollow else color)
        paint_marker(painter, QPointF(x, y), kind, radius)


def paint_lines(painter: QPainter, pieces: Array, view: View, pen: QPen) -> None:
    """Pieces of lines in space, (k, 2, 3)."""
    painter.setPen(pen)
    painter.drawLines([QLineF(*piece) for piece in view.screen(pieces).reshape(-1, 4).tolist()])


@cache
def _tools(rgb: int) -> tuple[QPen, QBrush]:
    color = QColor.fromRgb(rgb)
    pen = QPen(color, 1.0)
    pen.setCosmetic(True)
    return pen, QBrush(color)
