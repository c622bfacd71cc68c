"""Inputs and output units are called as the data call their columns and classes."""

import numpy as np
import pytest

from nnviz.data.spec import DataSpec, Generated, Inline, Table
from nnviz.session.commands import EditInput, RenameUnit, SetData, StepForward, Undo
from nnviz.session.state import StepSize
from tests.session.desk import desk

HOMES = "longitude,latitude,rooms,income,value\n" + "".join(
    f"{row},{row * row},{7 - row},{row % 3},{10 * row}\n" for row in range(6)
)
ANIMALS = "length,width,animal\n1,2,cat\n3,4,dog\n5,6,eel\n7,8,fox\n"


@pytest.fixture
def table(tmp_path):
    """A text, its inputs, its targets and its columns of texts -> the data of a file that holds it."""

    def written(text, inputs, targets, one_hot=()):
        path = tmp_path / "table.csv"
        path.write_text(text, "utf-8")
        return DataSpec(Table(str(path), tuple(inputs), tuple(targets), one_hot=tuple(one_hot)))

    return written


def called(at):
    """The names of the inputs, and of the output units."""
    return at.state.network.input_names, at.state.network.layers[-1].unit_names


def test_another_table_of_the_same_width_brings_its_names(table):
    at = desk("house-prices")
    weights = at.weights
    homes = ("longitude", "latitude", "rooms", "income")
    at.send(SetData(table(HOMES, homes, ["value"])))
    assert called(at) == (homes, ("value",))
    assert at.state.work.initial.input_names == homes
    np.testing.assert_array_equal(at.weights, weights)
    at.send(Undo())
    assert called(at) == (("size", "bedrooms", "floors", "age"), ("price",))


def test_columns_that_change_places_take_their_names_along(table):
    at = desk("blobs-2-6-4").send(SetData(table(ANIMALS, ["length", "width"], ["animal"], ["animal"])))
    at.send(SetData(table(ANIMALS, ["width", "length"], ["animal"], ["animal"])))
    assert called(at)[0] == ("width", "length")


def test_output_units_are_called_as_the_classes(table):
    at = desk("blobs-2-6-4").send(SetData(table(ANIMALS, ["length", "width"], ["animal"], ["animal"])))
    assert called(at) == (("length", "width"), ("cat", "dog", "eel", "fox"))


def test_the_names_go_with_the_data_that_brought_them(table):
    at = desk("blobs-2-6-4").send(SetData(table(ANIMALS, ["length", "width"], ["animal"], ["animal"])))
    at.send(SetData(DataSpec(Generated("blobs", 40, parameters=(("classes", 4),)))))
    assert called(at) == (("x1", "x2"), ("o1", "o2", "o3", "o4"))


def test_names_given_by_hand_stay_where_the_data_have_none():
    at = desk("xor-2-2-1").send(RenameUnit(-1, 0, "left"), RenameUnit(1, 0, "either"))
    at.send(SetData(DataSpec(Generated("spiral", 40))))
    assert called(at) == (("left", "x2"), ("either",))


def test_names_given_by_hand_outlive_an_edited_cell_but_not_other_data(table):
    values = table(HOMES, ["longitude", "latitude", "rooms", "income"], ["value"])
    at = desk("house-prices").send(SetData(values), RenameUnit(-1, 0, "east"), EditInput(0, 1, 0.5))
    assert called(at)[0] == ("east", "latitude", "rooms", "income")
    at.send(SetData(table(HOMES, ["longitude", "latitude", "rooms", "income"], ["value"])))
    assert called(at)[0] == ("longitude", "latitude", "rooms", "income")


def test_a_trained_network_keeps_its_numbers_under_other_names(table):
    at = desk("house-prices").step(StepSize.ITERATION, *[StepForward()] * 5)
    weights = at.weights
    at.send(SetData(table(HOMES, ["longitude", "latitude", "rooms", "income"], ["value"])))
    np.testing.assert_array_equal(at.weights, weights)
    assert called(at)[1] == ("value",)
    assert at.state.work.timeline.now.optimizer_state.count == 5
    assert at.iteration == 5


def test_inputs_made_of_columns_are_called_after_them(table):
    at = desk("blobs-2-6-4").send(SetData(table(ANIMALS, ["length", "width"], ["animal"], ["animal"])))
    spec = at.state.data
    at.send(SetData(DataSpec(spec.source, features=("length", "length*width"))))
    assert called(at)[0] == ("length", "length·width")
    at.send(SetData(DataSpec(Inline(np.eye(2), np.eye(2, 4)))))
    assert called(at)[0] == ("x1", "x2")
