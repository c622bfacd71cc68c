"""The whole window, as the app puts it together, in front of a real thread and a settings file of its own; a hand."""

import gc

import pytest
from PySide6.QtCore import QSettings, Qt

from nnviz.session.opening import opened
from nnviz.storage.network_file import read
from nnviz.ui.look import Look
from nnviz.ui.main_window import MainWindow
from nnviz.ui.settings import Settings
from nnviz.ui.shell import Shell
from nnviz.ui.style import load_font
from nnviz.worker.training_thread import TrainingThread
from tests.session.desk import NETWORKS


@pytest.fixture(autouse=True)
def no_garbage_from_other_threads():
    """Collect garbage between tests alone, as the app does it in the thread of the window alone."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def click(qtbot):
    """Press a button with the left mouse button."""
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def choose(qtbot):
    """Take an option of a list with the keyboard."""

    def take(choice, key):
        row = choice.findData(key)
        choice.setCurrentIndex(row - 1 if row else 1)
        qtbot.keyClick(choice, Qt.Key.Key_Down if row else Qt.Key.Key_Up)

    return take


@pytest.fixture
def enter(qtbot):
    """Replace the text of a field and press Enter."""

    def type_into(field, text):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)

    return type_into


@pytest.fixture
def settings(tmp_path):
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def open_window(qtbot, qapp, settings):
    """Open a window on an example, or on a file; every one is closed at the end."""
    load_font()
    looks = qapp.style().objectName(), qapp.palette(), qapp.font()
    opened_ones = []

    def show(name="backpropagation-by-hand", path=None):
        thread = TrainingThread()
        shell = Shell(opened(read(path or NETWORKS / f"{name}.json"), path), thread)
        window = MainWindow(shell, Look(qapp, settings), settings)
        window.shell = shell
        opened_ones.append((window, thread))
        qtbot.addWidget(window, before_close_func=lambda window: window.leave())
        window.resize(1280, 800)
        window.show()
        window.add_plots()
        qtbot.waitExposed(window)
        return window

    yield show
    for _, thread in opened_ones:
        assert thread.close()
    qapp.setStyle(looks[0])
    qapp.setPalette(looks[1])
    qapp.setFont(looks[2])


@pytest.fixture
def window(open_window):
    """A window on the 2-2-2 example."""
    return open_window()
