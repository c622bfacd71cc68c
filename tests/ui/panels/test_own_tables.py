"""Tables of one's own in the data panel: chosen, looked at, pasted, exported."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from nnviz.data.spec import DataSpec, Generated, Inline, Table
from nnviz.session.commands import EditInput, ExportSamples, SetData, Undo
from nnviz.session.effects import WriteText
from nnviz.ui.panels.data_card import DataCard
from nnviz.ui.panels.data_panel import DataPanel
from nnviz.ui.panels.source_form import FILE
from nnviz.ui.tables.import_dialog import ImportDialog

LEFT = Qt.MouseButton.LeftButton
HOUSES = "size,rooms,place,price\n70,3,sea,210000\n120,5,hill,400000\n50,2,sea,150000\n60,2,hill,170000\n"


@pytest.fixture
def xor(seat):
    """The data panel at work on XOR."""
    at = seat(DataPanel, "xor-2-2-1")
    at.panel.resize(600, 700)
    at.panel.show()
    return at


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "houses.csv"
    path.write_text(HOUSES, encoding="utf-8")
    return path


@pytest.fixture
def houses(xor, file, monkeypatch, choose, click):
    """The panel after the file was chosen in the list and taken as it was guessed."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    choose(xor.panel.source.choice, FILE)
    click(dialog(xor).take)
    return xor


def dialog(seat):
    return next(found for found in seat.panel.findChildren(ImportDialog) if found.isVisible())


def data(seat):
    return seat.desk.state.recipe.dataset


def titles(seat):
    model = seat.panel.table.model()
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]


def texts(seat, column):
    model = seat.panel.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def copied(text):
    QGuiApplication.clipboard().setText(text)


def test_a_file_is_chosen_and_the_network_has_its_columns(houses, file):
    assert houses.desk.state.data.source == Table(str(file), ("size", "rooms", "place"), ("price",), one_hot=("place",))
    assert houses.desk.state.network.input_names == ("size", "rooms", "place=hill", "place=sea")
    assert houses.panel.source.choice.key == FILE
    assert houses.panel.source.table.name.text() == "houses.csv"


def test_the_table_shows_names_and_original_units(houses):
    assert titles(houses)[:5] == ["size", "rooms", "place=hill", "place=sea", "target\nprice"]
    assert texts(houses, 0) == ["70", "120", "50", "60"]
    assert texts(houses, 4) == ["210000", "400000", "150000", "170000"]
    assert abs(data(houses).targets).max() < 2
    assert abs(float(texts(houses, 5)[0].replace("−", "-"))) > 1000


def test_it_is_said_that_columns_are_standardized(houses):
    assert "y: 1 number, 150000 to 400000" in houses.panel.card.text()
    assert houses.panel.card.text().endswith("standardized for the network (y: mean 232500, deviation 99090)")


def test_an_output_that_cannot_reach_the_targets_is_warned_of(houses):
    assert "sigmoid outputs only from 0 to 1" in houses.desk.state.notice.text


def test_other_columns_of_the_same_table_are_chosen_later(houses, click):
    click(houses.panel.source.table.columns)
    shown = dialog(houses)
    click(shown.samples_form.standardize)
    click(shown.take)
    assert houses.desk.state.data.source.inputs == ("size", "rooms", "place")
    assert data(houses).standardization is None


def test_a_number_typed_over_is_in_the_original_unit(houses):
    houses.take(EditInput(0, 0, 90.0))
    assert texts(houses, 0)[0] == "90"
    assert data(houses).original_targets[0, 0] == 210000
    assert data(houses).standardization is not None


def test_undo_brings_the_samples_and_the_network_back(houses):
    houses.take(Undo())
    assert titles(houses)[:2] == ["x1", "x2"]
    assert houses.desk.state.network.inputs == 2


def test_the_names_of_a_table_do_not_stay_with_other_data(houses):
    houses.take(SetData(DataSpec(Generated("spiral"))))
    assert houses.desk.state.network.input_names == ("x1", "x2")
    assert titles(houses)[:2] == ["x1", "x2"]


