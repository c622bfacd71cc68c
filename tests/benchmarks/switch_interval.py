"""How late does the window's clock get while another thread trains, and what does that cost the training?

    python -m tests.benchmarks.switch_interval [seconds a measurement]

Prints, for each switch interval of Python, how late a timer of 16 ms was (median, 99th percentile, most) and the
iterations a second, for a small network and for 784-128-10. The window's own work is played by 2 ms of computing a
tick. On two shared cores 1 ms was never later than 13 ms, where 5 ms, Python's own, was up to 39 ms late; below 1 ms
nothing is gained.
"""

import sys
import time

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Slot

from nnviz.core.checkpoint import Checkpoint
from nnviz.session.jobs import Frame, Goal, Job
from nnviz.worker.training_thread import TrainingThread
from tests.session.desk import desk

INTERVALS = (0.005, 0.001, 0.0005)
NETWORKS = ("spiral-2-8-8-1", "glyph-digits-784-128-10")
TICK = 16
WORK = 0.002


class Watch(QObject):
    """A timer that notes how late it is, and a stream of jobs beside it."""

    def __init__(self, name: str, thread: TrainingThread) -> None:
        super().__init__()
        state = desk(name).state
        self.recipe, self.thread, self.ticket = state.recipe, thread, 0
        self.start = state.work.timeline.now
        self.late: list[float] = []
        self.iterations = 0
        self.due = 0.0
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._on_tick)
        thread.frame_arrived.connect(self._on_frame)

    def run(self, seconds: float) -> None:
        """Watch for a while."""
        self._submit(self.start)
        self.due = time.perf_counter() + TICK / 1000
        self.timer.start(TICK)
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()
        self.timer.stop()

    def _submit(self, start: Checkpoint) -> None:
        self.ticket += 1
        self.thread.submit(Job(self.ticket, start, self.recipe, Goal(seconds=0.03)))

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, now - self.due) * 1000)
        while time.perf_counter() < now + WORK:
            pass
        self.due = now + TICK / 1000

    @Slot(object)
    def _on_frame(self, frame: Frame) -> None:
        self.iterations += len(frame.batch_losses)
        self._submit(frame.reached)


def measure(name: str, interval: float, seconds: float) -> str:
    """One line of the table."""
    sys.setswitchinterval(interval)
    thread = TrainingThread()
    watch = Watch(name, thread)
    watch.run(seconds)
    thread.close()
    median, late, most = np.percentile(watch.late, [50, 99, 100])
    pace = watch.iterations / seconds
    return f"{name:26} {interval * 1000:4.1f} ms {median:8.2f} {late:8.2f} {most:8.2f} ms {pace:12,.0f} iterations/s"


def main() -> None:
    """Print the table."""
    app = QCoreApplication([])
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    print(f"{'network':26} {'switch':>7} {'median':>8} {'99 %':>8} {'most':>8}")
    for name in NETWORKS:
        for interval in INTERVALS:
            print(measure(name, interval, seconds), flush=True)
    app.quit()


if __name__ == "__main__":
    main()
