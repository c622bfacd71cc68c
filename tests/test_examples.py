from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.checkpoint import Checkpoint, start
from nnviz.core.forward import forward
from nnviz.core.metrics import accuracy, evaluate
from nnviz.core.plan import Plan
from nnviz.core.training import explain, refusal
from nnviz.resources import networks_folder
from nnviz.storage.document import Document
from nnviz.storage.network_file import read
from tests.campaigns.playground_tasks import TARGET, final_test_loss

FILES = sorted(networks_folder().glob("*.json"), key=lambda path: path.stem)
TOPICS = {
    "Backpropagation",
    "One perceptron",
    "Logic gates",
    "Perceptron rule",
    "XOR",
    "Regression",
    "Gradient descent",
    "Regularization",
    "Auto-associative",
    "Classification",
    "Playground",
    "Pictures",
}
EXACTLY = {"rel": 1e-12, "abs": 1e-15}
THRESHOLD_INPUTS = {(0, 0): (0, 0), (0, 1): (-3, 4), (1, 0): (2, 1), (1, 1): (-1, 5)}


def example(name: str) -> Document:
    return read(networks_folder() / f"{name}.json")


def trained(document: Document, iterations: int) -> Checkpoint:
    plan = Plan(start(document.network, document.recipe), document.recipe)
    plan.run(iterations)
    return plan.checkpoint()


def outputs(document: Document, network=None) -> np.ndarray:
    return forward(network or document.network, document.recipe.dataset.inputs)[-1].a


def values(network) -> list[float]:
    """The numbers of a single unit, bias first."""
    return [*network.layers[0].bias, *network.layers[0].weight.ravel()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_opens_and_introduces_itself(path):
    document = read(path)
    assert document.topic in TOPICS
    assert document.name
    assert document.description
    assert "\n" not in document.description
    assert document.recipe.dataset.description
    assert outputs(document).shape == document.recipe.dataset.targets.shape


def test_every_topic_has_examples():
    assert {read(path).topic for path in FILES} == TOPICS


def test_backpropagation_by_hand():
    document = example("backpropagation-by-hand")
    assert explain(start(document.network, document.recipe), document.recipe)[3].loss == pytest.approx(
        0.2983711087600027, **EXACTLY
    )
    after = trained(document, 1)
    assert evaluate(after.network, document.recipe).train_loss == pytest.approx(0.29102777369359933, **EXACTLY)
    weights = [*after.network.layers[0].weight.ravel(), *after.network.layers[1].weight.ravel()]
    assert weights == pytest.approx(
        [
            0.1497807161327628,
            0.19956143226552567,
            0.24975114363236958,
            0.29950228726473915,
            0.35891647971788465,
            0.4086661860762334,
            0.5113012702387375,
            0.5613701211079891,
        ],
        **EXACTLY,
    )
    assert after.network.layers[1].bias.tolist() == [0.6, 0.6]


@pytest.mark.parametrize(
    ("name", "wanted", "answers"),
    [
        (
            "perceptron-and",
            [-7.0718187769494785, 4.64964486086256, 4.649644753540216],
            [0.0008479684694232626, 0.08149736961213735, 0.08149737764581062, 0.9026894204182416],
        ),
        ("perceptron-or", None, [0.0810, 0.9498, 0.9498, 0.99975]),
        ("perceptron-xor", None, [0.5, 0.5, 0.5, 0.5]),
    ],
)
def test_one_perceptron_after_2000_epochs(name, wanted, answers):
    document = example(name)
    network = trained(document, document.stop.epochs).network
    assert document.stop.epochs == 2000
    if wanted:
        assert values(network) == pytest.approx(wanted, rel=1e-9)
        assert outputs(document, network).ravel() == pytest.approx(answers, rel=1e-9)
    assert outputs(document, network).ravel() == pytest.approx(answers, abs=1e-3 if name != "perceptron-xor" else 1e-8)


def test_the_reported_mse_of_the_perceptron_has_no_half():
    document = example("perceptron-and")
    first = evaluate(document.network, document.recipe, document.report)
    assert first.names == ("mean_half_sse", "mse")
    assert first.train == pytest.approx((0.40124031021427153 / 2, 0.40124031021427153), **EXACTLY)


def test_one_perceptron_learns_not():
    document = example("perceptron-not")
    assert outputs(document, trained(document, 2000).network).round().tolist() == [[1], [0]]


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("gate-or", [4.5397868702434395e-05, 0.9999546021312976, 0.9999546021312976, 0.9999999999999065]),
        ("gate-and", [9.357622968839299e-14, 4.5397868702434395e-05, 4.5397868702434395e-05, 0.9999546021312976]),
        (
            "gate-not-x1-and-x2",
            [4.5397868702434395e-05, 0.9999546021312976, 9.357622968839299e-14, 4.5397868702434395e-05],
        ),
        (
            "gate-x1-and-not-x2",
            [4.5397868702434395e-05, 9.357622968839299e-14, 0.9999546021312976, 4.5397868702434395e-05],
        ),
        ("gate-not", [0.9999546021312976, 4.5397868702434395e-05]),
        ("xor-from-gates", [4.5480378505112315e-05, 0.9999545608951235, 0.9999545608951235, 4.5480378505112315e-05]),
    ],
)
def test_gates_with_weights_set_by_hand(name, answers):
    document = example(name)
    assert outputs(document).ravel() == pytest.approx(answers, **EXACTLY)
    assert np.array_equal(outputs(document).round(), document.recipe.dataset.targets)


