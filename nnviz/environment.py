"""Can this machine show a window?  Found out before Qt is loaded, because Qt ends the process where it cannot.

Only Linux needs the answer. There Qt draws on a *platform*: xcb (X11), wayland, or offscreen, which needs no screen.
A platform can be used where its screen answers and every library it loads is installed.
"""

import ctypes
import os
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

from nnviz.errors import NnvizError

DEBIAN_PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Library -> the Debian or Ubuntu package that holds it: what Qt needs on every platform."""

PLATFORM_PACKAGES = {
    "xcb": {
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxcb.so.1": "libxcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
    },
}
"""Platform -> what it needs besides."""


def check() -> bool:
    """Return whether a window can be shown; where it cannot, tell Qt to draw offscreen.

    Call it before Qt is imported. Raises NnvizError, naming the packages to install, where Qt lacks a library.
    """
    if not _on_linux():
        return True
    platforms = reachable_platforms()
    missing = {platform: missing_qt_libraries(platform) for platform in platforms or ["offscreen"]}
    usable = [platform for platform, libraries in missing.items() if not libraries]
    if not usable:
        raise NnvizError(advice(list(missing.values())[-1]))
    os.environ["QT_QPA_PLATFORM"] = ";".join(usable)
    return bool(platforms)


def draw_offscreen() -> None:
    """Tell Qt to draw without a screen, even where there is one.

    Call it before Qt is imported. Raises NnvizError, naming the packages to install, where Qt lacks a library.
    """
    missing = missing_qt_libraries()
    if missing:
        raise NnvizError(advice(missing))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def has_screen() -> bool:
    """Return whether there is a screen to show a window on; a platform asked for that needs none counts as one."""
    return not _on_linux() or bool(reachable_platforms())


def reachable_platforms() -> list[str]:
    """Return the platforms whose screen answers, the one Qt prefers first; QT_QPA_PLATFORM may narrow them."""
    asked = os.environ.get("QT_QPA_PLATFORM")
    platforms = asked.split(";") if asked else ["wayland", "xcb"]
    unknown = [platform for platform in platforms if not _exists(platform)]
    if asked and unknown == platforms:
        raise NnvizError(
            "Qt has no platform “{asked}”: unset QT_QPA_PLATFORM, or set it to xcb, wayland or offscreen.", asked=asked
        )
    return [platform for platform in platforms if platform not in unknown and _answers(platform)]


def missing_qt_libraries(platform: str = "offscreen") -> list[str]:
    """Return the system libraries which Qt and one of its platforms need and cannot load; empty where all is well."""
    qt = _qt_folder()
    if not _on_linux() or qt is None:
        return []
    wanted = DEBIAN_PACKAGES | PLATFORM_PACKAGES.get(_plugin(platform), {})
    for library in ("lib/libQt6Widgets.so.6", f"plugins/platforms/libq{_plugin(platform)}.so"):
        failure = _failure(str(qt / library))
        if failure:
            return [name for name in wanted if _failure(name)] or [failure]
    return []


def advice(libraries: list[str]) -> str:
    """Return the sentence that says which packages bring the missing libraries."""
    known = DEBIAN_PACKAGES | {
        name: package for packages in PLATFORM_PACKAGES.values() for name, package in packages.items()
    }
    packages = sorted({known[name] for name in libraries if name in known})
    if not packages:
        return f"Qt cannot start on this machine: {', '.join(libraries)}."
    return (
        f"Qt cannot start on this machine without {', '.join(libraries)}: install them with "
        f"`sudo apt-get install {' '.join(packages)}`, or the packages of these names on your system."
    )


def _on_linux() -> bool:
    return sys.platform.startswith("linux")


def _qt_folder() -> Path | None:
    """Return the Qt that came with PySide6; none where the system's own Qt is used, which brings what it needs."""
    spec = find_spec("PySide6")
    for folder in (spec and spec.submodule_search_locations) or []:
        if (Path(folder) / "Qt" / "plugins" / "platforms").is_dir():
            return Path(folder) / "Qt"
    return None


def _plugin(platform: str) -> str:
    """Return the name of a platform without its options: ``wayland-egl`` and ``wayland`` are one, ``xcb:`` is xcb."""
    name = platform.partition(":")[0]
    return "wayland" if name.startswith("wayland") else name


def _exists(platform: str) -> bool:
    qt = _qt_folder()
    return qt is None or (qt / f"plugins/platforms/libq{_plugin(platform)}.so").is_file()


def _answers(platform: str) -> bool:
    match _plugin(platform):
        case "xcb":
            return _x_server_answers()
        case "wayland":
            return _wayland_answers()
        case _:
            return True


def _x_server_answers() -> bool:
    """Connect as Qt would, because a display may be named and be gone, or refuse us."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # named at least; that this library is missing is reported next
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name))
        except OSError:
            return False
    return True


def _failure(library: str) -> str:
    """Return why a library cannot be loaded; empty where it can."""
    try:
        ctypes.CDLL(library)
    except OSError as error:
        return str(error)
    return ""
