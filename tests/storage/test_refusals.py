"""Each file that cannot be used is refused with the place and the reason."""

import json
import os

import numpy as np
import pytest

from nnviz.errors import BadInput
from nnviz.storage.network_file import decode, read

ACTIVATION = "$.layers[0].activation"


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        decode(data, "network.json", None)
    sentence = str(caught.value)
    assert sentence.startswith("Cannot open network.json: ")
    assert "\n" not in sentence
    return sentence


def changed(text: bytes, place: str, value: object) -> bytes:
    """The text with ``value`` at ``place``; nothing there: it is added."""
    tree = json.loads(text)
    holder, steps = tree, [int(step) if step.isdigit() else step for step in place.split(".")]
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = value
    return json.dumps(tree).encode()


WRONG_VALUES = [
    ("colour", "red", "$.colour is not a known name"),
    ("opimizer", "sgd", '$.opimizer is not a known name. Did you mean "optimizer"?'),
    ("layers.0.unit", 2, '$.layers[0].unit is not a known name. Did you mean "units"?'),
    ("layers.0.units", 0, "at $.layers[0].units, expected a whole number >= 1, found 0."),
    ("layers.0.units", 4097, "at $.layers[0].units, expected a whole number <= 4096, found 4097."),
    ("layers.0.units", 2.5, "at $.layers[0].units, expected a whole number, found 2.5."),
    ("layers.0.units", "2", 'at $.layers[0].units, expected a whole number, found "2".'),
    ("layers.0.weight", [[1, 2]], "at $.layers[0].weight, expected 2 x 2 numbers, found 1 rows."),
    ("layers.0.weight", [[1, 2], [3]], "at $.layers[0].weight[1], expected 2 numbers"),
    ("layers.0.weight", [[1, 2], [3, None]], "at $.layers[0].weight[1][1], expected a number, found null."),
    ("layers.0.weight", [[1, 2], [3, True]], "at $.layers[0].weight[1][1], expected a number, found true."),
    ("layers.0.bias", [1], "at $.layers[0].bias, expected 2 numbers, found 1."),
    ("layers.0.use_bias", False, "at $.layers[0].bias, expected none, because use_bias is false."),
    ("layers.0.unit_names", ["h"], "at $.layers[0].unit_names, expected 2 names, found 1."),
    ("layers.0.weight_names", [["a", "b"], ["c"]], "at $.layers[0].weight_names[1], expected 2 names, found 1."),
    ("layers.0.bias_names", ["b"], "at $.layers[0].bias_names, expected 2 names, found 1."),
    ("layers.0.activation", "sigmod", f"at {ACTIVATION}, expected one of"),
    ("layers.0.activation", "sigmod", 'Did you mean "sigmoid"?'),
    ("layers.0.activation", "softmax", f"at {ACTIVATION}, softmax can be used in the last layer only."),
    ("layers.0.activation", {"alpha": 1}, f'at {ACTIVATION}, the name "name" is missing.'),
    (
        "layers.0.activation",
        {"name": "elu", "alfa": 1},
        f'{ACTIVATION}.alfa is not a known name. Did you mean "alpha"?',
    ),
    ("layers.0.activation", {"name": "maxout", "pieces": 1}, f"at {ACTIVATION}.pieces, expected a whole number >= 2"),
    ("layers.0.initializer", {"name": "uniform", "low": 2}, "at $.layers[0].initializer, expected low to be at most"),
    ("layers.0.initializer", {"name": "normal", "std": -1}, "at $.layers[0].initializer.std, expected a number >= 0"),
    ("layers", [], "at $.layers, expected a list of length >= 1, found []."),
    ("layers", [{"units": 1}] * 33, "at $.layers, expected a list of length <= 32"),
    ("layers", [{"units": 4096}] * 3, "at $.layers, the network has 33,574,912 parameters; at most 1,000,000"),
    ("inputs", 10**6, "at $.layers, the network has 2,000,005 parameters; at most 1,000,000"),
    ("inputs", 10**9, "at $.inputs, expected a whole number <= 1000000"),
    ("loss", "binary_crossentropy", "at $.loss, binary_crossentropy needs sigmoid in the last layer, found linear."),
    ("report", ["mse", "mse"], 'at $.report[1], "mse" appears twice.'),
    ("report", ["categorical_crossentropy"], "at $.report[0], categorical_crossentropy needs softmax outputs"),
    (
        "optimizer",
        {"name": "sgd", "learning_rate": 0},
        "at $.optimizer.learning_rate, expected a number > 0.0, found 0.",
    ),
    ("optimizer", {"name": "momentum", "momentum": 1}, "at $.optimizer.momentum, expected a number < 1.0, found 1."),
    ("optimizer", {"name": "adam", "epsilon": 0}, "at $.optimizer.epsilon, expected a number > 0.0, found 0."),
    ("optimizer", "perceptron", "at $.optimizer, the perceptron rule needs one layer of step or sign units, found 2"),
    ("regularization", {"name": "l3"}, "at $.regularization.name, expected one of none, l2, l1"),
    ("regularization", {"name": "l2", "rate": -1}, "at $.regularization.rate, expected a number >= 0.0, found -1."),
    ("regularization", {"name": "l2", "dead_weights": True}, "at $.regularization.dead_weights, only l1"),
    ("train_bias", "none", "at $.train_bias, expected one of per_unit, shared, frozen"),
    ("batch_size", 0, "at $.batch_size, expected a whole number >= 1, found 0."),
    ("shuffle", 1, "at $.shuffle, expected true or false, found 1."),
    ("seed", -1, "at $.seed, expected a whole number >= 0, found -1."),
    ("seed", 2**32, "at $.seed, expected a whole number <= 4294967295"),
    ("precision", "float16", "at $.precision, expected one of float64, float32"),
    ("stop", {"epochs": 0}, "at $.stop.epochs, expected a whole number >= 1, found 0."),
    ("view", {"digits": 1}, "at $.view.digits, expected a whole number >= 2, found 1."),
    ("view", {"digits": "round"}, 'at $.view.digits, expected 2 to 9 or "rounded", found "round".'),
    ("view", {"digits": "4"}, 'at $.view.digits, expected 2 to 9 or "rounded", found "4".'),
    ("view", {"speed": "0/s"}, "at $.view.speed, expected steps a second"),
    ("view", {"notation": "numbers"}, "at $.view.notation, expected one of numbered, layered, from_to, to_from"),
    ("dataset", {}, 'at $.dataset, the name "inputs" is missing.'),
    ("dataset", {"file": "houses.csv", "inputs": ["a"]}, 'at $.dataset, the name "targets" is missing.'),
    ("dataset", {"inputs": [[0, 1]], "targets": [[1]], "feature": []}, "$.dataset.feature is not a known name"),
    ("dataset", {"inputs": [], "targets": []}, "at $.dataset.inputs, expected a list of length >= 1"),
    ("dataset", {"inputs": [[]], "targets": [[]]}, "at $.dataset.targets, expected at least one row"),
    ("dataset", {"inputs": [[0, 1], [2]], "targets": [[1], [1]]}, "at $.dataset.inputs[1], expected 2 numbers"),
    (
        "dataset",
        {"inputs": [[0]], "targets": [[1]]},
        "at $.dataset, expected 2 inputs a sample for this network, found 1.",
    ),
    ("dataset", {"inputs": [[0, 1]], "targets": "input"}, "at $.dataset.targets, expected rows of numbers"),
    ("dataset", {"inputs": [[0, 1]], "targets": [[1], [2]]}, "at $.dataset.targets: 2 targets for 1 inputs"),
    ("dataset", {"generator": "spirl"}, 'Did you mean "spiral"?'),
    ("dataset", {"generator": ["blobs"]}, "at $.dataset.generator, expected one of"),
    ("dataset", {"generator": "blobs", "classes": 7}, "at $.dataset.classes, expected a whole number <= 6, found 7"),
    ("dataset", {"generator": "blobs", "classes": 2.5}, "at $.dataset.classes, expected a whole number, found 2.5"),
    ("dataset", {"generator": "sine", "periods": "two"}, 'at $.dataset.periods, expected a number, found "two"'),
    ("dataset", {"generator": "blobs", "clases": 3}, '$.dataset.clases is not a known name. Did you mean "classes"?'),
    ("dataset", {"generator": "moons", "classes": 3}, "$.dataset.classes is not a known name"),
    (
        "dataset",
        {"generator": "spiral", "noise": 0.6},
        "at $.dataset.noise, expected a number from 0 to 0.5, found 0.6.",
    ),
    ("dataset", {"npz": "a.npz", "inputs": "x"}, 'at $.dataset, the name "targets" is missing.'),
    ("dataset", {"npz": "a.npz", "inputs": ["x"], "targets": "y"}, "at $.dataset.inputs, expected a text"),
    ("dataset", {"npz": "a.npz", "inputs": "x", "targets": "y", "labels": "z"}, "$.dataset.labels is not a known name"),
    ("dataset", {"npz": "/nowhere/a.npz", "inputs": "x", "targets": "y"}, "a.npz does not exist"),
    ("dataset", {"generator": "spiral", "samples": 10**12}, "at $.dataset.samples, expected 2 to 100000"),
    ("dataset", {"generator": "spiral", "rows": [500]}, "at $.dataset.rows[0] is 500"),
    ("format", "nnviz-lesson", "at $.format, it is a lesson; this version of nnviz opens networks only."),
    ("format", "keras", 'at $.format, expected "nnviz-network", found "keras".'),
    ("version", 2, "at $.version, it was written by a newer nnviz (format 2). Update nnviz to open it."),
    ("version", True, "at $.version, expected 1, found true."),
]


