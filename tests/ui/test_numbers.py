"""Numbers are read and written as people do, in every locale."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.ui.numbers import NumberField, Range, parse_number, write_number
from nnviz.ui.style import palette
from nnviz.ui.theme import LIGHT
from nnviz.walkthrough.decimals import format_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.05", 0.05),
        ("0,05", 0.05),
        (" 12 ", 12.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e-3", 0.001),
        ("1,5E+2", 150.0),
        ("-2", -2.0),
        ("\N{MINUS SIGN}2", -2.0),
        ("+7", 7.0),
    ],
)
def test_points_commas_and_exponents_are_read(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "x", "1.000,5", "1,000.5", "1 000", "1e", "nan", "inf", "1e999", "--1", "٣", "0x1"]
)
def test_what_is_no_plain_number_is_not_read(text):
    assert parse_number(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_written_number_is_read_back_exactly(value):
    assert parse_number(write_number(value)) == value


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.59327, 4, "0.5933"),
        (-0.1385, 4, "−0.1385"),
        (0.0, 4, "0.0000"),
        (-0.0, 2, "0.00"),
        (0.00001, 4, "1.00e−5"),
        (-0.00001, 4, "−1.00e−5"),
        (1234567.0, 4, "1.23e6"),
        (999999.0, 1, "999999.0"),
        (0.291027774, 9, "0.291027774"),
        (0.7, None, "1"),
        (-0.2, None, "0"),
        (-1.0, None, "−1"),
        (math.nan, 4, "NaN"),
        (-math.inf, 4, "−∞"),
    ],
)
def test_numbers_are_shown_with_the_digits_asked_for(value, digits, text):
    assert format_number(value, digits) == text


@pytest.fixture
def typed(qtbot):
    """Type into a field, press Enter, and give what it sent."""

    def type_into(field, text):
        qtbot.addWidget(field)
        sent = []
        field.entered.connect(sent.append)
        field.selectAll()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        return sent

    return type_into


@pytest.mark.parametrize("language", ["C", "vi_VN", "de_DE"])
@pytest.mark.parametrize("text", ["0.25", "0,25"])
def test_both_decimal_signs_are_taken_in_every_locale(typed, language, text):
    QLocale.setDefault(QLocale(language))
    assert typed(NumberField(), text) == [0.25]
    QLocale.setDefault(QLocale.c())


def test_the_number_that_already_stands_there_is_not_sent_again(typed):
    field = NumberField()
    field.show_value(0.5)
    assert typed(field, "0,50") == []
    assert field.text() == "0.5"


def test_a_bad_text_stays_and_is_explained(typed):
    field = NumberField()
    assert typed(field, "1.5.2") == []
    assert field.refusal == '"1.5.2" is not a number. Write 0.05 or 0,05.'
    assert field.text() == "1.5.2"


def test_a_number_out_of_range_is_explained_with_the_name(typed):
    field = NumberField(Range(0, 1))
    field.setAccessibleName("Momentum")
    assert typed(field, "2") == []
    assert field.refusal == "Momentum must lie between 0 and 1."


@pytest.mark.parametrize(("text", "sent"), [("0", []), ("0.1", [0.1])])
def test_a_limit_may_itself_be_excluded(typed, text, sent):
    assert typed(NumberField(Range(0, above=True)), text) == sent


def test_a_whole_number_is_asked_for(typed):
    field = NumberField(Range(1, whole=True))
    assert typed(field, "2,5") == []
    assert field.refusal == '"2,5" is not a whole number.'


def test_a_refused_field_has_a_border_in_the_color_of_errors(typed):
    field = NumberField()
    field.setPalette(palette(LIGHT))
    field.resize(80, 26)
    typed(field, "x")
    assert QColor(field.grab().toImage().pixel(40, 1)) == LIGHT.error


def test_escape_brings_the_old_number_back(qtbot):
    field = NumberField()
    qtbot.addWidget(field)
    field.show_value(3)
    qtbot.keyClicks(field, "99")
    with qtbot.waitSignal(field.canceled):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "3"


def test_an_emptied_optional_field_is_cleared(qtbot, typed):
    field = NumberField(optional=True)
    field.show_value(7)
    field.clear()
    with qtbot.waitSignal(field.cleared):
        typed(field, " ")
    assert field.value is None


@pytest.fixture
def two_fields(qtbot):
    """Two fields in a window that has the focus."""
    window = QWidget()
    layout = QVBoxLayout(window)
    fields = NumberField(), NumberField()
    for field in fields:
        layout.addWidget(field)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    fields[0].setFocus()
    yield fields
    window.close()


def test_a_number_shown_does_not_disturb_the_one_being_typed(qtbot, two_fields):
    field, _ = two_fields
    qtbot.keyClicks(field, "4")
    field.show_value(8)
    assert field.text() == "4"


def test_leaving_a_field_confirms_it(qtbot, two_fields):
    field, other = two_fields
    qtbot.keyClicks(field, "4")
    with qtbot.waitSignal(field.entered) as sent:
        other.setFocus()
    assert sent.args == [4.0]


def test_leaving_a_field_with_a_bad_text_reverts_it(qtbot, two_fields):
    field, other = two_fields
    field.show_value(2)
    qtbot.keyClicks(field, "z")
    other.setFocus()
    assert field.text() == "2"


def test_after_enter_the_keys_belong_to_the_lecture_again(qtbot, two_fields):
    field, _ = two_fields
    qtbot.keyClicks(field, "4")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not field.hasFocus()
