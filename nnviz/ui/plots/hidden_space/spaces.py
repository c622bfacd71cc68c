"""Where samples and grid stand in the space of each layer, in a frame from -1 to 1 each way.

Up to three units are the axes themselves; of more units the two leading principal axes are shown. They keep their
directions from picture to picture, so that nothing flips while the network trains.
"""

import math
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.core.principal_axes import PrincipalAxes, principal_axes
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.hidden_space.ground import Ground, input_spans
from nnviz.ui.plots.hidden_space.stages import INPUT, Stage, values_of
from nnviz.ui.plots.output_map.scale import FROM_0_TO_1, FROM_MINUS_1_TO_1
from nnviz.ui.plots.round_numbers import next_round, on_an_axis

PADDING = 0.1
"""Around the values, beside their range."""
PARTS = 5
"""An axis ends at multiples of about this part of it, so that it rests while its values move."""
BAND = 0.5
"""How far the samples on a line spread to its sides."""


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """One stage: its axes, and how its values become places."""

    stage: Stage
    ground: Ground
    spans: tuple[Span, ...]  # of one to three axes, as the network counts
    principal: PrincipalAxes | None  # where its numbers are more than three
    samples: Array  # (m, 3) places
    grid: Array  # (points, 3), NaN where the inputs have no value

    @property
    def deep(self) -> bool:
        """Whether it has three axes."""
        return len(self.spans) == 3


def spaces_of(
    ground: Ground, network: Network, stages: tuple[Stage, ...], before: tuple[Space, ...] = ()
) -> tuple[Space, ...]:
    """The space of every stage; ``before``: those of the picture before, whose directions are kept."""
    count = ground.samples.shape[1]
    values = values_of(network, np.concatenate([ground.samples, ground.grid], axis=1), stages)
    olds = before if tuple(space.stage for space in before) == stages else (None,) * len(stages)
    known = np.isfinite(ground.grid).all(axis=0)  # features have no value everywhere
    found: list[Space] = []
    for stage, own, old in zip(stages, values, olds, strict=True):
        if stage.layer == INPUT and old is not None and old.ground is ground:
            found.append(old)
            continue
        cloud = own[:, :count] if count else own
        principal = _oriented(cloud, old, found[-1] if found else None) if len(own) > 3 else None
        spans = _spans(ground, network, stage, principal.coordinates(cloud) if principal else cloud)
        samples = placed(own[:, :count], spans, principal, ground.spread)
        grid = placed(own[:, count:], spans, principal)
        grid[~known] = np.nan
        found.append(Space(stage, ground, spans, principal, samples, grid))
    return tuple(found)


def placed(
    values: Array, spans: tuple[Span, ...], principal: PrincipalAxes | None, spread: Array | None = None
) -> Array:
    """The places (m, 3) of values (n, m); ``spread``: to the sides of a line, -1 to 1."""
    shown = values if principal is None else principal.coordinates(values)
    low = np.array([span.low for span in spans])[:, np.newaxis]
    high = np.array([span.high for span in spans])[:, np.newaxis]
    places = np.zeros((values.shape[1], 3))
    places[:, : len(spans)] = (2 * (shown - low) / (high - low) - 1).T
    if len(spans) == 1 and spread is not None:
        places[:, 1] = BAND * spread
    return places


def _oriented(cloud: Array, old: Space | None, behind: Space | None) -> PrincipalAxes:
    """The principal axes, directed as in the picture before, or else as the samples lie in the space behind."""
    found = principal_axes(cloud)
    if old is not None and old.principal is not None and old.principal.directions.shape == found.directions.shape:
        overlap = old.principal.directions @ found.directions.T
        crossed = abs(overlap[0, 1]) + abs(overlap[1, 0]) > abs(overlap[0, 0]) + abs(overlap[1, 1])
        order = [1, 0] if crossed else [0, 1]
    elif behind is not None and len(behind.samples):
        overlap, order = behind.samples[:, :2].T @ found.coordinates(cloud).T, [0, 1]
    else:
        return found
    return found.turned(order, np.where(overlap[[0, 1], order] < 0, -1.0, 1.0))


def _spans(ground: Ground, network: Network, stage: Stage, shown: Array) -> tuple[Span, ...]:
    """What each axis covers; principal axes have one scale, for their distances mean something together."""
    if len(shown) < len(_numbers(network, stage)):
        reach = calm(0.0, float(np.abs(shown).max(initial=0.0))).high
        return (Span(-reach, reach),) * 2
    if stage.layer == INPUT:
        return input_spans(ground.subject, original=False)
    kind = network.layers[stage.layer].activation.name
    if not stage.net_inputs and kind in FROM_0_TO_1 | FROM_MINUS_1_TO_1:
        low = 0.0 if kind in FROM_0_TO_1 else -1.0
        return (_padded(low, 1.0),) * len(shown)
    return tuple(calm(float(row.min()), float(row.max())) for row in np.clip(np.nan_to_num(shown), -1e9, 1e9))


def _numbers(network: Network, stage: Stage) -> range:
    if stage.layer == INPUT:
        return range(network.inputs)
    layer = network.layers[stage.layer]
    return range(len(layer.weight) if stage.net_inputs else layer.units)


def calm(low: float, high: float) -> Span:
    """A span around values that moves on only now and then while they move."""
    low, high = on_an_axis(low), on_an_axis(high)
    least = 1e-9 * max(1.0, abs(high))
    if high - low <= least:
        low, high = low - max(0.5, least), high + max(0.5, least)
    step = next_round((high - low) / PARTS)
    return _padded(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step)


def _padded(low: float, high: float) -> Span:
    room = PADDING * (high - low) / 2
    return Span(low - room, high + room)
