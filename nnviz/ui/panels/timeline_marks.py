"""Which ticks and labels the part of the run in sight has: facts, moments, iterations or epochs."""

from dataclasses import dataclass
from math import ceil, floor

from nnviz.core.network import Network
from nnviz.core.snapshot import Phase
from nnviz.session.stretch import Stretch
from nnviz.session.timeline import Place, Timeline
from nnviz.ui.panels.timeline_ruler import Detail, Ruler, Sight, phase_of


@dataclass(frozen=True, slots=True)
class Tick:
    """A short line; one without a phase stands for whole iterations."""

    time: float
    phase: Phase | None = None
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The run as it lies on the ruler."""

    timeline: Timeline
    ruler: Ruler  # of the cursor's iteration

    def ruler_at(self, iteration: int) -> Ruler:
        """The ruler of an iteration; where the network had another shape, its facts are not counted."""
        there = self.timeline.stretch_at(iteration).checkpoints[0].network
        if _shapes(there) == _shapes(self.timeline.now.network):
            return self.ruler
        return Ruler((0, *(1,) * (2 * there.depth + 2)))

    def time(self, place: Place) -> float:
        """Where a place lies."""
        return self.ruler_at(place.iteration).time(place)

    @property
    def first(self) -> int:
        """Where the run begins."""
        return self.timeline.begins

    @property
    def last(self) -> int:
        """Where it ends: where an iteration is under way, at the end of that."""
        reached = self.timeline.reached
        return max(self.first + 1, reached.iteration + (1 if reached.position else 0))

    def pieces(self, sight: Sight) -> list[tuple[Stretch, int, int]]:
        """The stretches in sight, each with the first and last of its iterations that are in sight."""
        stretches = self.timeline.stretches
        ends = [*(stretch.begins - 1 for stretch in stretches[1:]), self.last]
        low, high = max(self.first, ceil(sight.begin)), min(self.last, floor(sight.end))
        found = [
            (stretch, max(low, stretch.begins), min(high, end)) for stretch, end in zip(stretches, ends, strict=True)
        ]
        return [(stretch, begin, end) for stretch, begin, end in found if begin <= end]


def _shapes(network: Network) -> list[tuple[int, ...]]:
    return [layer.weight.shape for layer in network.layers]


def ticks(line: Line, sight: Sight) -> list[Tick]:
    """The ticks in sight, in order."""
    if sight.detail(line.ruler) is not Detail.ITERATION:
        return _inner_ticks(line, sight)
    found = []
    for stretch, begin, end in line.pieces(sight):
        if sight.scale >= sight.apart:
            epochs = set(epoch_begins(stretch, begin, end, 1)) if stretch.iterations_per_epoch > 1 else set()
            found += [Tick(iteration, tall=iteration in epochs) for iteration in range(begin, end + 1)]
        else:
            step = nice(sight.apart * 1.5 / (sight.scale * stretch.iterations_per_epoch))
            found += [Tick(iteration) for iteration in epoch_begins(stretch, begin, end, step)]
    return found


def _inner_ticks(line: Line, sight: Sight) -> list[Tick]:
    """A tick for READY of each iteration, and for each of its facts, or moments where facts are too close."""
    found = []
    first = max(line.first, floor(sight.begin))
    for iteration in range(first, min(ceil(sight.end), line.timeline.end + 1) + 1):
        if iteration > line.timeline.end:
            found.append(Tick(iteration, Phase.READY, tall=True))
            break
        ruler = line.ruler_at(iteration)
        depth = (line.timeline.stretch_at(iteration).moments - 3) // 2
        for position in range(ruler.moments):
            phase, _ = phase_of(position, depth)
            places = ruler.facts_between(iteration, position, sight.begin, sight.end, sight.apart / sight.scale)
            found += [Tick(ruler.time(place), phase, tall=position == 0) for place in places]
    return [tick for tick in found if sight.begin <= tick.time <= sight.end]


def epoch_begins(stretch: Stretch, begin: int, end: int, step: int) -> list[int]:
    """The iterations from ``begin`` to ``end`` at which an epoch begins whose number ``step`` divides."""
    first = stretch.epoch_at(begin)[0]
    number = first // step * step
    found = []
    while (iteration := stretch.begin_of(number)) <= end:
        if iteration >= begin:
            found.append(iteration)
        number += step
    return found


def nice(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50, ... that is not below ``least``."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if factor * size >= least:
                return factor * size
        size *= 10
