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

from nnviz.ui.plots.surface.panel import OutputSurface
from nnviz.ui.theme import LIGHT
from tests.benchmarks.one_picture import frame
from tests.ui.states import example, running

REPEATS = 60
NAMES = ("perceptron-and", "xor-2-4-1", "moons-2-8-1", "spiral-2-8-8-1", "blobs-2-6-4")
MESHES = ("20", "40")


def turn(panel: OutputSurface) -> float:
    """Milliseconds to paint the surface turned."""
    begun = time.perf_counter()
    panel.canvas.look(panel.canvas.camera.turned(3.0, 0.0))
    panel.canvas.repaint()
    return 1e3 * (time.perf_counter() - begun)


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
                times.append((*frame(panel, state, step), turn(panel)))
                app.processEvents()
            made, painted, turned = (statistics.median(column) for column in zip(*times, strict=True))
            parts = f"evaluate {made:6.2f}   paint {painted:6.2f}   {made + painted:6.2f} ms   turn {turned:6.2f} ms"
            sys.stdout.write(f"{name:>16} {mesh:>3}   {parts}\n")
            panel.close()
    limits.restore_original_limits()


if __name__ == "__main__":
    main()
