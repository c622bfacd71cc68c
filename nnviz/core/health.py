"""Why does a unit not learn, or a layer?  Saturated and dead units, and gradients that vanish or explode on their way.

A unit learns through its slope: where |f'| is almost 0, so is its delta. A rectified unit that is 0 for every sample
has slope 0 everywhere, for good. From layer to layer deltas are multiplied by weights and slopes: over many layers
their size falls or grows by orders of magnitude.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array
from nnviz.core.forward import net_input
from nnviz.core.losses import PAIRS
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Snapshot, Trace

SATURATED = 0.01
"""A slope below this, on either side of 0, teaches almost nothing."""
S_SHAPED = frozenset({"sigmoid", "tanh", "bipolar_sigmoid", "satlin", "piecewise_linear"})
"""The activations that are flat on both sides."""
RECTIFIED = frozenset({"relu"})
ROWS = 1000
"""Training samples at most for which a unit must be 0 to be called dead."""
CHUNK = 100
VANISHED, EXPLODED = 1e-3, 1e3
"""The mean size of a layer's gradients, compared with that of the last layer; beyond the second also by itself."""


class Flow(StrEnum):
    """What became of the gradients on their way back to a layer."""

    STEADY = "steady"
    VANISHING = "vanishing"
    EXPLODING = "exploding"


def saturated_units(now: Snapshot, recipe: Recipe, row: int) -> tuple[dict[int, float], ...]:
    """Of each layer, the units whose slope is almost 0 for one sample of the batch, with the slope.

    An output whose loss cancels its slope (delta = a - y) learns all the same, and is left out.
    """
    last = now.network.depth - 1
    found: list[dict[int, float]] = []
    for index, (layer, trace) in enumerate(zip(now.network.layers, now.traces, strict=True)):
        activation = layer.activation
        canceled = index == last and recipe.loss.name in PAIRS
        found.append(_flat(activation, trace, row) if activation.name in S_SHAPED and not canceled else {})
    return tuple(found)


def _flat(activation: Activation, trace: Trace, row: int) -> dict[int, float]:
    if activation.slope is None or trace.z is None or trace.a is None:
        return {}
    slope = activation.slope(trace.z[row], trace.a[row])
    return {int(unit): float(slope[unit]) for unit in np.flatnonzero(np.abs(slope) < SATURATED)}


def inputs_for_dead(recipe: Recipe) -> Array:
    """The inputs of at most ``ROWS`` training samples, evenly chosen, (m, n_0)."""
    assert recipe.dataset is not None
    rows = recipe.dataset.train_rows
    chosen = rows[np.linspace(0, len(rows) - 1, min(ROWS, len(rows))).astype(np.intp)]
    return np.asarray(recipe.dataset.inputs[chosen], recipe.precision)


def dead_units(network: Network, inputs: Array) -> tuple[frozenset[int], ...]:
    """Of each layer, the rectified units that are 0 for every one of these inputs; the search ends with none left."""
    dead = [np.full(layer.units, layer.activation.name in RECTIFIED) for layer in network.layers]
    for begin in range(0, len(inputs), CHUNK):
        if not any(units.any() for units in dead):
            break
        a = inputs[begin : begin + CHUNK]
        for layer, units in zip(network.layers, dead, strict=True):
            a = layer.activation.value(net_input(layer, a))
            units &= (a == 0).all(axis=0)
    return tuple(frozenset(np.flatnonzero(units).tolist()) for units in dead)


def gradient_sizes(traces: Sequence[Trace]) -> tuple[float | None, ...]:
    """The mean size of the weight gradients of each layer that are known (not NaN); none before the first is."""
    return tuple(None if trace.weight_gradient is None else _mean_size(trace.weight_gradient) for trace in traces)


def _mean_size(gradient: Array) -> float | None:
    known = gradient[~np.isnan(gradient)]
    return float(np.abs(known).mean()) if known.size else None


def gradient_flow(sizes: Sequence[float | None]) -> tuple[Flow, ...]:
    """What became of the gradients of each layer, compared with the last one, where they begin their way back.

    A gradient of exactly 0 has not vanished on its way: its inputs are 0, or no unit of the layer has a slope.
    """
    last = sizes[-1]
    return tuple(_flow(size, size / last) if size and last else Flow.STEADY for size in sizes)


def _flow(size: float, ratio: float) -> Flow:
    if ratio < VANISHED:
        return Flow.VANISHING
    return Flow.STEADY if size <= EXPLODED and ratio <= EXPLODED else Flow.EXPLODING
