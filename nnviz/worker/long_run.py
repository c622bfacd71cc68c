"""Training without a window: slice after slice, until an end is reached, somebody interrupts, or it diverges."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.batches import batches_per_epoch
from nnviz.core.checkpoint import Checkpoint, start
from nnviz.core.divergence import find_blame
from nnviz.core.metrics import evaluate
from nnviz.session.jobbing import DIVERGED
from nnviz.session.jobs import Divergence, EpochEnd, Goal, Job
from nnviz.storage.document import Document, Stop
from nnviz.worker.measuring import measure
from nnviz.worker.trainer import Trainer

SLICE = 0.1
"""Seconds between two looks at whether to go on."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Where a long run ended, and why."""

    reached: Checkpoint  # the last finite state
    epoch_ends: tuple[EpochEnd, ...]  # measured on the way; the first is the start, the last is ``reached``
    stopped: bool = False  # a loss wanted was reached
    interrupted: bool = False
    divergence: Divergence | None = None


def run(document: Document, stop: Stop, watch: Callable[[Checkpoint], bool]) -> Outcome:
    """Go on from the document's progress until the epoch or one of the losses of ``stop``.

    ``watch`` is told several times a second where training stands, and answers whether it may go on. The document must
    have data, and units that its recipe can train.
    """
    return _LongRun(document, stop).run(watch)


def trained(document: Document, reached: Checkpoint) -> Document:
    """The document as it is worth saving after a run."""
    if reached.iteration == 0:
        return document
    initial = (document.initial or document.network).as_precision(document.recipe.precision)
    return replace(document, network=reached.network, progress=reached, initial=initial)


class _LongRun:
    def __init__(self, document: Document, stop: Stop) -> None:
        self._document, self._recipe = document, document.recipe
        self._at = document.progress or start(document.network, self._recipe)
        self._stop = Stop(None, stop.train_loss, stop.test_loss)
        epochs = 0 if stop.epochs is None else stop.epochs - self._at.epoch
        self._last = self._at.iteration + max(0, epochs * batches_per_epoch(self._recipe) - self._at.batch)
        with np.errstate(all="ignore"):
            initial = (document.initial or document.network).as_precision(self._recipe.precision)
            self._limit = DIVERGED * max(1.0, evaluate(initial, self._recipe).train_loss)
        self._ends: list[EpochEnd] = []
        self._measure()

    def run(self, watch: Callable[[Checkpoint], bool]) -> Outcome:
        """Train in slices."""
        trainer = Trainer()
        stopped = self._stop.is_content(self._ends[-1].evaluation)
        interrupted, divergence = False, None
        while not (stopped or interrupted or divergence or self._at.iteration >= self._last):
            frame = trainer.run(self._job())
            self._at, stopped, divergence = frame.reached, frame.stopped, frame.divergence
            self._ends += [end for end in frame.epoch_ends if end.iteration > self._ends[-1].iteration]
            interrupted = not watch(self._at)
        self._measure()
        return Outcome(self._at, tuple(self._ends), stopped, interrupted, divergence or self._late_divergence())

    def _job(self) -> Job:
        goal = Goal(self._last, SLICE, self._stop)
        return Job(0, self._at, self._recipe, goal, self._document.report, limit=self._limit)

    def _measure(self) -> None:
        """Measure where training stands, unless that was the last to be measured."""
        self._ends = [end for end in self._ends if end.iteration <= self._at.iteration]
        if not self._ends or self._ends[-1].iteration < self._at.iteration:
            self._ends.append(measure(self._at, self._job()))

    def _late_divergence(self) -> Divergence | None:
        """What the losses of the batches could not show yet: the last update went beyond all bounds."""
        loss = self._ends[-1].evaluation.train_loss
        if loss <= self._limit:
            return None
        blame = find_blame(self._at, self._recipe)
        return Divergence(self._at.iteration, blame.layer, blame.unit, blame.quantity, loss)
