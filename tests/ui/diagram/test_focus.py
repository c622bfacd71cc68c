"""The focus is on one neuron or edge, and on what feeds it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nnviz.core.snapshot import Phase
from nnviz.session.commands import Select, SetFocus
from nnviz.session.state import Element, Part, Shown
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.diagram.focus import focus_on
from nnviz.ui.diagram.readings import read
from nnviz.ui.theme import LIGHT
from tests.ui.states import at, example, running

FORWARD = at(example("backpropagation-by-hand"), Phase.FORWARD, 1)
BACKWARD = at(example("backpropagation-by-hand"), Phase.BACKWARD, 1)
HIDDEN, OUTPUT = Element(Part.UNIT, 0, 0), Element(Part.UNIT, 1, 0)


def clear(state, element):
    """Names of all that stays clear."""
    readings = read(state)
    focus, names = focus_on(readings, element), set()
    for column, reading in enumerate(readings.columns):
        part = Part.UNIT if column else Part.INPUT
        names |= {name for unit, name in enumerate(reading.names) if focus.has(Element(part, column - 1, unit))}
    for layer in range(2):
        rows, sources = (each.ravel() for each in np.indices((2, 2)))
        bundle = type("Edges", (), {"layer": layer, "rows": rows, "sources": sources})
        found = focus.edges(bundle)
        names |= {
            readings.names.weight(layer, row, source)
            for row, source, is_clear in zip(rows, sources, found, strict=True)
            if is_clear
        }
        if focus.has(Element(Part.BIAS, layer, 0)):
            names.add(readings.names.bias(layer, 0))
    return names | {f"E{output + 1}" for output in range(2) if focus.has(Element(Part.TARGET, 1, output))}


def test_on_the_way_forward_a_unit_is_fed_by_what_it_listens_to():
    assert clear(FORWARD, OUTPUT) == {"o₁", "h₁", "h₂", "w₅", "w₆", "b₂"}
    assert clear(FORWARD, HIDDEN) == {"h₁", "i₁", "i₂", "w₁", "w₂", "b₁"}


def test_on_the_way_back_a_delta_is_fed_by_what_lies_behind():
    assert clear(BACKWARD, HIDDEN) == {"h₁", "o₁", "o₂", "w₅", "w₇"}
    assert clear(BACKWARD, OUTPUT) == {"o₁", "E1"}
    assert clear(replace(FORWARD, shown_on_units=Shown.DELTAS), HIDDEN) == clear(BACKWARD, HIDDEN)


def test_a_sample_sent_through_is_looked_at_forwards():
    assert clear(running(example("backpropagation-by-hand")), OUTPUT) == clear(FORWARD, OUTPUT)


def test_an_edge_is_clear_with_its_ends():
    assert clear(FORWARD, Element(Part.WEIGHT, 1, 0, 1)) == {"w₆", "h₂", "o₁"}


def test_an_input_a_bias_and_a_target_are_clear_with_what_they_meet():
    assert clear(FORWARD, Element(Part.INPUT, -1, 0)) == {"i₁", "w₁", "w₃", "h₁", "h₂"}
    assert clear(FORWARD, Element(Part.BIAS, 0, 0)) == {"b₁", "h₁", "h₂"}
    assert clear(FORWARD, Element(Part.TARGET, 1, 1)) == {"o₂", "E2"}


def test_a_maxout_unit_is_fed_through_all_its_pieces():
    state = running(example("three-three-one"))
    focus = focus_on(read(state), OUTPUT)
    assert len(focus.rows) == state.network.layers[1].activation.pieces


@pytest.fixture
def panel(qtbot):
    panel = DiagramPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(1100, 760)
    panel.sent = []
    panel.commanded.connect(panel.sent.append)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_the_rest_is_dimmed_and_clear_again_afterwards(panel):
    chosen = replace(FORWARD, selection=OUTPUT)
    panel.render(chosen)
    everything = panel.grab().toImage()
    panel.render(replace(chosen, focused=True))
    assert panel.drawing.focus is not None
    assert panel.grab().toImage() != everything
    panel.render(chosen)
    assert panel.grab().toImage() == everything


def test_escape_leaves_the_focus_and_then_the_selection(panel):
    panel.render(replace(FORWARD, selection=OUTPUT, focused=True))
    QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    panel.render(replace(FORWARD, selection=OUTPUT))
    QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    assert panel.sent == [SetFocus(False), Select(None)]


def test_the_focus_takes_what_is_pointed_at_where_nothing_is_selected(panel):
    panel.render(FORWARD)
    panel.pointing.hovered = HIDDEN
    panel.toggle_focus()
    assert panel.sent == [Select(HIDDEN), SetFocus(True)]


def test_f_in_the_window_is_the_focus_on_and_off(window, qtbot):
    window.shell.send(Select(HIDDEN))
    qtbot.keyClick(window, Qt.Key.Key_F)
    assert window.shell.state.focused
    qtbot.keyClick(window, Qt.Key.Key_F)
    assert not window.shell.state.focused


def test_without_a_selection_it_says_what_to_do(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F)
    assert not window.shell.state.focused
    assert "Select a neuron or an edge" in window.shell.state.notice.text


@pytest.mark.parametrize("name", ["ten-digits", "glyph-digits-784-128-10", "three-three-one", "spiral-2-8-8-1"])
@pytest.mark.parametrize("element", [HIDDEN, OUTPUT, Element(Part.WEIGHT, 0, 0, 0)])
def test_every_network_can_be_focused_on(panel, name, element):
    state = running(example(name))
    panel.render(replace(state, selection=element if element.layer < state.network.depth else HIDDEN, focused=True))
    assert not panel.grab().isNull()
