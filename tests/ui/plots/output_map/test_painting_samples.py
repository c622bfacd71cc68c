"""Samples put, erased and moved on the map with the mouse, by a real session."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nnviz.core.activations import activation
from nnviz.core.recipe import Recipe
from nnviz.data.spec import DataSpec, Generated, Inline
from nnviz.session.commands import (
    AddSamples,
    MoveSample,
    Pause,
    RemoveSamples,
    Run,
    SetData,
    SetSpeed,
    SetStepSize,
    Undo,
)
from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.storage.document import Document
from nnviz.storage.network_file import read
from nnviz.ui.plots.output_map.panel import OutputMap
from nnviz.ui.plots.output_map.tools import Tool
from nnviz.ui.theme import LIGHT
from tests.session.desk import NETWORKS, Desk
from tests.ui.plots.pen import Pen
from tests.ui.states import layered

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class Easel(Pen):
    """The map at work, and how a hand works on it."""

    def use(self, tool):
        QTest.mouseClick(self.panel.tools.switch.button(tool), LEFT)
        self.panel.layout().activate()

    def key(self, key):
        QTest.keyClick(self.panel.canvas, key)
        self.panel.layout().activate()

    def at(self, x, y):
        return self.panel.canvas.frame().at(x, y).toPoint()

    def click(self, x, y, button=LEFT):
        QTest.mouseClick(self.panel.canvas, button, pos=self.at(x, y))

    def drag(self, *places, button=LEFT):
        self.stroke([self.at(*place) for place in places], button)

    def values(self, x, y):
        """The values of the pixel at a place."""
        return self.panel.canvas.frame().values(self.at(x, y).toPointF())

    @property
    def drawn(self):
        return self.panel.canvas.drawing.points


@pytest.fixture
def easel(qtbot):
    """An example's name -> the map at work on it."""

    def sit(network):
        panel = OutputMap(LIGHT)
        panel.resize(440, 460)
        return Easel(qtbot, panel, read(NETWORKS / f"{network}.json"))

    return sit


@pytest.fixture
def xor(easel):
    return easel("xor-2-2-1")


def test_a_click_puts_a_sample_of_the_chosen_class(xor):
    xor.use(Tool.PAINT)
    wanted = xor.values(0.5, 0.25)
    xor.click(0.5, 0.25)
    assert isinstance(xor.sent[0], AddSamples)
    np.testing.assert_allclose(xor.data.inputs[-1], wanted)
    assert xor.data.targets[-1] == 1
    QTest.mouseClick(xor.panel.tools.inks.buttons[0], LEFT)
    xor.click(0.5, 0.75)
    assert xor.data.targets[:, 0].tolist()[-2:] == [1, 0]
    assert len(xor.drawn.rows) == 6


def test_a_digit_key_chooses_the_class_and_the_brush(xor):
    xor.panel.canvas.setFocus()
    xor.key(Qt.Key.Key_0)
    assert xor.panel.tools.tool is Tool.PAINT
    xor.click(0.5, 0.5)
    xor.key(Qt.Key.Key_1)
    xor.click(0.25, 0.5)
    assert xor.data.targets[:, 0].tolist()[-2:] == [0, 1]


def test_one_of_several_classes_is_painted_by_its_key(easel):
    blobs = easel("blobs-2-6-4")
    blobs.panel.canvas.setFocus()
    blobs.key(Qt.Key.Key_2)
    blobs.click(0, 0)
    assert blobs.data.targets[blobs.data.train_rows[-1]].tolist() == [0, 0, 1, 0]
    assert blobs.data.class_names == ("top", "right", "bottom", "left")


def test_a_drag_sprays_samples_that_one_undo_takes_back(xor):
    xor.use(Tool.PAINT)
    xor.drag((0.2, 0.5), (0.35, 0.5), (0.5, 0.5), (0.65, 0.5), (0.8, 0.5))
    assert xor.data.samples == 4 + 5
    assert len(xor.sent) == 1
    xor.send(Undo())
    assert xor.data.samples == 4


def test_what_is_being_painted_is_seen_before_the_button_is_let_go(xor):
    xor.use(Tool.PAINT)
    canvas, point = xor.panel.canvas, xor.at(0.5, 0.5)
    before = canvas.grab().toImage().pixelColor(point)
    QTest.mousePress(canvas, LEFT, pos=point)
    assert canvas.grab().toImage().pixelColor(point) != before
    assert xor.data.samples == 4
    QTest.mouseRelease(canvas, LEFT, pos=point)
    assert xor.data.samples == 5


