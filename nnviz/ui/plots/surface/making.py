"""Makes the surface of an output from what its map is made of."""

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.core.response import responses
from nnviz.ui.plots.contour import contour
from nnviz.ui.plots.frame import Span, spanning
from nnviz.ui.plots.output_map.drawing import Legend, Points
from nnviz.ui.plots.output_map.making import Ground, Wish, ground, original_value
from nnviz.ui.plots.output_map.scale import FROM_0_TO_1, FROM_MINUS_1_TO_1, Scale, class_levels
from nnviz.ui.plots.output_map.subject import Subject
from nnviz.ui.plots.space.box import Box
from nnviz.ui.plots.surface.cutting import cuts
from nnviz.ui.plots.surface.drawing import Cuts, Samples, SurfaceDrawing

COARSE, FINE = 20, 40
"""Points along each side: of a truth table, and of all else."""
SIDES = (1.0, 1.0, 0.8)
MOST_SAMPLES = 400
"""Samples that are drawn; of more, so many are evenly chosen."""
RUNGS = 48
"""Colors along the upright axis."""
ROOM = 0.12
"""Above and below the targets, where the outputs have no bounds."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a surface is called, and its height where it is that of the winning class."""

    title: str = ""
    largest: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """What stays while the network trains."""

    ground: Ground
    box: Box
    title: str
    legend: Legend
    ladder: Array  # (n,) the levels of color along the upright axis; empty where colors are those of classes
    samples: Points | None
    targets: Array  # (n,) the heights of the samples, in their original unit
    heard: Array  # (n_0, n) float32: what the network hears of them


def base(subject: Subject, network: Network, wish: Wish, count: int, words: Words) -> Base:
    """Prepare a surface of ``count`` points along each side."""
    columns = wish.columns[0], wish.columns[1]
    spans = _floor(subject, columns[0]), _floor(subject, columns[1])
    prepared = ground(subject, network, wish, count, spans)
    across, up = (subject.inputs[column] for column in columns)
    output = words.largest if wish.output is None else (subject.classes or subject.outputs)[wish.output]
    box = Box((*spans, _upright(subject, network, wish)), (across, up, output), SIDES)
    samples = None if prepared.points is None else _chosen(prepared.points)
    rows = np.empty(0, np.intp) if samples is None else samples.rows
    legend = replace(prepared.legend, numbers=())  # the upright axis says the same
    ladder = _ladder(prepared, box.spans[2])
    return Base(prepared, box, words.title, legend, ladder, samples, *_wanted(subject, wish, rows))


def is_table(data: Dataset | None) -> bool:
    """Whether every combination of two values of each input is one of the samples."""
    if data is None or data.samples != 2 ** data.raw_inputs.shape[1]:
        return False
    rows, columns = np.unique(data.raw_inputs, axis=0), data.raw_inputs.T
    return len(rows) == data.samples and all(len(np.unique(column)) == 2 for column in columns)


def drawn(base: Base, network: Network, row: int | None, *, residuals: bool) -> SurfaceDrawing:
    """The surface of a network; ``row`` is the sample that is marked."""
    prepared, wish = base.ground, base.ground.wish
    a = prepared.responses(network)[-1]
    a = a.reshape(len(a), prepared.count, prepared.count)
    places, shown = _grid(base, a)
    parts = _cuts(base, a, places) if wish.output is None else None
    if parts is not None:
        shown[parts.rows, parts.columns] = False
    middles = (a[:, :-1, :-1] + a[:, :-1, 1:] + a[:, 1:, :-1] + a[:, 1:, 1:]) / 4
    levels = class_levels(middles) if wish.output is None else prepared.scale.levels(middles[wish.output])
    return SurfaceDrawing(
        base.title,
        base.box,
        places,
        levels,
        shown,
        parts,
        _boundary(base, a),
        base.legend,
        base.ladder,
        _samples(base, network, residuals),
        _marked(base, row),
        residuals,
    )


def _grid(base: Base, a: Array) -> tuple[Array, Array]:
    """The corners of all pieces, (count, count, 3), and which pieces are at least partly in the box."""
    count, (x, y, z) = base.ground.count, base.box.spans
    heights = _heights(base.ground, a.reshape(len(a), -1)).reshape(count, count)
    across, up = np.meshgrid(np.linspace(x.low, x.high, count), np.linspace(y.low, y.high, count))
    shown = ~(_all_four(heights > z.high) | _all_four(heights < z.low)) & _all_four(~np.isnan(heights))
    heights = np.clip(np.nan_to_num(heights, nan=z.low), z.low, z.high)
    return base.box.places(np.stack([across, up, heights], axis=-1)), shown


def _heights(ground: Ground, a: Array) -> Array:
    """The heights of outputs (K, n), in their original unit."""
    answers, output = ground.subject.answers(a.T), ground.wish.output
    heights = answers.max(axis=1) if output is None else answers[:, output]
    return np.asarray(heights.astype(np.float64))


