"""What is saved is what is read again, every float with all its bits."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_documents import arrays, documents, plain

from nnviz.errors import NotSaved
from nnviz.storage.network_file import decode, encode, progress_fits, read, write


@settings(max_examples=150)
@given(documents())
def test_a_saved_document_is_read_as_it_was(document):
    assert plain(decode(encode(document), "a test", None)) == plain(document)


@given(documents())
def test_saving_again_gives_the_same_text(document):
    text = encode(document)
    assert encode(decode(text, "a test", None)) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_comes_back_with_all_its_bits(small, value):
    read_again = decode(encode(with_first_weight(small, value)), "a test", None)
    assert read_again.network.layers[0].weight[0, 0].tobytes() == np.float64(value).tobytes()


@given(arrays((1,), "float32"))
def test_a_float32_is_written_in_its_shortest_form(small, value):
    single = replace(
        small, network=small.network.as_precision("float32"), recipe=replace(small.recipe, precision="float32")
    )
    text = encode(with_first_weight(single, value[0]))
    assert decode(text, "a test", None).network.layers[0].weight[0, 0].tobytes() == value.tobytes()
    assert float(str(value[0])) == json.loads(text)["layers"][0]["weight"][0][0]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_number_that_is_none_is_never_written(small, value, tmp_path):
    path = tmp_path / "network.json"
    with pytest.raises(NotSaved, match=r"weight\[0\]\[0\] of the layer hidden is no longer a number"):
        write(path, with_first_weight(small, value))
    assert not path.exists()


def test_every_value_in_use_is_written(small):
    written = json.loads(encode(small))
    assert written["optimizer"] == {"name": "sgd", "learning_rate": 0.1}
    assert written["layers"][0]["initializer"] == "glorot_uniform"
    assert written["layers"][0]["unit_names"] == ["h1", "h2"]
    assert written["inputs"] == ["x1", "x2"]
    assert {"batch_size", "leftover", "train_bias", "precision", "seed", "shuffle", "stop", "view"} <= set(written)


def test_the_keys_stand_in_the_order_of_the_description(small):
    keys = list(json.loads(encode(small)))
    assert keys[:4] == ["format", "version", "name", "description"]
    assert keys.index("layers") < keys.index("loss") < keys.index("optimizer") < keys.index("view")


def test_a_matrix_row_and_a_small_object_stand_on_one_line(small):
    lines = encode(small).decode().splitlines()
    assert '  "optimizer": {"name": "sgd", "learning_rate": 0.1},' in lines
    assert '      "weight": [[0.5, -0.25], [0.125, 1.0]],' in lines
    assert max(map(len, lines)) <= 120


def test_text_is_written_as_it_is_read(small):
    assert "Mạng nơ-ron 神経" in encode(replace(small, name="Mạng nơ-ron 神経")).decode()


def test_names_that_nobody_chose_are_left_out_of_wide_layers():
    wide = decode(b'{"format": "nnviz-network", "version": 1, "inputs": 65, "layers": [{"units": 65}]}', "a test", None)
    written = json.loads(encode(wide))
    assert written["inputs"] == 65
    assert "unit_names" not in written["layers"][0]


def test_notes_are_kept_wherever_they_are(small_text):
    noted = json.loads(small_text)
    noted["x-top"] = 1
    noted["layers"][1]["activation"] = {"name": "linear", "x-why": "a line"}
    noted["dataset"] = {"inputs": [[0, 1]], "targets": [[1]], "x-from": {"page": 3}}
    written = json.loads(encode(decode(json.dumps(noted).encode(), "a test", None)))
    assert written["x-top"] == 1
    assert written["layers"][1]["activation"] == {"name": "linear", "x-why": "a line"}
    assert written["dataset"]["x-from"] == {"page": 3}


def test_notes_to_what_is_no_longer_there_are_dropped(small):
    assert b"x-" not in encode(replace(small, extras={"$.layers[7]": {"x-a": 1}, "$.dataset": {"x-b": 1}}))


def test_progress_is_left_out_of_large_networks(trained):
    wide = decode(
        b'{"format": "nnviz-network", "version": 1, "inputs": 500, "layers": [{"units": 501}]}', "a test", None
    )
    assert progress_fits(trained)
    assert not progress_fits(wide)
    assert b"progress" not in encode(replace(wide, progress=trained.progress))


def test_a_written_file_is_read(small, tmp_path):
    write(tmp_path / "network.json", small)
    assert plain(read(tmp_path / "network.json")) == plain(small)


def with_first_weight(document, value):
    return replace(document, network=document.network.with_weight(0, 0, 0, value))
