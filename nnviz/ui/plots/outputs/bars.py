"""Bars below each other, each with its name and its numbers: what they are, and where they stand."""

import math
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.outputs.spot import Spot
from nnviz.walkthrough.decimals import format_number

TALLEST, LEAST, DENSE = 2.6, 1.1, 0.4
"""The height of a bar at most, of one with its texts at least, and of one without, in lines of text."""
HEAD, FOOT = 1.5, 1.5
"""Above the bars and below them, in lines of text."""
NAMES, NUMBERS = 0.34, 0.56
"""How much of the width names and numbers may take."""
FEWEST = 2
"""Decimals that are written even where that leaves little room to the bars."""


class Tone(Enum):
    """What the color of a bar says."""

    SIGNED = "signed"  # blue above 0, orange below
    CLASS = "class"  # that of its class
    BEFORE = "before"
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Series:
    """One bar of every row."""

    title: str  # above its numbers; empty: no title
    tone: Tone | None  # none: only its numbers are written


@dataclass(frozen=True, slots=True)
class Bar:
    """One row."""

    name: str
    values: tuple[float, ...]  # one for each series
    spot: Spot
    target: float | None = None
    kind: int = 0  # the class
    clear: bool = True  # not stepped back behind another
    strong: bool = False  # its name is that of the target
    verdict: bool | None = None  # behind its number: right or wrong
    marked: bool = False  # the sample shown
    tests: bool = False  # its sample only tests


@dataclass(frozen=True, slots=True, eq=False)
class BarChart:
    """Rows of bars."""

    bars: tuple[Bar, ...]
    series: tuple[Series, ...]
    span: Span
    digits: int
    groups: tuple[tuple[str, int], ...] = ()  # the name of each, and its first bar: written where bars have no names
    target: str = ""  # the word for the mark of the target
    title: str = ""

    @property
    def headed(self) -> bool:
        """Whether something stands above the bars."""
        return bool(self.title or self.target or any(series.title for series in self.series))


def spot_on_bars(chart: BarChart, point: QPointF, room: QRectF, metrics: QFontMetricsF) -> Spot | None:
    """The row under a point."""
    grid = grid_of(chart, room, metrics)
    index = math.floor((point.y() - grid.top) / grid.height) if grid.height > 0 else -1
    return chart.bars[index].spot if 0 <= index < len(chart.bars) and room.contains(point) else None


def capacity(height: float, line: float, *, dense: bool) -> int:
    """The bars that have room in a height; ``dense``: without their texts where there are many."""
    return max(1, int((height - (HEAD + FOOT) * line) / ((DENSE if dense else LEAST) * line)))


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the parts of a chart of bars stand, in pixels."""

    left: float  # of the bars, where the span begins
    right: float
    top: float  # of the first row
    height: float  # of each row
    texts: bool  # whether there is room for names and numbers
    digits: int
    columns: tuple[float, ...]  # the right ends of the numbers of each series


def grid_of(chart: BarChart, room: QRectF, metrics: QFontMetricsF) -> Grid:
    """Share out a room."""
    line = metrics.height()
    top = room.top() + (HEAD * line if chart.headed else 0.3 * line)
    count = max(1, len(chart.bars))
    height = min(TALLEST * line, (room.bottom() - FOOT * line - top) / count)
    if height < 0.999 * LEAST * line:
        names = max((metrics.horizontalAdvance(name) for name, _ in chart.groups), default=0.0)
        left = room.left() + 0.6 * line + min(names, NAMES * room.width())
        return Grid(left, room.right() - 0.6 * line, top, height, False, chart.digits, ())
    names = max((metrics.horizontalAdvance(bar.name) for bar in chart.bars), default=0.0) * 1.1 + 0.6 * line
    left = room.left() + min(names, NAMES * room.width())
    sign = 1.2 * line if any(bar.verdict is not None for bar in chart.bars) else 0.2 * line
    digits, widths = _numbers(chart, metrics, NUMBERS * (room.right() - left))
    ends = [room.right() - sign - sum(widths[index + 1 :]) for index in range(len(widths))]
    return Grid(left, ends[0] - widths[0] - 0.3 * line, top, height, True, digits, tuple(ends))


def _numbers(chart: BarChart, metrics: QFontMetricsF, most: float) -> tuple[int, list[float]]:
    """As many of the decimals wished as leave room to the bars, and the widths of the columns of numbers.

    Titles that would take too much of it are cut.
    """
    for digits in range(max(chart.digits, FEWEST), FEWEST - 1, -1):
        decimals = min(digits, chart.digits)
        widths = [_width(chart, index, decimals, metrics) for index in range(len(chart.series))]
        if sum(widths) <= most:
            break
    titles = [metrics.horizontalAdvance(series.title) * 1.08 + 0.7 * metrics.height() for series in chart.series]
    titled = list(map(max, widths, titles))
    wished, spare = sum(titled) - sum(widths), max(0.0, most - sum(widths))
    share = min(1.0, spare / wished) if wished else 0.0
    return decimals, [width + share * (title - width) for width, title in zip(widths, titled, strict=True)]


def _width(chart: BarChart, index: int, digits: int, metrics: QFontMetricsF) -> float:
    values = [bar.values[index] for bar in chart.bars] + [chart.span.low, chart.span.high]
    texts = (number(value, digits) for value in values)
    return max(map(metrics.horizontalAdvance, texts)) * 1.08 + 0.7 * metrics.height()


def number(value: float, digits: int) -> str:
    """A value as it is written; a dash where there is none."""
    return "–" if math.isnan(value) else format_number(value, digits)
