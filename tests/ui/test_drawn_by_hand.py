"""Samples and digits drawn by hand in the whole window, in front of the training thread."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nnviz.session.commands import Run, SetSpeed
from nnviz.session.state import FULL_SPEED
from nnviz.ui.panels.samples_table import SamplesTable
from nnviz.ui.plots.drawing_pad.panel import DrawingPad
from nnviz.ui.plots.output_map.panel import OutputMap
from nnviz.ui.plots.output_map.tools import Tool
from tests.ui.test_pictures import seen

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def moons(open_window, qtbot):
    """A window on the two moons with the map in front, and the map."""
    window = open_window("moons-2-8-1")
    window.docks.output_map.raise_()
    panel = window.findChild(OutputMap)
    qtbot.waitUntil(lambda: panel.canvas.drawing is not None and seen(window.docks.output_map))
    return window, panel


def paint(panel, x, y):
    QTest.mouseClick(panel.tools.switch.button(Tool.PAINT), LEFT)
    panel.layout().activate()
    QTest.mouseClick(panel.canvas, LEFT, pos=panel.canvas.frame().at(x, y).toPoint())


def test_training_at_full_speed_goes_on_with_a_painted_sample(moons, qtbot):
    window, panel = moons
    state = window.shell.state
    count = state.recipe.dataset.samples
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: window.shell.state.work.timeline.now.iteration > 100)
    paint(panel, 0.5, -0.4)
    assert window.shell.state.recipe.dataset.samples == count + 1
    reached = window.shell.state.work.timeline.now.iteration
    qtbot.waitUntil(lambda: window.shell.state.work.timeline.now.iteration > reached + 100)
    assert window.shell.state.playing
    window.edit_menu.undo.trigger()
    assert window.shell.state.recipe.dataset is state.recipe.dataset


def test_after_a_stroke_the_keys_of_the_lecture_are_free(moons, qtbot):
    window, panel = moons
    paint(panel, 0.5, -0.4)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.shell.state.playing)


def test_the_samples_painted_stand_in_the_table(moons, qtbot):
    window, panel = moons
    paint(panel, 0.5, -0.4)
    window.docks.data.raise_()
    table = window.docks.data.widget().findChild(SamplesTable)
    qtbot.waitUntil(lambda: table.model().rowCount() == window.shell.state.recipe.dataset.samples)
    row = int(window.shell.state.recipe.dataset.train_rows[-1])
    assert float(table.model().index(row, 0).data()) == pytest.approx(0.5, abs=0.05)


def test_the_pad_is_opened_from_the_menu_of_panels_and_answers_while_training_runs(open_window, qtbot):
    window = open_window("ten-digits")
    assert not window.docks.drawing_pad.isVisible()
    window.docks.drawing_pad.toggleViewAction().trigger()
    panel = window.findChild(DrawingPad)
    qtbot.waitUntil(lambda: panel.canvas.drawing is not None and seen(window.docks.drawing_pad))
    QTest.mousePress(panel.canvas, LEFT, pos=panel.canvas.rect().center())
    before = panel.canvas.drawing.answer.values
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: (panel.canvas.drawing.answer.values != before).any())
    QTest.mouseRelease(panel.canvas, LEFT, pos=panel.canvas.rect().center())


def test_the_diagram_follows_the_pen(open_window, qtbot):
    window = open_window("ten-digits")
    window.docks.drawing_pad.toggleViewAction().trigger()
    panel = window.findChild(DrawingPad)
    qtbot.waitUntil(lambda: panel.canvas.drawing is not None and seen(window.docks.drawing_pad))
    QTest.mouseClick(panel.canvas, LEFT, pos=panel.canvas.rect().center())
    qtbot.waitUntil(lambda: window.shell.state.drawn is not None)
    readings = window.diagram.drawing.readings
    assert readings.columns[0].a.tolist() == panel.canvas.drawing.seen.ravel().tolist()
    assert window.diagram.samples.description == "the drawing"
    QTest.mouseClick(panel.clear, LEFT)
    qtbot.waitUntil(lambda: window.shell.state.sample_shown is not None)
