"""The shape of the network, changed by hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.core.initializers import initializer
from nnviz.session.commands import (
    AddLayer,
    RemoveLayer,
    RenameLayer,
    RenameUnit,
    SetActivation,
    SetStepSize,
    SetUnits,
    SetUseBias,
    StepForward,
)
from nnviz.session.effects import Ask
from nnviz.session.state import StepSize
from nnviz.ui.panels.network_panel import NetworkPanel
from nnviz.ui.theme import DARK


@pytest.fixture
def xor(seat):
    """The network panel over 2-4-1 XOR."""
    taken = seat(NetworkPanel, "xor-2-4-1")
    taken.panel.resize(280, 900)
    return taken


def sizes(seat) -> list[int]:
    """The units of each layer of the session's network."""
    return [layer.units for layer in seat.desk.state.network.layers]


def test_the_shape_and_the_parameters_are_said(xor):
    assert xor.panel.summary.text() == "2 – 4 – 1, 17 parameters"


def test_a_unit_is_added_and_removed(xor, click):
    units = xor.panel.cards[0].units
    click(units.more)
    assert sizes(xor) == [5, 1]
    click(units.less)
    assert sizes(xor) == [4, 1]


def test_units_are_typed(xor, qtbot):
    field = xor.panel.cards[0].units.field
    field.selectAll()
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert xor.sent == [SetUnits(0, 7)]
    assert sizes(xor) == [7, 1]


def test_units_that_follow_the_data_cannot_be_changed_and_say_why(xor):
    assert not xor.panel.cards[-1].units.isEnabled()
    assert "choose other data" in xor.panel.cards[-1].units.toolTip()
    assert not xor.panel.inputs.isEnabled()


def test_a_layer_is_added_before_the_output_and_removed(xor, click):
    click(xor.panel.add_layer)
    assert (sizes(xor), len(xor.panel.cards)) == ([4, 2, 1], 3)
    click(xor.panel.cards[0].remove)
    assert (sizes(xor), len(xor.panel.cards)) == ([2, 1], 2)
    assert xor.sent == [AddLayer(1), RemoveLayer(0)]


def test_a_layer_is_added_before_any_other(xor, click):
    click(xor.panel.cards[0].add)
    assert sizes(xor) == [2, 4, 1]


def test_the_output_layer_stays(xor):
    assert xor.panel.cards[-1].remove.isHidden()
    assert not xor.panel.cards[0].remove.isHidden()


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name not in ("linear", "softmax", "sigmoid")])
def test_every_other_activation_can_be_chosen_for_a_hidden_layer(xor, name, qtbot):
    card = xor.panel.cards[0]
    row = card.activation.findData(name)
    card.activation.activated.emit(row)
    assert xor.sent == [SetActivation(0, activation(name))]
    assert xor.panel.cards[0].activation.key == name


def test_an_activation_brings_its_formula_and_parameters(xor, choose, qtbot):
    card = xor.panel.cards[0]
    choose(card.activation, "leaky_relu")
    assert card.formula.text() == "a = z if z &gt; 0, else slope z"
    field = card.parameters.fields["negative_slope"]
    assert not field.isHidden()
    field.selectAll()
    qtbot.keyClicks(field, "0,2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert xor.desk.state.network.layers[0].activation == activation("leaky_relu", negative_slope=0.2)


def test_softmax_belongs_in_the_last_layer(xor):
    def enabled(card):
        index = card.activation.model().index(card.activation.findData("softmax"), 0)
        return bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)

    assert [enabled(card) for card in xor.panel.cards] == [False, True]


@pytest.fixture
def untick(qtbot):
    """Click on the square of a check box."""

    def press(box):
        box.window().grab()
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))

    return press


def test_biases_are_taken_away(xor, untick):
    untick(xor.panel.cards[0].use_bias)
    assert xor.sent == [SetUseBias(0, False)]
    assert xor.desk.state.network.layers[0].bias is None


def test_while_a_question_about_trained_biases_is_open_the_box_shows_what_holds(xor, untick):
    xor.take(SetStepSize(StepSize.ITERATION))
    xor.take(StepForward())
    untick(xor.panel.cards[0].use_bias)
    assert isinstance(xor.desk.effects[-1], Ask)
    assert xor.panel.cards[0].use_bias.isChecked()


def test_a_layer_is_renamed(xor, qtbot):
    field = xor.panel.cards[0].name
    field.selectAll()
    qtbot.keyClicks(field, "features")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert xor.sent == [RenameLayer(0, "features")]
    assert xor.desk.state.network.layers[0].name == "features"


def test_a_name_already_taken_gives_way_to_the_old_one(xor, qtbot):
    old, other = (layer.name for layer in xor.desk.state.network.layers)
    field = xor.panel.cards[0].name
    field.selectAll()
    qtbot.keyClicks(field, other)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == old


def test_escape_keeps_the_old_name(xor, qtbot):
    field = xor.panel.cards[0].name
    old = field.text()
    qtbot.keyClicks(field, "zzz")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), xor.sent) == (old, [])


def test_a_unit_is_renamed_in_the_unfolded_list(xor, qtbot, click):
    names = xor.panel.cards[0].names
    assert names.list.isHidden()
    click(names.unfold)
    names.list.editItem(names.list.item(1))
    editor = names.list.findChild(QLineEdit)
    qtbot.keyClicks(editor, "edge")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: xor.sent == [RenameUnit(0, 1, "edge")])
    assert names.list.item(1).text() == "edge"


def test_an_input_is_renamed(xor, click):
    names = xor.panel.input_names
    click(names.unfold)
    names.list.item(0).setText("left")
    assert xor.sent == [RenameUnit(-1, 0, "left")]
    assert xor.desk.state.network.input_names[0] == "left"


def test_showing_a_state_wishes_nothing(xor, seat):
    xor.panel.render(seat(NetworkPanel, "glyph-digits-784-128-10").desk.state)
    assert (len(xor.panel.cards), xor.sent) == (2, [])


def test_the_panel_fits_a_narrow_column(xor):
    assert xor.panel.minimumSizeHint().width() <= 260


def test_the_panel_follows_the_theme(xor):
    before = xor.panel.cards[0].grab().toImage()
    xor.panel.restyle(DARK)
    assert xor.panel.cards[0].grab().toImage() != before


def test_initial_weights_are_chosen_for_all_layers(qtbot, seat, click, choose):
    taken = seat(NetworkPanel, "xor-2-2-1")
    taken.panel.resize(280, 900)
    taken.panel.show()
    rows = taken.panel.initial_weights
    click(rows.unfold)
    choose(rows.weights.choice, "uniform")
    field = rows.weights.parameters.fields["low"]
    assert field.isVisible()
    field.selectAll()
    qtbot.keyClicks(field, "-0,1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    choose(rows.biases.choice, "constant")
    layers = taken.desk.state.network.layers
    assert {dict(layer.initializer.parameters)["low"] for layer in layers} == {-0.1}
    assert {layer.bias_initializer for layer in layers} == {initializer("constant", value=0.1)}


def test_layers_that_are_drawn_in_different_ways_are_said_to_differ(seat):
    assert seat(NetworkPanel, "playground").panel.initial_weights.biases.choice.key == "constant"
    two_ways = seat(NetworkPanel, "moons-2-8-1")
    network = two_ways.desk.state.network
    first = replace(network.layers[0], initializer=initializer("he_uniform"))
    two_ways.panel.initial_weights.show_network(network.with_layer(0, first))
    assert two_ways.panel.initial_weights.weights.choice.currentText() == "Differs by layer"
