"""The names of columns beside samples that stand in the file."""

import json

import pytest

from nnviz.data.sources import NETWORK_FILE
from nnviz.storage.network_file import decode, encode

SAMPLES = {"inputs": [[1, 2], [3, 4]], "targets": [[5], [6]]}
NAMES = {"x-input_names": ["length", "width"], "x-target_names": ["weight"]}


def opened(dataset):
    """The document of a file with one linear unit and these data."""
    tree = {"format": "nnviz-network", "version": 1, "inputs": 2, "layers": [{"units": 1, "activation": "linear"}]}
    return decode(json.dumps(tree | {"dataset": dataset}).encode(), "file", None)


def written(document):
    return json.loads(encode(document))["dataset"]


def test_names_are_read_and_written_back():
    document = opened(SAMPLES | NAMES)
    data = document.recipe.dataset
    assert (data.input_names, data.target_names) == (("length", "width"), ("weight",))
    assert written(document) == SAMPLES | NAMES


def test_a_file_without_names_has_counted_columns_and_stays_so():
    document = opened(SAMPLES)
    data = document.recipe.dataset
    assert (data.input_names, data.target_names) == (("x1", "x2"), ("y1",))
    assert written(document) == SAMPLES
    assert str(NETWORK_FILE) in data.description


@pytest.mark.parametrize("note", ["length", ["length"], ["length", "length"], ["length", 2], [" ", "width"], None])
def test_a_note_that_is_no_name_for_each_column_stays_a_note(note):
    document = opened(SAMPLES | {"x-input_names": note})
    assert document.recipe.dataset.input_names == ("x1", "x2")
    assert written(document)["x-input_names"] == note


def test_features_are_read_with_and_without_the_names():
    features = {"features": ["x1*x2", "x2"]}
    assert opened(SAMPLES | NAMES | features).recipe.dataset.input_names == ("length·width", "width")
    assert opened(SAMPLES | features).recipe.dataset.input_names == ("x1·x2", "x2")
