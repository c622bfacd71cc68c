"""Calculations of the lectures, done once more in plain NumPy beside the engine."""

import numpy as np
import pytest

from nnviz.core.checkpoint import start
from nnviz.core.forward import forward
from nnviz.core.metrics import evaluate
from nnviz.core.optimizers import optimizer
from nnviz.core.plan import Plan
from nnviz.core.recipe import BiasMode
from nnviz.core.regularization import Regularization
from nnviz.core.training import explain, look
from tests.core.small_networks import network, random_network, recipe

W1, B1 = np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([0.35, 0.35])
W2, B2 = np.array([[0.40, 0.45], [0.50, 0.55]]), np.array([0.60, 0.60])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def trained(net, how, iterations):
    plan = Plan(start(net, how), how)
    plan.run(iterations)
    return plan.checkpoint().network


def by_hand(mode, steps):
    net = network((W1, B1, "sigmoid"), (W2, B2, "sigmoid"))
    how = recipe([[0.05, 0.10]], [[0.01, 0.99]], "half_sse", rate=0.5, bias_mode=mode)
    return trained(net, how, steps), how


def textbook_by_hand(mode, steps):
    w1, b1, w2, b2 = W1.copy(), B1.copy(), W2.copy(), B2.copy()
    x, y = np.array([0.05, 0.10]), np.array([0.01, 0.99])
    for _ in range(steps):
        h = sigmoid(w1 @ x + b1)
        o = sigmoid(w2 @ h + b2)
        delta_o = (o - y) * o * (1 - o)
        delta_h = (w2.T @ delta_o) * h * (1 - h)
        w2, w1 = w2 - 0.5 * np.outer(delta_o, h), w1 - 0.5 * np.outer(delta_h, x)
        if mode is BiasMode.PER_UNIT:
            b2, b1 = b2 - 0.5 * delta_o, b1 - 0.5 * delta_h
        if mode is BiasMode.SHARED:
            b2, b1 = b2 - 0.5 * delta_o.sum(), b1 - 0.5 * delta_h.sum()
    o = sigmoid(w2 @ sigmoid(w1 @ x + b1) + b2)
    return (w1, b1, w2, b2), o, 0.5 * ((o - y) ** 2).sum()


@pytest.mark.parametrize("steps", [1, 10_000])
@pytest.mark.parametrize("mode", BiasMode)
def test_training_by_hand_and_its_biases(mode, steps):
    net, how = by_hand(mode, steps)
    values, output, loss = textbook_by_hand(mode, steps)
    found = [array for layer in net.layers for array in (layer.weight, layer.bias)]
    for left, right in zip(found, values, strict=True):
        np.testing.assert_allclose(left, right, rtol=1e-9)
    np.testing.assert_allclose(forward(net, how.dataset.inputs)[-1].a[0], output, rtol=1e-9)
    assert evaluate(net, how).train_loss == pytest.approx(loss, rel=1e-7)


def test_the_error_is_small_after_ten_thousand_steps():
    net, how = by_hand(BiasMode.FROZEN, 10_000)
    assert evaluate(net, how).train_loss == pytest.approx(3.5101878e-05, rel=1e-7)
    assert forward(net, how.dataset.inputs)[-1].a[0] == pytest.approx([0.015913620, 0.984064274], abs=5e-10)


@pytest.mark.parametrize(
    ("mode", "output_biases", "hidden_biases", "loss"),
    [
        (BiasMode.PER_UNIT, [0.530750719, 0.619049118], [0.345614323, 0.345022873], 0.280471447),
        (BiasMode.SHARED, [0.549799837] * 2, [0.340637195] * 2, 0.285750887),
        (BiasMode.FROZEN, [0.6, 0.6], [0.35, 0.35], 0.291027774),
    ],
)
def test_biases_that_learn_give_other_numbers(mode, output_biases, hidden_biases, loss):
    net, how = by_hand(mode, 1)
    assert net.layers[1].bias == pytest.approx(output_biases, abs=5e-10)
    assert net.layers[0].bias == pytest.approx(hidden_biases, abs=5e-10)
    assert evaluate(net, how).train_loss == pytest.approx(loss, abs=5e-10)


def test_three_three_one_with_a_bias_column_and_l2():
    """Deck 002: weights with the bias as column 0, deltas of each sample, averaged gradients, L2 without the bias."""
    stream, rate = np.random.RandomState(4), 0.1
    x, y = stream.uniform(-1, 1, (4, 3)), np.array([[0.0], [1], [1], [0]])
    first, second = stream.uniform(-1, 1, (3, 4)), stream.uniform(-1, 1, (1, 4))
    one = np.ones((4, 1))
    a1 = np.hstack([one, x])
    a2 = np.hstack([one, sigmoid(a1 @ first.T)])
    a3 = sigmoid(a2 @ second.T)
    delta3 = a3 - y
    delta2 = (delta3 @ second)[:, 1:] * a2[:, 1:] * (1 - a2[:, 1:])
    gradients = []
    for delta, entering, weight in ((delta2, a1, first), (delta3, a2, second)):
        averaged = delta.T @ entering / 4
        averaged[:, 1:] += rate / 4 * weight[:, 1:]
        gradients.append(averaged)
    loss = -(y * np.log(a3) + (1 - y) * np.log(1 - a3)).mean()
    penalty = rate / 8 * ((first[:, 1:] ** 2).sum() + (second[:, 1:] ** 2).sum())

    net = network((first[:, 1:], first[:, 0], "sigmoid"), (second[:, 1:], second[:, 0], "sigmoid"))
    how = recipe(x, y, "binary_crossentropy", regularization=Regularization("l2", rate))
    last = explain(start(net, how), how)[-1]
    assert (last.loss, last.penalty) == pytest.approx((loss, penalty), rel=1e-12)
    for trace, delta, gradient in zip(last.traces, (delta2, delta3), gradients, strict=True):
        np.testing.assert_allclose(trace.delta, delta, rtol=1e-12)
        np.testing.assert_allclose(np.column_stack([trace.bias_gradient, trace.weight_gradient]), gradient, rtol=1e-12)


