"""What was one number of the network in the course of the run?  Read off the checkpoints that the timeline keeps."""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.forward import net_input
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.session.state import Element, Part
from nnviz.session.timeline import Timeline

MOST = 2000
"""Points at most."""
MOST_LOOKS, LOOKS = 200, 10_000_000
"""Samples sent through a network for one curve: at most, and with so many weights at most in all of them."""


def history(timeline: Timeline, element: Element, sample: int | None) -> tuple[Array, Array]:
    """The iterations and the values there, both (n,); of a unit its activation for one sample of the data.

    Where the network of that time had no such element, or its data no such sample, there is no point.
    """
    kept = [(stretch.recipe, checkpoint) for stretch in timeline.stretches for checkpoint in stretch.checkpoints]
    kept.append((timeline.recipe, timeline.now))
    most = MOST
    if element.part is Part.UNIT:
        most = max(2, min(MOST_LOOKS, LOOKS // max(1, timeline.now.network.parameters)))
    points = {}
    for recipe, checkpoint in _thinned(kept, most):
        value = value_at(checkpoint.network, recipe, element, sample)
        if value is not None and np.isfinite(value):
            points[checkpoint.iteration] = value
    iterations = sorted(points)
    return np.array(iterations, dtype=np.int64), np.array([points[i] for i in iterations], dtype=np.float64)


def value_at(network: Network, recipe: Recipe, element: Element, sample: int | None) -> float | None:
    """The number of an element in one network; none where it has none."""
    layer, unit = element.layer, element.unit
    if not 0 <= layer < network.depth:
        return None
    own = network.layers[layer]
    match element.part:
        case Part.WEIGHT:
            inside = unit < own.weight.shape[0] and element.source < own.sources
            return float(own.weight[unit, element.source]) if inside else None
        case Part.BIAS:
            return float(own.bias[unit]) if own.bias is not None and unit < len(own.bias) else None
        case Part.UNIT:
            return _activation(network, recipe, layer, unit, sample) if unit < own.units else None
    return None


def _activation(network: Network, recipe: Recipe, layer: int, unit: int, sample: int | None) -> float | None:
    data = recipe.dataset
    if data is None or sample is None or sample >= data.samples or data.inputs.shape[1] != network.inputs:
        return None
    a = np.asarray(data.inputs[sample : sample + 1], recipe.precision)
    with np.errstate(all="ignore"):
        for each in network.layers[: layer + 1]:
            a = each.activation.value(net_input(each, a))
    return float(a[0, unit])


def _thinned(kept: list[tuple[Recipe, Checkpoint]], most: int) -> list[tuple[Recipe, Checkpoint]]:
    """At most so many, evenly chosen, with the first and the last."""
    if len(kept) <= most:
        return kept
    return [kept[index] for index in np.linspace(0, len(kept) - 1, most).round().astype(int).tolist()]
