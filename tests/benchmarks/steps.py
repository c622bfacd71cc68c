"""Does a step ever freeze the window?  Milliseconds from a key to the picture, step by step.

    python -m tests.benchmarks.steps [values a network]

For each network: value steps forward and back in the window at 1920 x 1080, as fast as keys can come; then layers and
iterations. What freezes the window is its longest turn, in which no other key is heard: 50 ms at most.
"""

import os
import sys
import tempfile
import time

import numpy as np
from PySide6.QtCore import QEventLoop, QLoggingCategory, QTimer

from nnviz.app import App
from nnviz.session.commands import Command, OpenDocument, SetStepSize, StepBack, StepForward
from nnviz.session.commands.walking import GoTo
from nnviz.session.state import StepSize
from nnviz.session.walks import current_fact, walk_of
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.session.desk import NETWORKS

NAMES = ("backpropagation-by-hand", "xor-2-4-1", "spiral-2-8-8-1", "ten-digits", "glyph-digits-784-128-10")
BAR = 50
IDLE = 1.5
"""Seconds before the first key: the window has been seen, and its fonts are read."""
FAR = (Quantity(Kind.DELTA, 0, 1), Quantity(Kind.WEIGHT_GRADIENT, 0, 1, 1), Quantity(Kind.NEW_WEIGHT, 0, 1, 1))
"""Jumps to these begin in a moment whose formulas were never typeset."""


def took(app: App, command: Command) -> tuple[float, float]:
    """Milliseconds until what a command leads to is drawn, idle work included; and the longest turn of these."""
    at = begun = time.perf_counter()
    app.shell.send(command)
    turns = [time.perf_counter() - begun]
    while app.shell.state.busy or len(turns) < 3:
        begun = time.perf_counter()
        app.qt.processEvents()
        turns.append(time.perf_counter() - begun)
    return (time.perf_counter() - at) * 1000, max(turns) * 1000


def live(seconds: float) -> None:
    """Let the window do what it does while nobody asks anything of it."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def report(app: App, name: str, values: int) -> None:
    """Print what was found for one network."""
    app.shell.send(OpenDocument(NETWORKS / f"{name}.json", example=True))
    app.shell.send(SetStepSize(StepSize.VALUE))
    live(IDLE)
    rows = {"value on": [took(app, StepForward()) for _ in range(values)]}
    walk = walk_of(app.shell.state)
    assert walk is not None
    rows["value back"] = [took(app, StepBack()) for _ in range(values // 2)]
    rows["far jump"] = [took(app, GoTo(far)) for far in FAR if walk.index_of(far) is not None]
    assert current_fact(app.shell.state) is not None
    for size in (StepSize.LAYER, StepSize.PASS, StepSize.ITERATION):
        app.shell.send(SetStepSize(size))
        rows[size.value] = [took(app, StepForward()) for _ in range(12)]
    for what, times in rows.items():
        (middle, turn), (high, longest) = np.percentile(times, [50, 100], axis=0)
        missed = "  MISSED" if longest > BAR else ""
        print(f"{name:26} {what:12} {middle:7.1f} {high:7.1f}   {turn:7.1f} {longest:7.1f}{missed}", flush=True)


def main() -> None:
    """Print the table, in a home of its own, so that no file of the user's counts."""
    home = tempfile.TemporaryDirectory()
    os.environ |= {f"XDG_{kind}_HOME": home.name for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QLoggingCategory.setFilterRules("default.warning=false")
    values = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    app = App(None)
    app.window.resize(1920, 1080)
    app.window.show()
    app.window.add_plots()
    print(f"{'network':26} {'step':12}  median   worst   longest turn: median, worst   ms")
    for name in NAMES:
        report(app, name, values)
    app.thread.close()


if __name__ == "__main__":
    main()
