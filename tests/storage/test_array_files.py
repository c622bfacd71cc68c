"""Networks whose samples are arrays of an NPZ file."""

import json

import numpy as np
import pytest

from nnviz.data.spec import Arrays
from nnviz.errors import BadInput
from nnviz.storage.network_file import encode, read, relocated, write


@pytest.fixture
def network_with(tmp_path):
    """A network file of two inputs and three outputs with this ``dataset``, beside data.npz."""
    arrays = {"x": np.arange(8.0).reshape(4, 2), "y": np.array([0, 1, 2, 1]), "wide": np.zeros((4, 3))}
    np.savez(tmp_path / "data.npz", **arrays)

    def saved(outputs=3, **dataset):
        file = {"format": "nnviz-network", "version": 1, "inputs": 2, "layers": [{"units": outputs}]}
        path = tmp_path / "network.json"
        path.write_text(json.dumps(file | {"dataset": {"npz": "data.npz", "inputs": "x"} | dataset}), "utf-8")
        return path

    return saved


def test_arrays_are_read_from_beside_the_network(network_with):
    document = read(network_with(targets="y", test_last=1))
    assert document.recipe.dataset.targets.argmax(axis=1).tolist() == [0, 1, 2, 1]
    assert document.recipe.dataset.test_rows.tolist() == [3]
    assert json.loads(encode(document))["dataset"] == {
        "npz": "data.npz",
        "inputs": "x",
        "targets": "y",
        "test_last": 1,
    }


def test_inputs_as_targets_are_written_as_they_were_read(network_with):
    document = read(network_with(outputs=2, targets="inputs"))
    assert document.data.source == Arrays("data.npz", "x", None)
    assert json.loads(encode(document))["dataset"] == {"npz": "data.npz", "inputs": "x", "targets": "inputs"}


def test_a_network_saved_elsewhere_still_finds_its_arrays(network_with, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    document = relocated(read(network_with(targets="y")), tmp_path, tmp_path / "elsewhere")
    write(tmp_path / "elsewhere" / "network.json", document)
    assert read(tmp_path / "elsewhere" / "network.json").data.source.npz == "../data.npz"


@pytest.mark.parametrize(
    ("dataset", "says"),
    [
        ({"targets": "z"}, r"at \$\.dataset\.targets: .*data\.npz has no array “z”; it has x, y, wide"),
        ({"inputs": "wide", "targets": "y"}, r"at \$\.dataset, expected 2 inputs a sample for this network, found 3"),
        ({"npz": "no.npz", "targets": "y"}, r"at \$\.dataset, The file .*no\.npz does not exist"),
    ],
)
def test_arrays_that_do_not_fit_are_refused_with_the_path(network_with, dataset, says):
    with pytest.raises(BadInput, match=says):
        read(network_with(**dataset))
