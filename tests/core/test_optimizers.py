from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.checkpoint import start, under
from nnviz.core.optimizers import OPTIMIZERS, Parameters, optimizer
from nnviz.core.plan import Plan
from nnviz.core.recipe import BiasMode
from nnviz.core.training import explain
from tests.core.small_networks import network, random_network, recipe

RATE = 0.05
X, Y = np.array([[0.5, -1.0], [1.5, 0.3], [-0.7, 0.9]]), np.array([[0.4], [-1.0], [0.7]])


def textbook(name, w, gradient, steps):
    """Each optimizer as its paper writes it."""
    v, m, s = np.zeros_like(w), np.zeros_like(w), np.zeros_like(w)
    for t in range(1, steps + 1):
        g = gradient(w)
        match name:
            case "sgd":
                w = w - RATE * g
            case "momentum":
                v = 0.9 * v - RATE * g
                w = w + v
            case "nesterov":
                v = 0.9 * v - RATE * g
                w = w + 0.9 * v - RATE * g
            case "rmsprop":
                s = 0.9 * s + 0.1 * g**2
                w = w - RATE * g / (np.sqrt(s) + 1e-8)
            case "adam":
                m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2
                w = w - RATE * (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)
    return w


def line(name):
    how = recipe(X, Y, "half_sse", rate=RATE, optimizer=optimizer(name))
    return network(([[0.3, -0.2]], [0.1], "linear")), how


@pytest.mark.parametrize("name", [name for name in OPTIMIZERS if name != "perceptron"])
def test_twenty_steps_are_those_of_the_paper(name):
    columns = np.column_stack([np.ones(3), X])
    wanted = textbook(name, np.array([0.1, 0.3, -0.2]), lambda w: columns.T @ (columns @ w - Y[:, 0]), 20)
    net, how = line(name)
    plan = Plan(start(net, how), how)
    plan.run(20)
    layer = plan.checkpoint().network.layers[0]
    np.testing.assert_allclose([*layer.bias, *layer.weight[0]], wanted, rtol=1e-10)


@pytest.mark.parametrize(
    ("kind", "answer", "target", "move"),
    [("sign", 1, -1, -1), ("sign", -1, 1, 1), ("step", 1, 0, -1), ("step", 0, 1, 1)],
)
def test_the_perceptron_rule_adds_or_subtracts_the_input(kind, answer, target, move):
    bias = 1.0 if answer == 1 else -1.0
    how = recipe([[0.5, -2.0]], [[target]], rate=0.5, optimizer=optimizer("perceptron"))
    after = explain(start(network(([[0.0, 0.0]], [bias], kind)), how), how)[-1].updated.layers[0]
    assert after.weight.tolist() == [[move * 0.25, move * -1.0]]
    assert after.bias.tolist() == [bias + move * 0.5]


def test_the_perceptron_rule_leaves_right_answers_alone_and_sums_the_wrong_ones():
    how = recipe([[1.0], [2.0], [-1.0]], [[0], [0], [0]], "mse", rate=1.0, optimizer=optimizer("perceptron"))
    after = explain(start(network(([[1.0]], [0.5], "step")), how), how)[-1].updated.layers[0]
    assert (after.weight.item(), after.bias.item()) == (1 - 3, 0.5 - 2)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_step_changes_nothing_that_was_given(name):
    net = network(([[0.3, -0.2]], [0.1], "linear"))
    chosen = optimizer(name)
    state = chosen.start(net)
    gradients = (Parameters(np.array([[1.0, 2.0]]), np.array([3.0])),)
    moved, later = chosen.step(net, gradients, state, 0.1)
    assert net.layers[0].weight.tolist() == [[0.3, -0.2]]
    assert (state.count, later.count) == (0, 1)
    assert not any(kept.weight.any() for _, layers in state.memory for kept in layers)
    assert not moved.layers[0].weight.flags.writeable
    assert not any(kept.weight.flags.writeable for _, layers in later.memory for kept in layers)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_single_precision_stays_single(name):
    net, chosen = network(([[0.3, -0.2]], [0.1], "linear")).as_precision("float32"), optimizer(name)
    state, gradients = chosen.start(net), Parameters(np.ones((1, 2), np.float32), np.ones(1, np.float32))
    for _ in range(2):
        net, state = chosen.step(net, (gradients,), state, 0.1)
    kept = [net.layers[0], *(layer for _, layers in state.memory for layer in layers)]
    assert {array.dtype.name for layer in kept for array in (layer.weight, layer.bias)} == {"float32"}


def test_nesterov_looks_ahead_as_in_its_paper():
    """The paper keeps w and takes the gradient at w + 0.9 v; the network is shown at that place."""
    w, v, gradients = 0.3, 0.0, [0.7, -1.3, 0.2, 2.1]
    net, chosen = network(([[w]], [w], "linear")), optimizer("nesterov")
    state = chosen.start(net)
    for g in gradients:
        v = 0.9 * v - RATE * g
        w += v
        net, state = chosen.step(net, (Parameters(np.array([[g]]), np.array([g])),), state, RATE)
        shown = [net.layers[0].weight.item(), net.layers[0].bias.item()]
        assert shown == pytest.approx([w + 0.9 * v] * 2, rel=1e-13)


def test_what_is_frozen_has_no_memory_and_does_not_move():
    net = random_network((2, 3, 1), ("tanh", "linear"))
    how = recipe(X, Y, optimizer=optimizer("adam"), bias_mode=BiasMode.FROZEN)
    at = start(net, how)
    assert all(kept.bias is None for _, layers in at.optimizer_state.memory for kept in layers)
    updated = explain(at, how)[-1].updated
    assert all((new.bias == old.bias).all() for new, old in zip(updated.layers, net.layers, strict=True))
    assert (updated.layers[0].weight != net.layers[0].weight).all()


def test_another_optimizer_starts_afresh_and_another_rate_goes_on():
    net, how = line("momentum")
    plan = Plan(start(net, how), how)
    plan.run(3)
    at = plan.checkpoint()
    kept = under(at, how, replace(how, rate=1.0)).optimizer_state
    assert kept.count == 3
    assert kept.recall("velocity") is at.optimizer_state.recall("velocity")
    _, adam = line("adam")
    fresh = under(at, how, adam)
    assert fresh.optimizer_state.count == 0
    assert not any(kept.weight.any() for _, layers in fresh.optimizer_state.memory for kept in layers)
    assert fresh.network is at.network


def test_parameters_not_given_are_those_of_the_table():
    assert dict(optimizer("adam", beta_1=0.5).parameters) == {"beta_1": 0.5, "beta_2": 0.999, "epsilon": 1e-8}
