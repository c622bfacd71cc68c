"""A seed gives the same weights everywhere."""

import numpy as np

from nnviz.core.activations import activation
from nnviz.core.arrays import frozen
from nnviz.core.drawing import draw_weights
from nnviz.core.initializers import initializer
from nnviz.core.names import input_names, unit_names
from nnviz.core.network import Layer, Network


def network(*sizes: int, bias: bool = True, dtype: str = "float64") -> Network:
    depth = len(sizes) - 1
    layers = [
        Layer(
            "layer",
            unit_names(index, depth, units),
            frozen(np.zeros((units, sizes[index])), dtype),
            frozen(np.zeros(units), dtype) if bias else None,
            activation("tanh"),
            initializer("normal"),
            initializer("uniform"),
        )
        for index, units in enumerate(sizes[1:])
    ]
    return Network(input_names(sizes[0]), tuple(layers))


def test_weights_are_drawn_row_by_row_and_then_biases():
    stream = np.random.RandomState([5, 0, 1])
    expected = [[stream.normal() for _ in range(2)] for _ in range(3)]
    layer = draw_weights(network(1, 2, 3), 5).layers[1]
    assert layer.weight.tolist() == expected
    assert layer.bias.tolist() == [stream.uniform(-0.5, 0.5) for _ in range(3)]


def test_another_seed_gives_other_weights():
    first, second = (draw_weights(network(2, 2), seed).layers[0].weight for seed in (1, 2))
    assert not np.any(first == second)


def test_a_layer_added_behind_leaves_the_others_as_they_were():
    short, long = draw_weights(network(2, 3), 1), draw_weights(network(2, 3, 4), 1)
    assert np.array_equal(short.layers[0].weight, long.layers[0].weight)


def test_a_layer_without_biases_still_has_none():
    assert draw_weights(network(2, 3, bias=False), 1).layers[0].bias is None


def test_shared_biases_are_all_the_first_one():
    own, shared = (draw_weights(network(2, 3), 1, shared).layers[0].bias for shared in (False, True))
    assert shared.tolist() == [own[0]] * 3


def test_the_precision_stays():
    layer = draw_weights(network(2, 3, dtype="float32"), 1).layers[0]
    assert (layer.weight.dtype, layer.bias.dtype) == (np.float32, np.float32)
    assert not layer.weight.flags.writeable
