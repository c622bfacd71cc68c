"""The words below the ticks: as many as fit side by side."""

from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtGui import QFontMetrics

from nnviz.core.snapshot import Phase
from nnviz.session.timeline import Place
from nnviz.ui.panels.timeline_marks import Line, epoch_begins, nice
from nnviz.ui.panels.timeline_ruler import Detail, Sight, phase_of
from nnviz.ui.panels.timeline_words import epoch_word, iteration_word, phase_word

PHASES = (Phase.FORWARD, Phase.LOSS, Phase.BACKWARD, Phase.UPDATE)


@dataclass(frozen=True, slots=True)
class Label:
    """A word and its place in pixels."""

    text: str
    left: float
    width: float
    phase: Phase | None = None

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width


def labels(line: Line, sight: Sight, metrics: QFontMetrics) -> list[Label]:
    """The words in sight, none of which touches another."""
    gap = metrics.height() * 0.8
    words = sum(metrics.horizontalAdvance(phase_word(phase)) + gap for phase in PHASES)
    if sight.detail(line.ruler) is not Detail.ITERATION and sight.scale >= words:
        return _apart(_phases(line, sight, metrics, gap, _elsewhere(line, sight, metrics)), gap)
    return _apart(_epochs(line, sight, metrics, gap) or _iterations(line, sight, metrics, gap), gap)


def _elsewhere(line: Line, sight: Sight, metrics: QFontMetrics) -> list[Label]:
    """Which iteration is in sight, where it is not that of the cursor, which the panel names."""
    if sight.begin <= line.time(line.timeline.place) <= sight.end:
        return []
    text = iteration_word(floor(sight.begin))
    return [Label(text, 0.0, float(metrics.horizontalAdvance(text)))]


def _phases(line: Line, sight: Sight, metrics: QFontMetrics, gap: float, before: list[Label]) -> list[Label]:
    """Each phase of each iteration below its first tick in sight, or a little later, as long as it lasts.

    ``before``: the words that stand at the left end.
    """
    found = list(before)
    for phase, begin, end in _extents(line, sight):
        text = phase_word(phase)
        width = float(metrics.horizontalAdvance(text))
        left = sight.x(max(begin, sight.begin))
        room = sight.left * 2 + sight.width - width
        free = max(left, found[-1].right + gap / 2) if found else left
        if free == left or free + width <= sight.x(end):
            found.append(Label(text, min(free, room), width, phase))
    return found


def _extents(line: Line, sight: Sight) -> list[tuple[Phase, float, float]]:
    """The phases in sight, each with its first fact and its end."""
    found: list[tuple[Phase, float, float]] = []
    first = max(line.first, floor(sight.begin))
    for iteration in range(first, min(ceil(sight.end), line.timeline.end + 1)):
        ruler = line.ruler_at(iteration)
        depth = (line.timeline.stretch_at(iteration).moments - 3) // 2
        for position in range(1, ruler.moments):
            phase, _ = phase_of(position, depth)
            begin, end = ruler.time(Place(iteration, position, 0)), ruler.time(Place(iteration, position))
            if found and found[-1][0] is phase:
                begin = found.pop()[1]
            found.append((phase, begin, end))
    return [extent for extent in found if extent[2] >= sight.begin and extent[1] <= sight.end]


def _epochs(line: Line, sight: Sight, metrics: QFontMetrics, gap: float) -> list[Label]:
    """The begins of epochs; none where fewer than two are in sight."""
    found = []
    for stretch, begin, end in line.pieces(sight):
        widest = metrics.horizontalAdvance(epoch_word(stretch.epoch_at(end)[0])) + gap
        step = nice(widest / (sight.scale * stretch.iterations_per_epoch))
        for iteration in epoch_begins(stretch, begin, end, step):
            found.append(_label(epoch_word(stretch.epoch_at(iteration)[0]), sight, iteration, metrics))
    return found if len(found) > 1 else []


def _iterations(line: Line, sight: Sight, metrics: QFontMetrics, gap: float) -> list[Label]:
    last = min(line.last, floor(sight.end))
    step = nice((metrics.horizontalAdvance(iteration_word(last)) + gap) / sight.scale)
    begin = ceil(max(line.first, sight.begin) / step) * step
    return [_label(iteration_word(iteration), sight, iteration, metrics) for iteration in range(begin, last + 1, step)]


def _label(text: str, sight: Sight, time: float, metrics: QFontMetrics) -> Label:
    """A word below its tick, moved aside where the panel ends."""
    width = float(metrics.horizontalAdvance(text))
    left = sight.x(time) - width / 2
    return Label(text, min(max(0.0, left), sight.left * 2 + sight.width - width), width)


def _apart(found: list[Label], gap: float) -> list[Label]:
    """The labels without those that have no room, or would touch the one before."""
    kept: list[Label] = []
    for label in found:
        if label.left < 0:
            continue
        if not kept or label.left >= kept[-1].right + gap / 2:
            kept.append(label)
    return kept
