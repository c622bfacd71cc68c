"""Saturated and dead units, vanishing and exploding gradients: small cases that are checked by hand."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.activations import activation
from nnviz.core.arrays import frozen
from nnviz.core.checkpoint import start
from nnviz.core.dataset import dataset
from nnviz.core.health import (
    ROWS,
    Flow,
    dead_units,
    gradient_flow,
    gradient_sizes,
    inputs_for_dead,
    saturated_units,
)
from nnviz.core.losses import LOSSES
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Trace
from nnviz.core.training import look, ready


def network(*layers, inputs=1):
    """Layers of (activation, weight, bias)."""
    made = tuple(
        Layer(str(i), tuple(str(u) for u in range(len(bias))), frozen(weight), frozen(bias), activation(name))
        for i, (name, weight, bias) in enumerate(layers)
    )
    return Network(tuple(f"x{i}" for i in range(inputs)), made)


def seen(made, inputs, targets, **recipe):
    recipe = Recipe(dataset=dataset("by hand", inputs, targets), **recipe)
    return look(start(made, recipe), recipe, 0), recipe


def test_a_sigmoid_is_saturated_where_a_times_one_minus_a_is_small():
    now, recipe = seen(network(("sigmoid", [[5.0], [4.0], [-6.0]], [0.0] * 3)), [[1.0]], [[0.0] * 3])
    (found,) = saturated_units(now, recipe, 0)
    assert set(found) == {0, 2}  # slopes 0.0066, 0.0177, 0.0025
    assert found[0] == pytest.approx(0.006648056670790033)


def test_a_tanh_is_saturated_from_a_net_input_of_about_three_on():
    now, recipe = seen(network(("tanh", [[2.9], [3.1]], [0.0] * 2)), [[1.0]], [[0.0] * 2])
    assert [set(units) for units in saturated_units(now, recipe, 0)] == [{1}]


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "linear", "softplus"])
def test_what_is_not_flat_on_both_sides_is_never_saturated(name):
    now, recipe = seen(network((name, [[-9.0]], [0.0])), [[1.0]], [[0.0]])
    assert saturated_units(now, recipe, 0) == ({},)


def test_an_output_whose_loss_cancels_its_slope_is_not_saturated():
    made = network(("sigmoid", [[9.0]], [0.0]))
    now, recipe = seen(made, [[1.0]], [[0.0]], loss=LOSSES["binary_crossentropy"])
    assert saturated_units(now, recipe, 0) == ({},)
    assert saturated_units(now, replace(recipe, loss=LOSSES["half_sse"]), 0) != ({},)


def test_before_the_way_forward_nothing_is_saturated():
    made = network(("sigmoid", [[9.0]], [0.0]))
    recipe = Recipe(dataset=dataset("by hand", [[1.0]], [[0.0]]))
    assert saturated_units(ready(start(made, recipe), recipe), recipe, 0) == ({},)


def test_a_rectified_unit_is_dead_where_no_sample_excites_it():
    made = network(("relu", [[1.0], [-1.0], [-1.0]], [0.0, 0.0, 2.5]), ("relu", [[0.0, 1.0, 0.0]], [-1.0]))
    inputs = np.array([[1.0], [2.0], [3.0]])
    assert dead_units(made, inputs) == (frozenset({1}), frozenset({0}))


def test_one_sample_far_back_is_enough_to_live():
    inputs = np.full((ROWS, 1), -1.0)
    made = network(("relu", [[1.0]], [0.0]))
    assert dead_units(made, inputs) == (frozenset({0}),)
    inputs[-1] = 0.5
    assert dead_units(made, inputs) == (frozenset(),)


@pytest.mark.parametrize("name", ["leaky_relu", "sigmoid", "linear"])
def test_only_rectified_units_die(name):
    assert dead_units(network((name, [[1.0]], [0.0])), np.zeros((3, 1))) == (frozenset(),)


def test_samples_are_chosen_evenly_from_those_to_train_with():
    data = dataset("many", np.arange(5000.0)[:, np.newaxis], np.zeros((5000, 1)), np.arange(4000, 5000))
    inputs = inputs_for_dead(Recipe(dataset=data, precision="float32"))
    assert (inputs.shape, inputs.dtype) == ((ROWS, 1), np.float32)
    assert (inputs[0, 0], inputs[-1, 0]) == (0, 3999)


def test_the_size_of_gradients_is_their_mean_without_sign():
    traces = [Trace(), Trace(weight_gradient=frozen([[0.5, -1.5], [0.0, 2.0]]))]
    assert gradient_sizes(traces) == (None, 1.0)
    assert gradient_sizes([Trace(weight_gradient=frozen([[np.nan, -1.5]]))]) == (1.5,)
    assert gradient_sizes([Trace(weight_gradient=frozen([[np.nan]]))]) == (None,)


def test_gradients_are_compared_with_those_of_the_last_layer():
    assert gradient_flow([1e-4, 2e-3, 1.0]) == (Flow.VANISHING, Flow.STEADY, Flow.STEADY)
    assert gradient_flow([5.0, 2e-3]) == (Flow.EXPLODING, Flow.STEADY)
    assert gradient_flow([2e3, 3e3]) == (Flow.EXPLODING, Flow.EXPLODING)
    assert gradient_flow([0.0, 0.0]) == (Flow.STEADY, Flow.STEADY)
    assert gradient_flow([0.0, 0.3]) == (Flow.STEADY, Flow.STEADY)
    assert gradient_flow([None, 0.3]) == (Flow.STEADY, Flow.STEADY)


def test_sigmoids_behind_each_other_let_gradients_vanish():
    deep = network(*[("sigmoid", [[1.0]], [0.0])] * 8)
    now, _ = seen(deep, [[1.0]], [[0.0]])
    sizes = gradient_sizes(now.traces)
    assert sizes == tuple(sorted(sizes))
    assert gradient_flow(sizes)[0] is Flow.VANISHING
