"""Paints what stands in a space, from the back to the front: its box, and a sheet."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.ui.plots.space.box import Scaffold
from nnviz.ui.plots.space.sheet import Parts, Sheet, back_to_front, far_edges
from nnviz.ui.plots.space.view import View
from nnviz.ui.theme import Theme

FLOOR = np.array([1.0, 1.0, 0.0])
COLORS = 8192
"""Kept for the next picture."""
EDGE, GRID, MESH = 2.0, 1.5, 1.5


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
    """Every piece of a sheet, the farthest first; an edge in its own color hides the seams between them.

    Lines of the mesh are drawn with the piece in front of them, so that what is nearer still hides them.
    """
    corners = [[QPointF(x, y) for x, y in row] for row in view.screen(sheet.places).tolist()]
    colors, inks, shown = sheet.colors.tolist(), sheet.lines.tolist(), sheet.shown.tolist()
    rows, columns = back_to_front(view, sheet)
    parts = {} if sheet.parts is None else _polygons(sheet.parts, view)
    across, along = far_edges(rows, sheet.every), far_edges(columns, sheet.every)
    for row in rows:
        low, high = corners[row], corners[row + 1]
        for column in columns:
            if not shown[row][column]:
                for polygon, color in parts.get((row, column), ()):
                    _take(painter, color)
                    painter.drawPolygon(polygon)
                continue
            _take(painter, colors[row][column])
            painter.drawConvexPolygon((low[column], low[column + 1], high[column + 1], high[column]))
            if across[row] or along[column]:
                painter.setPen(_ink(inks[row][column]))
                for edge in across[row]:
                    painter.drawLine(corners[edge][column], corners[edge][column + 1])
                for edge in along[column]:
                    painter.drawLine(low[edge], high[edge])


def _polygons(parts: Parts, view: View) -> dict[tuple[int, int], list[tuple[list[QPointF], int]]]:
    """The parts of each piece, the farthest first."""
    order = np.argsort(view.depth(parts.places.mean(axis=1) * FLOOR), kind="stable")
    screen = view.screen(parts.places[order]).tolist()
    cells = zip(parts.rows[order].tolist(), parts.columns[order].tolist(), strict=True)
    found: dict[tuple[int, int], list[tuple[list[QPointF], int]]] = {}
    for cell, corners, color in zip(cells, screen, parts.colors[order].tolist(), strict=True):
        before = corners[-1:] + corners[:-1]  # a corner may stand there twice
        polygon = [QPointF(*corner) for corner, last in zip(corners, before, strict=True) if corner != last]
        found.setdefault(cell, []).append((polygon, color))
    return found


def paint_lines(painter: QPainter, pieces: Array, view: View, pen: QPen) -> None:
    """Pieces of lines in space, (k, 2, 3)."""
    painter.setPen(pen)
    painter.drawLines([QLineF(*piece) for piece in view.screen(pieces).reshape(-1, 4).tolist()])


def _take(painter: QPainter, rgb: int) -> None:
    pen, brush = _tools(rgb)
    painter.setPen(pen)
    painter.setBrush(brush)


@lru_cache(COLORS)
def _tools(rgb: int) -> tuple[QPen, QBrush]:
    color = QColor.fromRgb(rgb)
    pen = QPen(color, 1.0)
    pen.setCosmetic(True)
    return pen, QBrush(color)


@lru_cache(COLORS)
def _ink(rgb: int) -> QPen:
    return QPen(QColor.fromRgb(rgb), MESH)
