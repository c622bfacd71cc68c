"""Units that learn badly have a sign, and say why."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtTest import QTest

from nnviz.core.activations import activation
from nnviz.core.recipe import Recipe
from nnviz.session.commands import TryValue
from nnviz.session.state import Element, Part
from nnviz.session.update import update
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.diagram.inspection import Inspector
from nnviz.ui.diagram.readings import read
from nnviz.ui.diagram.warnings import Watch
from nnviz.ui.theme import DARK, LIGHT
from tests.ui.states import example, layered, points, running, state_of


def rectified(bias=-9.0):
    """2-4-1 with ReLU; the third hidden unit has this bias."""
    network = layered((2, 4, 1), activation("relu"), activation("tanh"))
    hidden = network.layers[0]
    bias = np.array([5.0, 5.0, bias, 5.0])
    network = network.with_layer(0, hidden.with_values(hidden.weight, bias))
    return running(state_of(network, Recipe(dataset=points())))


def saturated():
    state, _ = update(example("backpropagation-by-hand"), TryValue(Element(Part.BIAS, 0, 0), 7.0))
    return state


@pytest.fixture
def show(qtbot):
    def shown(state, theme=LIGHT):
        panel = DiagramPanel(theme)
        qtbot.addWidget(panel)
        panel.resize(1100, 760)
        panel.show()
        qtbot.waitExposed(panel)
        panel.render(state)
        return panel

    return shown


def test_a_dead_unit_is_found_and_a_living_one_is_not():
    warnings = Watch().look(read(rectified()), False)
    assert [warnings.is_dead(0, unit) for unit in range(4)] == [False, False, True, False]
    assert not Watch().look(read(rectified(5.0)), False).is_dead(0, 2)


def test_while_playing_the_warnings_of_a_moment_ago_are_shown(monkeypatch):
    clock = [10.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    watch = Watch()
    before = watch.look(read(rectified()), True)
    assert watch.look(read(rectified(5.0)), True) is before
    clock[0] += 1.0
    assert not watch.look(read(rectified(5.0)), True).is_dead(0, 2)


def test_another_network_is_looked_at_at_once():
    watch = Watch()
    watch.look(read(rectified()), True)
    assert len(watch.look(read(running(example("spiral-2-8-8-1"))), True).dead) == 3


def test_the_card_says_why():
    state = saturated()
    panel_warnings = Watch().look(read(state), False)
    inspection = Inspector(read(state), 4, panel_warnings).inspect(Element(Part.UNIT, 0, 0))
    assert inspection.warning == "h₁ is saturated: slope 0.0009."
    dead = rectified()
    inspection = Inspector(read(dead), 4, Watch().look(read(dead), False)).inspect(Element(Part.UNIT, 0, 2))
    assert inspection.warning == "h₃ is 0 for every sample and learns nothing."


def test_pointing_at_the_unit_shows_it(show, qtbot):
    panel = show(saturated())
    point = panel.view.mapFromScene(panel.drawing.arrangement.columns[1].units[0].center())
    QTest.mouseMove(panel.view.viewport(), point)
    qtbot.waitUntil(panel.pointing.cards.text.isVisible)
    assert "saturated: slope" in panel.pointing.cards.text.text()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(("state", "color"), [(saturated(), "highlight"), (rectified(), "error")])
def test_the_sign_has_its_color(show, theme, state, color):
    panel = show(replace(state, playing=False), theme)
    picture = panel.grab().toImage()
    wanted = getattr(theme, color).rgb()
    assert any(picture.pixel(x, y) == wanted for x in range(picture.width()) for y in range(0, picture.height(), 2))
    panel.show_warnings(False)
    picture = panel.grab().toImage()
    assert not any(picture.pixel(x, y) == wanted for x in range(picture.width()) for y in range(0, picture.height(), 2))


def test_the_view_menu_switches_the_signs_off_and_remembers_it(window, settings):
    assert window.view_menu.warnings.isChecked()
    window.view_menu.warnings.trigger()
    assert not window.diagram.warns
    assert not settings.warnings
    window.view_menu.warnings.trigger()
    assert settings.warnings
