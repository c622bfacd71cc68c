"""The app as a process: what becomes of an error in the window, and of a file that cannot be opened."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import qVersion

PROJECT = Path(__file__).parents[1]
AN_ERROR_IN_A_SLOT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from nnviz.app import App
from nnviz.session.commands import StepForward

app = App(None)

def fail():
    raise ZeroDivisionError("no such luck")

def look():
    boxes = app.window.findChildren(QMessageBox)
    print(len(boxes), boxes[0].informativeText())
    app.shell.send(StepForward())
    QTimer.singleShot(300, end)

def end():
    print(app.shell.state.work.timeline.position)
    app.window.leave()

for moment in (300, 350):
    QTimer.singleShot(moment, fail)
QTimer.singleShot(600, look)
sys.exit(app.run())
"""


def ran(code, *arguments):
    assert qVersion()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_an_error_in_the_window_is_shown_once_and_the_app_stays_usable():
    ended = ran(AN_ERROR_IN_A_SLOT)
    assert ended.stdout.splitlines() == ["1 ZeroDivisionError: no such luck", "1"]
    assert ended.returncode == 0


def test_a_file_that_cannot_be_opened_is_refused_before_there_is_a_window(tmp_path):
    code = "import sys; from pathlib import Path; from nnviz.app import open_window; open_window(Path(sys.argv[1]))"
    ended = ran(code, tmp_path / "nowhere.json")
    assert ended.stderr.strip().splitlines()[-1].startswith("nnviz.errors.BadInput")
    assert "nowhere.json" in ended.stderr
