"""A trainer that has runs at full speed made in a process of its own, where there is a processor for it."""

from contextlib import suppress

from nnviz.session.jobs import Frame, Job
from nnviz.worker.measuring import is_large, processors
from nnviz.worker.trainer import Trainer
from nnviz.worker.training_process import TrainingProcess


class FullSpeedTrainer(Trainer):
    """Hands jobs that have no end but their time to another process, as soon as it is there; does the others itself.

    The process is started with the first of them. Where it cannot be, or has ended, all jobs are done here.
    """

    def __init__(self) -> None:
        super().__init__()
        self._process: TrainingProcess | None = None
        self._possible = processors() > 1

    def run(self, job: Job) -> Frame:
        """Do what the job asks for."""
        frame = self._frame_from_beside(job) if self._possible and job.goal.iteration is None else None
        crowded = is_large(job) and processors() < 3  # one trains, one measures: none is left for the window
        self.beside = frame is not None and not crowded
        return super().run(job) if frame is None else frame

    def _frame_from_beside(self, job: Job) -> Frame | None:
        try:
            if self._process is None:
                self._process = TrainingProcess()
            return self._process.run(job) if self._process.ready else None
        except (OSError, EOFError):
            self._possible = False
            self.close()
            return None

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            with suppress(OSError):
                self._process.close()
            self._process = None
