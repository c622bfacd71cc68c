from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.checkpoint import start
from nnviz.core.optimizers import ALIVE
from nnviz.core.plan import Plan
from nnviz.core.regularization import Regularization
from nnviz.core.training import explain
from tests.core.small_networks import network, random_network, recipe

W = np.array([[0.5, -2.0], [0.0, 1.0]])
X, Y = np.array([[1.0, 2.0], [-1.0, 0.5], [0.3, 0.8], [2.0, -1.0]]), np.array([[1.0], [0.0], [0.5], [-0.5]])


@pytest.mark.parametrize(
    ("penalty", "value", "slope"),
    [
        (Regularization("l2", 0.4), 0.4 / 8 * 5.25, 0.4 / 4 * W),
        (Regularization("l2", 0.4, divide_by_samples=False), 0.4 / 2 * 5.25, 0.4 * W),
        (Regularization("l1", 0.4), 0.4 / 4 * 3.5, 0.4 / 4 * np.sign(W)),
        (Regularization("l1", 0.4, divide_by_samples=False), 0.4 * 3.5, 0.4 * np.sign(W)),
        (Regularization("none", 0.4), 0.0, 0 * W),
        (Regularization("l2", 0.0), 0.0, 0 * W),
    ],
)
def test_the_penalty_of_a_batch_of_four_and_its_slope(penalty, value, slope):
    assert penalty.penalty([W], 4) == pytest.approx(value)
    np.testing.assert_allclose(penalty.gradient(W, 4), slope)


@pytest.mark.parametrize("divided", [True, False])
@pytest.mark.parametrize("name", ["none", "l1", "l2"])
def test_the_slope_is_that_of_the_penalty(name, divided):
    fine, w = Regularization(name, 0.3, divided), np.array([[0.5, -1.5], [2.0, -0.25]])
    measured = np.empty_like(w)
    for place in np.ndindex(w.shape):
        step = np.zeros_like(w)
        step[place] = 1e-6
        measured[place] = (fine.penalty([w + step, w], 4) - fine.penalty([w - step, w], 4)) / 2e-6
    np.testing.assert_allclose(fine.gradient(w, 4), measured, rtol=1e-7, atol=1e-9)


def test_biases_are_never_penalized():
    net = random_network((2, 3, 1), ("tanh", "linear"))
    bias_gradients = [
        [trace.bias_gradient for trace in explain(start(net, how), how)[-1].traces]
        for how in (recipe(X, Y), recipe(X, Y, regularization=Regularization("l2", 5.0)))
    ]
    for without, with_penalty in zip(*bias_gradients, strict=True):
        np.testing.assert_array_equal(without, with_penalty)


def test_the_penalty_stands_beside_the_loss_and_not_in_it():
    net = random_network((2, 3, 1), ("tanh", "linear"))
    plain, fined = (
        explain(start(net, how), how)[-1]
        for how in (recipe(X, Y), recipe(X, Y, regularization=Regularization("l2", 5.0)))
    )
    assert plain.loss == fined.loss
    assert (plain.penalty, fined.penalty > 0) == (0.0, True)


def playground(w, b, rate, penalty, steps):
    """The updates of TensorFlow Playground's nn.ts for one linear unit, batch of all samples; half squared error."""
    w, dead = w.copy(), np.zeros(len(w), bool)
    for _ in range(steps):
        error = X @ w + b - Y[:, 0]
        gradient = error @ X
        for i in np.flatnonzero(~dead):
            slope = np.sign(w[i])
            w[i] -= rate / len(X) * gradient[i]
            shrunk = w[i] - rate * penalty * slope
            dead[i] = w[i] * shrunk < 0
            w[i] = 0.0 if dead[i] else shrunk
        b -= rate / len(X) * error.sum()
    return w, b, dead


@pytest.mark.parametrize("steps", [1, 7, 300])
@pytest.mark.parametrize("strength", [0.02, 0.3])
def test_dead_weights_die_as_in_playground(strength, steps):
    penalty = Regularization("l1", strength, divide_by_samples=False, dead_weights=True)
    how = recipe(X, Y, "mean_half_sse", rate=0.1, regularization=penalty)
    start_w = np.array([0.05, -0.6])
    w, b, dead = playground(start_w, 0.2, 0.1, strength, steps)
    at = start(network(([start_w], [0.2], "linear")), how)
    plan = Plan(at, how)
    plan.run(steps)
    reached = plan.checkpoint()
    layer = reached.network.layers[0]
    np.testing.assert_allclose([*layer.weight[0], *layer.bias], [*w, b], rtol=1e-11)
    np.testing.assert_array_equal(reached.optimizer_state.recall(ALIVE)[0].weight[0], ~dead)
    if steps == 300 and strength == 0.3:
        assert dead.any()


def test_a_dead_weight_stays_dead_whatever_its_gradient():
    penalty = Regularization("l1", 10.0, divide_by_samples=False, dead_weights=True)
    how = recipe(X, Y, "mean_half_sse", rate=0.1, regularization=penalty)
    at = start(network(([[0.05, 0.4]], [0.2], "linear")), how)
    for iteration in range(1, 4):
        last = explain(at, how)[-1]
        assert last.updated.layers[0].weight.tolist() == [[0, 0]]
        assert last.updated_state.recall(ALIVE)[0].weight.tolist() == [[0, 0]]
        assert last.traces[0].weight_gradient.all()
        at = replace(at, network=last.updated, optimizer_state=last.updated_state, iteration=iteration)


@pytest.mark.parametrize("way", ["steps", "plan"])
@pytest.mark.parametrize(("weight", "gradient", "moved"), [(0.5, 10.0, -0.7), (-0.5, -10.0, 0.7), (0.0, 0.0, 0.0)])
def test_a_weight_that_its_gradient_carries_past_zero_lives_and_so_does_one_at_zero(weight, gradient, moved, way):
    """The step towards 0 goes by the sign before the gradient step, as in Playground."""
    penalty = Regularization("l1", 2.0, divide_by_samples=False, dead_weights=True)
    how = recipe([[1.0]], [[weight - gradient]], rate=0.1, regularization=penalty)
    at = start(network(([[weight]], None, "linear")), how)
    plan = Plan(at, how)
    plan.run(1)
    last, there = explain(at, how)[-1], plan.checkpoint()
    net, state = (last.updated, last.updated_state) if way == "steps" else (there.network, there.optimizer_state)
    assert net.layers[0].weight.item() == pytest.approx(moved)
    assert state.recall(ALIVE)[0].weight.item() == 1


def test_without_a_kind_or_a_rate_no_penalty_is_active():
    assert Regularization("l1", 0.1).active
    assert not Regularization("none", 0.1).active
    assert not Regularization("l2", 0.0).active
