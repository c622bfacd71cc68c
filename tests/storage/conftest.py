"""Small documents that the tests of this room share."""

import pytest

from nnviz.storage.document import Document
from nnviz.storage.network_file import decode

SMALL = b"""{
  "format": "nnviz-network", "version": 1, "inputs": 2,
  "layers": [
    {"units": 2, "activation": "tanh", "weight": [[0.5, -0.25], [0.125, 1]], "bias": [0, 0]},
    {"units": 1, "weight": [[1, -1]], "bias": [0.5]}
  ]
}"""

TRAINED = b"""{
  "format": "nnviz-network", "version": 1, "inputs": 1,
  "layers": [{"units": 1, "weight": [[0.5]], "bias": [0.25]}],
  "optimizer": "momentum", "batch_size": 2, "leftover": "carry",
  "dataset": {"inputs": [[1], [2], [3], [4], [5]], "targets": [[2], [4], [6], [8], [10]]},
  "progress": {
    "epoch": 1, "iteration": 3, "batch": 1, "carried": [4],
    "optimizer_state": {"count": 3, "velocity": [{"weight": [[0.125]], "bias": [-0.5]}]},
    "initial": [{"weight": [[0.0625]], "bias": [0]}]
  }
}"""


@pytest.fixture(scope="session")
def small_text() -> bytes:
    return SMALL


@pytest.fixture(scope="session")
def small() -> Document:
    return decode(SMALL, "a test", None)


@pytest.fixture(scope="session")
def trained_text() -> bytes:
    return TRAINED


@pytest.fixture(scope="session")
def trained() -> Document:
    return decode(TRAINED, "a test", None)
