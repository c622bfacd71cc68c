"""The window, used the way a lecturer uses it: with the mouse and the keyboard."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QTabBar

from nnviz.core.snapshot import Phase
from nnviz.session.commands import EditWeight, SetSpeed, SetStepSize, SetUnits
from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.session.walks import current_fact
from nnviz.storage.network_file import read
from nnviz.ui.about import PARTS, About
from nnviz.ui.blank_screen import BlankScreen
from nnviz.ui.shortcuts import ShortcutList
from nnviz.ui.tables.import_dialog import ImportDialog
from nnviz.ui.theme import DARK, LIGHT
from tests.session.desk import NETWORKS


@pytest.fixture
def press(qtbot):
    """Press a key in the window, wherever its focus is, and wait until nothing is under way."""

    def key(window, *arguments):
        qtbot.keyClick(window.focusWidget() or window, *arguments)
        qtbot.waitUntil(lambda: window.shell.state.playing or not window.shell.state.busy)

    return key


@pytest.fixture
def answer(qtbot):
    """Press the button of the open dialog that says this."""

    def click(window, says):
        box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
        button = next(button for button in box.buttons() if button.text().replace("&", "") == says)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        window.activateWindow()  # the offscreen platform does not do it
        return box

    return click


def timeline(window):
    return window.shell.state.work.timeline


def edit(window, value=0.25):
    window.shell.send(EditWeight(0, 0, 0, value))


def weight(window):
    return window.shell.state.network.layers[0].weight[0, 0]


def action(menu, text):
    return next(action for action in menu.actions() if action.text().replace("&", "").startswith(text))


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(QPoint(5, 5), actions, data, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), actions, data, buttons, Qt.KeyboardModifier.NoModifier))


# --- walking and running ----------------------------------------------------------------------------------------------


def test_seven_layers_lead_through_one_iteration_and_left_leads_back(window, press):
    window.shell.send(SetStepSize(StepSize.LAYER))
    phases = []
    for _ in range(7):
        press(window, Qt.Key.Key_Right)
        phases.append(window.shell.state.seen.mark.phase)
    forward, loss, backward = Phase.FORWARD, Phase.LOSS, Phase.BACKWARD
    assert phases == [forward, forward, loss, backward, backward, Phase.UPDATE, Phase.READY]
    assert timeline(window).now.iteration == 1
    press(window, Qt.Key.Key_Left)
    assert window.shell.state.seen.mark.phase is Phase.UPDATE
    assert timeline(window).now.iteration == 0


def test_space_runs_and_pauses(qtbot, window, press):
    window.shell.send(SetSpeed(FULL_SPEED))
    press(window, Qt.Key.Key_Space)
    assert window.shell.state.playing
    qtbot.waitUntil(lambda: timeline(window).now.iteration > 100)
    press(window, Qt.Key.Key_Space)
    assert not window.shell.state.playing


def test_the_keys_of_a_presenter_step_too(window, press):
    press(window, Qt.Key.Key_PageDown)
    press(window, Qt.Key.Key_PageDown)
    press(window, Qt.Key.Key_PageUp)
    assert timeline(window).position == 1


def test_right_makes_one_number_after_the_other(window, press):
    for _ in range(43):
        press(window, Qt.Key.Key_Right)
    assert current_fact(window.shell.state).symbol.ascii == "w8_new"
    press(window, Qt.Key.Key_Left)
    assert current_fact(window.shell.state).symbol.ascii == "w7_new"


def test_home_and_end_lead_to_the_ends_of_what_was_reached(window, press):
    for _ in range(50):
        press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Home)
    assert (timeline(window).now.iteration, timeline(window).position) == (0, 0)
    press(window, Qt.Key.Key_End)
    assert timeline(window).now.iteration == 1


def test_b_covers_the_window_and_b_or_a_click_uncovers_it(qtbot, window, press):
    blank = window.findChild(BlankScreen)
    press(window, Qt.Key.Key_B)
    assert blank.isVisible()
    assert window.grab().toImage().pixelColor(300, 300).lightness() == 0
    press(window, Qt.Key.Key_B)
    assert not blank.isVisible()
    press(window, Qt.Key.Key_B)
    window.resize(window.width() + 40, window.height())
    assert blank.size() == window.size()
    qtbot.mouseClick(blank, Qt.MouseButton.LeftButton)
    assert not blank.isVisible()


def test_in_a_text_field_no_key_is_taken(qtbot, window, press):
    field = window.control.stop_epoch
    field.setFocus()
    field.selectAll()
    for key in (Qt.Key.Key_5, Qt.Key.Key_0, Qt.Key.Key_Left, Qt.Key.Key_7, Qt.Key.Key_Space, Qt.Key.Key_Right):
        press(window, key)
    assert field.text() == "57 0"
    assert timeline(window).position == 0
    assert not window.shell.state.playing


def test_space_after_a_click_on_a_button_still_runs(qtbot, window, press):
    qtbot.mouseClick(window.control.step, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: timeline(window).position == 1)
    press(window, Qt.Key.Key_Space)
    assert window.shell.state.playing


def test_an_edit_is_undone_and_redone_by_keys_and_the_menu_names_it(window, press):
    edit(window)
    assert action(window.edit_menu, "Undo").text() != "&Undo"
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert weight(window) == 0.15
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert weight(window) == 0.25


# --- documents --------------------------------------------------------------------------------------------------------


def test_the_title_names_the_network_and_marks_what_is_unsaved(window):
    assert window.windowTitle() == "Backpropagation by hand[*] - nnviz"
    assert not window.isWindowModified()
    edit(window)
    assert window.isWindowModified()


def test_an_example_is_saved_under_a_name_and_opened_again(qtbot, window, press, open_window, tmp_path):
    press(window, Qt.Key.Key_Right)
    edit(window)
    press(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name.text() == "backpropagation-by-hand.json"
    name.setText(str(tmp_path / "mine"))
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil((tmp_path / "mine.json").exists)
    assert not window.isWindowModified()
    again = open_window(path=tmp_path / "mine.json")
    np.testing.assert_array_equal(weight(again), 0.25)


def test_closing_with_unsaved_work_asks_and_cancel_stays(window, answer):
    edit(window)
    window.close()
    assert window.isVisible()
    box = answer(window, "Cancel")
    assert "Backpropagation by hand" in box.text()
    assert window.isVisible()


def test_discard_closes(window, answer):
    edit(window)
    window.close()
    answer(window, "Discard")
    assert not window.isVisible()


def test_save_in_the_question_saves_and_closes(open_window, answer, tmp_path):
    path = tmp_path / "mine.json"
    path.write_bytes((NETWORKS / "backpropagation-by-hand.json").read_bytes())
    window = open_window(path=path)
    edit(window)
    window.close()
    answer(window, "Save")
    assert not window.isVisible()
    assert read(path).network.layers[0].weight[0, 0] == 0.25


def test_a_clean_window_closes_without_a_question(window):
    assert window.close()


def test_a_file_dropped_on_the_window_is_opened(window):
    drop(window, NETWORKS / "xor-2-4-1.json")
    assert window.shell.state.path == NETWORKS / "xor-2-4-1.json"


def test_a_table_dropped_on_the_window_is_asked_about_and_learned_from(window, qtbot, tmp_path):
    (tmp_path / "own.csv").write_text("a,b,c,d\n1,2,3,4\n2,3,4,5\n")
    drop(window, tmp_path / "own.csv")
    qtbot.mouseClick(window.findChild(ImportDialog).take, Qt.MouseButton.LeftButton)
    assert window.shell.state.recipe.dataset.input_names == ("a", "b", "c")


def test_a_dropped_file_does_not_replace_unsaved_work_unasked(window, answer):
    edit(window)
    drop(window, NETWORKS / "xor-2-4-1.json")
    assert weight(window) == 0.25
    answer(window, "Discard")
    assert window.shell.state.work.document.name == "XOR with 2-4-1" or window.shell.state.path is not None


def test_a_refused_file_is_explained_in_a_dialog(window, answer, tmp_path):
    (tmp_path / "bad.json").write_text('{"format": "nnviz-network", "version": 1, "layers": []}')
    drop(window, tmp_path / "bad.json")
    assert "bad.json" in answer(window, "OK").text()
    assert window.windowTitle().startswith("Backpropagation by hand")


def test_the_examples_stand_in_the_menu_by_topic_and_open_without_a_path(window):
    window.file_menu.fill_examples()
    topics = {topic.text(): topic.menu() for topic in window.file_menu.examples.actions()}
    assert {"Backpropagation", "XOR", "Logic gates"} <= set(topics)
    spiral = action(topics["Classification"], "Spiral with 2-8-8-1")
    assert spiral.toolTip()
    spiral.trigger()
    assert window.windowTitle().startswith("Spiral with 2-8-8-1")
    assert window.shell.state.path is None


def test_recent_files_are_listed_and_missing_ones_grayed(window, settings, tmp_path):
    settings.remember(tmp_path / "gone.json")
    drop(window, NETWORKS / "xor-2-4-1.json")
    window.file_menu.fill_recent()
    first, second = window.file_menu.recent.actions()
    assert (first.text(), first.isEnabled()) == ("xor-2-4-1.json", True)
    assert (second.text(), second.isEnabled()) == ("gone.json", False)


# --- questions and errors ---------------------------------------------------------------------------------------------


def test_trained_weights_are_thrown_away_only_after_a_question(qtbot, window, press, answer):
    window.shell.send(SetStepSize(StepSize.ITERATION))
    press(window, Qt.Key.Key_Right)
    window.shell.send(SetUnits(0, 1))
    assert window.shell.state.network.layers[0].units == 2
    answer(window, "Cancel")
    assert window.shell.state.network.layers[0].units == 2
    window.shell.send(SetUnits(0, 1))
    answer(window, "Go on")
    assert window.shell.state.network.layers[0].units == 1


def test_an_error_in_the_thread_is_shown_with_its_text_and_training_starts_again(
    qtbot, window, press, answer, monkeypatch
):
    def fail(job):
        raise ZeroDivisionError("no such luck")

    monkeypatch.setattr(window.shell._thread._desk._trainer, "run", fail)
    window.shell.send(SetSpeed(FULL_SPEED))
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)))
    monkeypatch.undo()
    box = answer(window, "Continue")
    assert box.informativeText() == "ZeroDivisionError: no such luck"
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: timeline(window).now.iteration > 0)


# --- the look ---------------------------------------------------------------------------------------------------------


def test_the_theme_is_chosen_in_the_menu_and_remembered(window, settings, qapp):
    action(window.view_menu, "Dark").trigger()
    assert settings.theme is DARK
    assert qapp.palette().window().color() == DARK.window
    action(window.view_menu, "Light").trigger()
    assert qapp.palette().window().color() == LIGHT.window


def test_content_grows_with_its_size(qtbot, window, settings, qapp):
    sizes = next(child.menu() for child in window.view_menu.actions() if child.text() == "&Content size")
    action(sizes, "200 %").trigger()
    assert settings.scale == 200
    assert qapp.font().pixelSize() == 28
    qtbot.waitUntil(lambda: window.control.step.fontMetrics().height() > 30)


def test_panels_are_hidden_and_the_layout_is_remembered(open_window, window):
    window.docks.training.toggleViewAction().trigger()
    assert not window.docks.training.isVisible()
    window.close()
    again = open_window()
    assert not again.docks.training.isVisible()
    action(again.view_menu.panels, "Restore default layout").trigger()
    assert again.docks.training.isVisible()


def test_the_list_of_shortcuts_holds_every_key_of_the_menus(window):
    actions = [found for found in window.findChildren(QAction) if found.shortcuts()]
    listed = ShortcutList(window).findChildren(type(window.menus.parent()))
    texts = " ".join(widget.text() for widget in listed if hasattr(widget, "text"))
    assert len(actions) > 12
    for found in actions:
        assert found.shortcuts()[0].toString() in texts


def test_the_about_box_names_every_part_with_its_licence(qtbot, window):
    action(window.help_menu, "About").trigger()
    text = window.findChild(About).licences.toPlainText()
    for name, licence, *_ in PARTS:
        assert name in text
        assert licence in text


def test_a_new_network_is_small_and_has_no_file(window):
    action(window.file_menu, "New").trigger()
    assert window.shell.state.path is None
    assert window.shell.state.network.depth == 2


def test_nothing_of_the_window_lies_outside_it(window):
    for dock in window.docks.all:
        corner = dock.mapTo(window, QPoint(dock.width(), dock.height()))
        assert corner.x() <= window.width() + 1
        assert corner.y() <= window.height() + 1


def test_a_panel_behind_a_tab_has_no_heading(window, qtbot):
    docks = window.docks
    qtbot.waitUntil(lambda: not docks.training.shows_heading)
    assert docks.network.shows_heading
    docks.notation.close()
    qtbot.waitUntil(lambda: docks.training.shows_heading)
    docks.notation.show()
    qtbot.waitUntil(lambda: not docks.training.shows_heading)


def test_a_panel_that_is_asked_for_stands_in_front_of_its_tabs(window, qtbot):
    docks = window.docks
    assert docks.data.isVisible()
    docks.algorithm.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: not docks.algorithm.visibleRegion().isEmpty())


def test_a_large_content_puts_the_panels_of_one_side_behind_one_row_of_tabs(window, qtbot):
    window.resize(1700, 950)
    docks = window.docks
    window._look.choose_scale(200)
    qtbot.waitUntil(lambda: docks.data in window.tabifiedDockWidgets(docks.loss))
    window._look.choose_scale(100)
    qtbot.waitUntil(lambda: docks.data not in window.tabifiedDockWidgets(docks.loss))


def test_a_larger_content_size_makes_the_panels_wider_and_leaves_the_switch_free(window, qtbot):
    window.resize(1700, 950)
    qtbot.wait(50)
    before = window.docks.training.width()
    window._look.choose_scale(200)
    qtbot.waitUntil(lambda: window.docks.training.width() > before)
    diagram = window.diagram
    assert diagram.switch.isVisible()
    assert not diagram.legend.isVisible()  # it has no room beside the switch
    window._look.choose_scale(100)
    qtbot.waitUntil(diagram.legend.isVisible)
    assert not diagram.legend.geometry().intersects(diagram.switch.geometry())


def test_a_low_screen_leaves_the_room_to_the_diagram(monkeypatch, open_window, qtbot):
    monkeypatch.setattr("nnviz.ui.first_place.LINES", 1000)
    window = open_window()
    qtbot.waitUntil(lambda: window.docks.data in window.tabifiedDockWidgets(window.docks.loss))
    assert window.docks.network in window.tabifiedDockWidgets(window.docks.training)
    assert not window.diagram.samples.isVisible()  # there is but one sample


def test_the_digits_are_chosen_in_the_menu_too(window):
    window.view_menu.digits.aboutToShow.emit()
    assert [choice.text() for choice in window.view_menu.digits.actions() if choice.isChecked()] == ["9"]
    action(window.view_menu.digits, "3").trigger()
    assert window.shell.state.view.digits == 3
    assert window.diagram.samples.digits.currentData() == 3


def test_a_panel_is_enlarged_and_put_back(qtbot, window):
    docks = window.docks
    loss, small = docks.loss.widget(), docks.loss.widget().size()
    qtbot.waitUntil(lambda: any(bar.tabText(0) == "Loss plot" for bar in window.findChildren(QTabBar)))
    bar = next(bar for bar in window.findChildren(QTabBar) if bar.tabText(0) == "Loss plot")
    qtbot.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    assert loss.isVisible()
    assert loss.width() > 2 * small.width()
    assert docks.below.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert docks.loss.widget() is loss
    assert loss.size() == small


def test_a_heading_has_a_button_to_enlarge_its_panel(qtbot, window):
    network = window.docks.network
    qtbot.mouseClick(network.enlarge, Qt.MouseButton.LeftButton)
    assert window.docks.enlarged.dock is network
    qtbot.mouseClick(window.docks.enlarged.restore, Qt.MouseButton.LeftButton)
    assert not window.docks.enlarged.isVisible()
    assert network.widget().isVisible()
