"""Does the window slow the training down, and does training make the window late?

    python -m tests.benchmarks.window [seconds a measurement]

For each network: iterations a second at full speed without and with the window drawing (in turns, the median of the
ratios), how late a timer of the window is meanwhile, how long a pause takes, and how long one step takes to be seen.
"""

import os
import sys
import tempfile
import time

import numpy as np
from PySide6.QtCore import QEventLoop, QLoggingCategory, QObject, Qt, QTimer, Slot

from nnviz.app import App
from nnviz.session.commands import OpenDocument, Pause, Reset, Run, SetSpeed, SetStepSize, SetStop, StepForward
from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.storage.document import Stop
from tests.session.desk import NETWORKS

NAMES = ("xor-2-4-1", "spiral-2-8-8-1", "glyph-digits-784-128-10")
ROUNDS = 5
TICK = 10


class Lateness(QObject):
    """A timer that notes how late it is, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin to watch."""
        self._last = time.perf_counter()
        self._timer.start(TICK)

    def stop(self) -> None:
        """Stop watching."""
        self._timer.stop()

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - TICK))
        self._last = now


def wait(seconds: float) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def pace(app: App, seconds: float, visible: bool) -> float:
    """Iterations a second at full speed."""
    app.window.setVisible(visible)
    app.shell.send(Reset())
    wait(0.2)
    app.shell.send(Run())
    wait(0.2)
    begun, at = app.shell.state.work.timeline.now.iteration, time.perf_counter()
    wait(seconds)
    made = app.shell.state.work.timeline.now.iteration - begun
    took = time.perf_counter() - at
    app.shell.send(Pause())
    return made / took


def pausing(app: App) -> float:
    """Milliseconds until nothing moves any more and all of it is drawn."""
    app.window.setVisible(True)
    app.shell.send(Run())
    wait(0.5)
    at = time.perf_counter()
    app.shell.send(Pause())
    app.qt.processEvents()
    return (time.perf_counter() - at) * 1000


def stepping(app: App, size: StepSize) -> float:
    """Milliseconds until a step is drawn."""
    app.shell.send(SetStepSize(size))
    at = time.perf_counter()
    app.shell.send(StepForward())
    while app.shell.state.busy:
        app.qt.processEvents()
    app.qt.processEvents()
    return (time.perf_counter() - at) * 1000


def report(app: App, name: str, seconds: float) -> None:
    """Print what was found for one network."""
    app.shell.send(OpenDocument(NETWORKS / f"{name}.json", example=True))
    app.shell.send(SetStop(Stop()))
    app.shell.send(SetSpeed(FULL_SPEED))
    watch, ratios, alone = Lateness(), [], []
    for _ in range(ROUNDS):
        alone.append(pace(app, seconds, visible=False))
        watch.start()
        ratios.append(pace(app, seconds, visible=True) / alone[-1])
        watch.stop()
    late = np.percentile(watch.late, [50, 99, 100])
    pauses = max(pausing(app) for _ in range(ROUNDS))
    steps = [max(stepping(app, size) for _ in range(10)) for size in (StepSize.LAYER, StepSize.ITERATION)]
    print(f"{name}: {np.median(alone):,.0f} iterations/s unseen, x {np.median(ratios):.2f} with the window drawing")
    print(f"    timer late by {late[0]:.1f} ms (median), {late[1]:.1f} ms (99 %), {late[2]:.1f} ms (most)")
    print(f"    pause {pauses:.0f} ms; a layer {steps[0]:.0f} ms, an iteration {steps[1]:.0f} ms at most", flush=True)


def main() -> None:
    """Print the table, in a home of its own, so that no file of the user's counts."""
    home = tempfile.TemporaryDirectory()
    os.environ |= {f"XDG_{kind}_HOME": home.name for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QLoggingCategory.setFilterRules("default.warning=false")
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    app = App(None)
    app.window.resize(1920, 1080)
    app.window.show()
    app.window.add_plots()
    for name in NAMES:
        report(app, name, seconds)
    app.thread.close()


if __name__ == "__main__":
    main()
