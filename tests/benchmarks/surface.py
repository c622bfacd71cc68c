"""How long does a surface take?  ``python -m tests.benchmarks.surface``, offscreen.

Each row: a network, the points of the surface along each side, milliseconds to evaluate it, and to paint it with its
samples, while its weights change; then to paint it while it is turned. Medians over repeats; a frame of 40 by 40
points is to take 16 ms in all.
"""

import os
import statistics
import sys
import time
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from threadpoolctl import threadpool_limits

from nnviz.session.state import State
from nnviz.ui.plots.surface.panel import OutputSurface
from nnviz.ui.theme import LIGHT
from tests.ui.states import example, running

REPEATS = 60
NAMES = ("perceptron-and", "xor-2-4-1", "moons-2-8-1", "spiral-2-8-8-1", "blobs-2-6-4")
MESHES = ("20", "40")


def frame(panel: OutputSurface, state: State, step: int) -> tuple[float, float, float]:
    """Milliseconds to take the network in, to paint it, and to paint it turned; every time it is another network."""
    assert state.seen is not None
    network = state.seen.network.with_bias(0, 0, step / 100)
    begun = time.perf_counter()
    panel.render(replace(state, seen=replace(state.seen, network=network)))
    taken = time.perf_counter()
    panel.canvas.repaint()
    painted = time.perf_counter()
    panel.canvas.look(panel.canvas.camera.turned(3.0, 0.0))
    panel.canvas.repaint()
    return 1e3 * (taken - begun), 1e3 * (painted - taken), 1e3 * (time.perf_counter() - painted)


def main() -> None:
    app = QApplication.instance() or QApplication([])
    limits = threadpool_limits(1, user_api="blas")
    for name in NAMES:
        for mesh in MESHES:
            state = replace(running(example(name)), playing=False)
            panel = OutputSurface(LIGHT)
            panel.resize(440, 470)
            panel.show()
            panel.render(state)
            panel.mesh.show_key(mesh)
            panel.mesh.chosen.emit(mesh)
            times = []
            for step in range(REPEATS):
                times.append(frame(panel, state, step))
                app.processEvents()
            made, painted, turned = (statistics.median(column) for column in zip(*times, strict=True))
            parts = f"evaluate {made:6.2f}   paint {painted:6.2f}   {made + painted:6.2f} ms   turn {turned:6.2f} ms"
            sys.stdout.write(f"{name:>16} {mesh:>3}   {parts}\n")
            panel.close()
    limits.restore_original_limits()


if __name__ == "__main__":
    main()