def _all_four(corners: Array) -> Array:
    """Of which pieces all four corners are so."""
    return np.asarray(corners[:-1, :-1] & corners[:-1, 1:] & corners[1:, :-1] & corners[1:, 1:])


def _cuts(base: Base, a: Array, places: Array) -> Cuts:
    """The parts of pieces between classes, in the space of the box."""
    found = cuts(np.nan_to_num(a.astype(np.float64)), places[..., :2])
    low, high = base.box.spans[2].low, base.box.spans[2].high
    found.places[..., 2] = (2 * (found.places[..., 2] - low) / (high - low) - 1) * SIDES[2]
    return found


def _boundary(base: Base, a: Array) -> Array:
    """Where the surface is in the middle between two targets; other classes are parted by their colors."""
    prepared, output = base.ground, base.ground.wish.output
    if output is None or not prepared.scale.parts:
        return np.empty((0, 2, 3))
    floor = (2 * contour(a[output], prepared.scale.middle).reshape(-1, 2, 2) - 1) * np.array(SIDES[:2])
    height = base.box.along(2, original_value(prepared.subject, output, prepared.scale.middle))
    return np.concatenate([floor, np.full((len(floor), 2, 1), height)], axis=-1)


def _samples(base: Base, network: Network, residuals: bool) -> Samples | None:
    """The samples, and below or above each what the network answers to it: between its corners a surface is guessed."""
    points = base.samples
    if points is None:
        return None
    stand = base.box.places(np.concatenate([points.places, base.targets[:, np.newaxis]], axis=1))
    feet = stand
    if residuals:
        heights = _heights(base.ground, responses(network.as_precision("float32"), base.heard)[-1])
        feet = base.box.places(np.concatenate([points.places, heights[:, np.newaxis]], axis=1))
    return Samples(points.rows, stand, feet, points.kinds, points.levels, points.tests)


def _marked(base: Base, row: int | None) -> Array | None:
    """Where a sample stands, be it among those that are drawn or not."""
    subject, wish = base.ground.subject, base.ground.wish
    if subject.data is None or row is None or row >= subject.data.samples:
        return None
    height = _wanted(subject, wish, np.array([row]))[0]
    return base.box.places(np.append(subject.data.raw_inputs[row, list(wish.columns)], height))


def _ladder(ground: Ground, span: Span) -> Array:
    """The levels of color along an axis."""
    subject, scale, output = ground.subject, ground.scale, ground.wish.output
    if output is None:
        return np.empty(0, np.uint8)
    low, high = (original_value(subject, output, end) for end in (scale.low, scale.high))
    return Scale(low, high, scale.parts).levels(np.linspace(span.low, span.high, RUNGS))


def _chosen(points: Points) -> Points:
    """So many of the samples as can be drawn often."""
    if len(points.rows) <= MOST_SAMPLES:
        return points
    kept = np.unique(np.linspace(0, len(points.rows) - 1, MOST_SAMPLES).astype(np.intp))
    parts = (points.rows, points.places, points.kinds, points.levels, points.tests)
    return Points(*(part[kept] for part in parts))


def _wanted(subject: Subject, wish: Wish, rows: Array) -> tuple[Array, Array]:
    """What is wanted of the samples - of the winning class, that it be sure - and what the network hears of them."""
    if subject.data is None:
        return np.empty(0), np.empty((0, 0), np.float32)
    y = subject.data.original_targets[rows]
    targets = y.max(axis=1) if wish.output is None else y[:, wish.output]
    return np.asarray(targets), np.ascontiguousarray(subject.data.inputs[rows].T, np.float32)


def _floor(subject: Subject, column: int) -> Span:
    """What an axis of the floor covers: a truth table from one of its values to the other."""
    return Span(*subject.range(column)) if is_table(subject.data) else subject.span(column)


def _upright(subject: Subject, network: Network, wish: Wish) -> Span:
    """What the upright axis covers: all that the outputs can be, or the targets, 0, and some room."""
    kind = network.layers[-1].activation.name
    bounds = (0.0, 1.0) if kind in FROM_0_TO_1 else (-1.0, 1.0) if kind in FROM_MINUS_1_TO_1 else None
    y = np.array([]) if subject.data is None else subject.data.original_targets
    y = y if wish.output is None or not y.size else y[:, wish.output]
    if bounds is None:
        ends = np.append(y, 0.0) if y.size else np.array([-1.0, 1.0])
        return spanning(float(ends.min()), float(ends.max()), ROOM)
    answers = subject.answers(np.outer(bounds, np.ones(len(subject.outputs))))[:, wish.output or 0]
    ends = np.append(y, answers)
    return Span(float(ends.min()), float(ends.max()))