def test_canceling_changes_nothing(xor, file, monkeypatch, qtbot):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    xor.panel.source.table.choose()
    qtbot.keyClick(dialog(xor), Qt.Key.Key_Escape)
    assert xor.sent == []


def test_a_file_that_is_no_text_is_explained(xor, file, monkeypatch):
    file.write_bytes(b"PK\x03\x04\xff\xff")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    xor.panel.source.table.choose()
    assert "Byte 4 is no UTF-8 text" in xor.panel.findChild(QMessageBox).text()


# --- the clipboard --------------------------------------------------------------------------------------------------


def test_numbers_that_fit_the_network_are_pasted_at_once(xor, click):
    copied("0,5\t1\t1\n-2\t3\t0\n")
    click(xor.panel.paste)
    source = xor.desk.state.data.source
    assert isinstance(source, Inline)
    assert np.array_equal(source.inputs, [[0.5, 1], [-2, 3]])
    assert texts(xor, 2) == ["1", "0"]


def test_ctrl_v_in_the_table_pastes_and_a_header_is_seen(xor, qtbot):
    copied("a\tb\tc\r\n1\t2\t3\r\n")
    qtbot.keyClick(xor.panel.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(data(xor).inputs, [[1, 2]])


@pytest.mark.parametrize("text", ["1\t2\n3\t4\n", "a\tb\tc\n1\tsea\t3\n1\thill\t2\n", "1\t\t3\n1\t2\t3\n"])
def test_what_does_not_fit_is_asked_about(xor, click, text):
    copied(text)
    click(xor.panel.paste)
    assert xor.sent == []
    click(dialog(xor).take)
    assert isinstance(xor.desk.state.data.source, Inline)


def test_the_header_of_what_is_pasted_names_columns_and_units(xor, click):
    copied("length\twidth\tprice\n1\t2\t3\n4\t5\t6\n")
    click(xor.panel.paste)
    state = xor.desk.state
    assert state.network.input_names == ("length", "width")
    assert state.network.layers[-1].unit_names == ("price",)
    assert state.recipe.dataset.target_names == ("price",)
    assert "2 samples, from the clipboard" in state.recipe.dataset.description


def test_an_empty_clipboard_is_explained(xor, click):
    copied("")
    click(xor.panel.paste)
    assert "The clipboard holds no table" in xor.panel.findChild(QMessageBox).text()
    assert xor.sent == []


# --- the card -------------------------------------------------------------------------------------------------------


@pytest.fixture
def card(click):
    """Open the card of the data."""

    def opened(seat):
        click(seat.panel.details)
        return seat.panel.findChild(DataCard)

    return opened


def cells(table, row):
    return [table.item(row, column).text() for column in range(table.columnCount())]


def test_the_card_tells_columns_with_mean_and_deviation(houses, card):
    shown = card(houses)
    assert "the file houses.csv" in shown.text.text()
    assert "Training samples: 4 · test samples: 0" in shown.text.text()
    assert cells(shown.columns, 0) == ["size", "x", "50", "120", "75", "26.926", "(value − mean) / deviation"]
    assert cells(shown.columns, 2)[-1] == "the value itself"
    assert cells(shown.columns, 4)[:4] == ["price", "y", "150000", "400000"]
    assert not shown.classes.isVisible()


def test_the_card_counts_the_samples_of_each_class(xor, card):
    shown = card(xor)
    assert [cells(shown.classes, row) for row in range(2)] == [["0", "2", "0"], ["1", "2", "0"]]


def test_the_samples_are_exported_in_their_original_units(houses, card, click, tmp_path, monkeypatch):
    path = tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    click(card(houses).export)
    assert houses.sent[-1] == ExportSamples(path)
    effect = houses.desk.effects[-1]
    assert isinstance(effect, WriteText)
    assert effect.text.splitlines()[:2] == ["size,rooms,place=hill,place=sea,price", "70,3,0,1,210000"]
