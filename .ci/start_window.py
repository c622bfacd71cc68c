"""Start nnviz in a real window on a virtual screen, look at the screen, and end it.

Exit status 0 where the window shows a picture of many colors and the app ends in peace when it is told to.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

SECONDS = 60
COLORS = 60  # a blank window, or one with a bare menu bar, has far fewer
NNVIZ = Path(sys.executable).with_name("nnviz")


def virtual_screen() -> subprocess.Popen[bytes]:
    """Start an X server on a free display and make it ours."""
    read, write = os.pipe()
    screen = ["-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), *screen], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        os.environ["DISPLAY"] = f":{answer.readline().strip()}"
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    os.environ.pop("WAYLAND_DISPLAY", None)
    return server


def colors(picture: Path) -> Counter[int]:
    """Photograph the whole screen and count how often each color occurs, on every third pixel of every third row."""
    from PySide6.QtGui import QGuiApplication

    photograph = QGuiApplication.primaryScreen().grabWindow(0).toImage()
    photograph.save(str(picture))
    rows, columns = range(0, photograph.height(), 3), range(0, photograph.width(), 3)
    return Counter(photograph.pixel(column, row) for row in rows for column in columns)


def is_alive(seen: Counter[int]) -> bool:
    """Tell a window with something in it from an empty screen."""
    return len(seen) >= COLORS and seen.most_common(1)[0][1] < 0.97 * seen.total()


def watch(picture: Path) -> str:
    """Start nnviz, wait until something is to be seen, and end it; return what went wrong."""
    from PySide6.QtGui import QGuiApplication

    camera = QGuiApplication([])
    if is_alive(colors(picture)):
        return "the screen is not blank before the window opens, so that nothing can be shown this way"
    app = subprocess.Popen([NNVIZ])
    deadline = time.monotonic() + SECONDS
    while not is_alive(colors(picture)):
        if app.poll() is not None:
            return f"nnviz ended by itself with status {app.returncode}"
        if time.monotonic() > deadline:
            app.kill()
            return f"the screen is still blank after {SECONDS} seconds"
        time.sleep(0.5)
    time.sleep(1)
    seen = colors(picture)
    running = app.poll() is None
    app.send_signal(signal.SIGTERM)
    status = app.wait(10)
    camera.quit()
    print(f"{len(seen)} colors on the screen, the commonest on {seen.most_common(1)[0][1] / seen.total():.0%} of it")
    print(f"picture: {picture}; told to end, nnviz ended with status {status}")
    return "" if running and is_alive(seen) and status in (0, -signal.SIGTERM) else "the window did not stay"


def main() -> int:
    """Do it all in a home of its own, so that no file of the user's counts."""
    server = virtual_screen()
    try:
        with tempfile.TemporaryDirectory() as home:
            os.environ |= {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
            Path("build").mkdir(exist_ok=True)
            problem = watch(Path("build/window.png").resolve())
    finally:
        server.terminate()
        server.wait()
    print(problem or "the window is there", file=sys.stderr if problem else sys.stdout)
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