@pytest.mark.parametrize(("place", "value", "sentence"), WRONG_VALUES)
def test_a_wrong_value_is_refused_with_its_path(small_text, place, value, sentence):
    assert sentence in refusal(changed(small_text, place, value))


WRONG_PROGRESS = [
    ("progress.batch", 2, "at $.progress.batch, expected less than the 2 batches of an epoch, found 2."),
    ("progress.carried", [5], "at $.progress.carried[0], expected a training row, found 5."),
    ("leftover", "smaller", 'at $.progress.carried, expected no rows, because leftover is not "carry".'),
    ("progress.initial", [], "at $.progress.initial, expected one entry for each of the 1 layers, found 0."),
    ("progress.initial.0", {"weight": [[1]]}, "at $.progress.initial[0], expected a bias where the layer has one"),
    ("progress.optimizer_state", {"count": 3}, 'at $.progress.optimizer_state, the name "velocity" is missing.'),
    ("optimizer", "sgd", "$.progress.optimizer_state.velocity is not a known name"),
    ("progress.optimizer_state.velocity.0.weight", [[1, 2]], "at $.progress.optimizer_state.velocity[0].weight[0]"),
    ("progress.optimizer_state.velocity", 1, "at $.progress.optimizer_state.velocity, expected a list, found 1."),
    ("progress.iteration", -1, "at $.progress.iteration, expected a whole number >= 0, found -1."),
]


