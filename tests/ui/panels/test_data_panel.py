"""The samples, chosen and edited by hand."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox

from nnviz.core.forward import forward
from nnviz.data.generators import GENERATORS
from nnviz.data.spec import Arrays, DataSpec, Generated, Images, Inline
from nnviz.data.truth_tables import FUNCTIONS
from nnviz.session.commands import (
    AddRow,
    DiscardTrial,
    EditInput,
    EditTarget,
    RemoveRow,
    SetData,
    SetDigits,
    SetStepSize,
    ShowSample,
    StepForward,
    TryValue,
)
from nnviz.session.commands.walking import GoTo
from nnviz.session.effects import Ask
from nnviz.session.state import Element, Part, StepSize
from nnviz.session.walks import current_fact
from nnviz.ui.panels.data_panel import DataPanel
from nnviz.ui.panels.source_form import ARRAYS, FILE, IMAGES, TABLE
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.quantity import Kind, Quantity

DISPLAY, BACKGROUND, FOREGROUND = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.BackgroundRole,
    Qt.ItemDataRole.ForegroundRole,
)


@pytest.fixture
def sit(seat):
    """An example's name -> the data panel at work on it."""

    def taken(network):
        at = seat(DataPanel, network)
        at.panel.resize(600, 700)
        at.panel.show()
        return at

    return taken


@pytest.fixture
def xor(sit):
    return sit("xor-2-2-1")


