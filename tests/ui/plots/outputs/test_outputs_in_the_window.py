"""The outputs in the whole window: opened from the menu of panels, live, and following what is selected."""

from PySide6.QtCore import Qt

from nnviz.session.commands import Run, Select, SetSpeed, ShowSample
from nnviz.session.state import FULL_SPEED, Element, Part
from nnviz.ui.plots.outputs.matrix import place_of
from nnviz.ui.plots.outputs.panel import Outputs
from nnviz.ui.plots.outputs.subject import View
from tests.ui.plots.outputs.test_outputs import choose, metrics


def opened(open_window, qtbot, name):
    window = open_window(name)
    assert not window.docks.outputs.isVisible()
    window.docks.outputs.toggleViewAction().trigger()
    panel = window.findChild(Outputs)
    qtbot.waitUntil(lambda: panel.canvas.chart is not None)
    return window, panel


def test_it_is_opened_from_the_menu_of_panels_and_lives(open_window, qtbot):
    window, panel = opened(open_window, qtbot, "blobs-2-6-4")
    choose(panel.choices.views, View.CONFUSION)
    assert panel.canvas.chart.confusion.accuracy < 0.5
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: panel.canvas.chart.confusion.accuracy > 0.95)


def test_a_click_on_a_count_shows_a_sample_everywhere(open_window, qtbot):
    window, panel = opened(open_window, qtbot, "blobs-2-6-4")
    choose(panel.choices.views, View.CONFUSION)
    counts = panel.canvas.chart.confusion.counts
    row, column = divmod(int(counts.argmax()), len(counts))
    place = place_of(panel.canvas.chart, panel.canvas.room(), metrics(panel)).at(row, column)
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert window.shell.state.sample_shown == panel.browser.rows[0]
    qtbot.mouseClick(panel.browser.next, Qt.MouseButton.LeftButton)
    assert window.shell.state.sample_shown == panel.browser.rows[1]


def test_the_sample_and_the_unit_are_those_chosen_elsewhere(open_window, qtbot):
    window, panel = opened(open_window, qtbot, "ten-digits")
    window.shell.send(ShowSample(7))
    assert panel.note.text() == "Sample 8 (target 7)."
    choose(panel.choices.views, View.UNIT)
    window.shell.send(Select(Element(Part.UNIT, 0, 3)))
    assert panel.choices.unit == 3
