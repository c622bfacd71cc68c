"""What holds for every panel in a dock: it is enlarged, exported, and costs nothing while it is out of sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from nnviz.session.commands import Run, SetSpeed
from nnviz.session.state import FULL_SPEED
from nnviz.ui.export import Format, content
from nnviz.ui.panel import PicturePanel
from nnviz.ui.theme import DARK, LIGHT

PICTURES = {
    "Loss plot",
    "History",
    "Gradient sizes",
    "Loss landscape",
    "Outputs",
    "Weights",
    "Output map",
    "Output surface",
    "Hidden space",
    "Activation explorer",
    "Drawing pad",
}


@pytest.fixture
def window(open_window, qtbot):
    """A window with every panel open."""
    window = open_window("spiral-2-8-8-1")
    for dock in window.docks.all:
        dock.toggleViewAction().setChecked(True)
        dock.show()
    qtbot.wait(20)
    return window


def drawn(picture, ground):
    image = QImage(picture.size.toSize(), QImage.Format.Format_RGB32)
    image.loadFromData(content(picture, Format.PNG, ground))
    return image


def test_every_picture_is_offered_for_export_also_while_it_is_enlarged(window):
    window.docks.enlarged.show_dock(window.docks.output_map)
    window.file_menu.pictures.aboutToShow.emit()
    offered = {action.text().replace("&", "").removesuffix("…") for action in window.file_menu.pictures.actions()}
    assert offered == PICTURES


@pytest.mark.parametrize("kind", Format)
def test_every_picture_is_written_as_every_kind_of_file(window, kind):
    for name, panel in window.exporting.panels():
        panel.render(window.shell.state)
        light, dark = (content(panel.picture(theme), kind, theme.canvas) for theme in (LIGHT, DARK))
        assert len(light) > 1000, name
        assert light != dark, name


def test_no_exported_picture_is_empty(window):
    for name, panel in window.exporting.panels():
        panel.render(window.shell.state)
        image = drawn(panel.picture(LIGHT), LIGHT.canvas)
        ground = image.pixelColor(0, 0)
        places = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
        assert any(image.pixelColor(x, y) != ground for x, y in places), name


def test_every_panel_is_enlarged_and_goes_back(qtbot, window):
    enlarged = window.docks.enlarged
    for dock in window.docks.all:
        enlarged.show_dock(dock)
        assert dock.panel.window() is window
        assert enlarged.isAncestorOf(dock.panel), dock.objectName()
        assert dock.panel.isVisible(), dock.objectName()
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert dock.isAncestorOf(dock.panel), dock.objectName()


def test_an_enlarged_panel_follows_the_window_and_makes_way_for_one_that_is_asked_for(qtbot, window):
    docks, enlarged = window.docks, window.docks.enlarged
    enlarged.show_dock(docks.loss)
    window.resize(1500, 900)
    qtbot.waitUntil(lambda: enlarged.geometry().right() == window.rect().right())
    qtbot.waitUntil(lambda: enlarged.geometry().topLeft() == window.diagram.geometry().topLeft())
    docks.weights.toggleViewAction().trigger()
    assert enlarged.dock is None
    assert docks.loss.isAncestorOf(docks.loss.panel)


def test_a_panel_closed_while_it_is_enlarged_is_whole_when_it_is_opened_again(window):
    docks = window.docks
    docks.enlarged.show_dock(docks.weights)
    docks.weights.toggleViewAction().trigger()
    assert not docks.weights.panel.isVisible()
    docks.weights.toggleViewAction().trigger()
    assert docks.weights.isAncestorOf(docks.weights.panel)
    assert docks.weights.panel.isVisible()


def test_what_is_behind_a_tab_or_closed_costs_nothing_while_training_runs(qtbot, window, monkeypatch):
    docks = window.docks
    docks.surface.hide()
    for front in (docks.loss, docks.data):
        front.raise_()
    qtbot.waitUntil(lambda: not docks.landscape.panel.surveyor.busy)  # what was begun in sight is finished
    qtbot.wait(50)
    called = []
    hidden = [dock.panel for dock in docks.all if isinstance(dock.panel, PicturePanel) and dock is not docks.loss]
    assert len(hidden) == len(PICTURES) - 1
    for panel in hidden:
        for work in ("render", "_draw", "_show", "_make", "_ask"):
            if hasattr(panel, work):
                monkeypatch.setattr(panel, work, lambda *_, told=(panel, work): called.append(told))
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: window.shell.state.work.timeline.now.iteration > 100, timeout=20_000)
    qtbot.wait(300)
    assert called == []