def test_the_loss_of_xor_from_gates():
    document = example("xor-from-gates")
    assert evaluate(document.network, document.recipe).train_loss == pytest.approx(4.546077501643217e-05, **EXACTLY)


def test_the_threshold_network_gives_its_table_and_refuses_gradients():
    document = example("threshold-network")
    hidden = forward(document.network, document.recipe.dataset.inputs)[0].z
    wanted = [THRESHOLD_INPUTS[tuple(row)] for row in document.recipe.dataset.inputs.astype(int).tolist()]
    assert hidden.tolist() == [list(row) for row in wanted]
    assert np.array_equal(outputs(document), document.recipe.dataset.targets)
    assert document.network.layers[0].unit_names == ("3", "4")
    assert document.network.layers[0].weight_names == (("w13", "w23"), ("w14", "w24"))
    assert refusal(document.network, document.recipe)


def test_the_perceptron_rule_needs_six_epochs():
    document = example("perceptron-rule-and")
    seen = [values(trained(document, 4 * epoch).network) for epoch in range(1, 7)]
    assert seen == [[0, 1, 1], [-1, 2, 1], [-2, 2, 1], [-2, 2, 2], [-3, 2, 1], [-3, 2, 1]]


@pytest.mark.parametrize("name", ["xor-2-2-1", "xor-2-4-1"])
def test_xor_is_learned_within_its_epochs(name):
    document = example(name)
    answers = outputs(document, trained(document, document.stop.epochs).network)
    assert np.abs(answers - document.recipe.dataset.targets).max() < 0.01


def test_linear_regression_follows_the_known_path():
    document = example("linear-regression")
    path = [
        (1, 2.204, 0.602, 1.538628),
        (2, 1.803, 0.4826, 0.10782456),
        (99, 1.9661590949951329, 0.13607323174576366, 0.022748495040046043),
        (999, 1.9899999948318319, 0.05000001865872722, 0.021400000000000217),
    ]
    for epoch, slope, offset, loss in path:
        network = trained(document, epoch).network
        assert values(network) == pytest.approx([offset, slope], rel=1e-9)
        assert evaluate(network, document.recipe).train_loss == pytest.approx(loss, rel=1e-9)


def test_logistic_regression_finds_the_boundary():
    document = example("logistic-regression")
    network = trained(document, document.stop.epochs).network
    assert values(network) == pytest.approx([-2.426348, 0.970539], abs=1e-6)
    assert evaluate(network, document.recipe).train_loss == pytest.approx(0.528808, abs=1e-6)


def test_three_three_one_with_its_penalty():
    document = example("three-three-one")
    moments = explain(start(document.network, document.recipe), document.recipe)
    measured = moments[3]
    assert measured.loss == pytest.approx(0.692985660, abs=1e-9)
    assert measured.penalty == pytest.approx(0.024375)
    assert moments[4].traces[1].weight_gradient.ravel() == pytest.approx(
        [0.048968926, 0.023993554, 0.100905825], abs=1e-9
    )
    after = evaluate(trained(document, 500).network, document.recipe)
    assert after.train_loss == pytest.approx(0.2462, abs=1e-4)


