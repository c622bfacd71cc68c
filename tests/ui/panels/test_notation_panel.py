"""The notation, changed with one click or piece by piece."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from nnviz.session.commands import SetView
from nnviz.ui.panels.notation_panel import NotationPanel
from nnviz.walkthrough.notation import Notation, Symbols


@pytest.fixture
def by_hand(seat):
    """The notation panel over the 2-2-2 example."""
    return seat(NotationPanel, "backpropagation-by-hand")


def press(qtbot, seat, name):
    qtbot.mouseClick(seat.panel.conventions[name], Qt.MouseButton.LeftButton)


def pressed(panel):
    return [name for name, button in panel.conventions.items() if button.isChecked()]


def test_the_convention_of_the_file_is_the_one_that_is_pressed(by_hand):
    assert pressed(by_hand.panel) == ["w₁ w₂"]


def test_one_click_writes_as_a_deck_does(qtbot, by_hand):
    before = by_hand.desk.state.view
    press(qtbot, by_hand, "002")
    view = by_hand.desk.state.view
    assert (view.notation, view.symbols, view.bias_as) == (Notation.LAYERED, Symbols.Z_A, "x0")
    assert (view.digits, view.speed) == (before.digits, before.speed)
    assert pressed(by_hand.panel) == ["002"]


def test_a_convention_that_holds_stays_pressed(qtbot, by_hand):
    press(qtbot, by_hand, "w₁ w₂")
    assert pressed(by_hand.panel) == ["w₁ w₂"]


@pytest.mark.parametrize(
    ("field", "key", "value"),
    [
        ("labels", "to_from", {"notation": Notation.TO_FROM}),
        ("symbols", "a_o", {"symbols": Symbols.A_O}),
        ("first_layer", "0", {"first_layer": 0}),
        ("delta_sign", "-", {"delta_sign": "-"}),
        ("bias_as", "x0", {"bias_as": "x0"}),
        ("digits", "4", {"digits": 4}),
        ("digits", "rounded", {"digits": None}),
    ],
)
def test_each_field_changes_one_thing(by_hand, field, key, value, choose):
    before = by_hand.desk.state.view
    choose(getattr(by_hand.panel, field), key)
    assert by_hand.sent == [SetView(replace(before, **value))]
    assert by_hand.desk.state.view == replace(before, **value)


def test_no_convention_is_pressed_where_none_holds(by_hand, choose):
    choose(by_hand.panel.symbols, "v_y")
    assert pressed(by_hand.panel) == []


def test_what_delta_is_is_said_in_the_symbols(qtbot, by_hand):
    assert by_hand.panel.delta_sign.currentText() == "δ = ∂E/∂net"
    press(qtbot, by_hand, "000")
    assert by_hand.panel.delta_sign.currentText() == "δ = −∂E/∂a"


def test_another_notation_is_no_unsaved_work(qtbot, by_hand):
    press(qtbot, by_hand, "003")
    assert not by_hand.desk.state.unsaved
