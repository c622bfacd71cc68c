"""The weights of a layer as a matrix of colors: a row for each unit, a column for each input, the biases beside it."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.pictures_item import image
from nnviz.ui.plots.weights.sheet import Under, beside_scale, paint_scale
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import format_number

LARGEST = 4.5
"""A cell at most, in lines of text."""
BETWEEN = 0.6
"""The gap before the biases, in lines of text."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Where a matrix and its biases stand."""

    weights: QRectF
    biases: QRectF  # empty where there are none


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """The weights (rows, columns) and biases (rows,) of one layer."""

    weight: Array
    bias: Array | None
    layer: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    reach: float
    digits: int
    selected: Element | None = None

    def paint(self, painter: QPainter, room: QRectF, theme: Theme) -> None:
        """Draw the cells, their numbers where there is room, the names and the scale."""
        metrics = QFontMetricsF(painter.font())
        grid = self.grid(room, metrics)
        parts = [(self.weight, grid.weights)]
        if self.bias is not None:
            parts.append((self.bias[:, np.newaxis], grid.biases))
        for values, place in parts:
            self._paint_cells(painter, values, place, theme)
        self._paint_names(painter, grid, theme)
        self._paint_selected(painter, grid, theme)
        paint_scale(painter, room, self.reach, theme)

    def under(self, point: QPointF, room: QRectF, metrics: QFontMetricsF) -> Under | None:
        """The weight or bias under a point; a click selects it."""
        grid = self.grid(room, metrics)
        rows, columns = self.weight.shape
        for place, is_bias in ((grid.weights, False), (grid.biases, True)):
            if not place.contains(point) or place.isEmpty():
                continue
            row = min(rows - 1, int((point.y() - place.top()) / place.height() * rows))
            column = min(columns - 1, int((point.x() - place.left()) / place.width() * columns))
            if is_bias:
                assert self.bias is not None
                text = f"b → {self.rows[row]}: {format_number(float(self.bias[row]), self.digits)}"
                return Under(text, Element(Part.BIAS, self.layer, row))
            number = format_number(float(self.weight[row, column]), self.digits)
            text = f"{self.columns[column]} → {self.rows[row]}: {number}"
            return Under(text, Element(Part.WEIGHT, self.layer, row, column))
        return None

    def grid(self, room: QRectF, metrics: QFontMetricsF) -> Grid:
        """Where the cells stand: as large as the room allows, and up to a bound."""
        line = metrics.height()
        names = max(metrics.horizontalAdvance(name) for name in self.rows) + 0.5 * line
        inside = beside_scale(room, self.reach, metrics).adjusted(min(names, 0.3 * room.width()), 1.4 * line, 0, 0)
        rows, columns = self.weight.shape
        gap = 0.0 if self.bias is None else BETWEEN * line
        bias_columns = 0.0 if self.bias is None else max(1.0, columns / 40)
        width = min(LARGEST * line, (inside.width() - gap) / (columns + bias_columns))
        height = min(LARGEST * line, inside.height() / rows, 3 * width if columns < 40 else inside.height())
        weights = QRectF(inside.left(), inside.top(), width * columns, height * rows)
        if self.bias is None:
            return Grid(weights, QRectF())
        return Grid(weights, QRectF(weights.right() + gap, weights.top(), width * bias_columns, weights.height()))

    def _paint_cells(self, painter: QPainter, values: Array, place: QRectF, theme: Theme) -> None:
        rows, columns = values.shape
        shrinks = place.width() < columns or place.height() < rows
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrinks)
        painter.drawImage(place, image(theme.signed_image(values, self.reach)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.border, 1.5))
        painter.drawRect(place)
        metrics = QFontMetricsF(painter.font())
        cell = place.width() / columns, place.height() / rows
        if cell[1] < metrics.height() or cell[0] < metrics.horizontalAdvance(format_number(-8.8, self.digits)):
            return
        for (row, column), value in np.ndenumerate(values):
            box = QRectF(place.left() + column * cell[0], place.top() + row * cell[1], *cell)
            color = theme.signed(float(value), self.reach)
            painter.setPen(theme.text if abs(color.lightnessF() - theme.text.lightnessF()) > 0.4 else theme.canvas)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, format_number(float(value), self.digits))

    def _paint_names(self, painter: QPainter, grid: Grid, theme: Theme) -> None:
        """The names of rows and columns, where each has the room."""
        metrics = QFontMetricsF(painter.font())
        line, place = metrics.height(), grid.weights
        painter.setPen(theme.text)
        across, down = place.width() / len(self.columns), place.height() / len(self.rows)
        if down >= line:
            for row, name in enumerate(self.rows):
                box = QRectF(place.left() - 30 * line, place.top() + row * down, 29.7 * line, down)
                painter.drawText(box, RIGHT, name)
        over = place.top() - 1.3 * line
        if across >= max(map(metrics.horizontalAdvance, self.columns)) + 4:
            for column, name in enumerate(self.columns):
                box = QRectF(place.left() + column * across, over, across, line)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        if not grid.biases.isEmpty():
            box = QRectF(grid.biases.center().x() - 2 * line, over, 4 * line, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "b")

    def _paint_selected(self, painter: QPainter, grid: Grid, theme: Theme) -> None:
        chosen = self.selected
        if chosen is None or chosen.layer != self.layer or chosen.part not in (Part.WEIGHT, Part.BIAS, Part.UNIT):
            return
        down = grid.weights.height() / len(self.rows)
        frame = QRectF(grid.weights.left(), grid.weights.top() + chosen.unit * down, grid.weights.width(), down)
        if chosen.part is Part.WEIGHT:
            across = grid.weights.width() / len(self.columns)
            frame = QRectF(frame.left() + chosen.source * across, frame.top(), across, down)
        elif chosen.part is Part.BIAS:
            frame = QRectF(grid.biases.left(), frame.top(), grid.biases.width(), down)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.highlight, 4))
        painter.drawRect(frame)
