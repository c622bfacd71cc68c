"""Features in a network file: read, written back, refused with a place, and what one unit learns through them."""

import json

import pytest

from nnviz.errors import BadInput
from nnviz.resources import networks_folder
from nnviz.storage.document import Stop
from nnviz.storage.network_file import decode, encode, read
from nnviz.worker import long_run
from nnviz.worker.summary import metrics

CLOUD = {"generator": "xor", "samples": 200, "noise": 0.0, "seed": 0, "test_fraction": 0.5}


def network(dataset, inputs, **more):
    """A file with one tanh unit of so many inputs, as its document."""
    tree = {"format": "nnviz-network", "version": 1, "inputs": inputs, "layers": [{"units": 1, "activation": "tanh"}]}
    return decode(json.dumps(tree | {"dataset": dataset} | more).encode(), "file", None)


def accuracy(document, epochs=30):
    """The share of test samples that are answered right after so many epochs."""
    return metrics(document, long_run.run(document, Stop(epochs), lambda _: True))["test_accuracy"]


def test_features_are_read_and_written_back_as_they_were_typed():
    dataset = CLOUD | {"features": ["x1", "0,5*x1*x2", "sin( x2 )"], "target_features": ["y > 0", "x1 - x2"]}
    layers = [{"units": 2}]
    document = network(dataset, 3, layers=layers)
    written = encode(document)
    assert json.loads(written)["dataset"] == dataset
    assert encode(decode(written, "file", None)) == written


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"features": ["x1", "x2*x3"]}, "at $.dataset.features[1]: “x2*x3”, character 4: there is no column “x3”"),
        ({"features": ["x1", "sqrt(x2)"]}, "at $.dataset.features[1]: “sqrt(x2)” has no finite value at sample"),
        ({"features": ["x1", 2]}, "at $.dataset.features[1], expected a text"),
        ({"features": []}, "at $.dataset.features"),
        ({"features": "x1*x2"}, "at $.dataset.features, expected a list"),
        ({"features": ["x1*x2"]}, "at $.dataset, expected 2 inputs a sample for this network, found 1"),
        ({"target_features": ["y", "-y"]}, "at $.dataset, expected 1 targets a sample for this network, found 2"),
        ({"target_features": ["open('x')"]}, "at $.dataset.target_features[0]: “open('x')”, character 1"),
    ],
)
def test_features_that_cannot_be_used_are_refused_with_their_place(change, problem):
    with pytest.raises(BadInput) as refused:
        network(CLOUD | change, 2)
    assert problem in str(refused.value)


def test_one_unit_parts_the_xor_cloud_once_it_hears_the_product():
    recipe = {"optimizer": {"name": "sgd", "learning_rate": 0.03}, "batch_size": 10}
    assert accuracy(network(CLOUD | {"features": ["x1", "x2", "x1*x2"]}, 3, **recipe)) >= 0.97
    assert accuracy(network(CLOUD, 2, **recipe)) < 0.75


def test_the_example_is_logistic_regression_on_features():
    document = read(networks_folder() / "xor-one-unit.json")
    assert set(document.recipe.dataset.targets.ravel()) == {0.0, 1.0}
    assert accuracy(document, document.stop.epochs) >= 0.97


def test_a_circle_is_parted_by_the_squares_alone():
    dataset = CLOUD | {"generator": "circle", "features": ["x1^2", "x2^2"], "standardize": True}
    document = network(dataset, 2, batch_size=10)
    assert accuracy(document) >= 0.97


def test_training_on_after_opening_is_training_without_a_break():
    document = read(networks_folder() / "xor-one-unit.json")
    half = long_run.run(document, Stop(2), lambda _: True)
    opened = decode(encode(long_run.trained(document, half.reached)), "file", None)
    whole = long_run.run(document, Stop(4), lambda _: True)
    later = long_run.run(opened, Stop(4), lambda _: True)
    assert (later.reached.network.layers[0].weight == whole.reached.network.layers[0].weight).all()


def test_an_own_formula_is_read_and_written_back():
    dataset = {"generator": "expression", "samples": 60, "noise": 0.1, "seed": 2, "inputs": 2, "low": -2.0, "high": 3.0}
    document = network(dataset | {"formula": "x1*x2 - 0,5"}, 2)
    written = encode(document)
    assert json.loads(written)["dataset"] == dataset | {"formula": "x1*x2 - 0,5"}
    assert encode(decode(written, "file", None)) == written
    assert document.recipe.dataset.inputs.max() > 2


@pytest.mark.parametrize(
    ("dataset", "problem"),
    [
        (
            {"generator": "expression", "formula": "x**"},
            "at $.dataset.formula: “x**”, character 4: this cannot be read",
        ),
        ({"generator": "expression", "formula": 3}, "at $.dataset.formula, expected a text"),
        ({"generator": "line", "formula": "x"}, "$.dataset.formula is not a known name"),
        ({"generator": "expression", "inputs": 1.5}, "at $.dataset.inputs, expected a whole number"),
    ],
)
def test_a_formula_that_cannot_be_used_is_refused_with_its_place(dataset, problem):
    with pytest.raises(BadInput) as refused:
        network(dataset, 1)
    assert problem in str(refused.value)