def test_the_eraser_and_the_right_button_take_samples_out(xor):
    xor.use(Tool.ERASE)
    xor.click(0, 0)
    assert xor.sent[-1] == RemoveSamples((0,))
    xor.use(Tool.PAINT)
    xor.click(1, 1, RIGHT)
    assert xor.data.inputs.tolist() == [[0, 1], [1, 0]]


def test_erasing_where_nothing_is_asks_for_nothing(xor):
    xor.use(Tool.ERASE)
    xor.click(0.5, 0.5)
    xor.use(Tool.MOVE)
    xor.drag((0.5, 0.5), (0.6, 0.6))
    assert xor.sent == []


def test_a_sample_is_dragged_to_another_place(xor):
    xor.use(Tool.MOVE)
    wanted = xor.values(0.5, 0.25)
    xor.drag((1, 1), (0.7, 0.6), (0.5, 0.25))
    assert isinstance(xor.sent[0], MoveSample)
    np.testing.assert_allclose(xor.data.inputs[3], wanted)
    assert xor.data.targets[3] == 0


def test_the_picture_stands_still_while_one_paints_at_its_edge(xor):
    frame = xor.panel.canvas.frame()
    xor.use(Tool.PAINT)
    xor.click(1.15, 1.15)
    assert (xor.panel.canvas.drawing.x, xor.panel.canvas.drawing.y) == (frame.x, frame.y)
    xor.click(-0.15, -0.15)
    assert (xor.panel.canvas.drawing.x, xor.panel.canvas.drawing.y) == (frame.x, frame.y)


def test_looking_chooses_samples_as_before(xor):
    xor.click(1, 0)
    assert xor.desk.state.sample_shown == 2
    xor.click(1, 0, RIGHT)
    assert xor.data.samples == 4


def test_generated_samples_become_own_ones(easel):
    spiral = easel("spiral-2-8-8-1")
    tests = spiral.data.inputs[spiral.data.test_rows]
    spiral.use(Tool.PAINT)
    spiral.click(0, 0)
    assert isinstance(spiral.desk.state.data.source, Inline)
    assert "now your own" in spiral.desk.state.notice.text
    np.testing.assert_array_equal(spiral.data.inputs[spiral.data.test_rows], tests)
    assert spiral.data.targets[spiral.data.train_rows[-1]] == 1


def test_painting_goes_on_while_training_runs(easel):
    moons = easel("moons-2-8-1")
    moons.send(SetStepSize(StepSize.ITERATION), Run())
    moons.use(Tool.PAINT)
    before = moons.data.samples
    canvas, point = moons.panel.canvas, moons.at(0.2, 0.2)
    QTest.mousePress(canvas, LEFT, pos=point)
    moons.desk.pass_time(0.2)
    moons.render()
    QTest.mouseRelease(canvas, LEFT, pos=point)
    assert moons.desk.state.playing
    assert moons.data.samples == before + 1
    moons.desk.pass_time(0.2)
    moons.send(Pause())
    assert moons.desk.iteration >= 2


def test_undo_takes_a_painted_sample_back_while_training_runs(open_window, qtbot):
    window = open_window("moons-2-8-1")
    shell = window.shell
    shell.send(SetSpeed(FULL_SPEED))
    shell.send(Run())
    qtbot.waitUntil(lambda: shell.state.work.timeline.now.iteration > 100)
    before = shell.state.recipe.dataset
    shell.send(AddSamples(np.array([[0.2, 0.2]]), np.array([[1.0]])))
    qtbot.waitUntil(lambda: shell.state.work.timeline.now.iteration > 1000)
    reached = shell.state.work.timeline.now.iteration
    window.edit_menu.undo.trigger()
    assert shell.state.playing
    assert shell.state.recipe.dataset is before
    qtbot.waitUntil(lambda: shell.state.work.timeline.now.iteration > reached + 100)
    shell.send(Pause())


def test_a_stroke_is_dropped_when_its_samples_are_gone(xor):
    xor.use(Tool.PAINT)
    point = xor.at(0.5, 0.5)
    QTest.mousePress(xor.panel.canvas, LEFT, pos=point)
    xor.send(SetData(DataSpec(Generated("circle", 20))))
    QTest.mouseRelease(xor.panel.canvas, LEFT, pos=point)
    assert xor.sent == []


# --- values and curves ------------------------------------------------------------------------------------------------


