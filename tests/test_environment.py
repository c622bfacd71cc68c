"""What nnviz finds out about the machine before Qt is loaded."""

import ctypes
import os
import re
import socket
import sys

import pytest

from nnviz import environment
from nnviz.environment import DEBIAN_PACKAGES, PLATFORM_PACKAGES, advice, check, has_screen, missing_qt_libraries
from nnviz.errors import NnvizError

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has to ask")

ALWAYS_THERE = re.compile(r"lib(c|m|dl|pthread|rt|gcc_s|stdc\+\+)\.so")


@pytest.fixture(autouse=True)
def no_screen(monkeypatch):
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def lacking(monkeypatch):
    """Make loading fail for every library whose path ends so, as where it is not installed."""
    load = ctypes.CDLL

    def lack(*endings):
        def refuse(name, *rest, **options):
            if str(name).endswith(endings):
                raise OSError(f"{name}: cannot open shared object file: No such file or directory")
            return load(name, *rest, **options)

        monkeypatch.setattr(ctypes, "CDLL", refuse)

    return lack


def test_no_display_is_no_screen():
    assert not has_screen()


def test_a_display_that_points_nowhere_is_no_screen(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":7654")
    assert not has_screen()


def test_a_wayland_socket_that_answers_is_a_screen(monkeypatch, tmp_path):
    monkeypatch.setenv("WAYLAND_DISPLAY", "screen")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "screen"))
        assert not has_screen()
        compositor.listen()
        assert has_screen()


def test_without_a_screen_qt_is_told_to_draw_offscreen(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(environment, "missing_qt_libraries", lambda platform: [])
    assert not check()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "xcb;offscreen"])
def test_a_platform_without_a_screen_that_is_asked_for_runs_the_app(monkeypatch, platform):
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert has_screen()


def test_an_unknown_platform_is_refused(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "fireworks")
    with pytest.raises(NnvizError, match="fireworks"):
        check()


def test_other_systems_need_no_check(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert check()
    assert missing_qt_libraries() == []


def test_a_missing_library_is_named_with_its_package(monkeypatch, lacking):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    lacking("libQt6Widgets.so.6", "libEGL.so.1", "libGL.so.1")
    with pytest.raises(NnvizError, match=r"libGL\.so\.1, libEGL\.so\.1: .*apt-get install libegl1 libgl1`"):
        check()


def test_what_only_a_screen_needs_is_not_missed_without_one(lacking):
    lacking("libqxcb.so", "libxcb-cursor.so.0")
    assert "libxcb-cursor.so.0" in missing_qt_libraries("xcb")
    assert "libxcb-cursor.so.0" not in missing_qt_libraries("offscreen")


def test_a_library_of_no_known_package_is_still_a_sentence():
    assert advice(["libnew.so.1: cannot open"]) == "Qt cannot start on this machine: libnew.so.1: cannot open."


@pytest.mark.parametrize(
    "file", ["plugins/platforms/libqxcb.so", "plugins/platforms/libqwayland.so", "lib/libQt6Gui.so.6"]
)
def test_every_system_library_that_qt_loads_has_its_package(file):
    qt = environment._qt_folder()
    names = {name.decode() for name in re.findall(rb"\0(lib[\w.+-]+\.so\.\d+)(?=\0)", (qt / file).read_bytes())}
    system = {name for name in names if not (qt / "lib" / name).exists() and not ALWAYS_THERE.match(name)}
    known = DEBIAN_PACKAGES.keys() | PLATFORM_PACKAGES["xcb"].keys() | PLATFORM_PACKAGES["wayland"].keys()
    assert len(system) > 3
    assert system <= known
