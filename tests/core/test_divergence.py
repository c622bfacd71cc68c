import numpy as np
import pytest

from nnviz.core.checkpoint import start
from nnviz.core.divergence import find_blame
from tests.core.small_networks import network, recipe


def blame(net, how):
    found = find_blame(start(net, how), how)
    return found.layer, found.unit, found.quantity


def test_the_first_number_that_is_not_finite_is_named():
    hidden = ([[1.0], [1e300]], [0.0, 0.0], "linear")
    net = network(hidden, ([[1.0, 1e10]], [0.0], "linear"))
    assert blame(net, recipe([[1.0]], [[0.0]])) == (1, 0, "z")
    assert blame(net, recipe([[1e10]], [[0.0]])) == (0, 1, "z")


def test_a_delta_that_is_not_finite_is_found_from_the_last_layer_on():
    net = network(([[1.0], [1.0]], None, "linear"), ([[1.0, 1.0], [1.0, 1e200]], None, "linear"))
    assert blame(net, recipe([[1e100]], [[0.0, 0.0]], "sse")) == (0, 1, "delta")


def test_of_two_layers_with_a_delta_that_is_not_finite_the_last_is_named():
    net = network(([[1.0]], None, "linear"), ([[1e308]], None, "linear"))
    assert blame(net, recipe([[1.0]], [[-1e308]], "sse")) == (1, 0, "delta")


def test_where_all_is_finite_the_unit_that_moves_most_is_named():
    net = network(([[0.1], [0.1]], [0.0, 0.0], "linear"), ([[0.5, 50.0]], [0.0], "linear"))
    assert blame(net, recipe([[1.0]], [[0.0]], rate=1e-9)) == (0, 1, "weight")


def test_the_unit_of_a_piece_of_maxout_is_named():
    net = network(([[1.0], [1.0], [1.0], [1e308]], [0.0] * 4, "maxout"), ([[1.0, 1.0]], [0.0], "linear"))
    assert blame(net, recipe([[10.0]], [[0.0]])) == (0, 1, "z")


def test_it_is_found_a_few_iterations_ahead():
    net = network(([[1.0]], [0.0], "linear"))
    how = recipe([[1e110]], [[0.0]], rate=1.0)
    assert blame(net, how) == (0, 0, "z")
    assert find_blame(start(net, how), how, iterations=1).quantity == "weight"


def test_nothing_is_said_aloud():
    net = network(([[1e308]], [0.0], "linear"))
    with np.errstate(all="raise"):
        assert blame(net, recipe([[1e10]], [[0.0]])) == (0, 0, "z")


@pytest.mark.parametrize("samples", [1, 3])
def test_a_batch_left_over_is_no_hindrance(samples):
    net = network(([[1e150]], [0.0], "linear"))
    how = recipe([[1.0], [1e10], [1e200]], [[0.0]] * 3, batch_size=samples)
    assert blame(net, how)[:2] == (0, 0)