@pytest.fixture
def click_cell(qtbot):
    """Click a cell of the table."""

    def press(seat, row, column):
        table = seat.panel.table
        place = table.visualRect(table.model().index(row, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    return press


@pytest.fixture
def type_into_cell(qtbot, click_cell, enter):
    """Double-click a cell, type a number and press Enter; the editor that is left open, or None."""

    def typed(seat, row, column, text):
        table = seat.panel.table
        place = table.visualRect(table.model().index(row, column)).center()
        click_cell(seat, row, column)
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        enter(table.viewport().findChild(QLineEdit), text)
        return table.viewport().findChild(QLineEdit) if table.editing else None

    return typed


def texts(seat, column):
    model = seat.panel.table.model()
    return [model.index(row, column).data(DISPLAY) for row in range(model.rowCount())]


def titles(seat):
    model = seat.panel.table.model()
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]


def data(seat):
    return seat.desk.state.recipe.dataset


def marked(seat):
    """The rows that are highlighted."""
    model = seat.panel.table.model()
    return [row for row in range(model.rowCount()) if model.index(row, 0).data(BACKGROUND) is not None]


# --- the table ------------------------------------------------------------------------------------------------------


def test_every_row_shows_inputs_target_output_and_verdict(xor):
    assert titles(xor) == ["x1", "x2", "target", "output", ""]
    assert [texts(xor, column) for column in range(3)] == [list("0011"), list("0101"), list("0110")]
    outputs = forward(xor.desk.state.network, data(xor).inputs)[-1].a[:, 0]
    assert texts(xor, 3) == [f"{output:.3f}" for output in outputs]
    assert texts(xor, 4) == ["✓" if right else "✗" for right in (outputs > 0.5) == (0, 1, 1, 0)]
    assert xor.panel.score.text() == f"{texts(xor, 4).count('✓')} of 4 right"


def test_the_sign_of_a_verdict_has_its_color_too(xor):
    model = xor.panel.table.model()
    colors = {model.index(row, 4).data(DISPLAY): model.index(row, 4).data(FOREGROUND) for row in range(4)}
    assert colors == {"✓": LIGHT.forward, "✗": LIGHT.error}


def test_outputs_follow_the_network_and_the_digits(xor):
    before = texts(xor, 3)
    xor.take(SetStepSize(StepSize.EPOCH))
    xor.take(StepForward())
    assert texts(xor, 3) != before
    xor.take(SetDigits(None))
    assert set(texts(xor, 3)) <= {"0", "1"}


def test_outputs_and_verdicts_follow_a_weight_that_is_tried_out(sit):
    gate = sit("gate-and")
    assert (texts(gate, 3), gate.panel.score.text()) == (list("0001"), "4 of 4 right")
    gate.take(TryValue(Element(Part.WEIGHT, 0, 0, 1), 40.0))
    assert (texts(gate, 3), gate.panel.score.text()) == (list("0101"), "3 of 4 right")
    gate.take(DiscardTrial())
    assert (texts(gate, 3), gate.panel.score.text()) == (list("0001"), "4 of 4 right")


def test_several_outputs_stand_beside_each_other_under_their_names(sit):
    seat = sit("backpropagation-by-hand")
    assert titles(seat) == ["i1", "i2", "target\no1", "target\no2", "output\no1", "output\no2"]
    assert [texts(seat, column)[0] for column in range(6)] == [
        "0.05",
        "0.1",
        "0.01",
        "0.99",
        "0.751365070",
        "0.772928465",
    ]
    assert seat.panel.score.text() == ""


def test_test_samples_are_told_apart(sit):
    seat = sit("spiral-2-8-8-1")
    assert titles(seat)[-1] == "part"
    tests = [row for row, part in enumerate(texts(seat, 5)) if part == "test"]
    assert tests == data(seat).test_rows.tolist()


def test_a_picture_takes_the_place_of_its_784_numbers(sit):
    seat = sit("ten-digits")
    assert titles(seat) == ["picture", "target", "output", ""]
    assert texts(seat, 1) == list("0123456789")
    first = forward(seat.desk.state.network, data(seat).inputs[:1])[-1].a[0]
    assert texts(seat, 2)[0] == f"{first.argmax()}   {first.max():.4f}"
    table = seat.panel.table
    cell = table.grab(table.visualRect(table.model().index(3, 0)).translated(table.viewport().pos())).toImage()
    shades = {QColor(cell.pixel(x, y)).lightness() for x in range(cell.width()) for y in range(cell.height())}
    assert min(shades) < 60
    assert max(shades) > 200


def test_the_sample_shown_is_in_sight_among_more_samples_than_before(xor):
    xor.take(SetData(DataSpec(Generated("spiral", 5000))), ShowSample(4990))
    table = xor.panel.table
    assert table.viewport().rect().intersects(table.visualRect(table.model().index(4990, 0)))


# --- editing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "value"), [("0,5", 0.5), ("-2.25", -2.25), ("1e-3", 0.001)])
def test_an_input_is_typed_with_a_point_or_a_comma(xor, type_into_cell, text, value):
    type_into_cell(xor, 1, 0, text)
    assert xor.sent[-1] == EditInput(1, 0, value)
    assert data(xor).inputs[1, 0] == value


def test_a_target_is_typed(xor, type_into_cell):
    type_into_cell(xor, 3, 2, "1")
    assert xor.sent[-1] == EditTarget(3, 0, 1.0)
    assert texts(xor, 2) == list("0111")
    assert xor.panel.source.choice.key == "OR"


def test_what_is_no_number_is_explained_and_changes_nothing(xor, type_into_cell, qtbot):
    editor = type_into_cell(xor, 1, 0, "much")
    assert '"much" is not a number' in editor.refusal
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert texts(xor, 0) == list("0011")
    assert not [command for command in xor.sent if isinstance(command, EditInput)]


def test_typing_goes_on_while_the_outputs_change(xor, qtbot):
    table = xor.panel.table
    place = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    editor = table.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, "0,2")
    xor.take(SetStepSize(StepSize.EPOCH))
    xor.take(StepForward())
    qtbot.keyClicks(editor, "5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert xor.sent[-1] == EditInput(1, 0, 0.25)


def test_both_numbers_typed_into_the_row_of_a_test_sample_are_its_own(sit, type_into_cell, qtbot):
    playground = sit("playground")
    row = int(data(playground).test_rows[0])
    for column, text in ((0, "3.3"), (1, "-3.3")):
        type_into_cell(playground, row, column, text)
        qtbot.waitUntil(lambda: playground.panel.table.viewport().findChild(QLineEdit) is None)
    assert data(playground).inputs[row].tolist() == [3.3, -3.3]
    assert row in data(playground).test_rows


def test_no_cell_waits_for_a_number_where_another_part_tests(sit, click_cell):
    playground = sit("playground")
    click_cell(playground, 0, 0)
    assert playground.panel.table.currentIndex().isValid()
    playground.take(SetData(replace(playground.desk.state.data, test_fraction=None, test_last=250)))
    assert not playground.panel.table.currentIndex().isValid()


def test_outputs_cannot_be_typed(xor, qtbot):
    table = xor.panel.table
    qtbot.mouseDClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(0, 3)).center()
    )
    assert not table.editing


