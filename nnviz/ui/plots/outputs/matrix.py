"""Which classes are taken for which: the counts as a square, with precision below and recall beside it."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.core.classes import Confusion
from nnviz.ui.plots.outputs.spot import Spot
from nnviz.ui.theme import Theme, blend

GAP = 0.4
"""Between names and squares, in lines of text."""
NAMES = 0.26
"""How much of the width the names of the classes may take."""
LARGEST, LEAST = 5.0, 1.1
"""The height of a count at most, and beside precision and recall at least, in lines of text."""
WIDEST = 1.6
"""The width of a count beside its height."""
FEW = 6
"""Classes among which counts of 0 are always written."""
BEYOND = 0.3
"""Between counts and the shares beyond them, in counts."""
CENTER = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, eq=False)
class MatrixChart:
    """The counts, row by row the classes that samples have, column by column those that were answered."""

    confusion: Confusion
    names: tuple[str, ...]
    cell: tuple[int, int] | None = None  # the one whose samples are listed


@dataclass(frozen=True, slots=True)
class MatrixPlace:
    """Where the parts of a matrix stand, in pixels."""

    cells: QRectF  # all counts
    cell: QSizeF  # one of them
    margins: bool  # whether precision and recall have room

    def at(self, row: int, column: int) -> QRectF:
        """The place of one count; a column or row beyond the last is that of recall or precision."""
        left = self.cells.left() + column * self.cell.width()
        top = self.cells.top() + row * self.cell.height()
        beyond = QPointF(
            BEYOND * self.cell.width() if left > self.cells.right() - 1 else 0.0,
            BEYOND * self.cell.height() if top > self.cells.bottom() - 1 else 0.0,
        )
        return QRectF(QPointF(left, top) + beyond, self.cell)


def place_of(chart: MatrixChart, room: QRectF, metrics: QFontMetricsF) -> MatrixPlace:
    """Share out a room: with precision and recall where counts and shares remain legible."""
    line, count = metrics.height(), len(chart.names)
    names = min(max(map(metrics.horizontalAdvance, chart.names)), NAMES * room.width())
    left, top = names + (1.5 + GAP) * line, (2.6 + GAP) * line
    titled = max(left, metrics.horizontalAdvance(_tr("precision")) + (0.2 + GAP) * line)
    beyond = max(0.0, metrics.horizontalAdvance(_tr("recall")) / 2 - 0.4 * line)
    wide, high = room.width() - 0.2 * line, room.height() - top - 0.2 * line
    cell = _cell((wide - titled - beyond) / (count + 1 + BEYOND), high / (count + 1 + BEYOND), line)
    margins = cell.width() >= metrics.horizontalAdvance("0.00") + 0.3 * line and cell.height() >= LEAST * line
    if margins:
        left = titled
    else:
        cell = _cell((wide - left) / count, high / count, line)
    return MatrixPlace(QRectF(QPointF(room.left() + left, room.top() + top), cell * count), cell, margins)


def _cell(width: float, height: float, line: float) -> QSizeF:
    height = min(LARGEST * line, width, height)
    return QSizeF(min(WIDEST * height, width), height)


def spot_on_matrix(chart: MatrixChart, point: QPointF, room: QRectF, metrics: QFontMetricsF) -> Spot | None:
    """The count under a point."""
    place = place_of(chart, room, metrics)
    if not place.cells.contains(point):
        return None
    last = len(chart.names) - 1
    row = min(last, int((point.y() - place.cells.top()) / place.cell.height()))
    column = min(last, int((point.x() - place.cells.left()) / place.cell.width()))
    counts = chart.confusion.counts
    text = _tr("Target {true}, answered {answer}: {count} of {all}")
    values = {"true": chart.names[row], "answer": chart.names[column]}
    return Spot(text.format(**values, count=int(counts[row, column]), all=int(counts[row].sum())), cell=(row, column))


def paint_matrix(painter: QPainter, chart: MatrixChart, room: QRectF, theme: Theme) -> None:
    """The whole picture."""
    metrics = QFontMetricsF(painter.font())
    place = place_of(chart, room, metrics)
    shares = _shares(chart.confusion.counts)
    for row in range(len(chart.names)):
        for column in range(len(chart.names)):
            _paint_square(painter, chart, place, (row, column), shares, theme)
    _write_names(painter, chart, place, room, theme)
    if place.margins:
        _write_margins(painter, chart, place, theme)
    if chart.cell is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((theme.sign_text, 5.0), (theme.highlight, 2.5)):
            painter.setPen(QPen(color, width))
            painter.drawRect(place.at(*chart.cell))


def _paint_square(
    painter: QPainter, chart: MatrixChart, place: MatrixPlace, cell: tuple[int, int], shares: Array, theme: Theme
) -> None:
    """Right answers in blue, others in orange: the more of the class, the clearer."""
    square, right = place.at(*cell), cell[0] == cell[1]
    share = math.sqrt(float(shares[cell]))
    ground = blend(theme.canvas, theme.positive if right else theme.negative, share)
    painter.fillRect(square, ground)
    painter.setPen(QPen(theme.border, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(square)
    count = int(chart.confusion.counts[cell])
    text = str(count)
    told = count > 0 or place.margins or len(chart.names) <= FEW
    if told and QFontMetricsF(painter.font()).horizontalAdvance(text) <= place.cell.width() - 2:
        painter.setPen(legible(ground, theme) if count else theme.quiet)
        painter.drawText(square, CENTER, text)


def _write_names(painter: QPainter, chart: MatrixChart, place: MatrixPlace, room: QRectF, theme: Theme) -> None:
    """The classes along both sides, and what the sides are."""
    metrics, cells = QFontMetricsF(painter.font()), place.cells
    line = metrics.height()
    painter.setPen(theme.text)
    for index, name in enumerate(chart.names):
        beside, above = place.at(index, 0), place.at(0, index)
        left = QRectF(
            room.left() + 1.5 * line, beside.top(), cells.left() - room.left() - (1.5 + GAP) * line, place.cell.height()
        )
        painter.drawText(left, RIGHT, metrics.elidedText(name, Qt.TextElideMode.ElideRight, left.width()))
        top = QRectF(above.left(), cells.top() - 1.3 * line, above.width(), 1.2 * line)
        painter.drawText(top, CENTER, metrics.elidedText(name, Qt.TextElideMode.ElideRight, top.width()))
    painter.setPen(theme.quiet)
    title = QRectF(cells.left(), cells.top() - 2.6 * line, max(cells.width(), 8 * line), 1.2 * line)
    painter.drawText(title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _tr("answer"))
    painter.save()
    painter.translate(room.left(), cells.center().y())
    painter.rotate(-90)
    painter.drawText(QRectF(-20 * line, 0, 40 * line, 1.3 * line), CENTER, _tr("target"))
    painter.restore()


def _write_margins(painter: QPainter, chart: MatrixChart, place: MatrixPlace, theme: Theme) -> None:
    """Precision below every column, recall beside every row."""
    found, count = chart.confusion, len(chart.names)
    painter.setPen(theme.text)
    for index in range(count):
        painter.drawText(place.at(count, index), CENTER, share_text(float(found.precision[index])))
        painter.drawText(place.at(index, count), CENTER, share_text(float(found.recall[index])))
    line = QFontMetricsF(painter.font()).height()
    below, beside = place.at(count, 0), place.at(0, count)
    painter.setPen(theme.quiet)
    names = QRectF(below.left() - (40 + GAP) * line, below.top(), 40 * line, below.height())
    painter.drawText(names, RIGHT, _tr("precision"))
    above = QRectF(beside.center().x() - 10 * line, beside.top() - 1.3 * line, 20 * line, 1.2 * line)
    painter.drawText(above, CENTER, _tr("recall"))
    painter.setPen(theme.text)
    font = painter.font()
    heavy = QFont(font)
    heavy.setBold(True)
    painter.setFont(heavy)
    painter.drawText(place.at(count, count), CENTER, share_text(found.accuracy))
    painter.setFont(font)


def share_text(share: float) -> str:
    """A share with two decimals; a dash where there is none."""
    return "–" if math.isnan(share) else f"{share:.2f}"


def _shares(counts: Array) -> Array:
    """Of the samples of a class, the share that was answered so."""
    every = counts.sum(axis=1, keepdims=True)
    return np.asarray(counts / every.clip(1))


def legible(ground: QColor, theme: Theme) -> QColor:
    """The color of text that is read best on a ground."""
    pair = sorted((theme.text, theme.canvas), key=lambda color: abs(_light(color) - _light(ground)))
    return pair[-1]


def _light(color: QColor) -> float:
    """How light a color looks."""
    return 0.299 * color.redF() + 0.587 * color.greenF() + 0.114 * color.blueF()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Outputs", text)
