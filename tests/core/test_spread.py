"""How the numbers of each layer are spread."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nnviz.core.activations import activation
from nnviz.core.checkpoint import start
from nnviz.core.gradient_check import Checking
from nnviz.core.recipe import Recipe
from nnviz.core.spread import densities, probe_rows, quantiles, spread_at
from nnviz.core.training import ready_for, take_batch
from tests.ui.states import example, layered


@given(arrays.arrays(float, st.integers(1, 300), elements=st.floats(-1e6, 1e6)))
def test_quantiles_are_those_of_numpy(values):
    assert quantiles(values) == pytest.approx(np.quantile(values, np.linspace(0, 1, 101)), rel=1e-9, abs=1e-9)


def test_what_is_not_finite_is_left_out():
    assert quantiles(np.array([np.nan, 2.0, -np.inf, 2.0])).tolist() == [2.0] * 101
    assert np.isnan(quantiles(np.array([-np.inf]))).all()


@given(arrays.arrays(float, st.integers(2, 200), elements=st.floats(-100, 100)))
def test_the_shares_between_edges_add_up_to_all(values):
    shares = densities(quantiles(values), np.linspace(-101, 101, 25))
    assert shares.sum() == pytest.approx(1)
    assert (shares >= 0).all()


def test_a_histogram_of_many_values_is_that_of_numpy():
    values = np.random.RandomState(1).normal(size=5000)
    edges = np.linspace(-3, 3, 13)
    expected = np.histogram(values, edges)[0] / len(values)
    assert densities(quantiles(values), edges) == pytest.approx(expected, abs=0.01)


def test_the_spreads_are_those_of_the_numbers_of_the_network():
    state = example("spiral-2-8-8-1")
    at, recipe = state.work.timeline.now, state.recipe
    found = spread_at(at, recipe)
    assert [len(part) for part in (found.weights, found.activations, found.gradients)] == [3, 3, 3]
    assert found.weights[1][[0, 50, 100]].tolist() == pytest.approx(
        np.quantile(at.network.layers[1].weight, [0, 0.5, 1]).tolist()
    )
    batch = take_batch(recipe, probe_rows(recipe, at.network.parameters))
    checking = Checking(at.network, recipe, ready_for(at, batch).batch)
    while not checking.done:
        checking.go_on()
    assert checking.result.agrees
    assert len(batch.rows) == 100


def test_a_network_without_a_slope_has_no_gradients():
    state = example("threshold-network")
    found = spread_at(state.work.timeline.now, state.recipe)
    assert len(found.activations) == state.network.depth
    assert found.gradients == ()


def test_without_data_only_the_weights_are_known():
    network = layered((2, 3, 1), activation("tanh"))
    found = spread_at(start(network, Recipe()), Recipe())
    assert len(found.weights) == 2
    assert found.activations == found.gradients == ()
