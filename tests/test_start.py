"""nnviz as a process, the way a lecturer starts it: never an abort, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nnviz.environment import missing_qt_libraries

PROJECT = Path(__file__).parents[1]
ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there always is a screen elsewhere")
WITH_QT = pytest.mark.skipif(bool(missing_qt_libraries()), reason="Qt cannot be loaded on this machine")
LACKING_A_LIBRARY = """
import ctypes, sys
load = ctypes.CDLL
def lacking(name, *rest, **options):
    if name == "libGL.so.1" or str(name).endswith("libQt6Widgets.so.6"):
        raise OSError(f"{name}: cannot open shared object file: No such file or directory")
    return load(name, *rest, **options)
ctypes.CDLL = lacking
from nnviz.cli import main
sys.exit(main([]))
"""


def started(folder, *arguments, **variables):
    """Run Python in a folder, without a screen unless variables name one, and return what became of it."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    del environment["QT_QPA_PLATFORM"]
    environment |= {"PYTHONPATH": str(PROJECT)} | variables
    ended = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    assert "Traceback" not in ended.stdout + ended.stderr
    return ended


def sentences(text):
    return [line for line in text.splitlines() if line.strip()]


@ON_LINUX
@WITH_QT
@pytest.mark.parametrize("variables", [{}, {"DISPLAY": ":7654"}, {"QT_QPA_PLATFORM": "xcb"}])
def test_without_a_screen_it_trains_the_example_and_writes_a_picture(tmp_path, variables):
    ended = started(tmp_path, "-m", "nnviz", **variables)
    assert ended.returncode == 0
    assert (tmp_path / "nnviz.png").read_bytes().startswith(b"\x89PNG")
    assert [file.name for file in tmp_path.iterdir()] == ["nnviz.png"]
    (sentence,) = sentences(ended.stdout + ended.stderr)
    assert "nnviz.png" in sentence


@ON_LINUX
@WITH_QT
def test_where_the_picture_cannot_be_written_it_says_so(tmp_path):
    (tmp_path / "nnviz.png").mkdir()
    ended = started(tmp_path, "-m", "nnviz")
    assert ended.returncode == 2
    (sentence,) = sentences(ended.stderr)
    assert "nnviz.png" in sentence


@ON_LINUX
def test_a_missing_library_is_one_sentence_that_names_its_package(tmp_path):
    ended = started(tmp_path, "-c", LACKING_A_LIBRARY)
    assert ended.returncode == 2
    (sentence,) = sentences(ended.stderr)
    assert "sudo apt-get install libgl1" in sentence


@ON_LINUX
def test_an_unknown_platform_is_one_sentence(tmp_path):
    ended = started(tmp_path, "-m", "nnviz", QT_QPA_PLATFORM="fireworks")
    assert ended.returncode == 2
    assert len(sentences(ended.stderr)) == 1


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    ended = started(tmp_path, "-m", "nnviz", "train", "nowhere.json")
    assert ended.returncode == 2
    (sentence,) = sentences(ended.stderr)
    assert "nowhere.json" in sentence


def test_the_command_line_needs_no_qt(tmp_path):
    code = "import sys; sys.modules['PySide6'] = None; from nnviz.cli import main; sys.exit(main(sys.argv[1:]))"
    ended = started(tmp_path, "-c", code, "train", "backpropagation-by-hand", "--epochs", "1", "--json")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["train_loss"] == pytest.approx(0.291027774, abs=5e-10)
