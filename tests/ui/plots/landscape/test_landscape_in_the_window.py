"""The loss landscape in its window, in front of a real thread."""

from PySide6.QtCore import QRect, Qt

from nnviz.session.commands import OpenDocument, Pause, Run, SetSpeed, SetStepSize
from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.ui.export_dialog import ExportDialog
from nnviz.ui.plots.landscape.panel import LossLandscape
from tests.session.desk import NETWORKS


def landscape_of(window):
    return window.findChild(LossLandscape)


def opened(qtbot, window):
    """The panel, once it is shown with its heights."""
    window.docks.landscape.toggleViewAction().trigger()
    panel = landscape_of(window)
    qtbot.waitUntil(lambda: panel._outlook is not None and panel._outlook.survey is not None)
    qtbot.waitUntil(lambda: not panel.surveyor.busy)
    return panel


def test_it_is_closed_at_first_and_costs_nothing_then(qtbot, open_window):
    window = open_window("linear-regression")
    panel = landscape_of(window)
    assert not window.docks.landscape.isVisible()
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: window.shell.state.work.timeline.now.iteration > 100)
    window.shell.send(Pause())
    assert panel.board.canvas.drawing is None
    assert not panel.surveyor.busy


def test_a_click_while_training_runs_drops_the_network_there(qtbot, open_window):
    window = open_window("linear-regression")
    panel = opened(qtbot, window)
    window.shell.send(SetStepSize(StepSize.ITERATION))
    window.shell.send(SetSpeed(5.0))
    window.shell.send(Run())
    canvas = panel.board.canvas
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.frame().at(-3, 3).toPoint())
    assert window.shell.state.playing
    qtbot.waitUntil(lambda: len(canvas.drawing.descent.ways) > 0 and window.shell.state.work.timeline.end > 1)
    window.shell.send(Pause())
    start = canvas.drawing.descent.ways[-1][0]
    assert abs(start[0] + 3) < 0.1
    assert abs(start[1] - 3) < 0.1
    window.edit_menu.undo.trigger()
    slope, offset = panel._descent.now
    assert (slope, offset) != tuple(start)


def test_a_file_has_the_heights_of_all_that_is_seen_also_from_behind_a_tab(qtbot, open_window):
    window = open_window("moons-2-8-1")
    panel = opened(qtbot, window)
    window.docks.loss.raise_()
    qtbot.waitUntil(lambda: not window.rect().intersects(QRect(window.docks.landscape.pos(), panel.size())))
    window.shell.send(OpenDocument(NETWORKS / "spiral-2-8-8-1.json", example=True))
    window.exporting.export_panel(panel)
    drawing = panel.board.canvas.drawing
    assert drawing.relief is not None
    assert (drawing.relief.x, drawing.relief.y) == (drawing.x, drawing.y)
    window.findChild(ExportDialog).reject()
