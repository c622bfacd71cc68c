from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from nnviz.core.activations import activation
from nnviz.core.drawing import draw_layer
from nnviz.core.forward import forward
from nnviz.core.structure import (
    with_activation,
    with_biases,
    with_chosen_inputs,
    with_hidden_layer,
    with_inputs,
    with_units,
    without_layer,
)
from tests.core.small_networks import random_network

NET = random_network((2, 3, 2, 1), ("tanh", "relu", "sigmoid"))


def shapes(net):
    return [layer.weight.shape for layer in net.layers]


def fits(net):
    return forward(net, np.zeros((4, net.inputs)))[-1].a.shape == (4, net.outputs)


@pytest.mark.parametrize("count", [1, 3, 5])
@pytest.mark.parametrize("index", [0, 1, 2])
def test_units_come_and_go_at_the_end_and_the_others_keep_their_weights(index, count):
    net = with_units(NET, index, count, seed=5)
    both = min(count, NET.layers[index].units)
    assert net.layers[index].units == count
    assert fits(net)
    np.testing.assert_array_equal(net.layers[index].weight[:both], NET.layers[index].weight[:both])
    np.testing.assert_array_equal(net.layers[index].bias[:both], NET.layers[index].bias[:both])
    if index + 1 < NET.depth:
        behind = net.layers[index + 1].weight
        np.testing.assert_array_equal(behind[:, :both], NET.layers[index + 1].weight[:, :both])
    assert net.layers[index].unit_names[:both] == NET.layers[index].unit_names[:both]
    assert len(set(net.layers[index].unit_names)) == count


def test_new_weights_are_those_that_the_seed_draws():
    net = with_units(NET, 0, 5, seed=5)
    weight, _ = draw_layer(net.layers[0], 0, 5)
    np.testing.assert_array_equal(net.layers[0].weight[3:], weight[3:])
    assert (net.layers[0].weight[3:] != with_units(NET, 0, 5, seed=6).layers[0].weight[3:]).all()


def test_inputs_come_and_go_at_the_end():
    wider = with_inputs(NET, ("x1", "x2", "x3"), seed=5)
    np.testing.assert_array_equal(wider.layers[0].weight[:, :2], NET.layers[0].weight)
    assert (wider.input_names, fits(wider)) == (("x1", "x2", "x3"), True)
    narrower = with_inputs(NET, ("x1",), seed=5)
    np.testing.assert_array_equal(narrower.layers[0].weight, NET.layers[0].weight[:, :1])


def test_chosen_inputs_take_their_weights_along_and_new_ones_are_drawn():
    net = with_chosen_inputs(NET, (None, 1, 0), ("new", "b", "a"), seed=5)
    weight, _ = draw_layer(net.layers[0], 0, 5)
    np.testing.assert_array_equal(net.layers[0].weight[:, 1:], NET.layers[0].weight[:, ::-1])
    np.testing.assert_array_equal(net.layers[0].weight[:, 0], weight[:, 0])
    np.testing.assert_array_equal(net.layers[0].bias, NET.layers[0].bias)
    assert (net.input_names, fits(net)) == (("new", "b", "a"), True)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_hidden_layer_is_put_before_another(index):
    net = with_hidden_layer(NET, index, 4, activation("maxout"), seed=5)
    assert fits(net)
    assert net.depth == 4
    assert net.layers[index].units == 4
    assert len({layer.name for layer in net.layers}) == 4
    others = [layer for place, layer in enumerate(net.layers) if place not in (index, index + 1)]
    kept = [layer for place, layer in enumerate(NET.layers) if place != index]
    assert all(one is other for one, other in zip(others, kept, strict=True))


@pytest.mark.parametrize("index", [0, 1])
def test_a_hidden_layer_is_taken_out(index):
    net = without_layer(NET, index, seed=5)
    assert fits(net)
    assert net.depth == 2
    assert net.layers[index].name == NET.layers[index + 1].name
    np.testing.assert_array_equal(net.layers[index].bias, NET.layers[index + 1].bias)


def test_another_activation_keeps_the_weights():
    net = with_activation(NET, 1, activation("elu"), seed=5)
    assert net.layers[1].activation.name == "elu"
    np.testing.assert_array_equal(net.layers[1].weight, NET.layers[1].weight)


