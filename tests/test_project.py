"""The rules of the house, read off the source."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from nnviz.environment import DEBIAN_PACKAGES, PLATFORM_PACKAGES

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text("utf-8")
SOURCES = sorted((PROJECT / "nnviz").rglob("*.py"))
TREES = {source.relative_to(PROJECT).as_posix(): ast.parse(source.read_text("utf-8")) for source in SOURCES}
MEANINGLESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
NETWORK_MODULES = {"http", "requests", "pooch", "httpx", "ftplib", "smtplib", "socket", "ssl"}
UNSAFE_CALLS = {"eval", "exec", "__import__"}
QT_IS_ALLOWED = re.compile(r"nnviz/(ui/.*|app\.py|worker/training_thread\.py)$")


def imported(tree):
    """Return the names of the top-level modules that a file imports, anywhere in it."""
    whole = [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    parts = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in whole + parts}


def importing(modules):
    return {file for file, tree in TREES.items() if imported(tree) & modules}


def calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def command(marker):
    """Return the command in the block of the README that follows a marker."""
    return re.search(rf"<!-- {marker} -->\n```sh\n(.*)\n```", README)[1]


def test_every_file_says_what_it_is_for():
    assert [file for file, tree in TREES.items() if not ast.get_docstring(tree)] == []


def test_no_name_is_without_meaning():
    assert [file for file in TREES if MEANINGLESS & set(file.removesuffix(".py").split("/"))] == []


def test_every_file_is_one_room_with_one_purpose():
    assert [source.name for source in SOURCES if len(source.read_text("utf-8").splitlines()) > 400] == []


def test_nothing_that_a_file_holds_is_ever_run():
    between_processes = {"nnviz/worker/training_process.py"}  # it pickles for its own other end, and reads no file
    assert importing(UNSAFE_MODULES) == between_processes
    names = {
        file: {call.func.id for call in calls(tree) if isinstance(call.func, ast.Name)} for file, tree in TREES.items()
    }
    assert [file for file, called in names.items() if called & UNSAFE_CALLS] == []
    assert [file for file, tree in TREES.items() for call in calls(tree) if "allow_pickle" in ast.unparse(call)] == []


def test_nothing_asks_the_internet_but_what_gets_data():
    assert importing(NETWORK_MODULES) == {"nnviz/data/fetching.py", "nnviz/environment.py"}  # a socket for Wayland
    assert importing({"urllib"}) == {"nnviz/data/downloads.py", "nnviz/data/fetching.py"}  # to take addresses apart


def test_qt_stays_in_the_window():
    assert {file for file in importing({"PySide6", "shiboken6"}) if not QT_IS_ALLOWED.match(file)} == set()
    assert {file for file in importing({"pyqtgraph"}) if not file.startswith("nnviz/ui/")} == set()


@pytest.mark.parametrize("marker", ["start", "test", "packages"])
def test_the_commands_of_the_readme_are_one_line_each(marker):
    line = command(marker)
    assert "\n" not in line
    subprocess.run(["bash", "-n", "-c", line], check=True)


def test_the_readme_names_the_packages_that_the_app_would_name():
    named = set(command("packages").removeprefix("sudo apt-get install ").split())
    assert named <= {*DEBIAN_PACKAGES.values(), *PLATFORM_PACKAGES["xcb"].values()}


def test_what_the_readme_points_to_is_there():
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    named = re.findall(r"`((?:nnviz|resources|\.ci)/[\w./-]+)`", README)
    assert len(linked + named) > 8
    assert [path for path in linked + named if not (PROJECT / path).exists()] == []