@pytest.mark.parametrize(("place", "value", "sentence"), WRONG_PROGRESS)
def test_progress_that_does_not_belong_to_the_network_is_refused(trained_text, place, value, sentence):
    assert sentence in refusal(changed(trained_text, place, value))


WRONG_TEXTS = [
    (b'"inputs": 2', b'"inputs": 2, "inputs": 2', "at $.inputs, the name appears twice."),
    (b'"bias": [0.5]', b'"bias": [0.5], "bias": [1]', "at $.layers[1].bias, the name appears twice."),
    (b"0.125", b"NaN", "at $.layers[0].weight[1][0], expected a finite number, found nan."),
    (b"0.125", b"-Infinity", "at $.layers[0].weight[1][0], expected a finite number, found -inf."),
    (b"0.125", b"1e999", "at $.layers[0].weight[1][0], expected a finite number, found inf."),
    (b"0.125", b"9" * 5000, "at $.layers[0].weight[1][0], expected a finite number, found inf."),
    (b'"inputs": 2', b'"inputs": 2, "x-a": [NaN]', "at $.x-a[0], expected a finite number, found nan."),
    (b"0.125", b"[" * 100_000, "at line 4, column 125, it is nested deeper than 64 levels."),
    (b"tanh", b"\\ud800", "at $.layers[0].activation, the text holds half of a character."),
    (b"tanh", b"\xff", "at byte 104, it is not UTF-8 text."),
    (b'"inputs": 2,', b'"inputs" 2,', "at line 2, column 53, it is not JSON: Expecting ':' delimiter."),
]


@pytest.mark.parametrize(("old", "new", "sentence"), WRONG_TEXTS)
def test_a_wrong_text_is_refused_with_its_path_or_position(small_text, old, new, sentence):
    assert old in small_text
    assert sentence in refusal(small_text.replace(old, new))


@pytest.mark.parametrize("data", [b"", b"[]", b"5", b"\x00", b'{"format"', "{}".encode("utf-16")])
def test_what_is_no_object_is_refused(data):
    assert "at " in refusal(data)


def test_unequal_biases_that_are_shared_are_refused(small_text):
    shared = changed(small_text, "train_bias", "shared")
    assert "at $.layers[0].bias, expected equal biases" in refusal(changed(shared, "layers.0.bias", [1, 2]))
    assert decode(shared, "network.json", None).recipe.bias_mode == "shared"


def test_dead_weights_need_plain_descent(small_text):
    text = changed(small_text, "regularization", {"name": "l1", "rate": 0.1, "dead_weights": True})
    assert "dead weights need the optimizer sgd, found adam" in refusal(changed(text, "optimizer", "adam"))
    assert decode(text, "network.json", None).recipe.regularization.dead_weights


def test_a_number_too_large_for_float32_is_refused_where_it_stands(small_text):
    text = changed(changed(small_text, "precision", "float32"), "layers.1.bias", [1e39])
    assert "at $.layers[1].bias[0], expected a number that float32 can hold, found 1e+39." in refusal(text)


def test_a_sample_too_large_for_float32_is_refused(small_text):
    text = changed(changed(small_text, "precision", "float32"), "dataset", {"inputs": [[1e39, 0]], "targets": [[0]]})
    assert "at $.dataset, expected inputs that float32 can hold" in refusal(text)


def test_the_parameters_are_counted_before_anything_is_allocated(small_text, monkeypatch):
    monkeypatch.setattr(np, "zeros", None)
    refusal(changed(small_text, "inputs", 10**6))


def test_a_file_of_more_than_100_megabytes_is_not_even_read(tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 101 * 10**6)
    with pytest.raises(BadInput, match=r"huge.json is 101 MB; at most 100 MB can be opened\."):
        read(path)


@pytest.mark.parametrize("name", ["missing.json", ".", "a\0b"])
def test_what_is_no_file_is_refused(tmp_path, name):
    with pytest.raises(BadInput, match="Cannot open"):
        read(tmp_path / name)
