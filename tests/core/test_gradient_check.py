from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.core.checkpoint import start
from nnviz.core.gradient_check import Checking, check_gradients
from nnviz.core.losses import LOSSES, suits
from nnviz.core.places import Places
from nnviz.core.recipe import BiasMode
from nnviz.core.regularization import REGULARIZATIONS, Regularization
from nnviz.core.row_differences import RowProbe
from nnviz.core.training import ready
from nnviz.errors import BadInput
from tests.core.small_networks import network, random_network, recipe

TRAINABLE = [name for name, make in ACTIVATIONS.items() if make().trainable]
HIDDEN = [name for name in TRAINABLE if name != "softmax"]
SLOPELESS = [name for name in ACTIVATIONS if name not in TRAINABLE]
PENALTIES = [Regularization(name, 0.3, divided) for name in REGULARIZATIONS for divided in (True, False)]
PENALTIES.append(Regularization("l1", 0.3, dead_weights=True))
X = np.array([[0.5, -0.4], [-0.7, 0.3], [0.9, 0.8]])
Y = {False: np.array([[0.2, 0.9], [0.7, 0.1], [0.4, 0.6]]), True: np.array([[1, 0], [0, 1], [1, 0]])}


def checked(net, how, most=None):
    return check_gradients(net, how, ready(start(net, how), how).batch, most)


@pytest.mark.parametrize("output", TRAINABLE)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_every_allowed_combination_has_the_right_gradient(hidden, output):
    net = random_network((2, 3, 2), (hidden, output), seed=6)
    losses = [name for name in LOSSES if suits(LOSSES[name], output)]
    for loss, mode, penalty in product(losses, BiasMode, PENALTIES):
        how = recipe(X, Y[output == "softmax"], loss, bias_mode=mode, regularization=penalty)
        found = checked(net, how)
        assert found.agrees, (loss, mode, penalty, found)
        assert found.compared > found.parameters // 2, (loss, mode, penalty, found)


@settings(max_examples=40)
@given(
    sizes=some.lists(some.integers(1, 4), min_size=2, max_size=4),
    data=some.data(),
    seed=some.integers(0, 2**32 - 1),
    biased=some.booleans(),
    samples=some.integers(1, 5),
)
def test_random_networks_have_the_right_gradient(sizes, data, seed, biased, samples):
    kinds = [data.draw(some.sampled_from(HIDDEN)) for _ in sizes[2:]] + [data.draw(some.sampled_from(TRAINABLE))]
    loss = data.draw(some.sampled_from([name for name in LOSSES if suits(LOSSES[name], kinds[-1])]))
    stream = np.random.RandomState(seed)
    how = recipe(
        stream.uniform(-1, 1, (samples, sizes[0])),
        stream.uniform(0, 1, (samples, sizes[-1])),
        loss,
        bias_mode=data.draw(some.sampled_from(list(BiasMode))),
        regularization=data.draw(some.sampled_from(PENALTIES)),
    )
    assert checked(random_network(sizes, kinds, seed, biased), how).agrees


def test_a_wrong_slope_is_found_with_its_place():
    wrong = replace(activation("tanh"), backward=lambda z, a, output_gradient: output_gradient)
    found = checked(network(([[0.5, 1.5]], [0.7], wrong)), recipe([[0.1, 1.0]], [[0]]))
    assert not found.agrees
    assert found.worst == (0, 0, 1)


def test_a_gradient_that_is_no_number_does_not_agree():
    broken = replace(activation("linear"), backward=lambda z, a, output_gradient: output_gradient * np.nan)
    assert not checked(network(([[1.0]], None, broken)), recipe([[1]], [[0]])).agrees


def test_shared_biases_move_together_and_frozen_ones_rest():
    net = random_network((2, 3, 2), ("tanh", "sigmoid"))
    counts = {mode: checked(net, recipe(X, Y[False], bias_mode=mode)).parameters for mode in BiasMode}
    assert counts == {BiasMode.PER_UNIT: 17, BiasMode.SHARED: 14, BiasMode.FROZEN: 12}


@pytest.mark.parametrize("z", [0.0, 5e-5, -5e-5])
def test_what_moves_a_unit_at_its_kink_is_skipped(z):
    net = network(([[1.0, 0.0], [0.4, 0.3]], [z - 1, 0.2], "relu"), ([[1.0, 1.0]], [0.0], "linear"))
    found = checked(net, recipe([[1, 0]], [[0.5]]))
    assert (found.parameters, found.compared, found.skipped) == (9, 7, 2)  # w1 and b1; its second input is 0
    assert found.agrees


def test_what_moves_pieces_in_a_tie_is_skipped():
    found = checked(network(([[1.0], [2.0]], [1.0, 0.0], "maxout")), recipe([[1]], [[0.5]]))
    assert (found.compared, found.skipped, found.agrees) == (0, 4, True)


