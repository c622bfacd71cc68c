"""The history of what is selected: read off the run's checkpoints, live, with the place of the cursor."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.training import look
from nnviz.session.commands import (
    EditWeight,
    Select,
    SetSpeed,
    SetUnits,
    ShowSample,
    StepBack,
    StepForward,
)
from nnviz.session.state import Element, Part, StepSize
from nnviz.ui.plots import history_values
from nnviz.ui.plots.history_plot import HistoryPlot
from nnviz.ui.plots.history_values import history
from nnviz.ui.theme import DARK, LIGHT
from tests.session.desk import desk

WEIGHT, BIAS, UNIT = Element(Part.WEIGHT, 1, 0, 1), Element(Part.BIAS, 0, 1), Element(Part.UNIT, 0, 1)
STEPS = [StepForward()] * 6


def trained():
    return desk("xor-2-2-1").step(StepSize.ITERATION, *STEPS)


def along_the_run(read):
    """What one walk finds, iteration by iteration."""
    at = desk("xor-2-2-1").step(StepSize.ITERATION)
    found = [read(at.state)]
    for step in STEPS:
        found.append(read(at.send(step).state))
    return found


@pytest.mark.parametrize(
    ("element", "read"),
    [
        (WEIGHT, lambda state: state.network.layers[1].weight[0, 1]),
        (BIAS, lambda state: state.network.layers[0].bias[1]),
        (UNIT, lambda state: look(state.work.timeline.now, state.recipe, 3).traces[0].a[0, 1]),
    ],
)
def test_every_checkpoint_is_a_point(element, read):
    x, y = history(trained().state.work.timeline, element, 3)
    assert x.tolist() == list(range(7))
    np.testing.assert_array_equal(y, along_the_run(read))


def test_looking_back_changes_nothing_of_the_history():
    at = trained()
    before = history(at.state.work.timeline, WEIGHT, 0)
    after = history(at.send(StepBack(), StepBack()).state.work.timeline, WEIGHT, 0)
    assert [each.tolist() for each in before] == [each.tolist() for each in after]


def test_an_edit_is_a_jump_and_cuts_the_future():
    at = trained().send(StepBack(), EditWeight(1, 0, 1, 9.0)).say_yes()
    x, y = history(at.state.work.timeline, WEIGHT, 0)
    assert (x[-1], y[-1]) == (5, 9.0)


def test_what_was_not_there_yet_has_no_points():
    at = trained().send(SetUnits(0, 3), *STEPS)
    x, _ = history(at.state.work.timeline, Element(Part.WEIGHT, 0, 2, 0), 0)
    assert x[0] == 6


def test_there_are_no_more_points_than_can_be_seen(monkeypatch):
    monkeypatch.setattr(history_values, "MOST_LOOKS", 3)
    x, _ = history(trained().state.work.timeline, UNIT, 0)
    assert (len(x), x[0], x[-1]) == (3, 0, 6)


@pytest.fixture
def plot(qtbot):
    plot = HistoryPlot(LIGHT)
    qtbot.addWidget(plot)
    plot.resize(420, 300)
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def test_the_plot_names_what_is_selected_and_says_its_value(plot):
    at = trained().send(Select(WEIGHT))
    plot.render(at.state)
    assert plot.title.text().startswith("History of W")
    assert plot.value.text() == f"{at.state.network.layers[1].weight[0, 1]:.3f}".replace("-", "−")
    assert plot.canvas.plot.isVisible()


def test_a_unit_is_shown_for_the_sample_on_view(plot):
    at = trained().send(Select(UNIT))
    plot.render(at.state)
    before = plot.points[1]
    plot.render(at.send(ShowSample(3)).state)
    assert "sample 4" in plot.title.text()
    assert plot.points[1].tolist() != before.tolist()


def test_without_a_selection_it_says_what_to_do(plot):
    at = trained()
    for element in (None, Element(Part.TARGET, 1, 0), Element(Part.INPUT, -1, 0)):
        plot.render(at.send(Select(element)).state)
        assert plot.empty.isVisible()
        assert "Select" in plot.empty.text()


def test_before_training_it_says_when_it_comes(plot):
    plot.render(desk("xor-2-2-1").send(Select(WEIGHT)).state)
    assert "while the network learns" in plot.empty.text()


def test_what_an_undo_has_taken_away_is_forgotten(plot):
    at = trained().send(SetUnits(0, 3), Select(Element(Part.UNIT, 0, 2)))
    plot.render(at.state)
    plot.render(replace(trained().state, selection=Element(Part.UNIT, 0, 2)))
    assert plot.empty.isVisible()


def test_the_pointer_reads_values(plot):
    at = trained().send(Select(WEIGHT))
    plot.render(at.state)
    plot.canvas.pointed.emit(2)
    assert plot.read_out.text.startswith("iteration 2\n")
    plot.restyle(DARK)
    assert plot.canvas.theme is DARK


def test_in_the_window_it_grows_while_the_network_learns(qtbot, open_window):
    window = open_window("xor-2-2-1")
    dock = window.docks.history
    dock.raise_()
    window.shell.send(Select(WEIGHT))
    plot = dock.widget().widget()
    window.shell.send(SetSpeed(200.0))
    window.control.run.click()
    qtbot.waitUntil(lambda: len(plot.points[0]) > 5)
    window.control.run.click()
