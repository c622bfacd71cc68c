"""How long does a map of the outputs take?  ``python -m tests.benchmarks.output_map``, offscreen.

Each row: a network, the points of the map, milliseconds to evaluate it with its boundary, and to paint it with its 500
samples. Medians over repeats; 100 by 100 points of 2-16-16-1 are to take 4 ms in all.
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
from nnviz.ui.plots.output_map.panel import OutputMap
from nnviz.ui.theme import LIGHT
from tests.benchmarks.one_picture import frame
from tests.ui.states import example, layered, running, state_of

REPEATS = 60
SIZES = ((2, 8, 8, 1), (2, 16, 16, 1), (2, 64, 64, 1))


def main() -> None:
    app = QApplication.instance() or QApplication([])
    limits = threadpool_limits(1, user_api="blas")
    data = example("spiral-2-8-8-1").recipe.dataset
    for sizes in SIZES:
        for kind in ("tanh", "relu", "sigmoid"):
            state = replace(
                running(state_of(layered(sizes, activation(kind), activation("tanh")), Recipe(dataset=data))),
                playing=False,
            )
            panel = OutputMap(LIGHT)
            panel.resize(420, 420)
            panel.show()
            times = []
            for step in range(REPEATS):
                times.append(frame(panel, state, step))
                app.processEvents()
            made, painted = (statistics.median(column) for column in zip(*times, strict=True))
            name = "-".join(map(str, sizes))
            parts = f"evaluate {made:6.2f}   paint {painted:6.2f}   {made + painted:6.2f} ms"
            sys.stdout.write(f"{name:>12} {kind:8} {parts}\n")
            panel.close()
    limits.restore_original_limits()


if __name__ == "__main__":
    main()
