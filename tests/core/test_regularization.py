"""A penalty and its slope belong together; dead weights die as in TensorFlow Playground."""

from dataclasses import replace

import numpy as np
import pytest
from small_networks import network, random_network, recipe

from nnviz.core.checkpoint import start
from nnviz.core.optimizers import ALIVE
from nnviz.core.regularization import NO_REGULARIZATION, Regularization
from nnviz.core.training import explain

WEIGHT = np.array([[0.5, -1.5], [2.0, -0.25]])


@pytest.mark.parametrize(("name", "expected"), [("l1", 0.2 * 4.25), ("l2", 0.1 * 6.5625), ("none", 0)])
def test_the_penalty_is_its_formula(name, expected):
    assert Regularization(name, 0.2, divide_by_samples=False).penalty([WEIGHT], 5) == pytest.approx(expected)
    assert Regularization(name, 0.2).penalty([WEIGHT, WEIGHT], 5) == pytest.approx(2 * expected / 5)


@pytest.mark.parametrize("divide", [True, False])
@pytest.mark.parametrize("name", ["none", "l1", "l2"])
def test_the_slope_is_that_of_central_differences(name, divide):
    penalty = Regularization(name, 0.3, divide)
    expected = np.empty_like(WEIGHT)
    for place in np.ndindex(WEIGHT.shape):
        shift = np.zeros_like(WEIGHT)
        shift[place] = 1e-6
        expected[place] = (penalty.penalty([WEIGHT + shift], 4) - penalty.penalty([WEIGHT - shift], 4)) / 2e-6
    np.testing.assert_allclose(penalty.gradient(WEIGHT, 4), expected, rtol=1e-8, atol=1e-10)


def test_at_zero_l1_has_no_slope():
    assert Regularization("l1", 0.3).gradient(np.zeros((1, 2)), 1).tolist() == [[0, 0]]


def test_the_slope_keeps_the_precision():
    assert Regularization("l2", 0.3).gradient(WEIGHT.astype("float32"), 4).dtype == np.float32


@pytest.mark.parametrize("penalty", [NO_REGULARIZATION, Regularization("none", 0.3), Regularization("l1", 0.0)])
def test_without_a_rate_or_a_kind_nothing_is_added(penalty):
    assert not penalty.active
    assert penalty.penalty([WEIGHT], 1) == 0


def test_biases_are_not_penalized():
    net = network(([[0.0]], [5.0], "linear"))
    with_penalty = recipe([[1.0]], [[2.0]], regularization=Regularization("l2", 0.7))
    last, plain = (explain(start(net, how), how)[-1] for how in (with_penalty, recipe([[1.0]], [[2.0]])))
    assert last.penalty == 0
    assert last.traces[0].bias_gradient.tolist() == plain.traces[0].bias_gradient.tolist() == [3.0]


def playground(weights, bias, samples, rate, penalty_rate, steps):
    """One linear unit under l1, link by link and in Playground's order: gradient step, then the step towards 0."""
    dead = [False] * len(weights)
    for _ in range(steps):
        sums, bias_sum = [0.0] * len(weights), 0.0
        for inputs, target in samples:
            error = bias + sum(w * x for w, x in zip(weights, inputs, strict=True)) - target
            bias_sum += error
            sums = [total + error * x for total, x in zip(sums, inputs, strict=True)]
        bias -= rate * bias_sum / len(samples)
        for link, total in enumerate(sums):
            if dead[link]:
                continue
            slope = (weights[link] > 0) - (weights[link] < 0)
            moved = weights[link] - rate * total / len(samples)
            shrunk = moved - rate * penalty_rate * slope
            dead[link] = moved * shrunk < 0
            weights[link] = 0.0 if dead[link] else shrunk
    return weights, bias, dead


def test_dead_weights_are_those_of_playground():
    stream = np.random.RandomState(3)
    inputs = stream.uniform(-1, 1, (6, 5))
    targets = inputs[:, :1] * 2 + 0.1 * inputs[:, 1:2]
    net = random_network((5, 1), ("linear",), seed=2)
    penalty = Regularization("l1", 0.05, divide_by_samples=False, dead_weights=True)
    how = recipe(inputs, targets, "mean_half_sse", rate=0.3, regularization=penalty)
    at, died = start(net, how), []
    for _ in range(60):
        last = explain(at, how)[-1]
        at = replace(at, network=last.updated, optimizer_state=last.updated_state)
        died.append(int((at.optimizer_state.recall(ALIVE)[0].weight == 0).sum()))
    layer = net.layers[0]
    samples = list(zip(inputs.tolist(), targets[:, 0].tolist(), strict=True))
    weights, bias, dead = playground(layer.weight[0].tolist(), float(layer.bias[0]), samples, 0.3, 0.05, 60)
    np.testing.assert_allclose(at.network.layers[0].weight, [weights], rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(at.network.layers[0].bias, [bias], rtol=1e-12)
    assert (at.optimizer_state.recall(ALIVE)[0].weight[0] == 0).tolist() == dead
    assert 0 < died[-1] < 5
    assert died == sorted(died)
