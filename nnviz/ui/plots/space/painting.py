"""Paints what stands in a space, from the back to the front: its box, and a sheet."""

from functools import cache

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.ui.plots.space.box import Scaffold
from nnviz.ui.plots.space.sheet import Sheet, back_to_front, far_edges
from nnviz.ui.plots.space.view import View
from nnviz.ui.theme import Theme

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
    across, along = far_edges(rows, sheet.every), far_edges(columns, sheet.every)
    for row in rows:
        low, high = corners[row], corners[row + 1]
        for column in columns:
            if not shown[row][column]:
                continue
            pen, brush = _tools(colors[row][column])
            painter.setPen(pen)
            painter.setBrush(brush)
            painter.drawConvexPolygon((low[column], low[column + 1], high[column + 1], high[column]))
            if across[row] or along[column]:
                painter.setPen(_ink(inks[row][column]))
            for edge in across[row]:
                painter.drawLine(corners[edge][column], corners[edge][column + 1])
            for edge in along[column]:
                painter.drawLine(low[edge], high[edge])


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


@cache
def _ink(rgb: int) -> QPen:
    return QPen(QColor.fromRgb(rgb), MESH)