def test_with_l1_a_weight_at_zero_is_skipped_and_its_bias_is_not():
    net = network(([[0.0, 1.0]], [0.0], "linear"))
    found = checked(net, recipe([[1, 2]], [[0.5]], regularization=Regularization("l1", 0.1)))
    assert (found.compared, found.skipped, found.agrees) == (2, 1, True)


def test_of_a_large_network_an_even_choice_is_compared():
    net = random_network((30, 20, 2), ("tanh", "sigmoid"))
    how = recipe(np.random.RandomState(0).uniform(size=(2, 30)), [[0, 1], [1, 0]])
    found = checked(net, how, most=50)
    assert (found.parameters, found.compared, found.agrees) == (662, 50, True)


def test_of_a_wide_network_every_gradient_is_compared():
    net = random_network((60, 40, 3), ("relu", "softmax"))
    how = recipe(np.random.RandomState(0).uniform(size=(2, 60)), [[0, 1, 0], [1, 0, 0]], "categorical_crossentropy")
    found = checked(net, how)
    assert found.parameters == 2563
    assert found.whole
    assert found.agrees


def test_what_takes_long_is_compared_in_part_or_whole_if_asked_for(monkeypatch):
    monkeypatch.setattr("nnviz.core.gradient_check.FEASIBLE", 0)
    monkeypatch.setattr("nnviz.core.gradient_check.MOST", 5)
    net, how = random_network((2, 3, 2), ("tanh", "sigmoid")), recipe(X, Y[False])
    some = checked(net, how)
    assert (some.parameters, some.compared, some.whole) == (17, 5, False)
    assert checked(net, how, most=17).whole


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("output", TRAINABLE)
def test_weights_moved_many_at_once_have_the_slopes_of_each_by_itself(hidden, output):
    net = random_network((3, 3, 3, 2), (hidden, hidden, output), seed=2)
    loss = next(name for name in LOSSES if suits(LOSSES[name], output))
    how = recipe(np.c_[X, X[:, :1]], Y[output == "softmax"], loss, regularization=PENALTIES[0])
    probe = RowProbe(net, how, ready(start(net, how), how).batch)
    for layer in range(3):
        slopes, kinks = probe.row_slopes(layer, 1, np.arange(3))
        alone = [probe.slope((layer, 1, source)) for source in range(3)]
        assert [slope is None for slope in alone] == kinks.tolist()
        assert slopes[~kinks] == pytest.approx([slope for slope in alone if slope is not None], rel=1e-7, abs=1e-8)


def test_single_precision_is_checked_in_double():
    net = random_network((2, 3, 2), ("tanh", "sigmoid"))
    assert checked(net, recipe(X, Y[False], precision="float32")).agrees


@pytest.mark.parametrize("name", SLOPELESS)
def test_units_without_a_slope_are_refused(name):
    net = network(([[1.0, 1.0]], [0.0], name))
    with pytest.raises(BadInput, match=f"{name} units, whose slope is 0"):
        checked(net, recipe(X, [[0], [1], [1]]))


def test_one_gradient_that_is_no_number_is_not_outweighed_by_the_others():
    def backward(z, a, output_gradient):
        return np.where(np.arange(z.shape[1]) == 0, np.nan, output_gradient)

    broken = replace(activation("linear"), backward=backward)
    found = checked(network(([[1.0], [2.0]], None, broken)), recipe([[1]], [[0, 0]]))
    assert not found.agrees
    assert found.worst == (0, 0, 0)


def test_a_check_in_bits_says_how_far_it_is():
    net, how = random_network((2, 3, 2), ("tanh", "sigmoid")), recipe(X, Y[False])
    checking, shares = Checking(net, how, ready(start(net, how), how).batch), []
    while not checking.done:
        checking.go_on()
        shares.append(checking.share_done)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert checking.result == checked(net, how)


def test_of_a_network_of_many_weights_each_is_found_by_counting():
    net = random_network((3, 4, 2), ("tanh", "sigmoid"))
    places = Places(net, BiasMode.PER_UNIT)
    every = [places[index] for index in range(len(places))]
    assert len(set(every)) == net.parameters
    assert (every[0], every[11], every[12], every[16], every[-1]) == (
        (0, 0, 0),
        (0, 3, 2),
        (0, 0, None),
        (1, 0, 0),
        (1, 1, None),
    )


def test_of_a_batch_that_is_too_large_the_first_samples_are_taken(monkeypatch):
    monkeypatch.setattr("nnviz.core.gradient_check.WORK", 17 * 2)
    net = random_network((2, 3, 2), ("tanh", "sigmoid"))
    whole, two = recipe(X, Y[False]), recipe(X[:2], Y[False][:2])
    assert checked(net, whole) == checked(net, two)