def test_eight_patterns_get_eight_codes():
    document = example("auto-associative-8-3-8")
    network = trained(document, document.stop.epochs).network
    traces = forward(network, document.recipe.dataset.inputs)
    assert np.array_equal(traces[1].a.round(), np.eye(8))
    assert len(np.unique(traces[0].a.round(), axis=0)) == 8


def test_the_spiral_is_pulled_apart():
    document = example("spiral-2-8-8-1")
    data = document.recipe.dataset
    assert len(data.test_rows) == 250
    answers = outputs(document, trained(document, 25 * document.stop.epochs).network)
    assert accuracy(answers[data.test_rows], data.targets[data.test_rows]) > 0.97


def test_ten_digits_print_the_losses_of_the_deck():
    document = example("ten-digits")
    printed = [
        0.25171077944113657,
        0.0903368394947683,
        0.08637407209929274,
        0.08036563071284389,
        0.07269558178480237,
    ]
    losses = [
        evaluate(trained(document, epoch).network, document.recipe, document.report).train[1] for epoch in range(5)
    ]
    assert losses == pytest.approx(printed, rel=1e-10)
    last = trained(document, 10).network
    assert evaluate(last, document.recipe, document.report).train[1] == pytest.approx(0.03660275013492708, rel=1e-10)
    assert outputs(document, last).argmax(axis=1).tolist() == [5, 1, 2, 3, 4, 5, 6, 7, 3, 9]


def test_the_wide_network_learns_the_ten_digits():
    document = example("glyph-digits-784-128-10")
    answers = outputs(document, trained(document, 50).network)
    assert accuracy(answers, document.recipe.dataset.targets) == 1


@pytest.mark.parametrize(("name", "wanted"), [("moons-2-8-1", 0.97), ("blobs-2-6-4", 0.97), ("digits-784-64-10", 0.85)])
def test_toy_classes_are_told_apart_in_samples_never_seen(name, wanted):
    document = example(name)
    data = document.recipe.dataset
    epochs = 2 if name.startswith("digits") else document.stop.epochs
    updates = epochs * len(data.train_rows) // document.recipe.batch_size
    answers = outputs(document, trained(document, updates).network)
    assert accuracy(answers[data.test_rows], data.targets[data.test_rows]) > wanted


@pytest.mark.parametrize("name", ["sine-1-8-1", "house-prices"])
def test_curves_and_prices_are_found_but_for_their_noise(name):
    document = example(name)
    data = document.recipe.dataset
    updates = document.stop.epochs * len(data.train_rows) // document.recipe.batch_size
    found = outputs(document, trained(document, updates).network)
    assert np.mean((found - data.targets)[data.test_rows] ** 2) < 2 * document.data.source.noise**2


def test_a_unit_finds_out_what_a_house_is_worth():
    document = example("house-prices")
    layer = trained(document, 4000).network.layers[0]
    assert [*layer.weight[0], *layer.bias] == pytest.approx([1.5, 0.2, 0.15, -0.1, 0.3], abs=0.05)


def test_playground_tasks_end_as_they_say():
    ends = {(units, seed): final_test_loss((units, seed)) for units in (2, 4) for seed in range(4)}
    assert min(ends[2, seed] for seed in range(4)) > TARGET
    assert sum(ends[4, seed] <= TARGET for seed in range(4)) >= 3
    assert (
        evaluate(trained(example("playground-task-1"), 7500).network, example("playground-task-1").recipe).test_loss
        > 0.45
    )


def test_the_look_alike_parts_the_circle_and_l1_lets_weights_die():
    document = example("playground")
    assert evaluate(trained(document, 5000).network, document.recipe).test_loss < 0.05
    dying = replace(document.recipe.regularization, name="l1", rate=0.003, dead_weights=True)
    thin = trained(replace(document, recipe=replace(document.recipe, regularization=dying)), 5000).network
    assert (thin.layers[0].weight == 0).any()
