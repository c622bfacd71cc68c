"""Matrices hold the numbers of the facts, multiply as they say, and light up what a fact is made of."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.activations import activation
from nnviz.core.dataset import dataset
from nnviz.core.losses import LOSSES
from nnviz.core.network import Network
from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.regularization import Regularization
from nnviz.core.snapshot import Mark, Phase
from nnviz.core.training import explain
from nnviz.session.state import State
from nnviz.storage.document import View
from nnviz.walkthrough.conventions import CONVENTIONS
from nnviz.walkthrough.matrices import equations, is_known, jacobian_equation
from nnviz.walkthrough.matrix import Band, Equation, Matrix, light
from nnviz.walkthrough.notation import Notation
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.staging import Way, staged
from nnviz.walkthrough.walk import Walk
from tests.ui.states import example, layered, small, state_of

BY_HAND = "backpropagation-by-hand"
BATCH = "three-three-one"
PLAIN = View()
NO_RESULTS = {Kind.CONTRIBUTION, Kind.SAMPLE_GRADIENT, Kind.SAMPLE_BIAS_GRADIENT}


def scene_of(state: State, row: int = 0, way: Way = PLAIN) -> Scene:
    timeline = state.work.timeline
    return staged(explain(timeline.now, timeline.recipe)[-1], timeline.recipe, row, way)


def written(scene: Scene, way: Way) -> Scene:
    """The same iteration in another notation."""
    return staged(scene.moment, scene.recipe, scene.row, way)


def with_network(network: Network, **recipe: object) -> Scene:
    data = small(network.inputs, network.outputs).recipe.dataset
    return scene_of(state_of(network, Recipe(dataset=data, batch_size=4, **recipe)))  # type: ignore[arg-type]


def softmax() -> Scene:
    network = layered((3, 4, 3), activation("tanh"), activation("softmax"))
    data = dataset("one-hot", np.eye(3) + 0.5, np.eye(3))
    return scene_of(state_of(network, Recipe(LOSSES["categorical_crossentropy"], dataset=data, batch_size=3)))


def maxout() -> Scene:
    return with_network(layered((2, 3, 1), activation("maxout", pieces=2), activation("linear")))


def with_optimizer(name: str) -> Scene:
    return with_network(layered((2, 3, 2), activation("sigmoid")), optimizer=optimizer(name))


def shared() -> Scene:
    biased = layered((2, 3, 2), activation("sigmoid"))
    layers = tuple(layer.with_values(layer.weight, np.zeros_like(layer.bias)) for layer in biased.layers)
    return with_network(Network(biased.input_names, layers), bias_mode=BiasMode.SHARED)


def penalized() -> Scene:
    return with_network(layered((2, 2), activation("sigmoid")), regularization=Regularization("l2", 0.1))


SCENES = {
    "by hand": lambda: scene_of(example(BY_HAND)),
    "batch": lambda: scene_of(example(BATCH), row=2),
    "softmax": softmax,
    "maxout": maxout,
    "plain": lambda: with_network(layered((2, 3, 2), activation("sigmoid"))),
    "shared biases": shared,
    "frozen biases": lambda: with_network(layered((2, 3), activation("tanh")), bias_mode=BiasMode.FROZEN),
    "penalty": penalized,
    "perceptron rule": lambda: scene_of(example("perceptron-rule-and")),
    **{name: lambda name=name: with_optimizer(name) for name in ("momentum", "nesterov", "rmsprop", "adam")},
}


WAYS = {convention.name: convention for convention in CONVENTIONS}
in_every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


def whole(scene: Scene, matrix: Matrix) -> np.ndarray:
    rows, columns = matrix.shape
    return np.array([[matrix.value(scene, row, column) for column in range(columns)] for row in range(rows)])


def at(scene: Scene, phase: Phase, step: int = 0) -> tuple[Equation, ...]:
    return equations(scene, Mark(0, phase, step))


def parts(scene: Scene, equation: Equation) -> list[np.ndarray]:
    return [whole(scene, matrix) for matrix in equation.matrices]


def test_forward_reads_as_the_lecture_writes_it():
    net, out = at(scene_of(example(BY_HAND)), Phase.FORWARD)
    assert (net.text, out.text) == ("Z₁ = X · W₁ᵀ + b₁", "A₁ = f(Z₁)")
    assert [matrix.shape for matrix in net.matrices] == [(1, 2), (1, 2), (2, 2), (1, 2)]


def test_what_closes_stays_with_what_it_closes():
    _, out = at(scene_of(example(BY_HAND)), Phase.FORWARD)
    assert out.signs == (["", "= f("], ["", ")"])
    half, _ = at(scene_of(example(BY_HAND)), Phase.LOSS)
    assert half.signs == (["", "= ½ (", "−"], ["", "", ")²"])
    step = at(with_optimizer("rmsprop"), Phase.UPDATE)[1]
    assert step.signs == (["", "=", "− η", "/ (√"], ["", "", "", " + ε)"])


def test_the_layered_notation_raises_the_numbers_of_the_layers():
    net, _ = at(scene_of(example(BY_HAND), way=View(Notation.LAYERED)), Phase.FORWARD, 1)
    assert net.text == "Z⁽²⁾ = A⁽¹⁾ · W⁽²⁾ᵀ + b⁽²⁾"


def result(scene: Scene, kind: Kind, layer: int) -> Equation:
    """The equation of a kind of number of a layer."""
    marks = Walk(scene).marks
    found = (each for mark in marks for each in equations(scene, mark))
    return next(each for each in found if (each.result.kind, each.result.layer) == (kind, layer))


@in_every_way
@pytest.mark.parametrize("layer", [0, 1])
def test_the_products_are_true(layer, way):
    scene = scene_of(example(BATCH), way=way)
    z, heard, weight, *bias = parts(scene, result(scene, Kind.NET_INPUT, layer))
    np.testing.assert_allclose(z, heard @ weight + sum(bias), atol=1e-12)
    found, left, right, pulled = parts(scene, result(scene, Kind.WEIGHT_GRADIENT, layer))
    pull = scene.recipe.regularization.strength(scene.samples) * pulled
    np.testing.assert_allclose(found, scene.delta_sign * left @ right / scene.samples + pull)


@in_every_way
def test_the_hidden_delta_is_what_comes_back_times_the_slope(way):
    scene = scene_of(example(BATCH), way=way)
    back, delta, *_ = at(scene, Phase.BACKWARD, 1)
    gradient, blame, weight = parts(scene, back)
    np.testing.assert_allclose(gradient, scene.delta_sign * blame @ weight)
    found, factor, slope = parts(scene, delta)
    np.testing.assert_allclose(found, scene.delta_sign * factor * slope)


@in_every_way
@pytest.mark.parametrize("name", ["plain", "shared biases", "frozen biases", "penalty"])
def test_every_parameter_moves_by_its_gradient(name, way):
    scene = written(SCENES[name](), way)
    for each in at(scene, Phase.UPDATE):
        new, old, gradient = parts(scene, each)
        np.testing.assert_allclose(new, old - scene.recipe.rate * gradient)
    moved = {fact.about for fact in Walk(scene) if fact.about.kind in (Kind.NEW_WEIGHT, Kind.NEW_BIAS)}
    assert all(any(each.result.find(about, 0) for each in at(scene, Phase.UPDATE)) for about in moved)


@in_every_way
def test_what_momentum_remembers_is_laid_out_as_the_weights_are(way):
    first = written(with_optimizer("momentum"), way)
    second = replace(first, moment=replace(first.moment, optimizer_state=first.moment.updated_state))
    for each in at(second, Phase.UPDATE):
        if each.result.kind is Kind.VELOCITY:
            np.testing.assert_array_equal(whole(second, each.matrices[1]), whole(first, each.result))


def test_from_and_to_make_the_weights_a_matrix_with_a_row_for_each_source():
    scene = scene_of(example("three-three-one"), way=View(Notation.FROM_TO))
    assert result(scene, Kind.NET_INPUT, 1).text == "Z₂ = A₁ · W₂ + b₂"
    assert result(scene, Kind.OUTPUT_GRADIENT, 0).text == "∂Eₙ/∂A₁ = δ₂ · W₂ᵀ"
    gradient = result(scene, Kind.WEIGHT_GRADIENT, 1)
    assert gradient.text == "∂J/∂W₂ = 1/4 A₁ᵀ · δ₂ + λ/4 W₂"
    assert [matrix.shape for matrix in gradient.matrices] == [(3, 1), (3, 4), (4, 1), (3, 1)]
    assert gradient.result.quantity(2, 0) == Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 2)


def test_the_biases_are_the_first_column_of_the_weights_where_they_hear_a_1():
    scene = scene_of(example(BATCH), way=View(Notation.LAYERED, bias_as="x0"))
    net = result(scene, Kind.NET_INPUT, 1)
    assert net.text == "Z⁽²⁾ = [1 A⁽¹⁾] · W⁽²⁾ᵀ"
    assert [matrix.shape for matrix in net.matrices] == [(4, 1), (4, 4), (4, 1)]
    assert whole(scene, net.matrices[1])[:, 0].tolist() == [1, 1, 1, 1]
    assert net.matrices[2].quantity(0, 0) == Quantity(Kind.BIAS, 1, 0)
    gradient = result(scene, Kind.WEIGHT_GRADIENT, 1)
    assert gradient.text == "∂J/∂W⁽²⁾ = 1/4 δ⁽²⁾ᵀ · [1 A⁽¹⁾] + λ/4 [0 W̲⁽²⁾]"
    assert gradient.result.shape == (1, 4)
    assert result(scene, Kind.OUTPUT_GRADIENT, 0).text == "∂Eₙ/∂A⁽¹⁾ = δ⁽²⁾ · W̲⁽²⁾"


def test_from_and_to_put_the_biases_into_the_first_row():
    scene = scene_of(example(BATCH), way=View(Notation.FROM_TO, bias_as="x0"))
    net = result(scene, Kind.NET_INPUT, 0)
    assert net.text == "Z₁ = [1 X] · W₁"
    np.testing.assert_array_equal(whole(scene, net.matrices[2])[0], scene.moment.network.layers[0].bias)


def test_biases_that_learn_otherwise_than_weights_stand_apart_on_the_way_back():
    scene = written(shared(), View(Notation.LAYERED, bias_as="x0"))
    assert result(scene, Kind.NET_INPUT, 0).text == "Z⁽¹⁾ = [1 X] · W⁽¹⁾ᵀ"
    texts = [each.text for each in at(scene, Phase.UPDATE)[:2]]
    assert texts == ["W̲⁽¹⁾⁺ = W̲⁽¹⁾ − η ∂E/∂W̲⁽¹⁾", "w₀⁽¹⁾⁺ = w₀⁽¹⁾ − η ∂E/∂w₀⁽¹⁾"]


def test_what_an_optimizer_remembers_of_a_weight_is_not_found_among_the_biases():
    scene = with_optimizer("momentum")
    found = [each.result for each in at(scene, Phase.UPDATE) if each.result.kind is Kind.VELOCITY]
    weight = Quantity(Kind.VELOCITY, 0, 1, 0)
    assert [each.find(weight, 0) for each in found] == [(1, 0), None, None, None]


def test_slopes_are_not_called_net_inputs():
    scene = scene_of(example(BATCH))
    delta = at(scene, Phase.BACKWARD, 1)[1]
    assert delta.text == "δ₁ = ∂Eₙ/∂A₁ ∘ f′(Z₁)"
    slope, a = delta.matrices[-1], at(scene, Phase.FORWARD)[1].result
    np.testing.assert_allclose(whole(scene, slope), whole(scene, a) * (1 - whole(scene, a)))


def test_the_inputs_get_their_share_of_the_blame_too():
    scene = scene_of(example(BY_HAND))
    back = at(scene, Phase.BACKWARD, 1)[-1]
    found, blame, weight = parts(scene, back)
    assert back.text == "∂E/∂X = δ₁ · W₁"
    np.testing.assert_allclose(found, blame @ weight)


def test_softmax_needs_the_whole_jacobian_and_is_the_error_all_the_same():
    scene = softmax()
    _, product, short, *_ = at(scene, Phase.BACKWARD)
    delta, gradient, jacobian = parts(scene, product)
    np.testing.assert_allclose(delta, gradient @ jacobian, atol=1e-12)
    found, a, y = parts(scene, short)
    np.testing.assert_allclose(found, a - y, atol=1e-12)


@pytest.mark.parametrize("name", ["momentum", "nesterov", "rmsprop", "adam"])
def test_an_update_shows_what_the_optimizer_remembers_before_the_new_weights(name):
    found = at(with_optimizer(name), Phase.UPDATE)
    kinds = [each.result.kind for each in found]
    assert kinds.index(Kind.NEW_WEIGHT) > 0
    assert kinds.count(Kind.NEW_WEIGHT) == kinds.count(Kind.NEW_BIAS) == 2


def test_frozen_biases_have_no_gradient_and_no_update():
    scene = scene_of(example(BY_HAND))
    kinds = {each.result.kind for phase in (Phase.BACKWARD, Phase.UPDATE) for each in at(scene, phase)}
    assert kinds.isdisjoint({Kind.BIAS_GRADIENT, Kind.NEW_BIAS})


@in_every_way
@pytest.mark.parametrize("name", SCENES)
def test_every_fact_lights_up_in_the_matrices_of_its_moment(name, way):
    scene = written(SCENES[name](), way)
    walk = Walk(scene)
    for index in range(len(walk)):
        fact = walk[index]
        lits = [light(each, fact.about, fact.highlights[1:], scene.row) for each in equations(scene, fact.place.mark)]
        told = any(each.cell for lit in lits for each in lit)
        assert told or (fact.about.kind in NO_RESULTS and any(each.terms for lit in lits for each in lit)), fact.about


@in_every_way
@pytest.mark.parametrize("name", SCENES)
def test_every_number_of_a_matrix_is_the_number_of_its_fact(name, way):
    scene = written(SCENES[name](), way)
    walk = Walk(scene)
    for matrix in (matrix for mark in walk.marks for each in equations(scene, mark) for matrix in each.matrices):
        for row, column in np.ndindex(matrix.shape):
            quantity = matrix.quantity(row, column)
            if quantity is None or matrix.sample(row, column) not in (None, scene.row):
                continue
            fact = walk.about(quantity)
            assert matrix.value(scene, row, column) == (scene.value(quantity) if fact is None else fact.value)
            found = matrix.find(quantity, scene.row)
            assert found is not None
            assert matrix.quantity(*found) == quantity


def test_a_net_input_lights_the_row_and_the_column_that_make_it():
    net, _ = at(scene_of(example(BATCH), row=2), Phase.FORWARD)
    z, heard, turned, bias = light(net, Quantity(Kind.NET_INPUT, 0, 1), (), 2)
    assert z.cell == (2, 1)
    assert (heard.band, turned.band, bias.band) == (Band(row=2), Band(column=1), Band(0, 1))
    assert heard.softly(2, 0)
    assert not heard.softly(1, 0)


def test_a_contribution_lights_the_two_numbers_that_make_it():
    scene = scene_of(example(BY_HAND))
    fact = Walk(scene).about(Quantity(Kind.CONTRIBUTION, 0, 0, 1))
    assert fact is not None
    _, blame, weight = light(at(scene, Phase.BACKWARD, 1)[0], fact.about, fact.highlights[1:], 0)
    assert (blame.terms, weight.terms) == ({(0, 1)}, {(1, 0)})


def test_a_number_is_known_once_it_was_told():
    walk = Walk(scene_of(example(BY_HAND)))
    told = Quantity(Kind.ACTIVATION, 0, 1)
    index = walk.index_of(told)
    assert index is not None
    assert is_known(walk, told, index)
    assert not is_known(walk, told, index - 1)
    assert is_known(walk, Quantity(Kind.WEIGHT, 1, 0, 0), -1)


def test_the_way_back_to_the_inputs_is_known_with_the_last_delta():
    walk = Walk(scene_of(example(BY_HAND)))
    delta = walk.index_of(Quantity(Kind.DELTA, 0, 1))
    assert delta is not None
    assert is_known(walk, Quantity(Kind.INPUT_GRADIENT, -1, 0), delta)
    assert not is_known(walk, Quantity(Kind.INPUT_GRADIENT, -1, 0), delta - 1)


def test_the_jacobian_of_the_network_has_a_row_for_each_output():
    scene = scene_of(example(BY_HAND))
    values = np.arange(4.0).reshape(2, 2)
    found = jacobian_equation(scene, values)
    assert found.result.symbol == "∂A₂/∂X"
    np.testing.assert_array_equal(whole(scene, found.result), values)
