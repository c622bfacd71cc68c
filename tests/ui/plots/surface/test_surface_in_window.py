"""The output surface in the window: closed at first, alive while the network trains, turned by keys."""

from PySide6.QtCore import QRect, Qt

from nnviz.session.commands import Run, SetSpeed
from nnviz.session.state import FULL_SPEED
from nnviz.ui.plots.surface.panel import OutputSurface


def seen(dock):
    """Whether it is in front of its tabs: Qt keeps the others outside the window."""
    return dock.isVisible() and dock.window().rect().intersects(QRect(dock.pos(), dock.size()))


def open_surface(window, qtbot):
    window.docks.surface.toggleViewAction().trigger()
    panel = window.findChild(OutputSurface)
    qtbot.waitUntil(lambda: seen(window.docks.surface) and panel.drawing is not None and window.isActiveWindow())
    return panel


def test_it_is_opened_from_the_menu_of_panels_and_lives(open_window, qtbot):
    window = open_window("spiral-2-8-8-1")
    assert not window.docks.surface.isVisible()
    panel = open_surface(window, qtbot)
    first = panel.drawing
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: abs(panel.drawing.places[..., 2] - first.places[..., 2]).mean() > 0.1)


def test_out_of_sight_it_costs_nothing(open_window, qtbot):
    window = open_window("spiral-2-8-8-1")
    panel = open_surface(window, qtbot)
    window.docks.data.raise_()
    qtbot.waitUntil(lambda: not seen(window.docks.surface))
    before = panel.drawing
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: window.shell.state.work.timeline.now.iteration > 100)
    assert panel.drawing is before
    window.docks.surface.raise_()
    qtbot.waitUntil(lambda: panel.drawing is not before)


def test_the_arrows_turn_it_and_do_not_step_once_it_was_clicked(open_window, qtbot):
    window = open_window("backpropagation-by-hand")
    panel = open_surface(window, qtbot)
    place, camera = window.shell.state.work.timeline.place, panel.canvas.camera
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=panel.canvas.rect().topLeft())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert panel.canvas.camera == camera.turned(5, 0)
    assert window.shell.state.work.timeline.place == place
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.shell.state.work.timeline.place != place)
