"""Each optimizer moves every weight as its textbook loop does, and remembers nothing of a frozen bias."""

import math
from dataclasses import replace

import numpy as np
import pytest
from small_networks import network, random_network, recipe

from nnviz.core.checkpoint import start
from nnviz.core.optimizers import OPTIMIZERS, Parameters, optimizer
from nnviz.core.recipe import BiasMode
from nnviz.core.training import explain

RATE = 0.3
GRADIENTS = [0.7, -1.3, 0.2, 0.0, 2.1, -0.4]


def sgd(w, gradients):
    for g in gradients:
        w -= RATE * g
        yield w


def momentum(w, gradients):
    v = 0.0
    for g in gradients:
        v = 0.9 * v - RATE * g
        w += v
        yield w


def nesterov(w, gradients):
    """The step is looked at from where the velocity would lead, as in the paper; w is that place."""
    v, base = 0.0, w
    for g in gradients:
        v = 0.9 * v - RATE * g
        base += v
        yield base + 0.9 * v


def rmsprop(w, gradients):
    s = 0.0
    for g in gradients:
        s = 0.9 * s + 0.1 * g**2
        w -= RATE * g / (math.sqrt(s) + 1e-8)
        yield w


def adam(w, gradients):
    first = second = 0.0
    for t, g in enumerate(gradients, 1):
        first = 0.9 * first + 0.1 * g
        second = 0.999 * second + 0.001 * g**2
        w -= RATE * (first / (1 - 0.9**t)) / (math.sqrt(second / (1 - 0.999**t)) + 1e-8)
        yield w


TEXTBOOK = {
    "sgd": sgd,
    "momentum": momentum,
    "nesterov": nesterov,
    "rmsprop": rmsprop,
    "adam": adam,
    "perceptron": sgd,
}


def test_the_loops_of_these_tests_cover_the_table():
    assert TEXTBOOK.keys() == OPTIMIZERS.keys()


@pytest.mark.parametrize(("name", "loop"), TEXTBOOK.items())
def test_weights_and_biases_move_as_in_the_textbook(name, loop):
    net, rule = network(([[0.5, -1.0]], [0.25], "linear")), optimizer(name)
    state, reached = rule.start(net), []
    for g in GRADIENTS:
        net, state = rule.step(net, (Parameters(np.array([[g, -g]]), np.array([2 * g])),), state, RATE)
        reached.append([*net.layers[0].weight[0], *net.layers[0].bias])
    slopes = [[factor * g for g in GRADIENTS] for factor in (1, -1, 2)]
    expected = [list(loop(w, gradients)) for w, gradients in zip((0.5, -1.0, 0.25), slopes, strict=True)]
    np.testing.assert_allclose(np.transpose(reached), expected, rtol=1e-12)
    assert state.count == len(GRADIENTS)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_step_changes_nothing_that_was_given(name):
    net, rule = network(([[0.5]], [0.25], "linear")), optimizer(name)
    gradient = Parameters(np.array([[1.0]]), np.array([1.0]))
    _, state = rule.step(net, (gradient,), rule.start(net), RATE)
    memory = [kept.weight.copy() for _, layers in state.memory for kept in layers]
    moved, _ = rule.step(net, (gradient,), state, RATE)
    assert (net.layers[0].weight[0, 0], net.layers[0].bias[0]) == (0.5, 0.25)
    assert moved.layers[0].weight[0, 0] != 0.5
    assert [kept.weight for _, layers in state.memory for kept in layers] == memory


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_frozen_bias_does_not_move_and_is_not_remembered(name):
    how = recipe([[1.0, 2.0]], [[1.0]], optimizer=optimizer(name), bias_mode=BiasMode.FROZEN)
    at = start(random_network((2, 3, 1), ("tanh", "linear")), how)
    for _ in range(3):
        last = explain(at, how)[-1]
        at = replace(at, network=last.updated, optimizer_state=last.updated_state)
    before = random_network((2, 3, 1), ("tanh", "linear"))
    for old, new in zip(before.layers, at.network.layers, strict=True):
        assert new.bias.tolist() == old.bias.tolist()
        assert new.weight.tolist() != old.weight.tolist()
    assert [kept.bias for _, layers in at.optimizer_state.memory for kept in layers] == [None, None] * len(
        OPTIMIZERS[name].memory
    )


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_precision_stays(name):
    net, rule = network(([[0.5]], [0.25], "linear")).as_precision("float32"), optimizer(name)
    gradient = Parameters(np.array([[1.0]], "float32"), np.array([1.0], "float32"))
    state = rule.start(net)
    for _ in range(2):
        net, state = rule.step(net, (gradient,), state, RATE)
    kept = [array for _, layers in state.memory for layer in layers for array in (layer.weight, layer.bias)]
    assert {array.dtype for array in (net.layers[0].weight, net.layers[0].bias, *kept)} == {np.dtype("float32")}


def test_what_is_not_given_has_the_default_of_the_table():
    assert dict(optimizer("adam", beta_1=0.5).parameters) == {"beta_1": 0.5, "beta_2": 0.999, "epsilon": 1e-8}
