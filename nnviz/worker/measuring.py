"""Measures what a network has learned at the end of an epoch: of a large one beside the training that goes on.

NumPy lets two threads multiply at once; ten thousand images take half as long to measure as an epoch of training.
"""

import os
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from nnviz.core.checkpoint import Checkpoint
from nnviz.core.metrics import evaluate
from nnviz.session.jobs import EpochEnd, Job

LARGE = 20_000_000
"""Products (weights times samples) from which on a thread is worth its trouble: about a millisecond."""


class Measuring:
    """One thread that measures, made when there is much to measure, and where there is a processor for it."""

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None

    def ask(self, at: Checkpoint, job: Job) -> Future[EpochEnd]:
        """What is measured at a place; where that takes no time, it is known at once."""
        if is_large(job) and processors() > 1:
            self._thread = self._thread or ThreadPoolExecutor(1, "measuring")
            return self._thread.submit(measure, at, job)
        known: Future[EpochEnd] = Future()
        known.set_result(measure(at, job))
        return known


def is_large(job: Job) -> bool:
    """Whether measuring takes long enough for a thread, and a processor, of its own."""
    data = job.recipe.dataset
    return data is not None and data.samples * job.start.network.parameters >= LARGE


def measure(at: Checkpoint, job: Job) -> EpochEnd:
    """The losses and measures of all samples with the network as it stands."""
    with np.errstate(all="ignore"):
        return EpochEnd(at.iteration, at.epoch, evaluate(at.network, job.recipe, job.report))


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