def test_a_value_is_painted_by_the_slider_or_a_key(xor):
    xor.send(SetData(DataSpec(Generated("plane", 40))))
    xor.use(Tool.PAINT)
    inks = xor.panel.tools.inks
    low, high = inks.inks.values
    inks.slider.setValue(25)
    xor.click(0, 0)
    assert xor.data.targets[-1, 0] == pytest.approx(low + (high - low) / 4, rel=1e-3)
    xor.key(Qt.Key.Key_9)
    xor.click(1, 1)
    assert xor.data.targets[-1, 0] == pytest.approx(high)
    inks.value.selectAll()
    QTest.keyClicks(inks.value, "0,5")
    QTest.keyClick(inks.value, Qt.Key.Key_Return)
    xor.click(2, 2)
    assert xor.data.targets[-1, 0] == 0.5


def test_beside_a_curve_the_height_is_the_target(easel):
    line = easel("linear-regression")
    line.use(Tool.PAINT)
    x, y = line.values(2.5, 8.0)
    line.click(2.5, 8.0)
    assert line.data.inputs[-1, 0] == pytest.approx(x)
    assert line.data.targets[-1, 0] == pytest.approx(y)
    line.use(Tool.MOVE)
    x, y = line.values(3.0, 5.0)
    line.drag((2.5, 8.0), (3.0, 5.0))
    assert [line.data.inputs[-1, 0], line.data.targets[-1, 0]] == pytest.approx([x, y])


def test_between_two_classes_the_nearer_one_is_painted(easel):
    logistic = easel("logistic-regression")
    logistic.use(Tool.PAINT)
    logistic.click(1.0, 0.8)
    logistic.click(1.5, 0.3)
    assert logistic.data.targets[:, 0].tolist()[-2:] == [1, 0]


def test_an_image_is_not_painted_on_the_map(easel):
    assert not easel("ten-digits").panel.tools.switch.isVisible()


def test_the_first_samples_are_painted_on_an_empty_plane(xor):
    net = layered((2, 3, 1), activation("tanh"))
    xor.desk = Desk(Document("empty", net, Recipe()))
    xor.render()
    xor.use(Tool.PAINT)
    xor.click(0.5, 0.5)
    assert xor.data.targets.tolist() == [[1]]
    xor.key(Qt.Key.Key_0)
    xor.click(-0.5, -0.5)
    assert xor.data.targets.tolist() == [[1], [-1]]
    assert (xor.panel.canvas.drawing.x.low, xor.panel.canvas.drawing.x.high) == (-1.2, 1.2)


def test_where_the_network_hears_features_the_raw_inputs_are_painted(easel):
    spiral = easel("spiral-2-8-8-1")
    spiral.send(SetData(replace(spiral.desk.state.data, features=("x1", "x2", "x1*x2"), standardize=True)))
    spiral.use(Tool.PAINT)
    wanted = spiral.values(1.0, 2.0)
    spiral.click(1.0, 2.0)
    painted = spiral.data.raw_inputs[spiral.data.train_rows[-1]]
    np.testing.assert_allclose(painted, wanted)
    assert spiral.data.features.formulas
    spiral.use(Tool.MOVE)
    wanted = spiral.values(4.0, -4.0)
    spiral.drag((1.0, 2.0), (4.0, -4.0))
    np.testing.assert_allclose(spiral.data.raw_inputs[spiral.sent[-1].row], wanted)


def test_targets_that_are_made_by_an_expression_are_not_painted(xor):
    xor.send(SetData(replace(xor.desk.state.data, target_features=("x1*x2",))))
    assert not xor.panel.tools.switch.isVisible()


def test_the_other_inputs_are_those_of_the_sliders(xor):
    random = np.random.RandomState(0)
    xor.send(SetData(DataSpec(Inline(random.uniform(0, 4, (20, 3)), random.randint(0, 2, (20, 1)) * 1.0))))
    xor.panel.held.sliders[2].setValue(50)
    held = xor.panel.held.values()[2]
    xor.use(Tool.PAINT)
    x, y = xor.values(1.0, 2.0)
    xor.click(1.0, 2.0)
    np.testing.assert_allclose(xor.data.inputs[-1], [x, y, held])


def test_what_was_painted_does_not_vanish_until_the_next_picture(easel):
    moons = easel("moons-2-8-1")
    moons.send(SetStepSize(StepSize.ITERATION), Run())
    moons.use(Tool.PAINT)
    moons.desk.pass_time(0.1)
    moons.render()
    moons.click(0.5, 0.5)
    moons.click(0.5, 0.6)
    assert len(moons.drawn.rows) == moons.data.samples
