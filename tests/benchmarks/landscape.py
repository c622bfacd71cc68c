"""How long does a picture of the loss landscape take while training runs, and a survey of its heights?

Run: python -m tests.benchmarks.landscape
"""

import os
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from threadpoolctl import threadpool_limits

from nnviz.session.commands import Pause, Run, SetSpeed, SetStepSize, StepForward
from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.ui.plots.landscape.panel import LossLandscape
from nnviz.ui.theme import LIGHT
from tests.session.desk import desk

NAMES = ("linear-regression", "xor-2-2-1", "spiral-2-8-8-1", "digits-784-64-10")
FRAMES = 20


def main() -> None:
    app = QApplication.instance() or QApplication([])
    limits = threadpool_limits(1, user_api="blas")
    for name in NAMES:
        at = desk(name).send(SetStepSize(StepSize.ITERATION), SetSpeed(FULL_SPEED), Run()).pass_time(0.5).send(Pause())
        panel = LossLandscape(LIGHT)
        panel.resize(440, 520)
        panel.show()
        panel.render(at.state)
        begun = time.perf_counter()
        longest = 0.0
        while panel.surveyor.busy:
            piece = time.perf_counter()
            app.processEvents()
            longest = max(longest, time.perf_counter() - piece)
        surveyed = time.perf_counter() - begun
        taken, painted = [], []
        for _ in range(FRAMES):
            at.send(StepForward())
            begun = time.perf_counter()
            panel.render(at.state)
            taken.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            panel.board.repaint()
            painted.append(time.perf_counter() - begun)
        frame = f"frame {1e3 * statistics.median(taken):6.2f} + paint {1e3 * statistics.median(painted):6.2f} ms"
        places = sum(len(stretch.checkpoints) for stretch in at.state.work.timeline.stretches)
        survey = f"survey {1e3 * surveyed:7.1f} ms, longest piece {1e3 * longest:5.1f} ms"
        sys.stdout.write(f"{name:>20}   {frame}   {places:5} places   {survey}\n")
        panel.close()
    limits.restore_original_limits()


if __name__ == "__main__":
    main()
