"""Two axes around a painted picture: from values to places and back, with round marks along the edges."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from nnviz.ui.plots.round_numbers import next_round, on_an_axis
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import signed

MARK = 4.0
"""The length of a mark on an axis, in pixels."""


@dataclass(frozen=True, slots=True)
class Span:
    """What an axis covers."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """How far along the axis a value stands, 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def value(self, share: float) -> float:
        """The value at a share of the axis."""
        return self.low + share * (self.high - self.low)

    def ticks(self, most: int) -> list[float]:
        """At most about ``most`` multiples of 1, 2 or 5 times a power of ten, but at least two."""
        found = self._ticks(most)
        return found if len(found) > 1 else self._ticks(2 * most)

    def _ticks(self, most: int) -> list[float]:
        step = next_round((self.high - self.low) / max(1, most))
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [index * step for index in range(first, last + 1)]


def spanning(low: float, high: float, padding: float = 0.1) -> Span:
    """A span around values, with room at both ends; one value alone stands in the middle."""
    low, high = on_an_axis(low), on_an_axis(high)
    least = 1e-9 * max(1.0, abs(high))
    room = padding * (high - low) if high - low > least else max(1.0, least)
    return Span(low - room, high + room)


def written(value: float) -> str:
    """A mark's number."""
    return signed(f"{value:.6g}")


@dataclass(frozen=True, slots=True)
class Frame:
    """A place with two axes."""

    place: QRectF
    x: Span
    y: Span

    def at(self, x: float, y: float) -> QPointF:
        """Where values stand."""
        place = self.place
        return QPointF(
            place.left() + self.x.share(x) * place.width(), place.bottom() - self.y.share(y) * place.height()
        )

    def values(self, point: QPointF) -> tuple[float, float]:
        """The values at a point."""
        place = self.place
        across, up = (point.x() - place.left()) / place.width(), (place.bottom() - point.y()) / place.height()
        return self.x.value(across), self.y.value(up)


def fitted(room: QRectF, x: Span, y: Span, metrics: QFontMetricsF, *, right: float = 0.0, square: bool) -> Frame:
    """The frame that leaves room for marks and names, and for ``right`` pixels beside it."""
    line = metrics.height()
    ticks = _ticks(y, room.height() - 3.4 * line, 3 * line)
    left = max((metrics.horizontalAdvance(written(tick)) for tick in ticks), default=0.0) + MARK + 0.5 * line
    place = room.adjusted(left, 1.3 * line, -right - 0.6 * line, -2.4 * line)
    place.setSize(place.size().expandedTo(QRectF(0, 0, line, line).size()))
    if square:
        side = min(place.width(), place.height())
        spare = place.width() - side
        place = QRectF(place.left() + spare / 2, place.top() + (place.height() - side) / 2, side, side)
    return Frame(place, x, y)


def paint_axes(
    painter: QPainter, frame: Frame, names: tuple[str, str | None], theme: Theme, room: QRectF | None = None
) -> None:
    """The edge, the marks with their numbers, the name of x below and that of y above; None: y is no axis.

    ``room``: how far names may reach that are wider than the frame.
    """
    metrics, place = QFontMetricsF(painter.font()), frame.place
    line = metrics.height()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.quiet, 1.5))
    painter.drawRect(place)
    painter.setPen(QPen(theme.quiet, 1.5))
    for tick in _ticks(frame.x, place.width(), 3.6 * line):
        foot = frame.at(tick, frame.y.low)
        painter.drawLine(foot, foot + QPointF(0, MARK))
        text = QRectF(foot.x() - 4 * line, foot.y() + MARK, 8 * line, line)
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, written(tick))
    for tick in _ticks(frame.y, place.height(), 3 * line) if names[1] is not None else []:
        foot = frame.at(frame.x.low, tick)
        painter.drawLine(foot, foot - QPointF(MARK, 0))
        text = QRectF(foot.x() - 8 * line - MARK - 3, foot.y() - line / 2, 8 * line, line)
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, written(tick))
    painter.setPen(theme.text)
    left, right = (place.left(), place.right()) if room is None else (room.left(), room.right())
    wide = metrics.horizontalAdvance(names[0]) > place.width()
    below = QRectF(left if wide else place.left(), place.bottom() + MARK + line, place.width(), 1.2 * line)
    below.setRight(place.right())
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, metrics.elidedText(names[0], RIGHT, below.width()))
    over = QRectF(place.left(), place.top() - 1.3 * line, right - place.left(), 1.2 * line)
    painter.drawText(over, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(names[1] or "", RIGHT, over.width()))


RIGHT = Qt.TextElideMode.ElideRight


def _ticks(span: Span, pixels: float, apart: float) -> list[float]:
    return span.ticks(max(2, int(pixels / apart)))
