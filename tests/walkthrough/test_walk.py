"""A walk counts its facts instead of listing them, and finds any of them."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.recipe import BiasMode
from nnviz.core.regularization import Regularization
from nnviz.resources import networks_folder
from nnviz.storage.network_file import read
from nnviz.walkthrough.expression import evaluate
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.core.small_networks import network, random_network, recipe
from tests.walkthrough.walks import assert_sound, named, walked

X, Y = [[0.9, -0.4], [-0.3, 0.7]], [[1, 0], [0, 1]]


def small(samples=1, output="sigmoid", **how):
    return walked(random_network((2, 3, 2), ("tanh", output)), recipe(X[:samples], Y[:samples], **how))


@pytest.fixture(scope="module")
def wide():
    document = read(networks_folder() / "glyph-digits-784-128-10.json")
    return walked(document.network, document.recipe)


def test_a_hundred_thousand_weights_have_three_facts_each(wide):
    assert len(wide) > 3 * wide.scene.moment.network.parameters
    assert len(wide) == sum(wide.counts)


def test_any_fact_of_a_wide_network_is_found_by_what_it_is_about(wide):
    stream = np.random.RandomState(1)
    for index in [0, len(wide) - 1, *stream.randint(0, len(wide), 200).tolist()]:
        fact = wide[index]
        assert wide.index_of(fact.about) == index
        position, number = wide.position(index)
        assert (wide.first(position) + number, fact.place.number) == (index, number)
        assert fact.place.mark == wide.marks[position]


def test_a_walk_is_gone_through_in_order():
    walk = small()
    assert [fact.about for fact in walk] == [walk.quantity(index) for index in range(len(walk))]
    places = [fact.place for fact in walk]
    assert places == sorted(places)


def test_a_rule_that_is_its_own_number_stands_once_in_a_line():
    walk = walked(random_network((1, 1), ("linear",)), recipe([[0.5]], [[1]]))
    assert named(walk, "da_o1/dz_o1").text(2) == "∂a(o₁)/∂z(o₁) = 1 = 1.00"


@pytest.mark.parametrize("digits", [2, 4, 9])
def test_a_sum_that_is_nothing_but_for_rounding_is_equal_to_nothing(digits):
    weights, x, bias = [-0.2, 0.3], [-0.1, 0.8], -0.26
    fact = walked(network(([weights], [bias], "linear")), recipe([x], [[1]]))[0]
    assert (fact.value, evaluate(fact.expression) != 0) == (0, True)
    assert fact.text(digits).endswith(f" = {0:.{digits}f}")


@pytest.mark.parametrize("index", [-1, 10**6])
def test_there_is_nothing_before_the_first_and_after_the_last_fact(index):
    with pytest.raises(IndexError):
        small()[index]


@pytest.mark.parametrize(
    "quantity",
    [
        Quantity(Kind.NET_INPUT, 0, 3),
        Quantity(Kind.NET_INPUT, 2, 0),
        Quantity(Kind.WEIGHT_GRADIENT, 0, 0, 2),
        Quantity(Kind.NEW_WEIGHT, 1, 2, 0),
        Quantity(Kind.NEW_WEIGHT, 0, 0, 2),
        Quantity(Kind.CONTRIBUTION, 0, 0, 2),
        Quantity(Kind.BIAS_GRADIENT, 1, 2),
        Quantity(Kind.JACOBIAN, 1, 0, 0),
    ],
    ids=str,
)
def test_what_the_network_does_not_have_has_no_place(quantity):
    assert small().index_of(quantity) is None


def test_numbers_that_were_given_have_no_fact():
    walk = small()
    for kind in (Kind.INPUT, Kind.TARGET, Kind.WEIGHT, Kind.BIAS):
        assert walk.index_of(Quantity(kind, 0, 0, 0)) is None
        assert walk.about(Quantity(kind, 0, 0, 0)) is None


def test_the_gradient_of_an_input_can_be_asked_for():
    walk = small()
    fact = walk.about(Quantity(Kind.INPUT_GRADIENT, -1, 1))
    assert walk.index_of(fact.about) is None
    assert fact.value == walk.scene.moment.input_delta[0, 1]
    assert fact.text(2).startswith("∂E/∂x₂ = δ(h₁) · w₂ + δ(h₂) · w₄ + δ(h₃) · w₆ = ")


def test_the_only_contribution_and_the_only_loss_can_be_asked_for():
    walk = walked(random_network((2, 2, 1), ("tanh", "sigmoid")), recipe(X[:1], [[1]]))
    for quantity in (
        Quantity(Kind.CONTRIBUTION, 0, 1, 0), Quantity(Kind.OUTPUT_LOSS, 1, 0), Quantity(Kind.SAMPLE_LOSS)
    ):  # fmt: skip
        fact = walk.about(quantity)
        assert evaluate(fact.expression) == pytest.approx(fact.value, rel=1e-12)
    assert walk.about(Quantity(Kind.SAMPLE_LOSS)).value == named(walk, "E_total").value


def test_what_no_gradient_reaches_is_not_known():
    walk = walked(network(([[1.0]], [0.0], "step")), recipe([[1.0]], [[0.0]]))
    for kind in (Kind.DELTA, Kind.WEIGHT_GRADIENT, Kind.INPUT_GRADIENT, Kind.NEW_WEIGHT, Kind.SLOPE):
        assert walk.about(Quantity(kind, 0, 0, 0)) is None


def test_frozen_biases_have_no_gradient_to_tell():
    walk = small(bias_mode=BiasMode.FROZEN)
    assert walk.about(Quantity(Kind.BIAS_GRADIENT, 0, 0)) is None


def test_the_one_bias_of_a_layer_is_found_from_every_unit():
    net = random_network((2, 3, 2), ("tanh", "sigmoid"))
    equal = [layer.with_values(layer.weight, 0 * layer.bias) for layer in net.layers]
    walk = walked(replace(net, layers=tuple(equal)), recipe(X, Y, bias_mode=BiasMode.SHARED))
    for kind in (Kind.BIAS_GRADIENT, Kind.SAMPLE_BIAS_GRADIENT, Kind.NEW_BIAS):
        found = {walk.index_of(Quantity(kind, 0, unit)) for unit in range(3)}
        assert len(found) == 1
        assert None not in found


def test_the_sample_shown_is_called_by_its_number_in_the_data():
    data = replace(recipe(X, Y).dataset, train_rows=np.array([1, 0]))
    how = replace(recipe(X, Y), dataset=data)
    walk = walked(random_network((2, 2), ("sigmoid",)), how, row=0)
    assert_sound(walk)
    assert named(walk, "E_total").text(2).startswith("E = E₂ + E₁ = ")


def test_a_penalty_of_many_weights_shows_the_largest_and_adds_up():
    net = random_network((300, 300, 1), ("tanh", "linear"))
    how = recipe([[0.01] * 300], [[0]], regularization=Regularization("l2", 0.1))
    penalty = named(walked(net, how), "R")
    assert f"[{300 * 301 - 6}: " in penalty.text(4)
    assert evaluate(penalty.expression) == pytest.approx(penalty.value, rel=1e-12)
