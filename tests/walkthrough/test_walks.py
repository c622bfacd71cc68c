"""Every fact of every kind of network: value, rule, code, numbers and place agree."""

import numpy as np
import pytest

from nnviz.core.activations import activation
from nnviz.core.network import Network
from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import BiasMode
from nnviz.core.regularization import Regularization
from nnviz.walkthrough.code import namespace
from nnviz.walkthrough.conventions import CONVENTIONS
from nnviz.walkthrough.expression import evaluate
from nnviz.walkthrough.notation import Notation, Symbols
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.core.small_networks import network, random_network, recipe
from tests.walkthrough.walks import assert_sound, facts, kinds, named, run, walked

X = [[0.9, -0.4], [-0.3, 0.7], [0.2, 0.55]]
ONE_OUTPUT, TWO_OUTPUTS = [[1], [0], [0.4]], [[1, 0], [0, 1], [0.4, 0.6]]
CLASSES = [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
SMOOTH = ["linear", "sigmoid", "tanh", "softplus", "radbas", "bipolar_sigmoid"]
KINKED = ["relu", "leaky_relu", "elu", "satlin", "piecewise_linear"]
L1, L2 = Regularization("l1", 0.1), Regularization("l2", 0.1, divide_by_samples=False)


def small(hidden="tanh", output="sigmoid", outputs=2, seed=1, **rest):
    return random_network((2, 3, outputs), (hidden, output), seed, **rest)


@pytest.mark.parametrize("name", SMOOTH + KINKED)
@pytest.mark.parametrize("seed", range(3))
def test_every_activation_hidden_and_in_front(name, seed):
    assert_sound(walked(small(name, name, seed=seed), recipe(X, TWO_OUTPUTS), row=seed))


@pytest.mark.parametrize("z", [-2.0, -0.5, -0.2, 0.0, 0.3, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("name", SMOOTH + KINKED)
def test_every_branch_of_an_activation_and_its_ends(name, z):
    assert_sound(walked(network(([[1.0]], [0.0], name)), recipe([[z]], [[0.25]])))


@pytest.mark.parametrize("name", ["step", "sign"])
def test_a_network_without_gradients_walks_forward_to_its_loss(name):
    walk = walked(small("tanh", name), recipe(X, TWO_OUTPUTS))
    assert_sound(walk)
    assert facts(walk)[-1].about.kind is Kind.LOSS


@pytest.mark.parametrize("loss", ["half_sse", "sse", "mean_half_sse", "mean_sse", "mse", "binary_crossentropy"])
@pytest.mark.parametrize("outputs", [1, 2])
@pytest.mark.parametrize("samples", [1, 3])
def test_every_loss_of_one_or_many_outputs_and_samples(loss, outputs, samples):
    y = (ONE_OUTPUT if outputs == 1 else TWO_OUTPUTS)[:samples]
    assert_sound(walked(small(outputs=outputs), recipe(X[:samples], y, loss), row=samples - 1))


@pytest.mark.parametrize("samples", [1, 3])
def test_softmax_with_its_loss_is_told_both_ways_and_they_are_equal(samples):
    walk = walked(
        small(output="softmax", outputs=3), recipe(X[:samples], CLASSES[:samples], "categorical_crossentropy")
    )
    assert_sound(walk)
    long = [fact for fact in facts(walk) if fact.about.kind is Kind.DELTA and fact.about.layer == 1]
    short = [fact for fact in facts(walk) if fact.about.kind is Kind.SHORT_DELTA]
    assert [fact.value for fact in long] == [fact.value for fact in short]
    assert kinds(walk).count(Kind.JACOBIAN) == 9
    assert short[0].text(4).startswith("δ(o₁) = a(o₁) − y(o₁)")


def test_targets_that_do_not_add_up_to_1_weigh_the_answer():
    targets = [[0.5, 0.2, 0.1], [1, 1, 0], [0, 0, 0]]
    walk = walked(small(output="softmax", outputs=3), recipe(X, targets, "categorical_crossentropy"), row=1)
    assert_sound(walk)
    assert "a(o₁) · (y(o₁) + y(o₂) + y(o₃)) − y(o₁)" in named_short(walk).text(4)


def named_short(walk):
    return next(fact for fact in facts(walk) if fact.about.kind is Kind.SHORT_DELTA)


@pytest.mark.parametrize("loss", ["half_sse", "mse"])
def test_softmax_with_a_squared_loss(loss):
    walk = walked(small(output="softmax", outputs=3), recipe(X, CLASSES, loss))
    assert_sound(walk)
    assert Kind.SHORT_DELTA not in kinds(walk)


@pytest.mark.parametrize("pieces", [2, 3])
@pytest.mark.parametrize("place", ["hidden", "in front", "only", "both"])
def test_maxout_of_any_pieces_anywhere(pieces, place):
    maxout = activation("maxout", pieces=pieces)
    layers = {"hidden": (maxout, "tanh"), "in front": ("tanh", maxout), "both": (maxout, maxout), "only": (maxout,)}
    net = random_network((2, *([3] * (len(layers[place]) - 1)), 2), layers[place], 3)
    for row in range(3):
        walk = walked(net, recipe(X, TWO_OUTPUTS), row)
        assert_sound(walk)
        assert kinds(walk).count(Kind.SLOPE) == sum(len(layer.weight) for layer in net.layers)


def test_of_equal_pieces_of_maxout_the_first_wins():
    walk = walked(network(([[1.0], [1.0]], None, "maxout")), recipe([[0.5]], [[0.0]]))
    assert_sound(walk)
    assert [fact.value for fact in facts(walk) if fact.about.kind is Kind.SLOPE] == [1, 0]


@pytest.mark.parametrize("name", ["step", "sign"])
@pytest.mark.parametrize("loss", ["half_sse", "mean_half_sse"])
@pytest.mark.parametrize("samples", [1, 3])
def test_the_perceptron_rule_says_that_there_is_no_gradient(name, loss, samples):
    net = random_network((2, 2), (name,), 2)
    how = recipe(X[:samples], [[1, -1], [1, 1], [-1, -1]][:samples], loss, optimizer=optimizer("perceptron"), rate=0.5)
    walk = walked(net, how, samples - 1)
    assert_sound(walk)
    assert not {Kind.SLOPE, Kind.OUTPUT_GRADIENT, Kind.JACOBIAN} & set(kinds(walk))
    assert named(walk, "g_w1").text(4).startswith("g(w₁) = ")
    assert not any("∂" in fact.text(4) for fact in facts(walk))


@pytest.mark.parametrize("name", ["sgd", "momentum", "nesterov", "rmsprop", "adam"])
@pytest.mark.parametrize("steps", [0, 1, 5])
@pytest.mark.parametrize("mode", BiasMode)
def test_every_optimizer_in_its_first_and_in_later_steps(name, steps, mode):
    net = small()
    how = recipe(X, TWO_OUTPUTS, optimizer=optimizer(name), bias_mode=mode)
    if mode is BiasMode.SHARED:
        net = with_equal_biases(net)
    walk = walked(net, how, steps=steps)
    assert_sound(walk)
    memories = {"momentum": 1, "nesterov": 1, "rmsprop": 1, "adam": 4}.get(name, 0)
    biases = {BiasMode.PER_UNIT: 5, BiasMode.SHARED: 2, BiasMode.FROZEN: 0}[mode]
    assert sum(fact.place.mark.phase.name == "UPDATE" for fact in facts(walk)) == (12 + biases) * (memories + 1)


def with_equal_biases(net):
    return Network(
        net.input_names, tuple(layer.with_values(layer.weight, 0 * layer.bias + 0.3) for layer in net.layers)
    )


@pytest.mark.parametrize("samples", [1, 3])
@pytest.mark.parametrize("name", ["l1", "l2"])
@pytest.mark.parametrize("divided", [True, False])
@pytest.mark.parametrize("outputs", [1, 2])
def test_a_penalty_is_told_and_pulls(samples, name, divided, outputs):
    y = (ONE_OUTPUT if outputs == 1 else TWO_OUTPUTS)[:samples]
    how = recipe(X[:samples], y, "mean_sse", regularization=Regularization(name, 0.2, divided))
    walk = walked(small(outputs=outputs), how)
    assert_sound(walk)
    assert {Kind.PENALTY, Kind.TOTAL} <= set(kinds(walk))
    assert named(walk, "dJ/dw1").text(4).startswith("∂J/∂w₁ = ")


@pytest.mark.parametrize("optimizer_name", ["sgd", "momentum", "adam"])
def test_dead_weights_die_where_the_penalty_takes_them_across_0_and_stay_0(optimizer_name):
    how = recipe(
        X,
        TWO_OUTPUTS,
        rate=0.3,
        optimizer=optimizer(optimizer_name),
        regularization=Regularization("l1", 2.0, True, dead_weights=True),
    )
    told = [walked(small(), how, steps=steps) for steps in range(4)]
    for walk in told:
        assert_sound(walk)
    new = [fact for walk in told for fact in facts(walk) if fact.about.kind is Kind.NEW_WEIGHT]
    died = [fact for fact in new if "> 0 >" in fact.text(4) or "< 0 <" in fact.text(4)]
    dead = [fact for fact in new if fact.text(4).endswith("= 0   (0.0000 = 0) = 0.0000")]
    assert died
    assert dead
    assert all(fact.value == 0 for fact in (*died, *dead))
    assert any("· sign(w" in fact.text(4) for fact in new if fact.value != 0)


@pytest.mark.parametrize("sign", ["+", "-"])
@pytest.mark.parametrize("bias_as", ["b", "x0"])
@pytest.mark.parametrize("notation", Notation)
@pytest.mark.parametrize("symbols", Symbols)
def test_every_way_to_write(sign, bias_as, notation, symbols):
    net = random_network((2, 2, 2, 2), ("tanh", activation("maxout"), "sigmoid"), 4)
    how = recipe(X, TWO_OUTPUTS, "binary_crossentropy")
    assert_sound(walked(net, how, 1, delta_sign=sign, bias_as=bias_as, notation=notation, symbols=symbols))


@pytest.mark.parametrize("convention", CONVENTIONS, ids=lambda convention: convention.name)
@pytest.mark.parametrize("mode", BiasMode)
def test_every_convention_with_softmax_and_any_biases(convention, mode):
    net = with_equal_biases(small(output="softmax", outputs=3))
    how = recipe(X, CLASSES, "categorical_crossentropy", bias_mode=mode)
    view = {name: getattr(convention, name) for name in ("notation", "symbols", "delta_sign", "bias_as", "first_layer")}
    assert_sound(walked(net, how, 2, **view))


def test_networks_without_biases():
    walk = walked(small(biased=False), recipe(X, TWO_OUTPUTS))
    assert_sound(walk)
    assert not {Kind.BIAS_GRADIENT, Kind.NEW_BIAS} & set(kinds(walk))


def test_a_deep_network_hands_contributions_back_through_every_layer():
    walk = walked(random_network((2, 3, 2, 3, 2), ("tanh",) * 4, 5), recipe(X, TWO_OUTPUTS))
    assert_sound(walk)
    assert (
        named(walk, "dE_sample1/dz_h2_1*dz_h2_1/da_h1_1")
        .text(4)
        .startswith("∂E₁/∂z(h₂,₁)·∂z(h₂,₁)/∂a(h₁,₁) = δ(h₂,₁) · w₇ = ")
    )


def test_long_sums_show_their_ends_and_their_largest_and_add_up():
    stream = np.random.RandomState(0)
    net = random_network((30, 20, 12), ("tanh", "softmax"), 6)
    how = recipe(
        stream.uniform(-1, 1, (9, 30)), np.eye(12)[:9], "categorical_crossentropy", optimizer=optimizer("momentum"),
        regularization=L2,
    )  # fmt: skip
    walk = walked(net, how, 4)
    assert_sound(walk, 1e-11, 1e-13)
    assert " + … + w₃₀ · x₃₀ + b₁" in named(walk, "z_h1").text(4)
    assert "[24: " in named(walk, "z_h1").text(4)
    assert "E₅" in named(walk, "E_total").text(4)
    assert "∂E₅/∂w₁" in named(walk, "dJ/dw1").text(4)


@pytest.mark.parametrize("sign", ["+", "-"])
@pytest.mark.parametrize("mode", [BiasMode.PER_UNIT, BiasMode.SHARED])
def test_long_sums_keep_the_sign_of_delta(sign, mode):
    net = with_equal_biases(random_network((9, 10, 8), ("tanh", "sigmoid"), 7))
    stream = np.random.RandomState(2)
    how = recipe(stream.uniform(-1, 1, (8, 9)), stream.uniform(0, 1, (8, 8)), bias_mode=mode)
    walk = walked(net, how, 5, delta_sign=sign, bias_as="x0")
    assert_sound(walk)
    inputs = [walk.about(Quantity(Kind.INPUT_GRADIENT, -1, source)) for source in range(9)]
    assert [evaluate(fact.expression) for fact in inputs] == pytest.approx([fact.value for fact in inputs], rel=1e-12)
    assert [run(fact.code, namespace(walk.scene)) for fact in inputs] == pytest.approx([fact.value for fact in inputs])


@pytest.mark.parametrize("loss", ["half_sse", "categorical_crossentropy"])
def test_single_precision_agrees_to_its_own_digits(loss):
    net = small(output="softmax", outputs=3)
    how = recipe(X, CLASSES, loss, precision="float32", optimizer=optimizer("adam"), regularization=L1)
    walk = walked(net, how, steps=1)
    assert walk.scene.moment.traces[0].z.dtype == np.float32
    assert_sound(walk, 2e-5, 1e-6)
