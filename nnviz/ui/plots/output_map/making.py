"""Makes the map or the curve: what stays while the network trains is made once, its answers for every picture."""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import isqrt

import numpy as np

from nnviz.core.arrays import Array, frozen
from nnviz.core.dataset import Dataset, dataset
from nnviz.core.network import Network
from nnviz.core.response import Run, holding, line, plane, responses
from nnviz.ui.plots.contour import contour
from nnviz.ui.plots.frame import Span, spanning
from nnviz.ui.plots.output_map.drawing import CurveDrawing, Legend, MapDrawing, Points
from nnviz.ui.plots.output_map.scale import Scale, class_levels, leads, scale_of
from nnviz.ui.plots.output_map.subject import Subject, is_test, shown_rows

FINENESS = 100
"""Points along each side of a map of a small network, and of a curve."""
MOST_VALUES, MOST_PRODUCTS = 2_000_000, 250_000_000
"""Values in a layer, and products in all layers, that a picture may take."""


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What is to be shown of a subject."""

    columns: tuple[int, ...]  # the inputs that run: one for a curve, two for a map
    held: Array  # every raw input, in its original unit; those that run are not looked at
    output: int | None = None  # none: every class in its color, or every curve
    in_two: bool = False  # only on which side of the boundary
    words: tuple[str, str] = ("", "")  # for samples that train, and that test


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What stays while the network trains."""

    subject: Subject
    wish: Wish
    scale: Scale
    legend: Legend
    x: Span
    y: Span
    points: Points | None
    inputs: Array  # (n, points) float32, as the network hears them: all of them, or those that run
    count: int  # points along each side
    held: Array | None = None  # (n_0,) what the network hears of every input, where only those that run are ``inputs``

    def responses(self, network: Network) -> list[Array]:
        """The activations of every layer, (n_l, points) each."""
        network = network.as_precision("float32")
        if self.held is not None:
            network = holding(network, self.held, list(self.wish.columns))
        return responses(network, self.inputs)


