"""What stays while the network trains: the samples and how they are marked, and the lines of the input grid."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.ui.plots.frame import Span, spanning
from nnviz.ui.plots.hidden_space.threshold import threshold
from nnviz.ui.plots.output_map.drawing import Legend
from nnviz.ui.plots.output_map.scale import Scale, class_levels, scale_of
from nnviz.ui.plots.output_map.subject import Subject, is_test, subject_of

MOST, MOST_WIDE, WIDE = 500, 160, 160
"""Samples that are drawn, and of a network with a layer wider than that: principal axes take long there."""
MOST_ACROSS = 2
"""Inputs at most that have a grid."""
LINES, BENDS = 11, 51
"""Lines of the grid each way, and points along each."""
FINENESS = 50
"""Points along each side of the plane of inputs on which the boundary is looked for."""
GOLDEN = 0.6180339887498949
"""Multiples of it fill a width evenly, however many there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """How the samples are marked."""

    rows: Array  # (m,) in the data set
    kinds: Array  # (m,) the class, which has a shape of its own
    levels: Array  # (m,) of color
    tests: Array  # (m,) whether it only tests

    @property
    def count(self) -> int:
        """The samples that are drawn."""
        return len(self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Samples and grid, as the network hears them."""

    subject: Subject
    output: int | None  # whose values color the samples; none: every class in its color
    scale: Scale
    threshold: float | None  # the net input at which an output passes the middle of the scale
    legend: Legend
    marks: Marks
    samples: Array  # (n_0, m)
    plane: tuple[Span, ...]  # what each of one or two raw inputs covers; empty where there are more
    grid: Array  # (n_0, lines * bends)
    fine: Array  # (n_0, fineness * fineness) the whole plane, where it is one
    spread: Array  # (m,) where samples stand across a line, -1 to 1


def ground(network: Network, data: Dataset | None, output: int = 0, words: tuple[str, str] = ("", "")) -> Ground:
    """Prepare the pictures of a network; ``output`` colors the samples where there are no classes."""
    subject = subject_of(network, data)
    shown = None if subject.classes else output
    scale = scale_of(network, data, output)
    rows = _rows(network, data)
    samples = np.empty((network.inputs, 0)) if data is None else data.inputs[rows].T.astype(np.float64)
    plane = _plane(subject)
    nothing = np.empty((network.inputs, 0))
    grid = heard(subject, _grid(plane)) if plane else nothing
    fine = heard(subject, _fine(plane)) if len(plane) == 2 else nothing
    marks, legend = _marks(data, rows, shown, scale), _legend(subject, shown, scale, words)
    middle = threshold(network.layers[-1].activation, scale.middle)
    return Ground(subject, shown, scale, middle, legend, marks, samples, plane, grid, fine, spread_of(rows))


def heard(subject: Subject, raw: Array) -> Array:
    """Points of the plane of inputs (m, raw inputs), as the network hears them: (n_0, m)."""
    data = subject.data
    return np.asarray((raw if data is None else data.heard(raw)).T, np.float64)


def sample(ground: Ground, row: int) -> Array:
    """One sample, (n_0, 1)."""
    assert ground.subject.data is not None
    return np.asarray(ground.subject.data.inputs[row], np.float64)[:, np.newaxis]


def input_spans(subject: Subject, *, original: bool) -> tuple[Span, ...]:
    """What each input covers, in its original unit or as the network hears it."""
    data = subject.data
    if data is None:
        return (spanning(-1.0, 1.0),) * len(subject.inputs)
    return _covered(data.original_inputs if original else data.inputs)


def _plane(subject: Subject) -> tuple[Span, ...]:
    """What one or two raw inputs cover."""
    data = subject.data
    spans = input_spans(subject, original=True) if data is None else _covered(data.raw_inputs)
    return spans if len(spans) <= MOST_ACROSS else ()


def _covered(columns: Array) -> tuple[Span, ...]:
    ends = zip(columns.min(axis=0).tolist(), columns.max(axis=0).tolist(), strict=True)
    return tuple(spanning(low, high) for low, high in ends)


def _rows(network: Network, data: Dataset | None) -> Array:
    samples = 0 if data is None else data.samples
    wide = max(len(layer.weight) for layer in network.layers) > WIDE
    most = MOST_WIDE if wide else MOST
    return np.unique(np.linspace(0, max(0, samples - 1), min(most, samples)).astype(np.intp))


def _grid(plane: tuple[Span, ...]) -> Array:
    """The points of the lines one after another: (lines * bends, inputs)."""
    along = np.linspace(0.0, 1.0, BENDS)
    if len(plane) == 1:
        shares = along[:, np.newaxis]
    else:
        across = np.repeat(np.linspace(0.0, 1.0, LINES), BENDS)
        along = np.tile(along, LINES)
        shares = np.concatenate([np.stack([along, across], axis=1), np.stack([across, along], axis=1)])
    return at_shares(plane, shares)


def _fine(plane: tuple[Span, ...]) -> Array:
    along = np.linspace(0.0, 1.0, FINENESS)
    return at_shares(plane, np.stack([np.tile(along, FINENESS), np.repeat(along, FINENESS)], axis=1))


def at_shares(plane: tuple[Span, ...], shares: Array) -> Array:
    """Points (m, inputs) at shares of what each input covers."""
    low = np.array([span.low for span in plane])
    high = np.array([span.high for span in plane])
    return np.asarray(low + shares * (high - low))


def spread_of(rows: Array) -> Array:
    """Where samples stand across a line, -1 to 1."""
    return np.asarray(2 * ((rows + 0.5) * GOLDEN % 1.0) - 1)


def _marks(data: Dataset | None, rows: Array, output: int | None, scale: Scale) -> Marks:
    if data is None:
        return Marks(rows, rows, rows.astype(np.uint8), rows.astype(bool))
    y, test = data.targets[rows], is_test(data, rows)
    if output is None:
        return Marks(rows, y.argmax(axis=1), class_levels(y.T, in_two=True), test)
    own = y[:, output]
    kinds = (own <= scale.middle).astype(np.intp) if scale.parts else np.zeros(len(rows), np.intp)
    return Marks(rows, kinds, scale.levels(own), test)


def _legend(subject: Subject, output: int | None, scale: Scale, words: tuple[str, str]) -> Legend:
    data = subject.data
    if data is None:
        return Legend()
    words = words if len(data.test_rows) else ("", "")
    if output is None:
        return Legend((), subject.classes, False, *words)
    ends = np.repeat(np.array([scale.low, scale.middle, scale.high])[:, np.newaxis], len(subject.outputs), axis=1)
    return Legend(tuple(subject.answers(ends)[:, output].tolist()), (), False, *words)
