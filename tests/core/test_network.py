"""A network is never changed: each change is another network, with read-only numbers."""

import numpy as np
import pytest

from nnviz.core.activations import activation
from nnviz.core.forward import forward, net_input
from tests.core.small_networks import network, random_network

NET = network(([[0.5, -1.0], [2.0, 0.25]], [0.1, -0.2], "relu"), ([[1.0, 3.0]], None, "linear"))


def test_it_counts_its_parts():
    assert (NET.inputs, NET.outputs, NET.depth) == (2, 1, 2)
    assert [layer.parameters for layer in NET.layers] == [6, 2]
    assert (NET.parameters, NET.nbytes) == (8, 64)


def test_a_unit_of_several_pieces_is_one_unit():
    layer = random_network((3, 2), (activation("maxout", pieces=4),)).layers[0]
    assert (layer.units, layer.sources, layer.parameters) == (2, 3, 32)


def test_it_answers_layer_by_layer():
    hidden, output = forward(NET, np.array([[1.0, 2.0], [0.0, -1.0]]))
    np.testing.assert_allclose(hidden.z, [[-1.4, 2.3], [1.1, -0.45]])
    np.testing.assert_allclose(hidden.a, [[0, 2.3], [1.1, 0]])
    np.testing.assert_allclose(output.a, [[6.9], [1.1]])
    np.testing.assert_allclose(net_input(NET.layers[1], hidden.a), output.z)


def test_one_weight_changed_is_another_network():
    changed = NET.with_weight(0, 1, 0, -7.0)
    assert changed.layers[0].weight.tolist() == [[0.5, -1], [-7, 0.25]]
    assert changed.layers[1] is NET.layers[1]
    assert NET.layers[0].weight[1, 0] == 2


def test_one_bias_changed_is_another_network():
    changed = NET.with_bias(0, 1, 9.0)
    assert changed.layers[0].bias.tolist() == [0.1, 9]
    assert NET.layers[0].bias[1] == -0.2


def test_numbers_given_are_copied():
    weight = np.zeros((2, 2))
    layer = NET.layers[0].with_values(weight, None)
    weight[0, 0] = 5
    assert layer.weight[0, 0] == 0
    assert layer.bias is None


@pytest.mark.parametrize("changed", [NET, NET.with_weight(0, 0, 0, 1.0), NET.with_bias(0, 0, 1.0)])
def test_numbers_cannot_be_written_to(changed):
    for layer in changed.as_precision("float32").layers + changed.layers:
        with pytest.raises(ValueError, match="read-only"):
            layer.weight[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        changed.layers[0].bias[0] = 1


def test_a_network_in_the_precision_it_has_is_itself():
    single = NET.as_precision("float32")
    assert NET.as_precision("float64") is NET
    assert {array.dtype for layer in single.layers for array in (layer.weight, layer.bias) if array is not None} == {
        np.dtype("float32")
    }
    assert single.layers[0].weight.tolist() == NET.layers[0].weight.tolist()
