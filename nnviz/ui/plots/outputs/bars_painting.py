"""Paints bars: on the screen and in files alike."""

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from nnviz.ui.plots.frame import MARK, written
from nnviz.ui.plots.outputs.bars import Bar, BarChart, Grid, Series, Tone, grid_of, number
from nnviz.ui.plots.outputs.spot import Spot
from nnviz.ui.theme import Theme, blend

THICK = 0.74
"""Of the height of a row."""
TARGET, EDGE = 3.0, 1.5
LEFT, RIGHT = (
    side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)
CENTER = Qt.AlignmentFlag.AlignCenter
PLAIN = Bar("", (), Spot(""))
"""A bar in the color of its series."""


def paint_bars(painter: QPainter, chart: BarChart, room: QRectF, theme: Theme) -> None:
    """The whole picture."""
    metrics = QFontMetricsF(painter.font())
    grid = grid_of(chart, room, metrics)
    line = metrics.height()
    place = QRectF(QPointF(grid.left, grid.top), QPointF(grid.right, grid.top + grid.height * len(chart.bars)))
    painter.fillRect(place, theme.canvas)
    _paint_head(painter, chart, room, grid, theme)
    for index, bar in enumerate(chart.bars):
        row = QRectF(room.left(), grid.top + index * grid.height, room.width(), grid.height)
        if bar.marked:
            painter.fillRect(row, blend(theme.canvas, theme.highlight, 0.25 if theme.dark else 0.4))
        _paint_bar(painter, chart, bar, row, grid, theme)
        if grid.texts:
            _write_row(painter, chart, bar, row, grid, theme)
    if not grid.texts:
        _write_groups(painter, chart, room, grid, theme)
    _paint_axis(painter, chart, place, line, theme)


def color_of(series: Series, bar: Bar, value: float, theme: Theme) -> QColor:
    """The color of one bar."""
    signed = theme.positive if value >= 0 else theme.negative
    color = {
        Tone.SIGNED: signed,
        Tone.CLASS: theme.class_color(bar.kind),
        Tone.BEFORE: blend(theme.quiet, theme.canvas, 0.45),
        Tone.FIRST: theme.positive,
        Tone.SECOND: theme.activation,
    }[series.tone or Tone.SIGNED]
    return color if bar.clear else blend(color, theme.canvas, 0.55)


def _paint_bar(painter: QPainter, chart: BarChart, bar: Bar, row: QRectF, grid: Grid, theme: Theme) -> None:
    drawn = [index for index, series in enumerate(chart.series) if series.tone is not None]
    height = THICK * row.height() / len(drawn)
    top = row.center().y() - THICK * row.height() / 2
    zero = _at(chart, grid, 0.0)
    for place, index in enumerate(drawn):
        value = bar.values[index]
        if math.isnan(value):
            continue
        end = _at(chart, grid, value)
        body = QRectF(min(zero, end), top + place * height, abs(end - zero), height)
        color = color_of(chart.series[index], bar, value, theme)
        if bar.tests and height > 4:
            painter.setPen(QPen(color, 2.0))
            painter.setBrush(blend(color, theme.canvas, 0.75))
            painter.drawRect(body.adjusted(1, 1, -1, -1))
        else:
            painter.fillRect(body, color)
    if bar.target is not None:
        painter.setPen(QPen(theme.text, TARGET))
        at = _at(chart, grid, bar.target)
        painter.drawLine(QLineF(at, row.top() + 0.06 * row.height(), at, row.bottom() - 0.06 * row.height()))


def _write_row(painter: QPainter, chart: BarChart, bar: Bar, row: QRectF, grid: Grid, theme: Theme) -> None:
    """The name, the numbers and the verdict of a row."""
    font = painter.font()
    line = QFontMetricsF(font).height()
    painter.setFont(_heavy(font) if bar.strong else font)
    painter.setPen(theme.text)
    names = QRectF(row.left(), row.top(), grid.left - row.left() - 0.5 * line, row.height())
    painter.drawText(names, RIGHT, _cut(painter, bar.name, names.width()))
    painter.setFont(_heavy(font) if bar.verdict is not None else font)
    for value, end in zip(bar.values, grid.columns, strict=True):
        painter.drawText(QRectF(end - 40 * line, row.top(), 40 * line, row.height()), RIGHT, number(value, grid.digits))
    painter.setFont(font)
    if bar.verdict is not None:
        painter.setPen(theme.forward if bar.verdict else theme.error)
        sign = QRectF(row.right() - line, row.top(), line, row.height())
        painter.drawText(sign, CENTER, "✓" if bar.verdict else "✗")


