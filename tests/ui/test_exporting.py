"""Pictures from the menus of a real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from nnviz.session.commands import SetStepSize, StepForward
from nnviz.session.state import StepSize
from nnviz.ui.export import DENSITY, DIAGRAM, Format, Ground
from nnviz.ui.export_dialog import ExportDialog


@pytest.fixture
def dialog(window):
    """The dialog of File > Export."""
    window.file_menu.export.trigger()
    return window.findChild(ExportDialog)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def save_as(qtbot, window, path):
    """Choose a file in the dialog that has opened."""
    chooser = window.findChild(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.close()


@pytest.mark.parametrize(("kind", "begin"), [(Format.SVG, b"<?xml"), (Format.PDF, b"%PDF"), (Format.PNG, b"\x89PNG")])
def test_a_picture_of_the_kind_chosen_is_written(qtbot, window, dialog, tmp_path, kind, begin):
    press(qtbot, dialog.kind.button(kind))
    press(qtbot, dialog.export)
    assert window.findChild(QFileDialog).defaultSuffix() == kind
    save_as(qtbot, window, tmp_path / f"a.{kind}")
    assert (tmp_path / f"a.{kind}").read_bytes().startswith(begin)
    assert "a." in window.statusBar().currentMessage()


@pytest.mark.parametrize(("ground", "corner"), [(Ground.WHITE, "#ffffff"), (Ground.DARK, "#0f1419")])
def test_the_ground_chosen_is_seen_before_and_after(qtbot, window, dialog, tmp_path, ground, corner):
    press(qtbot, dialog.ground.button(ground))
    preview = dialog.preview.grab().toImage()
    assert preview.pixelColor(preview.rect().center()).name() != "#000000"
    press(qtbot, dialog.kind.button(Format.PNG))
    press(qtbot, dialog.export)
    save_as(qtbot, window, tmp_path / "a.png")
    assert QImage(str(tmp_path / "a.png")).pixelColor(2, 2).name() == corner


def test_a_transparent_picture_has_no_ground(qtbot, window, dialog, tmp_path):
    press(qtbot, dialog.ground.button(Ground.TRANSPARENT))
    press(qtbot, dialog.kind.button(Format.PNG))
    press(qtbot, dialog.export)
    save_as(qtbot, window, tmp_path / "a.png")
    assert QImage(str(tmp_path / "a.png")).pixelColor(2, 2).alpha() == 0


def test_a_picture_that_cannot_be_written_says_why(qtbot, window, dialog, tmp_path):
    press(qtbot, dialog.export)
    save_as(qtbot, window, tmp_path / "no" / "a.svg")
    box = QApplication.activeModalWidget()
    assert "there is no such folder" in box.text()
    box.close()


def test_cancel_asks_for_no_file(qtbot, window, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.findChild(QFileDialog) is None


def test_the_picture_is_copied_as_pixels_and_as_lines(window):
    window.shell.send(StepForward())
    window.edit_menu.copy.trigger()
    held = QGuiApplication.clipboard().mimeData()
    assert held.imageData().width() == DIAGRAM.width() * DENSITY
    assert b">w\xe2\x82\x85</text>" in held.data("image/svg+xml").data()
    window.exporting.let_go()
    held = QGuiApplication.clipboard().mimeData()
    assert not held.hasFormat("image/svg+xml")
    assert held.imageData().width() == DIAGRAM.width() * DENSITY


def test_the_losses_so_far_are_written_as_a_table(qtbot, window, tmp_path):
    window.shell.send(SetStepSize(StepSize.EPOCH))
    window.shell.send(StepForward())
    qtbot.waitUntil(lambda: not window.shell.state.busy and window.shell.state.work.curve.end > 0)
    window.file_menu.loss_log.trigger()
    assert window.findChild(QFileDialog).defaultSuffix() == "csv"
    save_as(qtbot, window, tmp_path / "losses.csv")
    assert (tmp_path / "losses.csv").read_text().splitlines()[1].startswith("0,0,")