def fineness(network: Network, inputs: int, most: int = FINENESS) -> int:
    """The points along each side that a map of this network over so many of its inputs can have in good time."""
    widths = [inputs, *(layer.weight.shape[0] for layer in network.layers)]
    products = sum(before * after for before, after in pairwise(widths))
    return min(most, isqrt(MOST_VALUES // max(widths)), isqrt(MOST_PRODUCTS // products))


def ground(
    subject: Subject, network: Network, wish: Wish, most: int = FINENESS, spans: tuple[Span, Span] | None = None
) -> Ground:
    """Prepare a map or a curve, of ``most`` points along each side at most.

    ``spans``: what its axes cover; none: what the samples ask for.
    """
    alone = subject.data is None or subject.data.features is None  # no input hears of another column than its own
    count = fineness(network, len(wish.columns) if alone else network.inputs, most)
    scale = scale_of(network, subject.data, wish.output or 0)
    x, y = spans or (subject.span(wish.columns[0]), _upright(subject, wish, scale))
    runs = [Run(column, span.low, span.high) for column, span in zip(wish.columns, (x, y), strict=False)]
    if alone and network.inputs > len(runs):
        inputs, held = _running(subject, wish, runs, count), subject.heard(wish.held[:, np.newaxis])[:, 0]
    else:
        raw = line(wish.held, runs[0], count) if len(runs) == 1 else plane(wish.held, runs[0], runs[1], count)
        inputs, held = subject.heard(raw), None
    legend, points = _legend(subject, wish, scale), _points(subject, wish, scale)
    return Ground(subject, wish, scale, legend, x, y, points, inputs.astype(np.float32), count, held)


def drawn(ground: Ground, network: Network, row: int | None) -> MapDrawing | CurveDrawing:
    """The picture of a network; ``row`` is the sample that is marked."""
    a = ground.responses(network)[-1]
    return _map(ground, a, row) if len(ground.wish.columns) == 2 else _curve(ground, a, row)


def points_of(ground: Ground, x: Array, y: Array) -> Points | None:
    """How samples would look that are not among the data, with inputs (k, n_0) and targets (k, n_L) in their units."""
    data, standard = dataset("", x, y), ground.subject.data and ground.subject.data.standardization
    if standard:
        heard = frozen((y - standard.target_mean) / standard.target_deviation)
        data = replace(data, targets=heard, standardization=replace(standard, inputs=x, targets=y))
    return _points(replace(ground.subject, data=data), ground.wish, ground.scale)


def _running(subject: Subject, wish: Wish, runs: list[Run], count: int) -> Array:
    """What the network hears of the inputs that run, (1 or 2, points): each by itself, as no other counts."""
    heard = [subject.heard(line(wish.held, run, count))[run.input] for run in runs]
    return np.stack([np.tile(heard[0], count), np.repeat(heard[1], count)] if len(runs) == 2 else heard)


def _map(ground: Ground, a: Array, row: int | None) -> MapDrawing:
    subject, wish, scale = ground.subject, ground.wish, ground.scale
    a = a.reshape(-1, ground.count, ground.count)
    if wish.output is None:
        levels = class_levels(a, in_two=wish.in_two)
        boundary = np.concatenate([contour(lead) for lead in leads(a)])
    else:
        levels = scale.levels(a[wish.output], in_two=wish.in_two and scale.parts)
        boundary = contour(a[wish.output], scale.middle) if scale.parts else np.empty((0, 4))
    across, up = (subject.inputs[column] for column in wish.columns)
    marked = _marked(ground, row)
    return MapDrawing((across, up), ground.x, ground.y, levels, boundary, ground.legend, ground.points, marked)


def _curve(ground: Ground, a: Array, row: int | None) -> CurveDrawing:
    subject, wish = ground.subject, ground.wish
    curves = subject.answers(a.T).T
    middle = None
    crossings: tuple[float, ...] = ()
    if wish.output is not None:
        curves = curves[wish.output][np.newaxis]
        middle = original_value(subject, wish.output, ground.scale.middle) if ground.scale.parts else None
        crossings = () if middle is None else _crossings(curves[0], ground.x, middle)
    names = subject.inputs[wish.columns[0]], ", ".join(_outputs(subject, wish))
    marked = _marked(ground, row)
    return CurveDrawing(names, ground.x, ground.y, curves, crossings, middle, ground.legend, ground.points, marked)


def _crossings(curve: Array, x: Span, level: float) -> tuple[float, ...]:
    """Where a curve crosses a level, between its points."""
    above = np.asarray(curve, np.float64) - level
    found = np.flatnonzero((above[:-1] > 0) != (above[1:] > 0))
    shares = (found + above[found] / (above[found] - above[found + 1])) / (len(curve) - 1)
    return tuple(x.value(float(share)) for share in shares)


def _marked(ground: Ground, row: int | None) -> tuple[float, float] | None:
    data = ground.subject.data
    if data is None or row is None or row >= data.samples:
        return None
    x, y = _places(data, ground.wish, np.array([row]))[0].tolist()
    return x, y


def _places(data: Dataset, wish: Wish, rows: Array) -> Array:
    """Where samples stand, (n, 2); on a curve at the target of the first output that is shown."""
    if len(wish.columns) == 2:
        return data.raw_inputs[rows][:, list(wish.columns)]
    return np.stack([data.raw_inputs[rows, wish.columns[0]], data.original_targets[rows, wish.output or 0]], axis=1)


def _points(subject: Subject, wish: Wish, scale: Scale) -> Points | None:
    data = subject.data
    if data is None:
        return None
    rows = shown_rows(data)
    y, test = data.targets[rows], is_test(data, rows)
    if wish.output is None and len(wish.columns) == 2:
        return Points(rows, _places(data, wish, rows), y.argmax(axis=1), class_levels(y.T, in_two=True), test)
    if len(wish.columns) == 1 and wish.output is None:
        return _points_of_curves(data, wish, rows)
    own = y[:, wish.output or 0]
    kinds = (own <= scale.middle).astype(np.intp) if scale.parts else np.zeros(len(rows), np.intp)
    clear = len(wish.columns) == 1 and not scale.parts  # what a height says needs no color
    levels = np.zeros(len(rows), np.uint8) if clear else scale.levels(own)
    return Points(rows, _places(data, wish, rows), kinds, levels, test)


def _points_of_curves(data: Dataset, wish: Wish, rows: Array) -> Points:
    """The targets of every output over the one input, each output with its own color and shape."""
    outputs = data.targets.shape[1]
    parts = [_places(data, replace(wish, output=output), rows) for output in range(outputs)]
    kinds = np.repeat(np.arange(outputs), len(rows))
    levels = class_levels(np.eye(outputs)[:, kinds], in_two=True)
    rows = np.tile(rows, outputs)
    return Points(rows, np.concatenate(parts), kinds, levels, is_test(data, rows))


def _upright(subject: Subject, wish: Wish, scale: Scale) -> Span:
    """What the upright axis covers."""
    return subject.span(wish.columns[1]) if len(wish.columns) == 2 else _heights(subject, wish, scale)


def _heights(subject: Subject, wish: Wish, scale: Scale) -> Span:
    """What the axis of a curve covers: the targets and 0, so that it stands still while the curve moves."""
    data = subject.data
    if data is None:
        return spanning(scale.low, scale.high)
    y = data.original_targets if wish.output is None else data.original_targets[:, wish.output]
    return spanning(min(0.0, float(y.min())), max(0.0, float(y.max())))


def _legend(subject: Subject, wish: Wish, scale: Scale) -> Legend:
    data = subject.data
    words = wish.words if data is not None and len(data.test_rows) else ("", "")
    if wish.output is None:
        return Legend((), subject.classes or subject.outputs, len(wish.columns) == 1, *words)
    if len(wish.columns) == 1:
        return Legend((), (), True, *words)
    numbers = tuple(original_value(subject, wish.output, value) for value in (scale.low, scale.middle, scale.high))
    return Legend(numbers, (), False, *words)


def original_value(subject: Subject, output: int, value: float) -> float:
    """A value of an output in the original unit of its target."""
    return float(subject.answers(np.full((1, len(subject.outputs)), value))[0, output])


def _outputs(subject: Subject, wish: Wish) -> tuple[str, ...]:
    return subject.outputs if wish.output is None else (subject.outputs[wish.output],)