def _write_groups(painter: QPainter, chart: BarChart, room: QRectF, grid: Grid, theme: Theme) -> None:
    """The name of each group beside its bars, where they have room for it, and a line between two of them."""
    line = QFontMetricsF(painter.font()).height()
    firsts = [first for _, first in chart.groups]
    for (name, first), end in zip(chart.groups, [*firsts[1:], len(chart.bars)], strict=False):
        top, bottom = (grid.top + index * grid.height for index in (first, end))
        names = QRectF(room.left(), top, grid.left - room.left() - 0.4 * line, bottom - top)
        if first:
            painter.setPen(QPen(theme.border, EDGE))
            painter.drawLine(QLineF(room.left(), top, grid.right, top))
        if names.height() > 0.8 * line:
            painter.setPen(theme.text)
            painter.drawText(names, RIGHT, _cut(painter, name, names.width()))


def _paint_head(painter: QPainter, chart: BarChart, room: QRectF, grid: Grid, theme: Theme) -> None:
    """The titles of the numbers with the colors of their bars, and what the mark means."""
    line = QFontMetricsF(painter.font()).height()
    head = QRectF(room.left(), room.top(), room.width(), 1.3 * line)
    left = room.left()
    if chart.title:
        painter.setPen(theme.text)
        painter.drawText(head, LEFT, chart.title)
    if chart.target:
        left = grid.left
        painter.setPen(QPen(theme.text, TARGET))
        painter.drawLine(QLineF(left + TARGET, head.top() + 0.2 * line, left + TARGET, head.bottom() - 0.2 * line))
        _name(painter, QPointF(left + 0.5 * line, head.top()), chart.target, theme)
        left += _advance(painter, chart.target) + 1.6 * line
    for index, series in enumerate(chart.series):
        if series.title and grid.texts:
            begin = grid.columns[index - 1] if index else grid.right
            title = QRectF(QPointF(begin + 0.3 * line, head.top()), QPointF(grid.columns[index], head.bottom()))
            text = _cut(painter, series.title, title.width())
            painter.setPen(theme.text)
            painter.drawText(title, RIGHT, text)
            width = _advance(painter, text)
            _underline(painter, series, QRectF(title.right() - width, title.bottom() - 3, width, 4), theme)
        elif series.title and series.tone is not None:
            color = color_of(series, PLAIN, 1.0, theme)
            painter.fillRect(QRectF(left, head.top() + 0.4 * line, 0.8 * line, 0.6 * line), color)
            _name(painter, QPointF(left + 1.1 * line, head.top()), series.title, theme)
            left += _advance(painter, series.title) + 2.2 * line


def _underline(painter: QPainter, series: Series, place: QRectF, theme: Theme) -> None:
    """The color of the bars of these numbers, below their title."""
    if series.tone not in (None, Tone.CLASS):
        painter.fillRect(place, color_of(series, PLAIN, 1.0, theme))


def _paint_axis(painter: QPainter, chart: BarChart, place: QRectF, line: float, theme: Theme) -> None:
    """The zero line, the edge, and marks with their numbers below."""
    painter.setPen(QPen(theme.quiet, EDGE))
    painter.drawLine(place.bottomLeft(), place.bottomRight())
    span = chart.span
    for tick in span.ticks(max(2, int(place.width() / (3.6 * line)))):
        x = place.left() + span.share(tick) * place.width()
        painter.setPen(QPen(theme.quiet, EDGE))
        painter.drawLine(QLineF(x, place.bottom(), x, place.bottom() + MARK))
        if tick == 0:
            painter.drawLine(QLineF(x, place.top(), x, place.bottom()))
        painter.drawText(QRectF(x - 5 * line, place.bottom() + MARK, 10 * line, line), CENTER, written(tick))


def _at(chart: BarChart, grid: Grid, value: float) -> float:
    share = min(max(chart.span.share(value), 0.0), 1.0)
    return grid.left + share * (grid.right - grid.left)


def _heavy(font: QFont) -> QFont:
    heavy = QFont(font)
    heavy.setBold(True)
    return heavy


def _cut(painter: QPainter, text: str, width: float) -> str:
    return QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _advance(painter: QPainter, text: str) -> float:
    return QFontMetricsF(painter.font()).horizontalAdvance(text)


def _name(painter: QPainter, at: QPointF, text: str, theme: Theme) -> None:
    line = QFontMetricsF(painter.font()).height()
    painter.setPen(theme.text)
    painter.drawText(QRectF(at, at + QPointF(60 * line, 1.3 * line)), LEFT, text)
