"""The tests see no screen and never touch the user's own files."""

import atexit
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest

from nnviz.environment import advice, missing_qt_libraries

os.environ["QT_QPA_PLATFORM"] = "offscreen"

USER_FILES = tempfile.mkdtemp(prefix="nnviz-tests-")
atexit.register(shutil.rmtree, USER_FILES, ignore_errors=True)
for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[variable] = USER_FILES

hypothesis.settings.register_profile(
    "nnviz",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],  # a busy machine is no fault of the code
)
hypothesis.settings.load_profile("nnviz")

MISSING = missing_qt_libraries()
NEEDS_QT = re.compile(r"^\s*(from|import) (PySide6|pyqtgraph|nnviz\.(ui|app))\b|\bqtbot\b", re.MULTILINE)


def _window_tests() -> list[str]:
    tests = Path(__file__).parent
    return ["ui", *(str(test) for test in tests.rglob("test_*.py") if NEEDS_QT.search(test.read_text("utf-8")))]


collect_ignore = _window_tests() if MISSING else []


PATIENCE = 30_000
"""Milliseconds to wait for what has to come: what never comes still fails, and a busy machine may take its time."""


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Where Qt cannot be loaded, all the rest is still tested."""
    if MISSING:
        pluginmanager.unregister(name="pytest-qt")
        return
    from pytestqt.qtbot import QtBot

    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitExposed, QtBot.waitActive):
        wait.__kwdefaults__["timeout"] = PATIENCE


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out."""
    if MISSING:
        terminalreporter.write_line(f"The tests of the window were left out. {advice(MISSING)}")


def pytest_configure() -> None:
    """Elsewhere than on Linux, Qt itself has to be told to keep away from the user's files."""
    if not sys.platform.startswith("linux"):
        from PySide6.QtCore import QStandardPaths

        QStandardPaths.setTestModeEnabled(True)
