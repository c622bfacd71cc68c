"""What is known of samples stays known where they are typed over or painted."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.data.csv_text import csv_text
from nnviz.data.sources import CLIPBOARD
from nnviz.data.spec import DataSpec, Inline, Table
from nnviz.session.commands import AddRow, AddSamples, BeginWithPoints, EditInput, EditTarget, SetData, ShowSample
from nnviz.storage.network_file import decode, encode
from tests.session.desk import desk

FLOWERS = "sl,sw,species\n" + "".join(
    f"{row},{row / 10},{kind}\n" for row, kind in enumerate(["iris", "rose", "lily"] * 4)
)


@pytest.fixture
def flowers(tmp_path):
    """A table of two columns and a class, standardized."""
    path = tmp_path / "flowers.csv"
    path.write_text(FLOWERS, "utf-8")
    return DataSpec(Table(str(path), ("sl", "sw"), ("species",), one_hot=("species",)), standardize=True)


def data(at):
    return at.state.recipe.dataset


def reopened(at):
    """The samples after saving and opening."""
    document = replace(at.state.work.document, network=at.state.network, recipe=at.state.recipe, data=at.state.data)
    return decode(encode(document), "file", None).recipe.dataset


def test_an_edited_cell_leaves_the_columns_their_names():
    at = desk("house-prices").send(EditInput(3, 0, 99.0))
    assert data(at).input_names == ("size", "bedrooms", "floors", "age")
    assert data(at).target_names == ("price",)
    assert csv_text(data(at)).splitlines()[0] == "size,bedrooms,floors,age,price,part"


def test_a_painted_sample_leaves_columns_and_classes_their_names(flowers):
    at = desk("blobs-2-6-4").send(SetData(flowers))
    at.send(AddSamples(np.array([[3.0, 0.5]]), np.array([[0.0, 0.0, 1.0]])))
    assert data(at).samples == 13
    assert data(at).input_names == ("sl", "sw")
    assert data(at).target_names == ("species=iris", "species=lily", "species=rose")
    assert data(at).class_names == ("iris", "lily", "rose")
    assert data(at).standardization is not None
    assert at.state.network.layers[-1].unit_names == ("iris", "lily", "rose")


def test_the_names_are_there_after_saving_and_opening(flowers):
    at = desk("blobs-2-6-4").send(SetData(flowers), EditInput(0, 0, 7.0))
    again = reopened(at)
    assert again.input_names == ("sl", "sw")
    assert again.target_names == ("species=iris", "species=lily", "species=rose")
    assert again.class_names == ("iris", "lily", "rose")


def test_expressions_mean_the_same_columns_after_an_edit(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("x2,x1,y\n1,10,0\n2,20,1\n3,30,0\n", "utf-8")
    at = desk("xor-2-2-1").send(SetData(DataSpec(Table(str(path), ("x2", "x1"), ("y",)), features=("x1", "x2^2"))))
    at.send(EditInput(0, 0, 5.0))
    assert data(at).inputs.tolist() == [[10, 25], [20, 4], [30, 9]]


@pytest.mark.parametrize(
    ("begun", "told"),
    [
        ("house-prices", "from your own table, begun from the generator “house_prices”: x is"),
        ("gate-and", "from your own table, begun from the table of the network file: x is"),
    ],
)
def test_the_card_says_from_what_edited_samples_were_begun(begun, told):
    at = desk(begun).send(EditTarget(0, 0, 0.5))
    assert told in data(at).description
    at.send(AddRow())
    assert told in data(at).description


def test_the_card_says_from_which_file_edited_samples_were_begun(flowers):
    at = desk("blobs-2-6-4").send(SetData(flowers), EditInput(0, 0, 7.0))
    assert "from your own table, begun from the file flowers.csv: x is" in data(at).description


def test_the_card_says_what_was_pasted_and_what_was_made_here():
    at = desk("xor-2-2-1").send(SetData(DataSpec(Inline(np.eye(2), np.ones((2, 1)), origin=CLIPBOARD))))
    assert "2 samples, from the clipboard: x is" in data(at).description
    at.send(BeginWithPoints())
    assert "2 samples, from your own table: x is" in data(at).description


def test_samples_of_which_one_is_edited_stay_in_order_and_keep_their_test_part():
    at = desk("playground")
    before = data(at)
    row = int(before.test_rows[0])
    at.send(ShowSample(row), EditInput(row, 0, 3.3), EditInput(row, 1, -3.3))
    after, others = data(at), np.delete(np.arange(before.samples), row)
    np.testing.assert_array_equal(after.test_rows, before.test_rows)
    np.testing.assert_array_equal(after.inputs[others], before.inputs[others])
    assert after.inputs[row].tolist() == [3.3, -3.3]
    assert at.state.sample == row


def test_where_samples_move_the_one_shown_stays_shown():
    at = desk("playground")
    row = int(data(at).test_rows[0])
    shown = data(at).inputs[row]
    at.send(ShowSample(row), AddRow())
    assert at.state.sample != row
    np.testing.assert_array_equal(data(at).inputs[at.state.sample], shown)


def test_the_test_part_of_edited_samples_is_there_after_saving_and_opening():
    at = desk("playground").send(EditInput(0, 0, 3.3))
    again = reopened(at)
    np.testing.assert_array_equal(again.test_rows, data(at).test_rows)
    np.testing.assert_array_equal(again.inputs, data(at).inputs)
