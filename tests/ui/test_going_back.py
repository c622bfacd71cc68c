"""Going back in the whole window: the timeline dragged before a real thread, and an edit in the past."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox

from nnviz.session.commands import Seek, SetStepSize, StepForward, Undo
from nnviz.session.state import StepSize
from nnviz.session.timeline import Place
from nnviz.ui.panels.training_panel import TrainingPanel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def trained(open_window, qtbot):
    """A window on the spiral after eight epochs."""
    window = open_window("spiral-2-8-8-1")
    window.shell.send(SetStepSize(StepSize.EPOCH))
    for _ in range(8):
        window.shell.send(StepForward())
        rest(qtbot, window)
    return window


def rest(qtbot, window):
    qtbot.waitUntil(lambda: not window.shell.state.busy)


def iteration(window):
    return window.shell.state.work.timeline.now.iteration


def point(window, place):
    scrubber = window.timeline.scrubber
    return QPoint(round(scrubber.sight.x(scrubber.line.time(place))), scrubber.height() // 2)


def test_a_quick_drag_ends_where_the_handle_is_let_go(trained, qtbot):
    scrubber = trained.timeline.scrubber
    qtbot.mousePress(scrubber, LEFT, pos=point(trained, Place(200)))
    for place in range(195, 20, -5):
        qtbot.mouseMove(scrubber, point(trained, Place(place)))
    qtbot.mouseRelease(scrubber, LEFT, pos=point(trained, Place(25)))
    rest(qtbot, trained)
    assert iteration(trained) == 25
    assert trained.timeline.words.text() == "epoch 1 · iteration 25"
    assert trained.shell.state.work.timeline.end == 200


def test_the_timeline_shows_where_stepping_leads(trained, qtbot):
    qtbot.keyClick(trained, Qt.Key.Key_Left)
    rest(qtbot, trained)
    assert trained.timeline.words.text() == "epoch 7 · iteration 175"


def answer(qtbot, window, text):
    """Press a button of the question; return the question."""
    box = window.findChild(QMessageBox)
    says = box.text()
    qtbot.mouseClick(next(button for button in box.buttons() if button.text() == text), LEFT)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    return says


def type_rate(qtbot, window, text):
    field = window.findChild(TrainingPanel).rate
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return field


def test_an_edit_in_the_past_is_asked_about_and_can_be_called_off(trained, qtbot):
    trained.shell.send(Seek(60))
    rest(qtbot, trained)
    field = type_rate(qtbot, trained, "0.5")
    old = trained.shell.state.recipe.rate
    assert answer(qtbot, trained, "Cancel") == "Changing this removes the 140 later steps."
    assert field.value == old == trained.shell.state.recipe.rate
    assert trained.shell.state.work.timeline.end == 200


def test_an_edit_in_the_past_cuts_the_future_and_undo_brings_it_back(trained, qtbot):
    trained.shell.send(Seek(60))
    rest(qtbot, trained)
    type_rate(qtbot, trained, "0.5")
    answer(qtbot, trained, "Continue")
    assert (trained.shell.state.recipe.rate, trained.shell.state.work.timeline.end) == (0.5, 60)
    assert trained.timeline.scrubber.line.last == 60
    trained.shell.send(Undo())
    assert trained.timeline.scrubber.line.last == 200
