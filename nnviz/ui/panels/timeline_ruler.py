"""Places of the run as points on a line on which every iteration is 1 long."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import accumulate

from nnviz.core.snapshot import Phase
from nnviz.session.timeline import WHOLE, Place

FEW = 40
"""Where no moment has more facts than these, all facts are as far apart; else all moments are."""


class Ruler:
    """The order of the places of an iteration: READY, then fact after fact, then READY of the next.

    ``counts``: the facts of each moment, READY first.
    """

    def __init__(self, counts: tuple[int, ...]) -> None:
        self.counts = counts
        few = max(counts) <= FEW
        self._rooms = [max(1, count) if few else FEW for count in counts[1:]]
        self._ends = [0, *accumulate(self._rooms)]
        self.total = self._ends[-1] + (1 if few else FEW)

    @property
    def moments(self) -> int:
        """The number of moments."""
        return len(self.counts)

    @property
    def closest(self) -> float:
        """The smallest distance of two facts."""
        return min(self._distance(position) for position in range(1, self.moments)) if self.moments > 1 else 1.0

    def time(self, place: Place) -> float:
        """Where a place lies; a moment that no iteration of this ruler has means the last one."""
        position = min(place.position, self.moments - 1)
        if position <= 0:
            return float(place.iteration)
        known = min(place.number + 1, max(1, self.counts[position]))
        return place.iteration + self._ends[position - 1] / self.total + known * self._distance(position)

    def fact_at(self, time: float) -> Place:
        """The place nearest to a point."""
        iteration, inner = self._split(time)
        position = bisect_left(self._ends, inner)
        if position == self.moments:
            late = inner > (self._ends[-1] + self.total) / 2
            return Place(iteration + 1) if late else Place(iteration, position - 1)
        if position == 0:
            return Place(iteration)
        number = round((inner - self._ends[position - 1]) / self.total / self._distance(position)) - 1
        if number < 0:
            return Place(iteration, position - 1)
        return Place(iteration, position, number if number < self.counts[position] - 1 else WHOLE)

    def moment_at(self, time: float) -> Place:
        """The whole moment nearest to a point."""
        iteration, inner = self._split(time)
        ends = [*self._ends, self.total]
        nearest = min(range(len(ends)), key=lambda index: abs(ends[index] - inner))
        return Place(iteration + 1) if nearest == self.moments else Place(iteration, nearest)

    def facts_between(self, iteration: int, position: int, begin: float, end: float, apart: float) -> list[Place]:
        """The places of a moment from point to point; its end alone where its facts are not ``apart``."""
        last = max(1, self.counts[position])
        if position == 0 or self._distance(position) < apart:
            return [Place(iteration, position)]
        start = iteration + self._ends[position - 1] / self.total
        low, high = (round((time - start) / self._distance(position)) for time in (begin, end))
        numbers = range(max(0, low - 2), min(last, high + 2))
        return [Place(iteration, position, number if number < last - 1 else WHOLE) for number in numbers]

    def _distance(self, position: int) -> float:
        """Between two facts of a moment."""
        return self._rooms[position - 1] / max(1, self.counts[position]) / self.total

    def _split(self, time: float) -> tuple[int, float]:
        iteration = int(time // 1)
        return iteration, (time - iteration) * self.total


class Detail(IntEnum):
    """The smallest steps in sight."""

    ITERATION = 0
    MOMENT = 1
    FACT = 2


@dataclass(frozen=True, slots=True)
class Sight:
    """The part of the line that is in sight, and where it lies on the screen."""

    begin: float = 0.0
    span: float = 1.0  # in iterations
    left: float = 0.0  # in pixels
    width: float = 1.0
    apart: float = 4.5  # pixels between two ticks that can be told apart

    @property
    def end(self) -> float:
        """The last point in sight."""
        return self.begin + self.span

    @property
    def scale(self) -> float:
        """Pixels of one iteration."""
        return self.width / self.span

    def x(self, time: float) -> float:
        """Where a point is drawn."""
        return self.left + (time - self.begin) * self.scale

    def time(self, x: float) -> float:
        """What point lies there."""
        return self.begin + (x - self.left) / self.scale

    def detail(self, ruler: Ruler) -> Detail:
        """What can be told apart: facts of all moments, of some, or of none."""
        if self.scale / ruler.total >= self.apart:
            return Detail.FACT
        return Detail.MOMENT if self.scale / ruler.moments >= self.apart else Detail.ITERATION

    def zoomed(self, factor: float, at: float, ruler: Ruler) -> "Sight":
        """The sight of so many times the span, where ``at`` stays where it is; an iteration comes into sight whole."""
        span = max(self.span * factor, min(1.0, self.width * ruler.closest / (2 * self.apart)))
        if min(span, self.span) < 1 < max(span, self.span):
            span = 1.0
        begin = at - (at - self.begin) * span / self.span
        return replace(self, begin=at // 1 if span == 1 else begin, span=span)

    def within(self, first: float, last: float) -> "Sight":
        """The sight moved and narrowed until it lies in the run; a single iteration may be the one after its end."""
        span = min(self.span, max(1.0, last - first))
        latest = last + 1 - span if span <= 1 else last - span
        return replace(self, begin=max(first, min(self.begin, latest)), span=span)

    def following(self, time: float) -> "Sight":
        """The sight with a point in it: it turns over like a page."""
        if self.span == 1:
            return replace(self, begin=time // 1)
        if time > self.end:
            return replace(self, begin=time - 0.1 * self.span)
        return replace(self, begin=time - 0.9 * self.span) if time < self.begin else self


def phase_of(position: int, depth: int) -> tuple[Phase, int | None]:
    """The phase of a moment counted from READY, and the index of the layer whose turn it is."""
    if position == 0:
        return Phase.READY, None
    if position <= depth:
        return Phase.FORWARD, position - 1
    if position == depth + 1:
        return Phase.LOSS, None
    if position <= 2 * depth + 1:
        return Phase.BACKWARD, 2 * depth + 1 - position
    return Phase.UPDATE, None
