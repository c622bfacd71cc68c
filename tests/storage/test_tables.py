"""Tables named by a network file: read, written back, refused with a place, found again elsewhere."""

import json
import os
from pathlib import Path

import pytest

from nnviz.data.spec import Table
from nnviz.errors import BadInput
from nnviz.storage.network_file import decode, encode, relocated
from nnviz.worker import long_run
from nnviz.worker.summary import metrics

HOUSING = Path(os.environ.get("NNVIZ_HOUSING", Path(__file__).parents[2].parent / "shared/data/california_housing.csv"))
NUMBERS = ["longitude", "latitude", "housing_median_age", "total_rooms", "total_bedrooms", "population", "households"]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "houses.csv").write_text("size;place;price\n70,5;sea;210\n;sea;1\n120;hill;400\n", encoding="utf-8")
    return tmp_path


def network(dataset, inputs=3, **more):
    """The bytes of a file with a network of so many inputs and one output."""
    layers = [{"units": 16, "activation": "relu", "initializer": "he_uniform"}, {"units": 1}]
    tree = {"format": "nnviz-network", "version": 1, "inputs": inputs, "layers": layers, "dataset": dataset}
    return json.dumps(tree | more).encode()


HOUSES = {
    "file": "houses.csv", "inputs": ["size", "place"], "targets": ["price"], "delimiter": ";", "decimal": ",",
    "header": True, "missing": "mean", "one_hot": ["place"], "test_fraction": 0.3, "standardize": True,
}  # fmt: skip


def test_a_table_is_read_and_written_back_exactly(folder):
    document = decode(network(HOUSES), "file", folder)
    assert document.recipe.dataset.input_names == ("size", "place=hill", "place=sea")
    assert document.data.source == Table(
        "houses.csv", ("size", "place"), ("price",), ";", ",", True, "mean", ("place",)
    )
    written = encode(document)
    assert json.loads(written)["dataset"] == HOUSES
    assert encode(decode(written, "file", folder)) == written


def test_inputs_can_be_the_targets(folder):
    dataset = HOUSES | {"inputs": ["price"], "targets": "inputs", "one_hot": []}
    document = decode(network(dataset, 1), "file", folder)
    assert json.loads(encode(document))["dataset"]["targets"] == "inputs"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"delimiter": "|"}, "at $.dataset.delimiter, expected one of"),
        ({"missing": "zero"}, "at $.dataset.missing, expected one of drop, mean"),
        ({"decimal": "x"}, "at $.dataset.decimal"),
        ({"inputs": ["size", 2]}, "at $.dataset.inputs[1], expected a text"),
        ({"inputs": ["siz"]}, "at $.dataset.inputs[0]: the table has no column “siz”; did you mean “size”?"),
        ({"targets": "size"}, 'at $.dataset.targets, expected rows of numbers or "inputs"'),
        ({"one_hot": ["plac"]}, "at $.dataset.one_hot[0]: the table has no column “plac”"),
        ({"one_hot": []}, 'at $.dataset, houses.csv: Row 2, column "place": "sea" is not a number'),
        ({"standardize": 1}, "at $.dataset.standardize, expected true or false"),
        ({"file": "flats.csv"}, "does not exist"),
        ({"header": "yes"}, "at $.dataset.header"),
        ({"heade": True}, 'at $.dataset.heade is not a known name. Did you mean "header"?'.removeprefix("at ")),
        ({"inputs": ["size"]}, "at $.dataset, expected 3 inputs a sample for this network, found 1"),
    ],
)
def test_what_no_table_has_is_refused_with_its_place(folder, change, place):
    with pytest.raises(BadInput) as caught:
        decode(network(HOUSES | change), "file", folder)
    assert place in str(caught.value)


def test_a_table_is_found_from_another_folder(folder):
    document = decode(network(HOUSES), "file", folder)
    (folder / "other").mkdir()
    moved = relocated(document, folder, folder / "other")
    assert moved.data.source.file == "../houses.csv"
    assert decode(encode(moved), "file", folder / "other").recipe.dataset.samples == 3


@pytest.mark.skipif(not HOUSING.is_file(), reason=f"the housing table is not at {HOUSING} (set NNVIZ_HOUSING)")
def test_one_hidden_layer_learns_house_prices():
    dataset = {
        "file": str(HOUSING), "inputs": [*NUMBERS, "median_income", "ocean_proximity"],
        "targets": ["median_house_value"], "one_hot": ["ocean_proximity"], "standardize": True, "test_fraction": 0.2,
    }  # fmt: skip
    recipe = {"loss": "mse", "optimizer": {"name": "adam", "learning_rate": 0.01}, "batch_size": 64, "shuffle": True}
    document = decode(network(dataset, 13, stop={"epochs": 5}, **recipe), "file", None)
    measured = metrics(document, long_run.run(document, document.stop, lambda _: True))
    assert measured["test_r2"] >= 0.6
