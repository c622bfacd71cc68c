"""The numbers of the lectures, in step mode and in run mode, each within its tolerance."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnviz.core.activations import activation, winners
from nnviz.core.checkpoint import start
from nnviz.core.divergence import find_blame
from nnviz.core.forward import forward
from nnviz.core.losses import LOSSES, PAIRS
from nnviz.core.metrics import evaluate
from nnviz.core.plan import Plan
from nnviz.core.recipe import BiasMode
from nnviz.core.stability import largest_stable_rate
from nnviz.core.training import explain, look, refusal
from nnviz.data.glyphs import GLYPHS, glyph_digits
from nnviz.resources import networks_folder
from nnviz.storage.network_file import read
from tests.core.small_networks import network, recipe

GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text())
NAMES = {
    "leaky_relu_0.1": "leaky_relu",
    "elu_alpha1": "elu",
    "step_hardlim": "step",
    "purelin": "linear",
    "hardlims": "sign",
    "logsig": "sigmoid",
    "tansig": "tanh",
}


def close_to(case, tolerance=None):
    """A comparison within the tolerance of a case."""
    allowed = tolerance or GOLDEN[case]["tolerance"]

    def compare(got, want):
        np.testing.assert_allclose(np.ravel(got), np.ravel(want), allowed["rtol"], allowed["atol"])

    return compare


def by_plan(net, how, iterations):
    plan = Plan(start(net, how), how)
    plan.run(iterations)
    return plan.checkpoint().network


def by_steps(net, how, iterations):
    at = start(net, how)
    for made in range(1, iterations + 1):
        last = explain(at, how)[-1]
        at = replace(at, network=last.updated, optimizer_state=last.updated_state, iteration=made, epoch=made)
    return at.network


def outputs(net, inputs):
    return forward(net, np.array(inputs, float))[-1].a


def values(net):
    """The numbers of a single unit, bias first."""
    return [*net.layers[0].bias, *net.layers[0].weight.ravel()]


MAZUR = GOLDEN["mazur_2_2_2"]


def mazur(case=MAZUR):
    given = case["inputs"]
    net = network((given["W1"], given["b1"], "sigmoid"), (given["W2"], given["b2"], "sigmoid"))
    return net, recipe([given["x"]], [given["target"]], "half_sse", rate=given["eta"], bias_mode=BiasMode.FROZEN)


def mazur_values():
    """Every number of the case, as step mode finds it."""
    net, how = mazur()
    moments = explain(start(net, how), how)
    last = moments[-1]
    hidden, output = last.traces
    unit_gradient = how.loss.gradient(output.z, output.a, last.batch.y)
    slopes = [layer.activation.slope(trace.z, trace.a) for layer, trace in zip(net.layers, last.traces, strict=True)]
    parts = output.delta.T * net.layers[1].weight  # each output's share of the blame of each hidden unit
    return {
        "net_h": hidden.z,
        "out_h": hidden.a,
        "net_o": output.z,
        "out_o": output.a,
        "E_o": last.output_losses,
        "E_total": last.loss,
        "dE_dout_o": unit_gradient,
        "dout_dnet_o": slopes[1],
        "delta_o": output.delta,
        "grad_w5_w8": output.weight_gradient,
        "dEo_dout_h": parts.T,
        "dE_dout_h": parts.sum(axis=0),
        "dout_dnet_h": slopes[0],
        "delta_h": hidden.delta,
        "grad_w1_w4": hidden.weight_gradient,
        "w_new": np.concatenate([layer.weight.ravel() for layer in last.updated.layers]),
        "b1_new": last.updated.layers[0].bias,
        "b2_new": last.updated.layers[1].bias,
    }


@pytest.mark.parametrize("name", MAZUR["expected"])
def test_backpropagation_by_hand(name):
    close_to("mazur_2_2_2")(mazur_values()[name], MAZUR["expected"][name])


PRINTED = {
    "net_h1": ("net_h", 0),
    "out_h1": ("out_h", 0),
    "out_h2": ("out_h", 1),
    "net_o1": ("net_o", 0),
    "out_o1": ("out_o", 0),
    "out_o2": ("out_o", 1),
    "E_o1": ("E_o", 0),
    "E_o2": ("E_o", 1),
    "E_total": ("E_total", 0),
    "dE_dout_o1": ("dE_dout_o", 0),
    "dout_dnet_o1": ("dout_dnet_o", 0),
    "dnet_dw5": ("out_h", 0),
    "dE_dw5": ("grad_w5_w8", 0),
    "delta_o1": ("delta_o", 0),
    "dEo1_dout_h1": ("dEo_dout_h", 0),
    "dEo2_dout_h1": ("dEo_dout_h", 1),
    "dE_dout_h1": ("dE_dout_h", 0),
    "dout_dnet_h1": ("dout_dnet_h", 0),
    "dE_dw1": ("grad_w1_w4", 0),
    **{f"w{number}_new": ("w_new", number - 1) for number in range(1, 9)},
}


@pytest.mark.parametrize("name", MAZUR["deck_printed"])
def test_the_digits_that_the_deck_prints(name):
    where, index = PRINTED[name]
    printed = MAZUR["deck_printed"][name]
    found = f"{np.ravel(mazur_values()[where])[index]:.{printed['digits']}f}"
    if name == "dEo2_dout_h1":
        assert found == "-0.019049118"  # the deck's ...119 comes from rounded numbers
    else:
        assert found == f"{printed['printed']:.{printed['digits']}f}"


@pytest.mark.parametrize("way", [by_steps, by_plan])
def test_backpropagation_by_hand_one_step_on(way):
    net, how = mazur()
    after = way(net, how, 1)
    compare = close_to("mazur_2_2_2")
    compare(np.concatenate([layer.weight.ravel() for layer in after.layers]), MAZUR["expected"]["w_new"])
    compare(outputs(after, [MAZUR["inputs"]["x"]]), MAZUR["after_one_step"]["out_o"])
    compare(evaluate(after, how).train_loss, MAZUR["after_one_step"]["E_total"])


@pytest.mark.parametrize("way", [by_steps, by_plan])
def test_hidden_gradients_never_use_weights_that_have_moved(way):
    net, how = mazur()
    wrong = MAZUR["negative_test_wrong_if_updated_w2_used"]["w1_to_w4"]
    assert np.abs(way(net, how, 1).layers[0].weight.ravel() - wrong).min() > 1e-5


PERCEPTRON = GOLDEN["perceptron_logic_training"]
RUNS = [(gate, name) for gate, kept in PERCEPTRON["expected"].items() for name in kept["runs"]]


def perceptron(gate, run):
    given, expected = PERCEPTRON["inputs"], PERCEPTRON["expected"][gate]
    bias, *weights = expected["runs"][run]["w_init"]
    how = recipe(given["X"], [[t] for t in expected["target"]], "mean_half_sse", rate=float(given["alpha"]))
    return network(([weights], [bias], "sigmoid")), how, expected["runs"][run]


@pytest.mark.parametrize(("gate", "run"), RUNS)
def test_one_perceptron_after_some_epochs(gate, run):
    net, how, expected = perceptron(gate, run)
    compare = close_to("", PERCEPTRON["tolerance"]["same_init"])
    for epoch, wanted in expected["snapshots"].items():
        ways = [by_plan, by_steps] if int(epoch) <= 100 else [by_plan]
        for after in (way(net, how, int(epoch)) for way in ways):
            compare(values(after), wanted["w"])
            compare(outputs(after, PERCEPTRON["inputs"]["X"]), wanted["out"])
    compare(values(by_plan(net, how, 2000)), expected["w"])


@pytest.mark.parametrize(("gate", "run"), RUNS)
def test_one_perceptron_logs_the_mean_square_without_its_half(gate, run):
    net, how, expected = perceptron(gate, run)
    compare = close_to("", PERCEPTRON["tolerance"]["same_init"])
    compare(evaluate(net, how, ("mse",)).train[1], expected["logged_mse_first"])
    before_last = by_plan(net, how, 1999)
    compare(evaluate(before_last, how, ("mse",)).train[1], expected["logged_mse_last"])
    compare(outputs(before_last, PERCEPTRON["inputs"]["X"]), expected["out_last_forward"])


@pytest.mark.parametrize(("gate", "run"), RUNS)
def test_one_perceptron_in_its_first_step(gate, run):
    net, how, expected = perceptron(gate, run)
    last = explain(start(net, how), how)[-1]
    compare = close_to("", PERCEPTRON["tolerance"]["same_init"])
    compare(last.traces[0].a, expected["first_step"]["out"])
    gradient = [*last.traces[0].bias_gradient, *last.traces[0].weight_gradient.ravel()]
    compare(gradient, expected["first_step"]["grad"])


def test_one_perceptron_prints_the_outputs_of_the_deck():
    for gate, printed in PERCEPTRON["deck_printed"].items():
        net, how, _ = perceptron(gate, "rs0")
        found = outputs(by_plan(net, how, 1999), PERCEPTRON["inputs"]["X"]).ravel()
        assert [f"{value:.3f}" for value in found] == [f"{value:.3f}" for value in printed]


GATES = GOLDEN["logic_gates_by_weights"]


@pytest.mark.parametrize("gate", ["OR", "AND", "NOT_x1_AND_x2", "x1_AND_NOT_x2", "NOT"])
def test_gates_by_weights(gate):
    wanted = GATES["expected"][gate]
    bias, *weights = wanted.get("w0_w1_w2") or wanted["w0_w1"]
    inputs = [[0.0], [1.0]] if gate == "NOT" else GATES["inputs"]["X"]
    (trace,) = forward(network(([weights], [bias], "sigmoid")), np.array(inputs))
    compare = close_to("logic_gates_by_weights")
    compare(trace.z, wanted["z"])
    compare(trace.a, wanted["h"])
    assert trace.a.round().ravel().tolist() == wanted["rounded"] == wanted["table"]


def test_xor_put_together_from_gates():
    wanted = GATES["expected"]["XOR_2_2_1"]
    net = network((wanted["W1"], wanted["b1"], "sigmoid"), (wanted["W2"], wanted["b2"], "sigmoid"))
    hidden, output = forward(net, np.array(GATES["inputs"]["X"]))
    compare = close_to("logic_gates_by_weights")
    compare(hidden.a, wanted["hidden"])
    compare(output.a, wanted["output"])
    how = recipe(GATES["inputs"]["X"], [[t] for t in wanted["table"]], "binary_crossentropy")
    compare(evaluate(net, how).train_loss, wanted["J_bce"])


def threshold():
    w = GOLDEN["threshold_2_2_1"]["inputs"]
    hidden = [[w["w13"], w["w23"]], [w["w14"], w["w24"]]]
    return network((hidden, None, "step"), ([[w["w35"], w["w45"]]], None, "step"))


@pytest.mark.parametrize("bits", GOLDEN["threshold_2_2_1"]["full_truth_table"])
def test_the_threshold_network(bits):
    hidden, output = forward(threshold(), np.array([[float(bit) for bit in bits]]))
    wanted = GOLDEN["threshold_2_2_1"]["full_truth_table"][bits]
    assert hidden.z.ravel().tolist() == [wanted["v3"], wanted["v4"]]
    assert hidden.a.ravel().tolist() == [wanted["y3"], wanted["y4"]]
    assert (output.z.item(), output.a.item()) == (wanted["v5"], wanted["y5"])


def test_the_threshold_network_is_not_trained_by_gradients():
    assert "slope is 0" in refusal(threshold(), recipe([[1, 0]], [[0]]))


CURVES = GOLDEN["activations"]


@pytest.mark.parametrize("name", CURVES["expected"])
def test_activations_and_their_slopes(name):
    kind = activation(NAMES.get(name, name))
    z, wanted = np.array(CURVES["x"]), CURVES["expected"][name]
    compare = close_to("activations")
    compare(kind.value(z), wanted["f"])
    compare(kind.backward(z, kind.value(z), np.ones_like(z)), wanted["df"])
    assert kind.value(np.zeros(1))[0] == CURVES["value_at_zero"][name]


def test_maxout_and_the_piece_that_wins():
    case = CURVES["maxout"]
    net = network((case["inputs"]["W"], case["inputs"]["b"], "maxout"))
    (trace,) = forward(net, np.array(case["inputs"]["x"], float))
    compare = close_to("activations")
    compare(trace.z, case["pieces"])
    compare(trace.a, case["out"])
    assert winners(trace.z, 2).ravel().tolist() == case["winner"]


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_activations_far_out_are_exact_and_silent(name):
    case = CURVES["stable_extremes"]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        close_to("activations")(activation(name).value(np.array(case["x"], float)), case[name])


def test_the_jacobian_of_a_linear_layer_is_its_weight():
    case = GOLDEN["jacobian_Wx"]
    net = network((case["inputs"]["W"], None, "linear"))
    compare = close_to("jacobian_Wx")
    compare(outputs(net, [case["inputs"]["x"]]), case["expected"]["y"])
    rows = []
    for target in case["expected"]["y"] - np.eye(2):  # so that e is 1 at one output and 0 at the other
        how = recipe([case["inputs"]["x"]], [target], "half_sse")
        rows.append(look(start(net, how), how, 0).input_delta[0])
    compare(rows, case["expected"]["J"])
    assert list(np.shape(rows)) == case["expected"]["shape"]


def test_softmax_and_cross_entropy():
    case = GOLDEN["softmax_cross_entropy"]
    wanted, compare = case["expected"], close_to("softmax_cross_entropy")
    z = np.array([wanted["logits_example"]])
    loss, pair, soft = LOSSES["categorical_crossentropy"], PAIRS["categorical_crossentropy"], activation("softmax")
    a, y = soft.value(z), np.array([case["inputs"]["y"]])
    compare(a, wanted["softmax_of_logits"])
    compare(a.sum(), wanted["sum_p"])
    compare(soft.value(z + 1000), wanted["softmax_of_logits"])
    compare(loss.value(z, a, y), [wanted["loss"]])
    compare(pair.delta(z, a, y), wanted["grad_wrt_logits"])
    compare(soft.backward(z, a, loss.gradient(z, a, y)), wanted["grad_wrt_logits"])
    every = np.array(wanted["one_hot"])
    compare(loss.value(np.repeat(z, 5, 0), np.repeat(a, 5, 0), every), wanted["loss_per_true_class"])


SMALL = GOLDEN["losses_small"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("mse", "mse_mean"),
        ("mean_half_sse", "half_mse_mean"),
        ("half_sse", "half_sse"),
        ("sse", "sse"),
        ("binary_crossentropy", "bce_mean"),
    ],
)
def test_losses_of_four_samples(name, wanted):
    a, y = (np.array(SMALL["inputs"][key]).reshape(4, 1) for key in ("yhat", "y"))
    close_to("losses_small")(LOSSES[name].total(np.log(a / (1 - a)), a, y), SMALL["expected"][wanted])


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("mse", "d_mse_mean"),
        ("mean_half_sse", "d_half_mse_mean"),
        ("half_sse", "d_half_sse"),
        ("binary_crossentropy", "d_bce_mean_wrt_yhat"),
    ],
)
def test_gradients_of_the_losses_of_four_samples(name, wanted):
    a, y = (np.array(SMALL["inputs"][key]).reshape(4, 1) for key in ("yhat", "y"))
    loss = LOSSES[name]
    close_to("losses_small")(loss.share(4) * loss.gradient(np.log(a / (1 - a)), a, y), SMALL["expected"][wanted])


def test_binary_cross_entropy_by_z():
    a, y = (np.array(SMALL["inputs"][key]).reshape(4, 1) for key in ("yhat", "y"))
    found = LOSSES["binary_crossentropy"].share(4) * PAIRS["binary_crossentropy"].delta(a, a, y)
    close_to("losses_small")(found, SMALL["expected"]["d_bce_mean_wrt_z"])


DIGITS = GOLDEN["mnist10_single_layer"]


def ten_digits():
    """The program of deck 000: W += n d.T X on the sum of squares; it prints the mean square."""
    x, y = glyph_digits(10, 0.0, np.random.RandomState(0))
    weight = np.random.RandomState(0).uniform(-0.1, 0.1, (10, 784))
    return network((weight, None, "sigmoid")), recipe(x, y, "half_sse", rate=DIGITS["inputs"]["n"])


def test_the_glyphs_are_those_of_the_case():
    assert dict(enumerate(GLYPHS)) == {int(digit): glyph for digit, glyph in DIGITS["inputs"]["glyphs"].items()}


@pytest.mark.parametrize("way", [by_steps, by_plan])
def test_ten_digits_print_their_losses(way):
    net, how = ten_digits()
    expected, compare = DIGITS["expected"], close_to("mnist10_single_layer")
    losses = [evaluate(way(net, how, epoch), how, ("mse", "mean_sse")).train for epoch in range(11)]
    compare([found[1] for found in losses], [*expected["losses_printed"], expected["loss_after"]])
    compare(losses[0][2], expected["slide_L_first"])
    compare(outputs(net, how.dataset.inputs)[:, 0], expected["o_first_neuron_before"])
    after = way(net, how, 10)
    answers = outputs(after, how.dataset.inputs)
    compare(answers[:, 0], expected["o_first_neuron_after"])
    compare(np.diag(answers), expected["diag_after"])
    assert answers.argmax(axis=1).tolist() == expected["argmax_after"]
    compare(after.layers[0].weight.sum(), expected["W_sum"])
    compare(after.layers[0].weight[0, 300], expected["W_0_300"])


def test_the_first_gradient_of_the_ten_digits():
    net, how = ten_digits()
    gradient = explain(start(net, how), how)[-1].traces[0].weight_gradient
    close_to("mnist10_single_layer")(-gradient.sum(), DIGITS["expected"]["dW0_sum"])  # the deck adds what we subtract


LINE = GOLDEN["linear_regression_gd"]


def line(rate):
    given = LINE["inputs"]
    how = recipe(np.reshape(given["x"], (5, 1)), np.reshape(given["y"], (5, 1)), "mse", rate=rate)
    return network(([[given["init"][0]]], [given["init"][1]], "linear")), how


@pytest.mark.parametrize("way", [by_steps, by_plan])
def test_linear_regression_follows_its_path(way):
    net, how = line(LINE["inputs"]["eta"])
    compare = close_to("linear_regression_gd")
    for epoch, slope, offset, loss in LINE["expected"]["trajectory_epoch_m_b_loss"]:
        after = way(net, how, epoch)
        compare(values(after), [offset, slope])
        compare(evaluate(after, how).train_loss, loss)


def test_linear_regression_ends_at_the_closed_form():
    net, how = line(LINE["inputs"]["eta"])
    found = values(by_plan(net, how, LINE["inputs"]["epochs"]))
    close_to("linear_regression_gd")(found, [LINE["expected"]["b"], LINE["expected"]["m"]])
    close_to("linear_regression_gd")(found, LINE["expected"]["closed_form"][::-1])


def test_linear_regression_diverges_beyond_its_largest_rate():
    for rate, diverges in ((0.0845, False), (0.0846, True), (LINE["divergence"]["eta"], True)):
        net, how = line(rate)
        plan = Plan(start(net, how), how)
        losses = plan.run(6000)
        assert (not losses[-1] < losses[0]) == diverges
    assert find_blame(start(net, how), how).layer == 0
    assert largest_stable_rate(net, how) == pytest.approx(0.084524, abs=5e-7)


@pytest.mark.parametrize("way", [by_steps, by_plan])
def test_gradient_descent_on_three_numbers_follows_its_path(way):
    case, document = GOLDEN["gradient_descent_3d"], read(networks_folder() / "gradient-descent-3d.json")
    net, how, compare = document.network, document.recipe, close_to("gradient_descent_3d")
    for iteration, (x, y, z) in enumerate(case["expected"]["trajectory"]):
        after = way(net, how, iteration)
        compare(after.layers[0].weight, [x, y, z])
        assert evaluate(after, how).train_loss == pytest.approx(x**2 + 2 * y**2 + 3 * z**2, rel=1e-14)
    compare(way(net, replace(how, rate=1.0), 1).layers[0].weight, case["expected"]["eta_1_step_no_eta_slide"])
    assert largest_stable_rate(net, how) == pytest.approx(1 / 3)


def test_the_surface_of_and():
    case = GOLDEN["surface_3d_and"]
    bias, *weights = case["inputs"]["w"]
    axis = np.linspace(*case["inputs"]["range"], case["inputs"]["K"])
    grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), axis=-1).reshape(-1, 2)
    surface = outputs(network(([weights], [bias], "sigmoid")), grid).reshape(case["expected"]["shape"])
    corners, compare = case["expected"]["corners"], close_to("surface_3d_and")
    compare(surface[[0, 0, -1, -1], [0, -1, 0, -1]], list(corners.values()))
    compare(surface.sum(), case["expected"]["sum"])
    compare(surface[10, 10], case["expected"]["center_10_10"])
