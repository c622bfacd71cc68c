"""A table of one's own is looked at, corrected with clicks, and taken."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nnviz.data.spec import DataSpec, Inline, Table
from nnviz.ui.tables.bad_cells_dialog import BadCellsDialog
from nnviz.ui.tables.columns_table import CELLS, CONTENT, INPUT, ONE_HOT, TARGET
from nnviz.ui.tables.import_dialog import ImportDialog, Origin
from nnviz.ui.theme import DARK, LIGHT

LEFT = Qt.MouseButton.LeftButton
HOUSES = "size;place;price\n70,5;sea;210\n120;hill;400\n;sea;150\n"


@pytest.fixture
def open_dialog(qtbot):
    """A text -> the dialog about it, on view, and a list that takes what it hands over."""

    def opened(text, file="houses.csv", present=None, theme=LIGHT):
        dialog = ImportDialog(Origin("houses.csv", text, file), theme, present)
        qtbot.addWidget(dialog)
        specs = []
        dialog.taken.connect(specs.append)
        dialog.resize(1100, 600)
        dialog.show()
        return dialog, specs

    return opened


@pytest.fixture
def tick(qtbot):
    """Click the box of a column of the table."""

    def clicked(dialog, row, column):
        table = dialog.columns
        place = table.visualRect(table.model().index(row, column)).center()
        qtbot.mouseClick(table.viewport(), LEFT, pos=place)

    return clicked


def test_the_layout_is_guessed_and_the_first_rows_are_shown(open_dialog):
    dialog, _ = open_dialog(HOUSES)
    assert dialog.layout_form.delimiter.button(";").isChecked()
    assert dialog.layout_form.decimal.button(",").isChecked()
    assert [dialog.columns.item(row, CELLS).text() for row in range(3)] == ["70,5", "sea", "210"]
    assert [dialog.columns.item(row, CONTENT).text() for row in range(3)] == [
        "70.5 to 120 · gaps: 1", "2 different texts", "150 to 400",
    ]  # fmt: skip
    assert "Samples: 2 · inputs: 3 · targets: 1 · 1 row has a gap" in dialog.message.text()


def test_what_is_guessed_is_taken_with_one_click(open_dialog, click):
    dialog, specs = open_dialog(HOUSES)
    click(dialog.take)
    source = Table("houses.csv", ("size", "place"), ("price",), ";", ",", True, "drop", ("place",))
    assert [(spec.source, spec.standardize, spec.test_fraction) for spec in specs] == [(source, True, None)]
    assert not dialog.isVisible()


def test_ticks_choose_inputs_and_targets(open_dialog, click, tick):
    dialog, specs = open_dialog(HOUSES)
    tick(dialog, 1, TARGET)
    assert dialog.columns.ticked(INPUT) == ("size",)
    tick(dialog, 2, TARGET)
    tick(dialog, 2, INPUT)
    click(dialog.take)
    assert (specs[0].source.inputs, specs[0].source.targets) == (("size", "price"), ("place",))


def test_a_column_of_texts_that_is_not_one_hot_is_refused_by_row_and_column(open_dialog, tick):
    dialog, _ = open_dialog(HOUSES)
    tick(dialog, 1, ONE_HOT)
    assert 'Row 2, column "place": "sea" is not a number' in dialog.message.text()
    assert "tick One-hot" in dialog.message.text()
    assert dialog.message.palette().windowText().color() == LIGHT.error
    assert not dialog.take.isEnabled()
    tick(dialog, 1, ONE_HOT)
    assert dialog.take.isEnabled()


def test_a_comma_between_thousands_is_no_decimal_sign(open_dialog, click):
    dialog, _ = open_dialog('size,price\n70,"1,000"\n50,"12,500"\n')
    assert 'Row 2, column "price": "1,000" is not a number' in dialog.message.text()
    assert "Write 1000 for 1,000" in dialog.message.text()
    assert not dialog.take.isEnabled()
    assert dialog.columns.item(1, CONTENT).text() == "not numbers: 2"
    click(dialog.layout_form.decimal.button(","))
    assert dialog.columns.item(1, CONTENT).text() == "1 to 12.5"


def test_a_bad_cell_stands_out(open_dialog):
    dialog, _ = open_dialog("a,b\n1,2\nx,3\n5,6\n", theme=DARK)
    assert dialog.columns.item(0, CELLS + 1).foreground().color() == DARK.error
    assert dialog.columns.item(0, CONTENT).text() == "1 to 5 · not numbers: 1"
    assert 'Row 3, column "a": "x" is not a number.' in dialog.message.text()


def test_without_inputs_or_targets_nothing_can_be_taken(open_dialog, tick):
    dialog, _ = open_dialog("a,b\n1,2\n")
    tick(dialog, 1, TARGET)
    assert dialog.message.text().startswith("Tick at least one input and one target.")
    assert not dialog.take.isEnabled()


def test_another_delimiter_is_another_table(open_dialog, click):
    dialog, _ = open_dialog(HOUSES)
    click(dialog.layout_form.delimiter.button("\t"))
    assert dialog.columns.rowCount() == 1
    click(dialog.layout_form.delimiter.button(","))
    assert "Row 2 has 2 cells, the first row has 1" in dialog.message.text()
    assert not dialog.take.isEnabled()
    click(dialog.layout_form.delimiter.button(";"))
    assert dialog.take.isEnabled()


def test_the_first_row_may_be_numbers(open_dialog, click):
    dialog, specs = open_dialog("1,2\n3,4\n")
    assert not dialog.layout_form.header.isChecked()
    click(dialog.take)
    assert specs[0].source.inputs == ("column 1",)


def test_gaps_standardization_and_tests_are_chosen(open_dialog, click, qtbot):
    dialog, specs = open_dialog(HOUSES)
    form = dialog.samples_form
    click(form.missing.button("mean"))
    assert "1 gap is filled with the mean of its column" in dialog.message.text()
    click(form.standardize)
    form.tests.selectAll()
    qtbot.keyClicks(form.tests, "33,3")
    qtbot.keyClick(form.tests, Qt.Key.Key_Return)
    click(dialog.take)
    assert specs[0].source.missing == "mean"
    assert (specs[0].standardize, specs[0].test_fraction) == (False, pytest.approx(0.333))


def test_what_was_chosen_before_is_shown_again(open_dialog, click):
    source = Table("houses.csv", ("price",), ("place",), ";", ",", True, "mean", ("place",))
    present = DataSpec(source, test_fraction=0.25, standardize=True, extras={"x-note": 1})
    dialog, specs = open_dialog(HOUSES, present=present)
    click(dialog.take)
    assert (specs[0].source, specs[0].test_fraction, specs[0].standardize) == (source, 0.25, True)
    assert specs[0].extras == {"x-note": 1}


def test_a_pasted_table_becomes_samples_of_its_own(open_dialog, click):
    dialog, specs = open_dialog("size\tkind\n70,5\thouse\n50\tflat\n", file=None)
    click(dialog.take)
    spec = specs[0]
    assert isinstance(spec.source, Inline)
    assert np.array_equal(spec.source.inputs, [[70.5], [50]])
    assert np.array_equal(spec.source.targets, [[0, 1], [1, 0]])
    assert (spec.source.input_names, spec.source.target_names) == (("size",), ("kind=flat", "kind=house"))
    assert (spec.class_names, spec.standardize) == (("flat", "house"), False)


def test_pasted_columns_without_a_header_have_no_names(open_dialog, click):
    dialog, specs = open_dialog("1\t2\n3\t4\n", file=None)
    click(dialog.take)
    assert (specs[0].source.input_names, specs[0].source.target_names) == (None, None)


def test_all_bad_cells_are_listed_by_row_and_column(open_dialog, click):
    dialog, _ = open_dialog("a;b\n1;2\n" + "".join(f"{row};x{row}\n" for row in range(5)) + "".join("1;2\n" * 20))
    dialog.columns.item(1, TARGET).setCheckState(Qt.CheckState.Checked)
    assert "and in 2 more cells" in dialog.message.text()
    click(dialog.all_bad)
    lines = dialog.findChild(BadCellsDialog).lines.toPlainText().splitlines()
    assert lines == [f'row {row + 3}, column "b": "x{row}"' for row in range(5)]


def test_few_bad_cells_need_no_list(open_dialog):
    dialog, _ = open_dialog("a;b\n1;2\n3;x\n" + "".join("1;2\n" * 20))
    assert not dialog.all_bad.isVisible()
