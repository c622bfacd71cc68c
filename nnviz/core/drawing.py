"""Which weights does a seed give?  Each layer has a stream of its own: weights row by row, then biases.

So a seed gives the same weights on every machine, and a layer added behind leaves those of the layers before it alone.
"""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.network import Layer, Network


def draw_layer(layer: Layer, index: int, seed: int, shared_biases: bool = False) -> tuple[Array, Array]:
    """The weights (n_out, n_in) and biases (n_out,) of layer ``index``, drawn in float64 by its initializers.

    The fans of a layer are its units, whatever pieces they have, and its sources. With ``shared_biases`` the first bias
    drawn is that of every unit. Biases are drawn for a layer without biases, too.
    """
    stream = np.random.RandomState([seed % 2**32, 0, index])
    weight = layer.initializer.draw(stream, layer.weight.shape, layer.sources, layer.units)
    bias = layer.bias_initializer.draw(stream, layer.weight.shape[:1], layer.sources, layer.units)
    return weight, np.full_like(bias, bias[0]) if shared_biases else bias


def draw_weights(network: Network, seed: int, shared_biases: bool = False) -> Network:
    """The same network with the weights and biases that ``seed`` gives; what has no bias still has none."""
    layers = []
    for index, layer in enumerate(network.layers):
        weight, bias = draw_layer(layer, index, seed, shared_biases)
        layers.append(layer.with_values(weight, None if layer.bias is None else bias))
    return replace(network, layers=tuple(layers))
