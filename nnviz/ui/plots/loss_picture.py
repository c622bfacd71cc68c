"""Paints the loss plot for a file, as it is seen: its range, its curves, its lines and its legend."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from nnviz.ui.picture import Picture
from nnviz.ui.plots.axes import Ends, epoch_marks
from nnviz.ui.plots.decimate import decimate, inside
from nnviz.ui.plots.frame import MARK, Frame, Span
from nnviz.ui.plots.legend import Entry
from nnviz.ui.plots.line import Level, Line, as_drawn
from nnviz.ui.plots.ticks import power_ticks, value_ticks, whole_ticks, write_whole
from nnviz.ui.theme import Theme, blend

SIZE = QSizeF(760, 520)
APART = 4.5
"""Between two marks at the bottom, in lines of text."""
DOTTED, DOT = 40, 1.5
"""Up to so many points each is marked, by a dot so many times as wide as the line."""


@dataclass(frozen=True, slots=True, eq=False)
class LossPicture:
    """What is seen."""

    lines: list[Line]
    levels: list[Level]
    legend: list[Entry]
    title: str
    names: tuple[str, str, str, str]  # of the iterations, the loss, the shares, the first mark of epochs
    ends: Ends | None
    ranges: tuple[Span, Span, Span]  # of the iterations, the loss as it is drawn, the shares
    logarithmic: bool

    @property
    def has_shares(self) -> bool:
        """Whether there is an axis on the right."""
        return any(line.is_share for line in self.lines)


def picture_of(shown: LossPicture, theme: Theme, name: str) -> Picture:
    """As a picture for a file."""

    def paint(painter: QPainter) -> None:
        paint_loss(painter, shown, QRectF(QPointF(), SIZE).adjusted(12, 12, -12, -12), theme)

    return Picture(SIZE, paint, name)


def paint_loss(painter: QPainter, picture: LossPicture, room: QRectF, theme: Theme) -> None:
    """The whole picture."""
    line = QFontMetricsF(painter.font()).height()
    painter.setPen(theme.quiet)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, picture.title)
    top = _paint_legend(painter, picture.legend, room.adjusted(0, 1.5 * line, 0, 0), theme)
    place = room.adjusted(4.2 * line, 0, -3.5 * line if picture.has_shares else -1.5 * line, -2.6 * line)
    place.setTop(top + (2.6 if picture.ends else 1.6) * line)
    x, y, shares = picture.ranges
    frame = Frame(place, x, y)
    _paint_ground(painter, picture, frame, theme)
    painter.save()
    painter.setClipRect(place)
    for one in sorted(picture.lines, key=lambda each: each.height):
        _paint_line(painter, one, Frame(place, x, shares) if one.is_share else frame, picture.logarithmic)
    painter.restore()
    heights = as_drawn(np.array([level.value for level in picture.levels]), picture.logarithmic).tolist()
    for level, height in zip(picture.levels, heights, strict=True):
        _paint_level(painter, level, height, frame)
    _paint_names(painter, picture, frame, theme)


def _paint_legend(painter: QPainter, entries: list[Entry], room: QRectF, theme: Theme) -> float:
    """In as many rows as it takes; return where it ends."""
    metrics = QFontMetricsF(painter.font())
    line, left, top = metrics.height(), room.left(), room.top()
    for entry in entries:
        text = f"{entry.name} {entry.value}".strip()
        width = 2 * line + metrics.horizontalAdvance(text)
        if left > room.left() and left + width > room.right():
            left, top = room.left(), top + 1.3 * line
        painter.setPen(entry.pen)
        painter.drawLine(QPointF(left, top + line / 2), QPointF(left + 1.5 * line, top + line / 2))
        painter.setPen(theme.text)
        painter.drawText(QPointF(left + 2 * line, top + (line + metrics.capHeight()) / 2), text)
        left += width + line
    return top + line


def _paint_ground(painter: QPainter, picture: LossPicture, frame: Frame, theme: Theme) -> None:
    """The axes with their marks, and faint lines at those of the loss."""
    line, place = QFontMetricsF(painter.font()).height(), frame.place
    painter.fillRect(place, theme.canvas)
    ticks = power_ticks if picture.logarithmic else value_ticks
    for tick, text in ticks(frame.y.low, frame.y.high, place.height() / (2 * line)):
        left = frame.at(frame.x.low, tick)
        painter.setPen(QPen(blend(theme.quiet, theme.canvas, 0.8), 1.0))
        painter.drawLine(left, frame.at(frame.x.high, tick))
        _mark(painter, left, QPointF(-MARK, 0), text, theme)
    most = round(place.width() / (APART * line))
    for mark in whole_ticks(max(0.0, frame.x.low), frame.x.high, most):
        _mark(painter, frame.at(mark, frame.y.low), QPointF(0, MARK), write_whole(mark), theme)
    if picture.ends is not None:
        for place_of, text in epoch_marks(frame.x.low, frame.x.high, most, picture.ends, picture.names[3]):
            _mark(painter, frame.at(place_of, frame.y.high), QPointF(0, -MARK), text, theme)
    if picture.has_shares:
        right = Frame(place, frame.x, picture.ranges[2])
        for tick, text in value_ticks(right.y.low, right.y.high, place.height() / (2 * line)):
            _mark(painter, right.at(right.x.high, tick), QPointF(MARK, 0), text, theme)
    painter.setPen(QPen(theme.quiet, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def _mark(painter: QPainter, foot: QPointF, along: QPointF, text: str, theme: Theme) -> None:
    """A mark on an axis, and its number behind it."""
    painter.setPen(QPen(theme.quiet, 1.5))
    painter.drawLine(foot, foot + along)
    metrics = QFontMetricsF(painter.font())
    width, line = metrics.horizontalAdvance(text), metrics.height()
    left = foot.x() + {-1: -MARK - 3 - width, 0: -width / 2, 1: MARK + 3}[int(np.sign(along.x()))]
    top = foot.y() + {-1: -MARK - line, 0: -line / 2, 1: MARK}[int(np.sign(along.y()))]
    painter.drawText(QRectF(left, top, width + 1, line), Qt.AlignmentFlag.AlignCenter, text)


def _paint_line(painter: QPainter, line: Line, frame: Frame, logarithmic: bool) -> None:
    """A curve; a zero on a logarithmic axis is left out."""
    x, y = inside(line.x, line.y, frame.x.low, frame.x.high)
    y = as_drawn(y, logarithmic and not line.is_share)
    known = np.isfinite(y)
    if not known.any():
        return
    x, y = decimate(x[known], y[known], round(2 * frame.place.width()))
    far = frame.y.high - frame.y.low
    y = np.clip(y, frame.y.low - far, frame.y.high + far)
    points = [frame.at(*pair) for pair in zip(x.tolist(), y.tolist(), strict=True)]
    painter.setPen(QPen(line.pen))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    if len(points) <= DOTTED and not line.is_faint:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line.pen.color())
        for point in points:
            painter.drawEllipse(point, DOT * line.pen.widthF(), DOT * line.pen.widthF())


def _paint_level(painter: QPainter, level: Level, height: float, frame: Frame) -> None:
    """A line from side to side."""
    if frame.y.low <= height <= frame.y.high:
        painter.setPen(level.pen)
        painter.drawLine(frame.at(frame.x.low, height), frame.at(frame.x.high, height))


def _paint_names(painter: QPainter, picture: LossPicture, frame: Frame, theme: Theme) -> None:
    """What is measured along the axes."""
    line, place = QFontMetricsF(painter.font()).height(), frame.place
    below, loss, shares, _ = picture.names
    painter.setPen(theme.text)
    middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(QRectF(place.left(), place.bottom() + MARK + 1.1 * line, place.width(), 1.3 * line), middle, below)
    over = QRectF(
        place.left() - 4 * line,
        place.top() - (2.4 if picture.ends else 1.4) * line,
        place.width() + 6 * line,
        1.3 * line,
    )
    painter.drawText(over, Qt.AlignmentFlag.AlignLeft, loss)
    painter.drawText(over, Qt.AlignmentFlag.AlignRight, shares if picture.has_shares else "")