def test_maxout_brings_more_pieces_and_takes_them_away():
    net = with_activation(NET, 1, activation("maxout", pieces=3), seed=5)
    assert shapes(net) == [(3, 2), (6, 3), (1, 2)]
    assert fits(net)
    back = with_activation(net, 1, activation("tanh"), seed=5)
    assert shapes(back) == shapes(NET)
    assert fits(back)


def test_biases_can_be_left_out_and_come_back_as_zeros():
    without = with_biases(NET, 0, use_bias=False)
    assert without.layers[0].bias is None
    assert fits(without)
    assert with_biases(without, 0, use_bias=True).layers[0].bias.tolist() == [0, 0, 0]


@pytest.mark.parametrize("places", [(0, 0, 0), (1, 2, 3), (1, 0, 1)])
def test_every_unit_has_a_name_of_its_own_however_layers_and_units_were_added(places):
    net = random_network((2, 2, 1), ("tanh", "sigmoid"))
    for index in places:
        net = with_units(with_hidden_layer(net, index, 2, activation("tanh"), seed=5), index, 4, seed=5)
    net = with_units(net, net.depth - 2, 5, seed=5)
    names = [name for layer in net.layers for name in layer.unit_names]
    assert len(set(names)) == len(names)


def test_units_added_are_counted_on():
    net = with_hidden_layer(random_network((2, 2, 1), ("tanh", "sigmoid")), 0, 2, activation("tanh"), seed=5)
    assert with_units(net, 1, 4, seed=5).layers[1].unit_names == ("h1", "h2", "h3", "h4")
    named = net.with_layer(1, replace(net.layers[1], unit_names=("edge", "corner")))
    assert with_units(named, 1, 3, seed=5).layers[1].unit_names[:2] == ("edge", "corner")


KINDS = some.sampled_from(["tanh", "relu", "maxout"])
EDITS = some.one_of(
    some.tuples(some.just("units"), some.integers(0, 5), some.integers(1, 4)),
    some.tuples(some.just("inputs"), some.just(0), some.integers(1, 4)),
    some.tuples(some.just("add"), some.integers(0, 5), KINDS),
    some.tuples(some.just("remove"), some.integers(0, 5), some.none()),
    some.tuples(some.just("activation"), some.integers(0, 5), KINDS),
)


def rebuilt(net, edit):
    """The network after the edit, and the layers whose weights it may not touch at all."""
    kind, place, value = edit
    index = place % net.depth
    others = [layer for layer in range(net.depth) if layer not in (index, index + 1)]
    if kind == "units":
        return with_units(net, index, value, 5), others
    if kind == "inputs":
        return with_inputs(net, tuple(f"x{i + 1}" for i in range(value)), 5), range(1, net.depth)
    if kind == "add":
        return with_hidden_layer(net, index, 2, activation(value), 5), range(index)
    if kind == "remove":
        return (without_layer(net, index, 5), range(index)) if index + 1 < net.depth else (net, range(net.depth))
    return with_activation(net, index, activation(value), 5), [layer for layer in range(net.depth) if layer != index]


@given(some.lists(EDITS, min_size=1, max_size=8))
def test_whatever_is_rebuilt_fits_together_and_keeps_what_it_does_not_touch(edits):
    net = NET
    for edit in edits:
        before = net
        net, untouched = rebuilt(before, edit)
        assert fits(net)
        assert all(layer.parameters == layer.weight.size + len(layer.bias) for layer in net.layers)
        assert all(len(layer.weight) == layer.units * layer.activation.pieces for layer in net.layers)
        assert len({layer.name for layer in net.layers}) == net.depth
        for index in untouched:
            np.testing.assert_array_equal(net.layers[index].weight, before.layers[index].weight)


@given(some.integers(0, 2), some.integers(1, 6), some.integers(0, 2**32 - 1))
def test_every_weight_whose_two_ends_survive_keeps_its_value(index, count, seed):
    net = with_units(NET, index, count, seed)
    for old, new in zip(NET.layers, net.layers, strict=True):
        rows, columns = min(old.units, new.units), min(old.sources, new.sources)
        np.testing.assert_array_equal(new.weight[:rows, :columns], old.weight[:rows, :columns])
        np.testing.assert_array_equal(new.bias[:rows], old.bias[:rows])