def test_rows_are_added_and_the_marked_one_is_removed(xor, click, click_cell):
    click(xor.panel.add_row)
    assert xor.sent == [AddRow()]
    assert texts(xor, 0) == list("00111")
    click_cell(xor, 1, 0)
    click(xor.panel.remove_row)
    assert xor.sent[-1] == RemoveRow(1)
    assert texts(xor, 1) == list("0011")


def test_clicking_a_row_shows_its_sample(xor, click_cell):
    click_cell(xor, 2, 1)
    assert xor.sent == [ShowSample(2)]
    assert xor.desk.state.sample_shown == 2
    assert marked(xor) == [2]


def test_the_keys_go_from_sample_to_sample(xor, click_cell, qtbot):
    click_cell(xor, 2, 1)
    qtbot.keyClick(xor.panel.table, Qt.Key.Key_Down)
    assert marked(xor) == [3]


# --- the source -----------------------------------------------------------------------------------------------------


def test_a_truth_table_is_recognized(xor):
    assert xor.panel.source.choice.key == "XOR"
    assert xor.panel.source.truth_table.inputs.isVisible()
    assert not xor.panel.source.generator.samples.isVisible()


def test_sources_stand_below_headings_that_cannot_be_chosen(xor, qtbot):
    choice = xor.panel.source.choice
    headings = [place for place in range(choice.count()) if choice.itemData(place) is None]
    assert [choice.itemText(place) for place in headings[:3]] == ["Truth tables", "Toy clouds", "Curves and numbers"]
    choice.setCurrentIndex(headings[1] - 1)
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.key == "xor"


def test_every_source_stands_in_the_list_once(xor):
    choice = xor.panel.source.choice
    keys = [choice.itemData(place) for place in range(choice.count()) if choice.itemData(place) is not None]
    assert len(set(keys)) == len(keys)
    assert {*GENERATORS, *FUNCTIONS, TABLE, FILE, IMAGES, ARRAYS} <= set(keys)


def test_another_truth_table_is_one_choice(xor, choose):
    choose(xor.panel.source.choice, "NAND")
    assert texts(xor, 2) == list("1110")


def test_a_truth_table_gets_more_inputs_and_other_values(xor, click):
    fields = xor.panel.source.truth_table
    click(fields.inputs.button(3))
    click(fields.low.button(-1.0))
    click(fields.input_low.button(-1.0))
    assert data(xor).inputs.shape == (8, 3)
    assert data(xor).inputs.min() == -1
    assert np.unique(data(xor).targets).tolist() == [-1, 1]
    assert xor.panel.source.choice.key == "XOR"
    assert not fields.inputs.button(1).isEnabled()


def test_a_generator_is_asked_for_samples_noise_and_seed(xor, choose, enter):
    source = xor.panel.source
    choose(source.choice, "circle")
    assert data(xor).samples == 500
    enter(source.generator.samples, "60")
    enter(source.generator.noise, "12,5")
    enter(source.generator.seed, "7")
    assert xor.desk.state.data.source == Generated("circle", 60, 0.125, 7)
    assert "60 samples" in xor.panel.card.text()
    choose(source.choice, "gauss")
    assert xor.desk.state.data.source == Generated("gauss", 60, 0.125, 7)


