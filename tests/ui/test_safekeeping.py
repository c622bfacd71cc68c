"""Unsaved work is kept against a crash, and offered after one."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from nnviz.session.commands import EditWeight, Pause, SaveDocument
from nnviz.storage.autosave import Autosave, left_behind
from nnviz.storage.network_file import read
from nnviz.ui.safekeeping import Safekeeping
from tests.session.desk import NETWORKS


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "autosave"


@pytest.fixture
def keeping(window, folder):
    keeping = Safekeeping(window.shell, folder)
    yield keeping
    keeping.close()


@pytest.fixture
def crashed(folder):
    """A window was killed: its copy is there, and the system has freed its lock."""
    killed = Autosave(folder)
    killed.keep(read(NETWORKS / "spiral-2-8-8-1.json"), None)
    os.close(killed._lock)


def keep(qtbot, keeping):
    keeping.keep()
    qtbot.waitUntil(lambda: keeping._writing is None or not keeping._writing.is_alive())


def copies(folder):
    return list(folder.glob("*.autosave"))


def answer(qtbot, window, says):
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    button = next(button for button in box.buttons() if button.text().replace("&", "") == says)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_only_unsaved_work_is_copied_and_only_once(qtbot, window, keeping, folder):
    keep(qtbot, keeping)
    assert copies(folder) == []
    window.shell.send(EditWeight(0, 0, 0, 0.25))
    keep(qtbot, keeping)
    (copy,) = copies(folder)
    written = copy.stat().st_mtime_ns
    window.shell.send(Pause())
    keep(qtbot, keeping)
    assert copy.stat().st_mtime_ns == written


def test_saved_work_needs_no_copy(qtbot, window, keeping, folder, tmp_path):
    window.shell.send(EditWeight(0, 0, 0, 0.25))
    keep(qtbot, keeping)
    window.shell.send(SaveDocument(tmp_path / "mine.json"))
    keep(qtbot, keeping)
    assert copies(folder) == []


def test_a_clean_end_leaves_nothing(qtbot, window, folder):
    keeping = Safekeeping(window.shell, folder)
    window.shell.send(EditWeight(0, 0, 0, 0.25))
    keep(qtbot, keeping)
    keeping.close()
    assert list(folder.iterdir()) == []


def test_nothing_is_offered_after_a_clean_end(window, keeping):
    keeping.offer(window)
    assert window.findChildren(QMessageBox) == []


def test_after_a_crash_the_work_is_offered_and_restored_as_unsaved(qtbot, window, crashed, keeping, folder):
    keeping.offer(window)
    answer(qtbot, window, "Restore")
    assert window.windowTitle().startswith("Spiral with 2-8-8-1")
    assert window.isWindowModified()
    assert left_behind(folder) == []
    assert len(copies(folder)) == 1


def test_what_is_discarded_is_not_offered_again(qtbot, window, crashed, keeping, folder):
    keeping.offer(window)
    answer(qtbot, window, "Discard")
    assert window.windowTitle().startswith("Backpropagation by hand")
    assert copies(folder) == []
