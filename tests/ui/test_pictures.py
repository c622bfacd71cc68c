"""The pictures in the window: which of them is in front, and how they live while the network trains."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QTabBar

from nnviz.session.commands import OpenDocument, Run, SetSpeed
from nnviz.session.state import FULL_SPEED
from nnviz.ui.export import Format, Ground
from nnviz.ui.export_dialog import ExportDialog
from nnviz.ui.plots.explorer.panel import ActivationExplorer
from nnviz.ui.plots.output_map.panel import OutputMap
from nnviz.ui.theme import DARK
from tests.session.desk import NETWORKS


def open_example(window, name):
    window.shell.send(OpenDocument(NETWORKS / f"{name}.json", example=True))


def seen(dock):
    """Whether it is in front of its tabs: Qt keeps the others outside the window."""
    return dock.isVisible() and dock.window().rect().intersects(QRect(dock.pos(), dock.size()))


def test_the_map_comes_to_the_front_where_it_says_more_than_the_table(window, qtbot):
    window.resize(1600, 1000)
    window.docks.arrange()
    qtbot.waitUntil(lambda: seen(window.docks.data))
    open_example(window, "spiral-2-8-8-1")
    qtbot.waitUntil(lambda: seen(window.docks.output_map))
    assert seen(window.docks.loss)


def test_the_map_stays_behind_where_there_is_one_row_of_tabs(window, qtbot):
    window.docks._stack(True)
    qtbot.waitUntil(lambda: seen(window.docks.loss))
    open_example(window, "spiral-2-8-8-1")
    qtbot.wait(50)
    assert seen(window.docks.loss)


def test_the_map_lives_while_the_network_trains(open_window, qtbot):
    window = open_window("spiral-2-8-8-1")
    window.docks.output_map.raise_()
    panel = window.findChild(OutputMap)
    qtbot.waitUntil(lambda: panel.canvas.drawing is not None)
    first = panel.canvas.drawing
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: (panel.canvas.drawing.levels != first.levels).mean() > 0.2)
    assert panel.canvas.drawing.points is first.points


def test_a_map_out_of_sight_costs_nothing(open_window, qtbot):
    window = open_window("spiral-2-8-8-1")
    window.docks.data.raise_()
    panel = window.findChild(OutputMap)
    qtbot.waitUntil(lambda: not seen(window.docks.output_map))
    before = panel.canvas.drawing
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: window.shell.state.work.timeline.now.iteration > 100)
    assert panel.canvas.drawing is before
    window.docks.output_map.raise_()
    qtbot.waitUntil(lambda: panel.canvas.drawing is not before)


def test_the_explorer_is_opened_from_the_menu_of_panels_and_lives(open_window, qtbot):
    window = open_window("spiral-2-8-8-1")
    assert not window.docks.explorer.isVisible()
    window.docks.explorer.toggleViewAction().trigger()
    panel = window.findChild(ActivationExplorer)
    qtbot.waitUntil(lambda: panel.canvas.drawing is not None)
    first = panel.canvas.drawing
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(
        lambda: len(panel.canvas.drawing.bars) and panel.canvas.drawing.bars.tolist() != first.bars.tolist()
    )


def test_the_arrows_move_the_point_and_not_the_lecture_once_it_was_clicked(window, qtbot):
    window.docks.explorer.toggleViewAction().trigger()
    panel = window.findChild(ActivationExplorer)
    qtbot.waitUntil(lambda: panel.canvas.drawing is not None and seen(window.docks.explorer))
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton)
    before, place = panel.canvas.drawing.at, window.shell.state.work.timeline.place
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert panel.canvas.drawing.at > before
    assert window.shell.state.work.timeline.place == place
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.shell.state.work.timeline.place != place)


def test_the_picture_of_a_panel_is_exported_from_the_file_menu(open_window, qtbot, tmp_path):
    window = open_window("gate-and")
    window.file_menu.fill_pictures()
    offered = {action.text(): action for action in window.file_menu.pictures.actions()}
    assert list(offered) == ["Gradient sizes…", "History…", "Loss plot…", "Output map…"]
    offered["Output map…"].trigger()
    dialog = window.findChild(ExportDialog)
    assert not dialog.content.isVisible()
    qtbot.mouseClick(dialog.ground.button(Ground.DARK), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.kind.button(Format.PNG), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    chooser = window.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "map.png"))
    chooser.close()
    picture = QImage(str(tmp_path / "map.png"))
    assert picture.pixelColor(2, 2) == DARK.canvas
    assert len({picture.pixel(x, picture.height() // 2) for x in range(picture.width())}) > 20


def test_without_such_a_panel_the_menu_says_so(window):
    docks = window.docks
    for dock in (docks.loss, docks.history, docks.gradients, docks.output_map):
        dock.close()
    window.file_menu.fill_pictures()
    (only,) = window.file_menu.pictures.actions()
    assert not only.isEnabled()


def test_every_panel_has_one_tab_at_most(window, qtbot):
    def names():
        bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [bar.tabText(index) for bar in bars if bar.isVisible() for index in range(bar.count())]

    qtbot.waitUntil(lambda: len(names()) == len(set(names())))
    assert {"Loss plot", "Output map", "Training"} <= set(names())
