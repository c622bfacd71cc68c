"""The loss over two parameters or directions, judged by the code that trains."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.core.activations import activation
from nnviz.core.checkpoint import start
from nnviz.core.dataset import dataset
from nnviz.core.directions import Axes, random_direction, towards
from nnviz.core.landscape import Landscape, measure, slopes
from nnviz.core.losses import LOSSES
from nnviz.core.metrics import evaluate
from nnviz.core.plan import Plan
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.regularization import Regularization
from nnviz.core.stability import largest_stable_rate
from nnviz.core.training import look_at
from tests.ui.states import example, layered

ALL = 10_000
PENALTIES = (Regularization("l2", 0.3), Regularization("l1", 0.2, divide_by_samples=False))


def samples(inputs, outputs, one_hot=False):
    random = np.random.RandomState(5)
    y = np.eye(outputs)[random.randint(0, outputs, 11)] if one_hot else random.randint(0, 2, (11, outputs))
    return dataset("drawn", random.normal(0, 1, (11, inputs)), y, np.array([3, 7]))


def cases():
    """Networks of all kinds with a loss that suits them."""
    yield layered((2, 3, 1), activation("tanh")), "mean_half_sse"
    yield layered((2, 3, 2), activation("sigmoid")), "sse"
    yield layered((3, 4, 3, 2), activation("relu"), activation("linear")), "mse"
    yield layered((2, 2, 2), activation("maxout"), activation("linear")), "half_sse"
    yield layered((2, 3, 1), activation("elu"), activation("sigmoid")), "binary_crossentropy"
    yield layered((2, 3, 3), activation("softplus"), activation("softmax")), "categorical_crossentropy"


CASES = [pytest.param(*case, id=f"{case[0].layers[0].activation.name}, {case[1]}") for case in cases()]


def recipe_for(network, loss, **more):
    data = samples(network.inputs, network.outputs, loss == "categorical_crossentropy")
    return Recipe(loss=LOSSES[loss], dataset=data, batch_size=9, **more)


def axes_of(network, kind):
    last = network.depth - 1
    match kind:
        case "weights":
            return Axes(towards(network, 0, 1, 0), towards(network, last, 0, 1))
        case "last layer":
            return Axes(towards(network, last, 0, 0), towards(network, last, 0, None))
        case "shared bias":
            return Axes(towards(network, 0, 0, None, together=True), towards(network, 0, 0, 1))
        case "random":
            return Axes(random_direction(network, 1, 0), random_direction(network, 1, 1), network)


KINDS = ("weights", "last layer", "shared bias", "random")


@pytest.mark.parametrize(("network", "loss"), CASES)
@pytest.mark.parametrize("kind", KINDS)
def test_heights_are_the_losses_of_the_networks_there(network, loss, kind):
    recipe = recipe_for(network, loss)
    axes = axes_of(network, kind)
    across, up = np.array([-1.5, 0.0, 0.4, 2.0]), np.array([0.3, 0.0, -2.0, 1.0])
    found = Landscape(network, axes, measure(recipe, ALL)).heights(across, up)
    moved = [axes.moved(network, u, v) for u, v in zip(across, up, strict=True)]
    np.testing.assert_allclose(found, [evaluate(each, recipe).train_loss for each in moved], rtol=1e-12)
    np.testing.assert_allclose([axes.place(each) for each in moved], np.stack([across, up], axis=1), atol=1e-12)


@pytest.mark.parametrize("penalty", PENALTIES, ids=lambda penalty: penalty.name)
@pytest.mark.parametrize("kind", KINDS)
def test_the_penalty_is_that_of_training(penalty, kind):
    network = layered((2, 3, 1), activation("tanh"))
    recipe = recipe_for(network, "mean_half_sse", regularization=penalty)
    axes = axes_of(network, kind)
    found = Landscape(network, axes, measure(recipe, ALL)).heights(np.array([0.7]), np.array([-0.2]))
    now = look_at(start(axes.moved(network, 0.7, -0.2), recipe), recipe, measure(recipe, ALL).batch)
    np.testing.assert_allclose(found, now.loss + now.penalty, rtol=1e-12)
    plain = Landscape(network, axes, measure(recipe, ALL, penalized=False))
    np.testing.assert_allclose(plain.heights(np.array([0.7]), np.array([-0.2])), now.loss, rtol=1e-12)


@pytest.mark.parametrize(("network", "loss"), CASES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", BiasMode)
def test_slopes_are_those_of_the_heights(network, loss, kind, mode):
    recipe = recipe_for(network, loss, regularization=PENALTIES[0], bias_mode=mode)
    for most in (ALL, 5):
        taken = measure(replace(recipe, batch_size=4), most)
        axes, step = axes_of(network, kind), 1e-6
        across, up = np.array(axes.place(network))[:, np.newaxis] + step * np.array([[1, -1, 0, 0], [0, 0, 1, -1]])
        right, left, above, below = Landscape(network, axes, taken).heights(across, up)
        numeric = (right - left) / (2 * step), (above - below) / (2 * step)
        np.testing.assert_allclose(slopes(network, axes, taken), numeric, rtol=2e-6, atol=1e-8)


@given(st.integers(1, 12), st.sampled_from(["half_sse", "mse"]))
@settings(max_examples=20, deadline=None)
def test_a_part_of_the_rows_stands_for_all(most, loss):
    network = layered((2, 3, 1), activation("tanh"))
    recipe = recipe_for(network, loss)
    alike = replace(recipe, dataset=dataset("alike", np.ones((12, 2)), np.zeros((12, 1))))
    axes, here = axes_of(network, "weights"), (np.array([0.5]), np.array([0.1]))
    found = Landscape(network, axes, measure(alike, most)).heights(*here)
    np.testing.assert_allclose(found, Landscape(network, axes, measure(alike, ALL)).heights(*here))


def test_the_bottom_of_the_logistic_regression_of_the_lecture():
    hours, passed = [0.5, 1, 1.5, 2, 3, 3.5, 4, 4.5], [0, 0, 0, 1, 0, 1, 1, 1]
    data = dataset("hours", np.array(hours)[:, np.newaxis], np.array(passed)[:, np.newaxis])
    network = layered((1, 1), activation("sigmoid"))
    recipe = Recipe(loss=LOSSES["binary_crossentropy"], dataset=data, batch_size=8)
    axes = Axes(towards(network, 0, 0, 0), towards(network, 0, 0, None))
    around = np.array([0.0, 1.652155, 1.66, 1.64, 1.652155]), np.array([0.0, -4.130388, -4.13, -4.13, -4.14])
    heights = Landscape(network, axes, measure(recipe, ALL)).heights(*around)
    np.testing.assert_allclose(heights[:2], [np.log(2), 0.370279], atol=1e-6)
    assert heights.argmin() == 1
    bottom = axes.moved(network, 1.652155, -4.130388)
    np.testing.assert_allclose(slopes(bottom, axes, measure(recipe, ALL)), 0, atol=1e-6)


def test_what_is_not_a_number_is_left_to_the_picture():
    network = layered((1, 1), activation("linear"))
    axes = Axes(towards(network, 0, 0, 0), towards(network, 0, 0, None))
    heights = Landscape(network, axes, measure(recipe_for(network, "mse"), ALL)).heights(
        np.array([1e200, 1.0]), np.zeros(2)
    )
    assert np.isfinite(heights).tolist() == [False, True]


def test_random_directions_are_as_long_as_the_weights_of_each_unit():
    network = layered((2, 3, 1), activation("tanh"))
    direction = random_direction(network, 4, 0)
    for layer, part in zip(network.layers, direction, strict=True):
        lengths = np.linalg.norm(layer.weight, axis=1)
        np.testing.assert_allclose(np.linalg.norm(part.weight, axis=1), lengths)
        assert part.bias is None
    again, other = random_direction(network, 4, 0), random_direction(network, 5, 0)
    assert (again[0].weight == direction[0].weight).all()
    assert (other[0].weight != direction[0].weight).any()


def test_axes_fit_networks_of_their_shape_alone():
    axes = axes_of(layered((2, 3, 1), activation("tanh")), "random")
    assert axes.fits(layered((2, 3, 1), activation("relu")))
    assert not axes.fits(layered((2, 4, 1), activation("tanh")))
    assert not axes.fits(layered((2, 1), activation("tanh")))


def test_units_that_only_switch_have_heights_but_no_slopes():
    network = layered((2, 1), activation("step"))
    axes, taken = axes_of(network, "last layer"), measure(recipe_for(network, "mse"), ALL)
    assert np.isfinite(Landscape(network, axes, taken).heights(np.zeros(1), np.zeros(1))).all()
    assert slopes(network, axes, taken) is None


# --- the largest rate -------------------------------------------------------------------------------------------------


def distance_from_bottom(network, recipe, iterations):
    plan = Plan(start(network, recipe), recipe)
    return plan.run(iterations)[-1]


@pytest.mark.parametrize("penalty", [Regularization(), Regularization("l2", 2.0)], ids=["plain", "l2"])
@pytest.mark.parametrize("mode", [BiasMode.PER_UNIT, BiasMode.FROZEN])
@pytest.mark.parametrize("loss", ["half_sse", "sse", "mean_half_sse", "mean_sse", "mse"])
def test_just_above_the_largest_rate_training_diverges_and_just_below_it_does_not(loss, mode, penalty):
    network = layered((3, 2), activation("linear"))
    recipe = recipe_for(network, loss, bias_mode=mode, regularization=penalty)
    rate = largest_stable_rate(network, recipe)
    first = distance_from_bottom(network, recipe, 1)
    assert distance_from_bottom(network, replace(recipe, rate=1.02 * rate), 3000) > 1e6 * first
    assert distance_from_bottom(network, replace(recipe, rate=0.98 * rate), 3000) <= first


def test_the_largest_rate_of_the_line_of_the_lecture():
    state = example("linear-regression")
    assert largest_stable_rate(state.network, state.recipe) == pytest.approx(0.084524, abs=5e-7)


@pytest.mark.parametrize(
    "change",
    [{"batch_size": 2}, {"loss": LOSSES["binary_crossentropy"]}, {"regularization": PENALTIES[1]}, {"dataset": None}],
)
def test_where_the_largest_rate_depends_on_the_place_there_is_none(change):
    network = layered((3, 1), activation("linear"))
    assert largest_stable_rate(network, replace(recipe_for(network, "mse"), **change)) is None
    assert largest_stable_rate(layered((3, 1), activation("tanh")), recipe_for(network, "mse")) is None
