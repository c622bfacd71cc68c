"""How long does the loss plot take?  ``python -m tests.benchmarks.loss_plot`` times set and paint, offscreen.

The rows: curves of 1e4, 1e5 and 1e6 measured epochs with as many batch losses, train and test, on a plot of 800 by 500
pixels. Each number is the median over repeats; a frame of the window has 16 ms for everything.
"""

import os
import statistics
import sys
import time
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from nnviz.core.arrays import frozen
from nnviz.resources import networks_folder
from nnviz.session.curve import LossCurve
from nnviz.session.opening import opened
from nnviz.session.state import State
from nnviz.storage.network_file import read
from nnviz.ui.plots.loss_plot import LossPlot
from nnviz.ui.theme import LIGHT

REPEATS = 15


def curve(points: int) -> LossCurve:
    """Noisy falling losses, one epoch an iteration."""
    stream = np.random.RandomState(0)
    falling = np.exp(-3 * np.linspace(0, 1, points + 1))[:, np.newaxis]
    noise = stream.normal(1, 0.05, (2, points + 1, 1))
    ends = frozen(np.arange(points + 1), np.int64)
    start = LossCurve(("mse",), ends, ends, frozen(falling * noise[0]), frozen(falling * noise[1]))
    return start.extended(0, np.ravel(falling[:-1]) * stream.normal(1, 0.3, points), ())


def state(shown: LossCurve) -> State:
    begun = opened(read(networks_folder() / "xor-2-2-1.json"))
    now = replace(begun.work.timeline.now, iteration=shown.end)
    return replace(begun, work=replace(begun.work, curve=shown, timeline=replace(begun.work.timeline, now=now)))


def frame(plot: LossPlot, shown: State) -> tuple[float, float]:
    """Milliseconds to take the curve in, and to paint it."""
    begun = time.perf_counter()
    plot.render(shown)
    taken = time.perf_counter()
    plot.repaint()
    plot.canvas.plot.viewport().repaint()
    return 1e3 * (taken - begun), 1e3 * (time.perf_counter() - taken)


def main() -> None:
    app = QApplication.instance() or QApplication([])
    plot = LossPlot(LIGHT)
    plot.resize(800, 500)
    plot.show()
    sys.stdout.write("   points   set ms   paint ms\n")
    for points in (10_000, 100_000, 1_000_000):
        shown = curve(points)
        times = []
        for _ in range(REPEATS):
            times.append(frame(plot, state(replace(shown))))
            app.processEvents()
        taken, painted = (statistics.median(column) for column in zip(*times, strict=True))
        sys.stdout.write(f"{points:9,d} {taken:8.2f} {painted:10.2f}\n")


if __name__ == "__main__":
    main()