def test_a_generator_asks_for_numbers_of_its_own(xor, choose, enter):
    source = xor.panel.source
    choose(source.choice, "blobs")
    classes = source.generator.parameters["classes"]
    assert classes.isVisible()
    assert classes.value == 3
    enter(classes, "5")
    assert xor.desk.state.data.source == Generated("blobs", 500, 0.0, 0, (("classes", 5),))
    assert data(xor).targets.shape == (500, 5)
    assert xor.desk.state.network.outputs == 5
    enter(classes, "7")
    assert data(xor).targets.shape == (500, 5)
    choose(source.choice, "spirals")
    assert xor.desk.state.data.source == Generated("spirals", 500, 0.0, 0, (("classes", 5),))
    choose(source.choice, "sine")
    assert xor.desk.state.data.source == Generated("sine", 100, 0.0, 0, (("periods", 1),))
    assert not classes.isVisible()


def test_rolling_draws_other_samples_from_a_seed_that_is_shown(sit, click):
    seat = sit("spiral-2-8-8-1")
    before = data(seat).inputs
    click(seat.panel.source.generator.roll)
    seed = seat.desk.state.data.source.seed
    assert seat.panel.source.generator.seed.value == seed
    assert not np.array_equal(data(seat).inputs, before)


def test_a_part_is_kept_for_testing(sit, enter):
    seat = sit("spiral-2-8-8-1")
    enter(seat.panel.source.tests, "20")
    assert seat.desk.state.data.test_fraction == 0.2
    assert len(data(seat).test_rows) == 100
    enter(seat.panel.source.tests, "0")
    assert len(data(seat).test_rows) == 0
    assert "part" not in titles(seat)


@pytest.mark.parametrize(("chosen", "shown"), [("20", 20), ("12,345", 12.345)])
def test_the_part_that_was_chosen_is_shown_where_it_is_no_whole_number_of_samples(sit, enter, chosen, shown):
    seat = sit("spiral-2-8-8-1")
    enter(seat.panel.source.generator.samples, "399")
    enter(seat.panel.source.tests, chosen)
    assert len(data(seat).test_rows) / 399 != shown / 100
    assert seat.panel.source.tests.value == shown


def test_the_part_that_came_out_is_shown_where_a_number_of_samples_was_chosen(sit):
    seat = sit("spiral-2-8-8-1")
    seat.take(SetData(replace(seat.desk.state.data, test_fraction=None, test_last=100)))
    assert seat.panel.source.tests.value == 20


@pytest.fixture
def image_files(tmp_path):
    """Twelve pictures of 2 by 3 pixels with labels, as (images, labels)."""
    images, labels = tmp_path / "images.idx", tmp_path / "labels.idx"
    sizes = b"".join(number.to_bytes(4, "big") for number in (12, 2, 3))
    images.write_bytes(bytes((0, 0, 8, 3)) + sizes + bytes(range(72)))
    labels.write_bytes(bytes((0, 0, 8, 1)) + (12).to_bytes(4, "big") + bytes(index % 10 for index in range(12)))
    return str(images), str(labels)


def test_images_are_chosen_from_two_files(xor, choose, image_files, monkeypatch):
    asked = iter(image_files)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (next(asked), ""))
    choose(xor.panel.source.choice, IMAGES)
    assert xor.desk.state.data.source == Images(*image_files)
    assert data(xor).input_shape == (2, 3)
    assert titles(xor)[0] == "picture"
    assert xor.panel.source.images.names.text() == "images.idx\nlabels.idx"


@pytest.fixture
def array_file(tmp_path):
    """Arrays as NumPy saves them: ten training and four test samples of three inputs and two classes."""
    x, y = np.arange(42.0).reshape(14, 3), np.arange(14) % 2
    np.savez(tmp_path / "arrays.npz", x_train=x[:10], y_train=y[:10], x_test=x[10:], y_test=y[10:], means=x.mean(1))
    return str(tmp_path / "arrays.npz")


def test_arrays_are_taken_by_their_names(xor, choose, enter, array_file, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (array_file, ""))
    form = xor.panel.source
    choose(form.choice, ARRAYS)
    assert form.choice.key == ARRAYS
    assert xor.desk.state.data.source == Arrays(array_file, "x_train", "y_train", "x_test", "y_test")
    assert data(xor).test_rows.tolist() == [10, 11, 12, 13]
    assert (form.arrays.name.text(), form.arrays.inputs.text()) == ("arrays.npz", "x_train")
    assert not form.tests.isEnabled()
    enter(form.arrays.inputs, "x_test")
    assert "10 targets for 4 inputs" in xor.desk.state.notice.text
    assert form.arrays.inputs.text() == "x_train"


