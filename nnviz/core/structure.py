"""How is a network rebuilt?  Layers and units come and go; every weight whose two ends survive keeps its value.

New weights are those that the seed draws for a network of the new shape, by the layer's initializer.
"""

from dataclasses import replace

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array, frozen
from nnviz.core.drawing import draw_layer
from nnviz.core.names import layer_name, unit_names
from nnviz.core.network import Layer, Network


def with_units(network: Network, index: int, count: int, seed: int) -> Network:
    """The network with ``count`` units in layer ``index``: added or removed at its end."""
    layer = network.layers[index]
    names = _continued(layer.unit_names, count) or unit_names(index, network.depth, count)
    resized = replace(_resized(layer, index, count, layer.sources, seed), unit_names=_names(layer.unit_names, names))
    network = network.with_layer(index, resized)
    if index + 1 == network.depth:
        return network
    behind = network.layers[index + 1]
    return network.with_layer(index + 1, _resized(behind, index + 1, behind.units, count, seed))


def with_inputs(network: Network, names: tuple[str, ...], seed: int) -> Network:
    """The network with other inputs: added or removed at the end of the column."""
    first = network.layers[0]
    return replace(network.with_layer(0, _resized(first, 0, first.units, len(names), seed)), input_names=names)


def with_chosen_inputs(network: Network, chosen: tuple[int | None, ...], names: tuple[str, ...], seed: int) -> Network:
    """The network that hears other inputs: each keeps the weights of the old one it is; None: a new one."""
    first = network.layers[0]
    shaped = _resized(first, 0, first.units, len(chosen), seed)
    weight, _ = draw_layer(shaped, 0, seed)
    for place, old in enumerate(chosen):
        if old is not None:
            weight[:, place] = first.weight[:, old]
    return replace(network.with_layer(0, shaped.with_values(weight, shaped.bias)), input_names=names)


def with_hidden_layer(network: Network, index: int, units: int, activation: Activation, seed: int) -> Network:
    """The network with a new hidden layer before layer ``index``; the weights into that layer are drawn anew."""
    behind = network.layers[index]
    depth = network.depth + 1
    shape = (units * activation.pieces, behind.sources)
    model = replace(behind, activation=activation, weight_names=None, bias_names=None)
    added = replace(
        model,
        name=_free_name(network, layer_name(index, depth)),
        unit_names=_free_unit_names(network, index, units),
        weight=frozen(np.zeros(shape), behind.weight.dtype),
        bias=None if behind.bias is None else frozen(np.zeros(shape[0]), behind.weight.dtype),
    )
    layers = (*network.layers[:index], _drawn(added, index, seed), behind, *network.layers[index + 1 :])
    grown = replace(network, layers=layers)
    return grown.with_layer(index + 1, _drawn(_resized(behind, index + 1, behind.units, units, seed), index + 1, seed))


def without_layer(network: Network, index: int, seed: int) -> Network:
    """The network without hidden layer ``index``; the layer behind listens to the one before, with new weights."""
    removed, behind = network.layers[index], network.layers[index + 1]
    joined = _drawn(_resized(behind, index, behind.units, removed.sources, seed), index, seed, keep_bias=True)
    return replace(network, layers=(*network.layers[:index], joined, *network.layers[index + 2 :]))


def with_activation(network: Network, index: int, activation: Activation, seed: int) -> Network:
    """The network with another activation in layer ``index``; the weights stay where the number of pieces does."""
    layer = replace(network.layers[index], activation=activation)
    if activation.pieces != network.layers[index].activation.pieces:
        layer = _resized(network.layers[index], index, layer.units, layer.sources, seed, activation)
    return network.with_layer(index, layer)


def with_biases(network: Network, index: int, use_bias: bool) -> Network:
    """The network with biases in layer ``index``, of 0 where there were none, or without."""
    layer = network.layers[index]
    if use_bias == (layer.bias is not None):
        return network
    bias = frozen(np.zeros(len(layer.weight)), layer.weight.dtype) if use_bias else None
    return network.with_layer(index, replace(layer, bias=bias, bias_names=None))


def _resized(
    layer: Layer, index: int, units: int, sources: int, seed: int, activation: Activation | None = None
) -> Layer:
    """The layer with another shape: surviving values stay, the others are drawn."""
    activation = activation or layer.activation
    same_pieces = activation.pieces == layer.activation.pieces
    shape = (units * activation.pieces, sources)
    empty = replace(
        layer,
        activation=activation,
        weight=frozen(np.zeros(shape), layer.weight.dtype),
        unit_names=_names(layer.unit_names, tuple(f"{layer.name} {i + 1}" for i in range(units))),
        weight_names=None,
        bias_names=None,
    )
    weight, bias = draw_layer(empty, index, seed)
    if same_pieces:
        weight, bias = _surviving(weight, layer.weight), _surviving(bias, layer.bias)
    return empty.with_values(weight, None if layer.bias is None else bias)


def _surviving(drawn: Array, old: Array | None) -> Array:
    """The drawn values, with the old ones where both have a place."""
    if old is not None:
        both = tuple(slice(0, min(new, was)) for new, was in zip(drawn.shape, old.shape, strict=True))
        drawn[both] = old[both]
    return drawn


def _drawn(layer: Layer, index: int, seed: int, keep_bias: bool = False) -> Layer:
    weight, bias = draw_layer(layer, index, seed)
    return layer.with_values(weight, layer.bias if keep_bias or layer.bias is None else bias)


def _names(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """As many names as ``new``: the old ones first, then those of the new that are free."""
    kept = list(old[: len(new)])
    free = (name for name in (*new, *(f"{name}'" for name in new)) if name not in kept)
    return tuple(kept + [next(free) for _ in range(len(new) - len(kept))])


def _continued(old: tuple[str, ...], count: int) -> tuple[str, ...] | None:
    """``count`` names counted as the old ones are (h2_1, h2_2, ...), or None where those are not counted from 1."""
    prefix = old[0].removesuffix("1")
    counted = tuple(f"{prefix}{i + 1}" for i in range(max(count, len(old))))
    return counted[:count] if counted[: len(old)] == old else None


def _free_unit_names(network: Network, index: int, units: int) -> tuple[str, ...]:
    """The names of the units of a new hidden layer, of which no other layer has one."""
    taken = {name for layer in network.layers for name in layer.unit_names}
    depth = network.depth + 1
    while not taken.isdisjoint(names := unit_names(index, depth, units)):
        index, depth = index + 1, depth + 1
    return names


def _free_name(network: Network, name: str) -> str:
    taken = {layer.name for layer in network.layers}
    number = 2
    while name in taken:
        name, number = f"{name.rstrip('0123456789 ')} {number}", number + 1
    return name
