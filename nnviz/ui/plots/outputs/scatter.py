"""Points over two axes: predictions against targets, or what is left of them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.ui.plots.frame import Frame, Span, fitted, paint_axes
from nnviz.ui.plots.outputs.spot import Spot
from nnviz.ui.theme import Theme, blend

RADIUS, SMALL, MANY = 0.27, 0.19, 150
"""Of a point, and of one among many, in lines of text."""
NEAR = 0.8
"""How near to a point the pointer must be, in lines of text."""
HISTOGRAM = 4.0
"""The length of the longest bar beside the points, in lines of text."""


class Ideal(Enum):
    """The line on which every point of a perfect network stands."""

    DIAGONAL = "diagonal"
    ZERO = "zero"


@dataclass(frozen=True, slots=True, eq=False)
class ScatterChart:
    """One point for every sample."""

    rows: Array  # (n,) of the samples
    places: Array  # (n, 2)
    tests: Array  # (n,) whether it only tests
    told: Callable[[int], str]  # what is said of the point with that index
    names: tuple[str, str]
    x: Span
    y: Span
    ideal: Ideal
    legend: tuple[str, ...]  # the words for samples that train and that test; empty where there is one kind alone
    bars: Array  # (k,) how many points there are along y, as shares of the most; empty: not drawn
    marked: int | None = None  # the sample shown


def frame_of(chart: ScatterChart, room: QRectF, metrics: QFontMetricsF) -> Frame:
    """Where the points stand in a room."""
    right = HISTOGRAM * metrics.height() if len(chart.bars) else 0.0
    return fitted(room, chart.x, chart.y, metrics, right=right, square=chart.ideal is Ideal.DIAGONAL)


def spot_on_scatter(chart: ScatterChart, point: QPointF, room: QRectF, metrics: QFontMetricsF) -> Spot | None:
    """The point nearest to the pointer."""
    if not len(chart.rows):
        return None
    frame = frame_of(chart, room, metrics)
    x, y = _on_screen(chart.places, frame).T
    far = np.hypot(x - point.x(), y - point.y())
    nearest = int(far.argmin())
    if not far[nearest] <= NEAR * metrics.height():
        return None
    return Spot(chart.told(nearest), row=int(chart.rows[nearest]))


def paint_scatter(painter: QPainter, chart: ScatterChart, room: QRectF, theme: Theme) -> None:
    """The whole picture."""
    metrics = QFontMetricsF(painter.font())
    line, frame = metrics.height(), frame_of(chart, room, metrics)
    painter.fillRect(frame.place, theme.canvas)
    painter.setPen(QPen(theme.quiet, 2.0, Qt.PenStyle.DashLine))
    painter.drawLine(_ideal(chart, frame))
    radius = (SMALL if len(chart.rows) > MANY else RADIUS) * line
    places = _on_screen(chart.places, frame)
    _paint_points(painter, places, chart.tests, radius, theme)
    _paint_marked(painter, chart, frame, line, theme)
    above = QRectF(room.left(), frame.place.top() - 1.3 * line, room.width(), line)
    left = _paint_legend(painter, chart.legend, above, theme)
    name = metrics.elidedText(chart.names[1], Qt.TextElideMode.ElideRight, left - frame.place.left())
    paint_axes(painter, frame, (chart.names[0], name), theme)
    _paint_histogram(painter, chart.bars, frame, line, theme)


def _paint_points(painter: QPainter, places: Array, tests: Array, radius: float, theme: Theme) -> None:
    """The samples."""
    for place, test in zip(places.tolist(), tests.tolist(), strict=True):
        _take_point(painter, test, theme)
        painter.drawEllipse(QPointF(*place), radius, radius)


def _take_point(painter: QPainter, test: bool, theme: Theme) -> None:
    """Draw filled where a sample trains, hollow where it tests."""
    painter.setPen(QPen(theme.test, 2.4) if test else QPen(theme.canvas, 1.5))
    painter.setBrush(theme.canvas if test else theme.positive)


def _paint_legend(painter: QPainter, words: tuple[str, ...], row: QRectF, theme: Theme) -> float:
    """Which point is which, above the picture at the right; return where it begins."""
    metrics = QFontMetricsF(painter.font())
    line, right = metrics.height(), row.right() - 0.6 * metrics.height()
    for index in reversed(range(len(words))):
        left = right - metrics.horizontalAdvance(words[index])
        painter.setPen(theme.text)
        painter.drawText(QPointF(left, row.top() + metrics.ascent()), words[index])
        _take_point(painter, bool(index), theme)
        painter.drawEllipse(QPointF(left - 0.6 * line, row.center().y()), RADIUS * line, RADIUS * line)
        right = left - 1.8 * line
    return right


def _paint_marked(painter: QPainter, chart: ScatterChart, frame: Frame, line: float, theme: Theme) -> None:
    """A ring around the sample shown."""
    if chart.marked is None:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    center = QPointF(*_on_screen(chart.places[[chart.marked]], frame)[0].tolist())
    for color, width in ((theme.sign_text, 6.0), (theme.highlight, 3.0)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(center, 2 * RADIUS * line, 2 * RADIUS * line)


def _paint_histogram(painter: QPainter, bars: Array, frame: Frame, line: float, theme: Theme) -> None:
    """How many points there are at each height, to the right of them."""
    height = frame.place.height() / max(1, len(bars))
    painter.setPen(QPen(theme.canvas, 1.5))
    painter.setBrush(blend(theme.activation, theme.canvas, 0.15))
    for index, share in enumerate(bars.tolist()):
        if share > 0:
            top = frame.place.bottom() - (index + 1) * height
            painter.drawRect(QRectF(frame.place.right() + 0.3 * line, top, share * (HISTOGRAM - 0.6) * line, height))


def _ideal(chart: ScatterChart, frame: Frame) -> QLineF:
    if chart.ideal is Ideal.ZERO:
        return QLineF(frame.at(chart.x.low, 0), frame.at(chart.x.high, 0))
    low, high = max(chart.x.low, chart.y.low), min(chart.x.high, chart.y.high)
    return QLineF(frame.at(low, low), frame.at(high, high))


def _on_screen(places: Array, frame: Frame) -> Array:
    """Where points stand, (n, 2); what is beyond the axes stands at their ends."""
    room = frame.place
    low, high = np.array([frame.x.low, frame.y.low]), np.array([frame.x.high, frame.y.high])
    shares = (np.clip(np.nan_to_num(places), low, high) - low) / (high - low)
    return np.asarray([room.left(), room.bottom()] + shares * [room.width(), -room.height()])