def test_the_blame_of_an_output_reaches_what_it_listens_to():
    """Deck 004, example 2: dl/da3(1) = 2 (a - y) a (1 - a) w13, with a and not z in the slope."""
    net = network(([[0.7, -0.4]], [0.9], "sigmoid"))
    how = recipe([[0.3, 0.8]], [[1.0]], "sse")
    now = look(start(net, how), how, 0)
    a = sigmoid(0.7 * 0.3 - 0.4 * 0.8 + 0.9)
    np.testing.assert_allclose(now.input_delta[0], 2 * (a - 1) * a * (1 - a) * np.array([0.7, -0.4]), rtol=1e-12)


def test_logistic_regression_by_gradient_descent():
    x, y = np.array([0.5, 1, 1.5, 2, 3, 3.5, 4, 4.5]), np.array([0.0, 0, 0, 1, 0, 1, 1, 1])
    m = b = 0.0
    for _ in range(300):
        error = sigmoid(m * x + b) - y
        m, b = m - 0.1 * (error * x).mean(), b - 0.1 * error.mean()
    how = recipe(x[:, None], y[:, None], "binary_crossentropy", rate=0.1)
    net = network(([[0.0]], [0.0], "sigmoid"))
    assert evaluate(net, how).train_loss == pytest.approx(np.log(2))
    layer = trained(net, how, 300).layers[0]
    assert [layer.weight.item(), layer.bias.item()] == pytest.approx([m, b], rel=1e-11)


def test_the_perceptron_rule_finds_bipolar_and_in_six_epochs():
    samples, w, epochs = [((0, 0), -1), ((0, 1), -1), ((1, 0), -1), ((1, 1), 1)], np.zeros(3), []
    for _ in range(6):
        for (x1, x2), target in samples:
            answer = 1 if w @ [1, x1, x2] >= 0 else -1
            w = w + (target - answer) / 2 * np.array([1, x1, x2])
        epochs.append(w.tolist())
    assert epochs[-1] == [-3, 2, 1]
    net = network(([[0.0, 0.0]], [0.0], "sign"))
    inputs, targets = [x for x, _ in samples], [[t] for _, t in samples]
    how = recipe(inputs, targets, rate=1.0, optimizer=optimizer("perceptron"), batch_size=1)
    for epoch, wanted in enumerate(epochs, start=1):
        layer = trained(net, how, 4 * epoch).layers[0]
        assert [*layer.bias, *layer.weight[0]] == wanted
    assert [*trained(net, how, 400).layers[0].weight[0]] == [2, 1]


def test_an_auto_associative_network_knows_its_patterns():
    patterns = np.eye(8)
    how = recipe(patterns, patterns, "mean_half_sse", rate=20.0)
    net = random_network((8, 3, 8), ("sigmoid", "sigmoid"), seed=1)
    w1, b1, w2, b2 = (array.copy() for layer in net.layers for array in (layer.weight, layer.bias))
    for _ in range(300):
        h = sigmoid(patterns @ w1.T + b1)
        o = sigmoid(h @ w2.T + b2)
        delta_o = (o - patterns) * o * (1 - o)
        delta_h = delta_o @ w2 * h * (1 - h)
        w2, b2 = w2 - 20 / 8 * delta_o.T @ h, b2 - 20 / 8 * delta_o.sum(axis=0)
        w1, b1 = w1 - 20 / 8 * delta_h.T @ patterns, b1 - 20 / 8 * delta_h.sum(axis=0)
    found = trained(net, how, 300)
    for left, right in zip(found.layers, ((w1, b1), (w2, b2)), strict=True):
        np.testing.assert_allclose(left.weight, right[0], rtol=1e-7)
        np.testing.assert_allclose(left.bias, right[1], rtol=1e-7)


def test_an_auto_associative_network_reconstructs_strange_patterns_worse():
    patterns = np.eye(8)
    how = recipe(patterns, patterns, "mean_half_sse", rate=20.0)
    net = trained(random_network((8, 3, 8), ("sigmoid", "sigmoid"), seed=1), how, 6000)

    def worst(inputs):
        return ((forward(net, inputs)[-1].a - inputs) ** 2).mean(axis=1)

    strange = np.minimum(patterns + np.roll(patterns, 3, axis=1), 1)
    assert worst(patterns).max() < 0.001
    assert worst(strange).min() > 10 * worst(patterns).max()
