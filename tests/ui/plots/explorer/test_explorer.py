"""An activation explored with the mouse and the arrows."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.core.snapshot import Phase
from nnviz.ui.export import Format, Ground, content
from nnviz.ui.plots.explorer.panel import ActivationExplorer
from nnviz.ui.plots.explorer.words import TEXTS
from nnviz.ui.theme import DARK, LIGHT
from tests.ui.states import at, example, layered, points, running, state_of


@pytest.fixture
def panel(qtbot):
    panel = ActivationExplorer(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(460, 480)
    panel.show()
    qtbot.waitExposed(panel)
    panel.render(at(example("backpropagation-by-hand"), Phase.LOSS))
    return panel


def place(panel, z, height=0.0):
    return panel.canvas.frame().at(z, height).toPoint()


def choose(field, key):
    field.setCurrentIndex(field.findData(key))
    field.activated.emit(field.currentIndex())


def test_it_shows_the_activation_of_the_layer(panel):
    assert panel.canvas.drawing.curves[0].activation.name == "sigmoid"
    assert "1/(1 + e" in panel.formula.text()
    assert "all decks" in panel.formula.text()


def test_the_point_is_dragged_along_the_curve(qtbot, panel):
    qtbot.mousePress(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, 1))
    assert panel.canvas.drawing.at == pytest.approx(1, abs=0.02)
    qtbot.mouseMove(panel.canvas, place(panel, -2))
    qtbot.mouseRelease(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, -2))
    qtbot.mousePress(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, -2))
    assert panel.canvas.drawing.at == pytest.approx(-2, abs=0.02)


def test_arrows_move_the_point_once_it_was_clicked(qtbot, panel):
    panel.activateWindow()
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, 0))
    before = panel.canvas.drawing.at
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Right)
    assert panel.canvas.drawing.at == pytest.approx(before + 0.1)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert panel.canvas.drawing.at == pytest.approx(before + 0.09)


def test_a_typed_z_is_read_out_with_the_numbers_of_the_lecture(qtbot, panel):
    panel.z.setFocus()
    panel.z.selectAll()
    qtbot.keyClicks(panel.z, "0,5")
    qtbot.keyClick(panel.z, Qt.Key.Key_Return)
    assert "= 0.622459331" in panel.values.text()
    assert "= 0.235003712" in panel.values.text()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_function_has_its_picture(panel, name):
    choose(panel.function, name)
    curve = panel.canvas.drawing.curves[0]
    assert curve.activation.name == name
    assert np.isfinite(curve.values).all()
    assert not panel.grab().isNull()


def test_two_functions_are_compared(panel):
    choose(panel.second, "tanh")
    assert [curve.activation.name for curve in panel.canvas.drawing.curves] == ["sigmoid", "tanh"]
    assert panel.formula.text().count("f′ =") == 2


def test_the_secant_turns_into_the_tangent(qtbot, panel):
    assert panel.canvas.drawing.secant is None
    qtbot.mouseClick(panel.secant, Qt.MouseButton.LeftButton, pos=panel.secant.rect().center())
    assert panel.step.isVisible()
    far = []
    for notch in (0, 150, 300):
        panel.step.setValue(notch)
        far.append(abs(panel.canvas.drawing.secant - panel.canvas.drawing.slope))
    assert far[0] > far[1] > far[2]
    assert far[2] < 1e-3


def test_the_batch_stands_on_the_axis_once_it_is_known(panel):
    state = example("backpropagation-by-hand")
    assert len(panel.canvas.drawing.bars)
    panel.render(at(state, Phase.READY))
    assert len(panel.canvas.drawing.bars) == 0
    panel.render(at(state, Phase.FORWARD, 0))
    drawing = panel.canvas.drawing
    low = -6 + 12 / len(drawing.bars) * np.flatnonzero(drawing.bars)[0]
    assert low <= 0.3775 <= low + 12 / len(drawing.bars)


def test_another_layer_has_another_function_and_other_net_inputs(panel):
    net = layered((2, 3, 1), activation("relu"), activation("tanh"))
    state = running(state_of(net, replace(example("gate-and").recipe, dataset=points())))
    panel.render(replace(state, playing=False))
    assert panel.canvas.drawing.curves[0].activation.name == "relu"
    choose(panel.layer, "1")
    assert panel.canvas.drawing.curves[0].activation.name == "tanh"
    assert len(panel.canvas.drawing.bars)


def test_saturated_ranges_are_shaded(panel):
    drawing = panel.canvas.drawing
    assert len(drawing.flat) == 2
    assert "Shaded" in panel.formula.text()
    color = panel.canvas.grab().toImage().pixelColor(place(panel, -5.5, 0.8))
    assert color not in (LIGHT.canvas, LIGHT.window)


def test_the_other_theme_has_other_colors(panel):
    panel.restyle(DARK)
    assert panel.canvas.grab().toImage().pixelColor(place(panel, 2.5, 0.5)) == DARK.canvas


@pytest.mark.parametrize("kind", Format)
def test_the_picture_goes_into_every_kind_of_file(panel, kind):
    assert len(content(panel.picture(LIGHT), kind, Ground.WHITE.color)) > 2000


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_what_is_said_of_an_activation_can_be_translated(name):
    kind = activation(name)
    assert kind.source in TEXTS
    assert kind.derivative_formula in TEXTS or "if" not in kind.derivative_formula.split()
