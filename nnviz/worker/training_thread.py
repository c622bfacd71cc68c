"""One thread for the trainer, as long as the app lives: jobs go in, frames come out, both as queued signals."""

import threading
import traceback

from PySide6.QtCore import QObject, QThread, Signal, Slot
from threadpoolctl import threadpool_limits

from nnviz.session.jobs import Failure, Frame, Job
from nnviz.worker.trainer import Trainer

PATIENCE = 800
"""Milliseconds that closing waits for the job under way; jobs are slices of some thirty."""


class _Desk(QObject):
    """Stands in the thread and does one job after the other.

    Signals: ``done(Frame)``, ``failed(Failure)``.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, trainer: Trainer, closing: threading.Event) -> None:
        super().__init__()
        self._trainer = trainer
        self._closing = closing
        self._limits: threadpool_limits | None = None
        self.newest: Job | None = None

    @Slot()
    def limit_threads(self) -> None:
        """Let NumPy multiply in this thread alone: measured five times as fast and steadier than on two."""
        self._limits = threadpool_limits(1, user_api="blas")

    @Slot(object)
    def run(self, job: Job) -> None:
        """Do a job; whatever goes wrong in it becomes an answer, so that the app goes on.

        A job that a newer one has followed is left out: nobody waits for its answer.
        """
        if self._closing.is_set() or job is not self.newest:
            return
        try:
            frame = self._trainer.run(job)
        except Exception:  # noqa: BLE001 - the border of the thread: an error that left it would be lost
            self.failed.emit(Failure(job.ticket, traceback.format_exc()))
        else:
            self.done.emit(frame)


class TrainingThread(QObject):
    """The only way to the trainer.

    Signals: ``frame_arrived(Frame)``, ``failed(Failure)``, both in the thread of this object.
    """

    frame_arrived = Signal(object)
    failed = Signal(object)
    _submitted = Signal(object)

    def __init__(self, trainer: Trainer | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closing = threading.Event()
        self._thread = QThread()
        self._trainer = trainer or Trainer()
        self._desk = _Desk(self._trainer, self._closing)
        self._desk.moveToThread(self._thread)
        self._thread.started.connect(self._desk.limit_threads)
        self._submitted.connect(self._desk.run)
        self._desk.done.connect(self._on_done)
        self._desk.failed.connect(self._on_failed)
        self._thread.start()

    @property
    def beside(self) -> bool:
        """Whether the last job was done on a processor of its own, which drawing does not slow."""
        return self._trainer.beside

    def submit(self, job: Job) -> None:
        """Hand in a job; its answer comes as a signal. It takes the place of those that are not begun yet."""
        self._desk.newest = job
        self._submitted.emit(job)

    def close(self) -> bool:
        """End the thread after the job under way; return whether it has ended."""
        self._closing.set()
        self._thread.quit()
        return self._thread.wait(PATIENCE)

    @Slot(object)
    def _on_done(self, frame: Frame) -> None:
        if not self._closing.is_set():
            self.frame_arrived.emit(frame)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        if not self._closing.is_set():
            self.failed.emit(failure)