def test_other_arrays_of_the_file_are_asked_for(xor, choose, enter, array_file, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (array_file, ""))
    choose(xor.panel.source.choice, ARRAYS)
    xor.take(SetData(DataSpec(Arrays(array_file, "x_train", "y_train"))))
    enter(xor.panel.source.arrays.targets, "x_train")
    assert xor.desk.state.data.source == Arrays(array_file, "x_train", "x_train")
    assert data(xor).targets.shape == (10, 3)


def test_what_is_no_array_file_is_said_in_a_dialog(xor, choose, tmp_path, monkeypatch, qtbot):
    (tmp_path / "arrays.npz").write_bytes(b"no archive")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "arrays.npz"), ""))
    before = xor.desk.state.data
    choose(xor.panel.source.choice, ARRAYS)
    box = xor.panel.findChild(QMessageBox) or xor.panel.window().findChild(QMessageBox)
    assert "byte 0: this is no NPZ file" in box.text()
    box.close()
    assert xor.desk.state.data is before


def test_test_images_are_added(xor, choose, click, image_files, monkeypatch):
    asked = iter(image_files * 2)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (next(asked), ""))
    choose(xor.panel.source.choice, IMAGES)
    click(xor.panel.source.images.tests)
    assert data(xor).test_rows.tolist() == list(range(12, 24))
    assert not xor.panel.source.tests.isEnabled()


def test_without_files_everything_stays(xor, choose, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    choose(xor.panel.source.choice, IMAGES)
    assert xor.sent == []
    assert xor.panel.source.choice.key == "XOR"


def test_where_the_session_asks_first_the_form_shows_what_still_holds(xor, click):
    xor.take(StepForward())
    xor.take(StepForward())
    click(xor.panel.source.truth_table.inputs.button(3))
    assert isinstance(xor.desk.effects[-1], Ask)
    assert xor.panel.source.truth_table.inputs.button(2).isChecked()


def test_samples_of_ones_own_are_no_preset(sit):
    seat = sit("linear-regression")
    assert seat.panel.source.choice.key == TABLE
    assert seat.panel.card.text() == "5 samples · x: 1 number, 1 to 5 · y: 1 number, 2.1 to 10.1"


def test_a_network_without_data_gets_a_first_row(seat, click):
    at = seat(DataPanel, "xor-2-2-1")
    inline = Inline(np.zeros((1, 2)), np.zeros((1, 1)))
    at.take(SetData(DataSpec(inline)))
    click(at.panel.add_row)
    assert data(at).samples == 2


def test_another_theme_colors_the_marked_row(xor):
    before = xor.panel.table.model().index(0, 0).data(BACKGROUND)
    xor.panel.restyle(DARK)
    after = xor.panel.table.model().index(0, 0).data(BACKGROUND)
    assert after.lightness() < before.lightness()


def test_the_outputs_of_a_walk_are_told_with_their_facts(sit):
    at = sit("backpropagation-by-hand")
    column = titles(at).index("output\no1")
    for _ in range(7):
        at.take(StepForward())
    assert texts(at, column) == texts(at, column + 1) == ["–"]
    at.take(StepForward())
    assert texts(at, column)[0].startswith("0.75136507")
    assert texts(at, column + 1)[0].startswith("0.77292846")


def test_a_click_on_an_output_goes_to_the_fact_that_made_it(sit, click_cell):
    at = sit("backpropagation-by-hand")
    for _ in range(20):
        at.take(StepForward())
    click_cell(at, 0, titles(at).index("output\no1") + 1)
    assert at.sent[-1] == GoTo(Quantity(Kind.ACTIVATION, 1, 1))
    assert current_fact(at.desk.state).about == Quantity(Kind.ACTIVATION, 1, 1)
