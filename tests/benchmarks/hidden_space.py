"""How long does a picture of the hidden space take?  ``python -m tests.benchmarks.hidden_space``, offscreen.

Each row: a network, milliseconds to send 500 samples, the input grid and the boundary through it, and to paint them.
Medians over repeats; 2-8-8-1 is to take 5 ms in all. 784-64-10 has digits instead, and no grid.
"""

import os
import statistics
import sys
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from threadpoolctl import threadpool_limits

from nnviz.core.activations import activation
from nnviz.core.recipe import Recipe
from nnviz.session.state import State
from nnviz.ui.plots.hidden_space.panel import HiddenSpace
from nnviz.ui.theme import LIGHT
from tests.benchmarks.one_picture import frame
from tests.ui.states import example, layered, running, state_of

REPEATS = 60
SIZES = ((2, 2, 1), (2, 8, 3, 1), (2, 8, 8, 1), (2, 64, 64, 1))


def states() -> dict[str, State]:
    """What is timed, at rest."""
    data = example("spiral-2-8-8-1").recipe.dataset
    found = {
        "-".join(map(str, sizes)): state_of(layered(sizes, activation("tanh")), Recipe(dataset=data)) for sizes in SIZES
    }
    return {**found, "784-64-10": example("digits-784-64-10")}


def main() -> None:
    app = QApplication.instance() or QApplication([])
    limits = threadpool_limits(1, user_api="blas")
    for name, state in states().items():
        panel = HiddenSpace(LIGHT)
        panel.resize(420, 520)
        panel.show()
        times = []
        for step in range(REPEATS):
            times.append(frame(panel, replace(running(state), playing=False), step))
            app.processEvents()
        made, painted = (statistics.median(column) for column in zip(*times[1:], strict=True))
        sys.stdout.write(f"{name:>12}   make {made:6.2f}   paint {painted:6.2f}   {made + painted:6.2f} ms\n")
        panel.close()
    limits.restore_original_limits()


if __name__ == "__main__":
    main()
