"""The hidden space on the screen: what it shows, and what mouse and keys do on it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from nnviz.core.activations import activation
from nnviz.core.dataset import dataset
from nnviz.core.recipe import Recipe
from nnviz.session.commands import SetStepSize, ShowSample, StepForward
from nnviz.session.commands.predicting import Reveal, SetAsking
from nnviz.session.predicting import open_question
from nnviz.session.state import StepSize
from nnviz.ui.export import Format, Ground, content
from nnviz.ui.plots.hidden_space.ground import LINES
from nnviz.ui.plots.hidden_space.panel import HiddenSpace
from nnviz.ui.plots.hidden_space.way import STEPS
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.predict import Asking, Form, Scope
from tests.ui.states import example, layered, running, state_of


@pytest.fixture
def panel(qtbot):
    panel = HiddenSpace(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(440, 520)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def shown(panel, state):
    panel.render(replace(state, playing=False))
    panel.repaint()
    return panel.canvas.drawing


def points(outputs=1, inputs=2, samples=30, hidden=3):
    random = np.random.RandomState(5)
    data = dataset("points", random.uniform(-1, 1, (samples, inputs)), random.uniform(-1, 1, (samples, outputs)))
    return running(state_of(layered((inputs, hidden, outputs), activation("tanh")), Recipe(dataset=data)))


def place(panel, index):
    """Where a drawn sample is seen."""
    x, y = panel.canvas.view().screen(panel.canvas.drawing.samples)[index].tolist()
    return QPoint(round(x), round(y))


def press(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())


def commands(panel):
    sent = []
    panel.commanded.connect(sent.append)
    return sent


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_it_begins_at_the_last_hidden_layer(panel):
    assert shown(panel, running(example("xor-2-2-1"))).heading == "hidden"
    assert shown(panel, running(example("spiral-2-8-8-1"))).heading == "hidden 2"


def test_the_samples_have_the_colors_and_shapes_of_their_classes(panel):
    drawing = shown(panel, running(example("blobs-2-6-4")))
    data = example("blobs-2-6-4").recipe.dataset
    assert drawing.marks.kinds.tolist() == data.targets.argmax(axis=1)[drawing.marks.rows].tolist()
    assert drawing.legend.classes == data.class_names
    assert drawing.marks.tests.sum() == len(data.test_rows)


def test_a_training_sample_is_filled_with_its_color(panel):
    shown(panel, running(example("xor-2-2-1")))
    index = panel.canvas.drawing.marks.rows.tolist().index(1)
    color = panel.canvas.grab().toImage().pixelColor(place(panel, index))
    assert color.blue() > color.red() + 50


def test_the_number_of_samples_is_said_where_not_all_are_drawn(panel):
    shown(panel, points(samples=900))
    assert "500 of 900" in panel.note.text()


def test_data_without_a_picture_say_so(panel):
    assert shown(panel, state_of(layered((3, 2, 1), activation("tanh")), Recipe())) is None
    assert "no samples" in panel.note.text()
    assert len(shown(panel, state_of(layered((2, 2, 1), activation("tanh")), Recipe())).lines) == 2 * LINES


def test_it_follows_the_training_and_a_number_tried_out(panel):
    state = points()
    before = shown(panel, state)
    assert shown(panel, state) is before
    other = replace(state.seen, network=state.seen.network.with_weight(0, 0, 0, 2.0))
    assert np.abs(shown(panel, replace(state, seen=other)).samples - before.samples).max() > 0.1


# --- the way ----------------------------------------------------------------------------------------------------------


def test_a_click_on_a_name_goes_to_that_layer(qtbot, panel):
    shown(panel, running(example("spiral-2-8-8-1")))
    names = panel.way.names
    for index, heading in ((1, "hidden 1"), (3, "output"), (0, "Input")):
        where = QPoint(round(names.stop_at(index)), names.height() // 2)
        qtbot.mouseClick(names, Qt.MouseButton.LeftButton, pos=where)
        assert panel.canvas.drawing.heading == heading


def test_the_arrows_move_the_slider_between_the_layers(qtbot, panel):
    shown(panel, running(example("xor-2-2-1")))
    panel.way.slider.setFocus()
    before = panel.way.slider.value()
    qtbot.keyClick(panel.way.slider, Qt.Key.Key_Left)
    assert panel.way.slider.value() == before - 1
    assert panel.canvas.drawing.heading == "Input → hidden: 99 %"
    qtbot.keyClick(panel.way.slider, Qt.Key.Key_PageUp)
    assert panel.way.slider.value() == before - 1 + STEPS


def test_play_moves_to_the_end_and_begins_there_anew(qtbot, panel):
    shown(panel, running(example("xor-2-2-1")))
    panel.way.slider.setValue(panel.way.slider.maximum() - 2)
    press(qtbot, panel.way.play)
    qtbot.waitUntil(lambda: not panel.way.playing)
    assert panel.way.slider.value() == panel.way.slider.maximum()
    press(qtbot, panel.way.play)
    assert panel.way.slider.value() == 0
    press(qtbot, panel.way.play)
    assert not panel.way.playing


def test_what_is_hidden_does_not_play(qtbot, panel):
    shown(panel, running(example("xor-2-2-1")))
    press(qtbot, panel.way.play)
    panel.hide()
    assert not panel.way.playing


def test_net_inputs_are_stops_of_their_own(qtbot, panel):
    shown(panel, running(example("xor-2-2-1")))
    press(qtbot, panel.net_inputs)
    assert panel.canvas.drawing.heading == "hidden"
    panel.way.slider.setValue(STEPS)
    assert panel.canvas.drawing.heading == "z: hidden"
    press(qtbot, panel.net_inputs)
    assert panel.canvas.drawing.heading == "hidden"


def test_the_place_stays_while_it_trains(panel):
    state = points()
    shown(panel, state)
    panel.way.slider.setValue(50)
    other = replace(state.seen, network=state.seen.network.with_weight(0, 0, 0, 2.0))
    assert shown(panel, replace(state, seen=other)).heading == "Input → hidden: 50 %"


# --- the mouse --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", [1, 2, 3, 6])
def test_a_click_on_a_sample_shows_it(qtbot, panel, hidden):
    drawing = shown(panel, points(hidden=hidden))
    sent = commands(panel)
    index = int(panel.canvas.view().depth(drawing.samples).argmax())
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, index))
    assert sent == [ShowSample(int(drawing.marks.rows[index]))]


def test_the_sample_shown_is_marked_also_if_it_is_not_drawn(panel):
    state = points(samples=900, hidden=2)
    drawing = shown(panel, state)
    index = drawing.marks.rows.tolist().index(state.sample_shown)
    np.testing.assert_allclose(drawing.marked, drawing.samples[index], atol=1e-12)
    assert shown(panel, running(replace(state, seen=None), row=1)).marked is not None


def test_a_pointer_on_a_sample_reads_it(qtbot, panel):
    state = running(example("xor-2-2-1"))
    shown(panel, state)
    panel.way.slider.setValue(0)
    qtbot.mouseMove(panel.canvas, place(panel, 1) + QPoint(2, 0))
    qtbot.mouseMove(panel.canvas, place(panel, 1))
    assert panel.note.text() == "Sample 2: x1 = 0.000, x2 = 1.000"


def drag(qtbot, canvas):
    begin = canvas.rect().center()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(canvas, begin + QPoint(30, 0))
    qtbot.mouseMove(canvas, begin + QPoint(60, 10))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=begin + QPoint(60, 10))


def test_three_units_are_turned_by_the_mouse_and_two_are_not(qtbot, panel):
    shown(panel, points(hidden=3))
    before = panel.canvas.camera
    drag(qtbot, panel.canvas)
    assert panel.canvas.camera != before
    shown(panel, points(hidden=2))
    before = panel.canvas.camera
    drag(qtbot, panel.canvas)
    assert panel.canvas.camera == before


def test_several_targets_color_the_samples_one_after_the_other(panel):
    drawing = shown(panel, points(outputs=2))
    panel.color.setCurrentIndex(1)
    panel.color.activated.emit(1)
    assert panel.canvas.drawing.marks.levels.tolist() != drawing.marks.levels.tolist()


def test_the_grid_can_be_left_out(qtbot, panel):
    assert len(shown(panel, points()).lines) == 2 * LINES
    press(qtbot, panel.grid)
    assert len(panel.canvas.drawing.lines) == 0
    shown(panel, points(inputs=3))
    assert not panel.grid.isVisible()


def test_what_is_asked_about_cannot_be_read_off(qtbot, open_window):
    window = open_window("backpropagation-by-hand")
    window.docks.hidden_space.toggleViewAction().trigger()
    panel = window.docks.hidden_space.widget().widget()
    qtbot.waitUntil(lambda: panel.canvas.drawing is not None)
    assert panel.canvas.drawing.marked is not None
    window.shell.send(SetStepSize(StepSize.VALUE))
    window.shell.send(SetAsking(Asking(Scope.ACTIVATIONS, Form.NUMBER)))
    for _ in range(2):
        window.shell.send(StepForward())
        qtbot.waitUntil(lambda: not window.shell.state.busy)
    assert open_question(window.shell.state) is not None
    assert (panel.canvas.drawing.axes, panel.canvas.drawing.marked) == ((), None)
    window.shell.send(Reveal())
    window.shell.send(SetAsking(Asking()))
    assert len(panel.canvas.drawing.axes) == 2


# --- elsewhere --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", [2, 3])
def test_a_picture_has_lines_and_texts(qapp, panel, hidden):
    shown(panel, points(hidden=hidden))
    picture = panel.picture(DARK)
    svg = content(picture, Format.SVG, Ground.WHITE.color).decode()
    assert ">hidden</text>" in svg
    assert "<image" not in svg


def test_it_is_drawn_in_both_themes(panel):
    shown(panel, points())
    light = panel.grab().toImage()
    panel.restyle(DARK)
    assert panel.grab().toImage() != light
