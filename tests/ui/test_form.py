"""Named fields find their places in a narrow column."""

import pytest
from PySide6.QtCore import QPoint, Qt

from nnviz.ui.check import Check
from nnviz.ui.choice import Choice
from nnviz.ui.field import Field
from nnviz.ui.form import Form
from nnviz.ui.theme import LIGHT


@pytest.fixture
def form(qtbot):
    """A form of two fields: one with a short name, one with a wide field."""
    made = Form(LIGHT)
    qtbot.addWidget(made)
    made.short, made.wide = Field(), Field()
    made.wide.setMinimumWidth(180)
    made.add("Rate", made.short)
    made.add("Loss function", made.wide)
    return made


def laid_out(form, width):
    """The form, drawn in that width."""
    form.resize(width, form.heightForWidth(width))
    form.grab()
    return form


def name_of(form, field):
    """The label of a field."""
    return form._names[field].geometry()


def test_fields_stand_beside_their_names_on_one_line(form):
    laid_out(form, 400)
    assert form.short.x() == form.wide.x() > name_of(form, form.wide).width()
    assert form.short.geometry().right() == form.wide.geometry().right() == 399


def test_a_name_that_leaves_too_little_room_stands_above(form):
    laid_out(form, 220)
    assert form.wide.x() == 0
    assert name_of(form, form.wide).bottom() < form.wide.y()
    assert form.short.x() > 0


def test_a_row_not_shown_takes_no_room(form):
    before = form.heightForWidth(400)
    form.show_row(form.short, False)
    assert form.heightForWidth(400) < before
    assert form._names[form.short].isHidden()


def test_a_long_note_is_wrapped(form):
    before = form.heightForWidth(220)
    form.add_note().setText("w ← w − η g " * 12)
    assert form.heightForWidth(220) > before + 3 * form.fontMetrics().height()


def test_screen_readers_hear_the_names(form):
    assert form.short.accessibleName() == "Rate"


def test_the_words_tick_the_box_too(qtbot):
    box = Check("Shuffle in every epoch")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 5, box.height() // 2))
    assert box.isChecked()


def test_a_list_is_wide_enough_for_each_of_its_texts(qtbot):
    choice = Choice([("a", "short", ""), ("b", "a much longer text", "")])
    qtbot.addWidget(choice)
    assert choice.sizeHint().width() > choice.fontMetrics().horizontalAdvance("a much longer text")
