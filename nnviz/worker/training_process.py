"""Training in a process of its own: it takes no time from the window, and the window takes none from it. No Qt.

Python runs one thread at a time; beside a window that draws thirty pictures a second little time would be left for
training, or much less would be drawn. The process gets the recipe once, and answers jobs with frames. While nobody asks
it trains on from where its last frame ended, because that is nearly always what is asked for next; where it is not,
what was made ahead is dropped. Slices make no difference to the numbers, so it answers the very bits that a ``Trainer``
in this process would.
"""

import multiprocessing
import pickle
import signal
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from threadpoolctl import threadpool_limits

from nnviz.core.checkpoint import Checkpoint
from nnviz.core.recipe import Recipe
from nnviz.session.jobs import Frame, Job
from nnviz.worker.trainer import Trainer, Training

AHEAD = 0.5
"""Seconds that are trained ahead at most."""
LONG = 0.08
"""Seconds after which a frame is not kept waiting for what is still being measured beside."""
PATIENCE = 5.0
"""Seconds after which an answer is no longer waited for."""
LARGE = 2**20
"""Bytes of an array from which on it is sent by itself."""
FAREWELL = 0.5
"""Seconds in which a process that was ended is gone."""


class TrainingProcess:
    """The process, from outside. Its methods raise OSError or EOFError where it has ended, or does not answer."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, other = context.Pipe()
        self._process = context.Process(target=serve, args=(other,), daemon=True)
        self._process.start()
        other.close()
        self._ready = False
        self._recipe: Recipe | None = None  # that it has
        self._reached: Checkpoint | None = None  # with which its last frame ended

    @property
    def ready(self) -> bool:
        """Whether it has started, and can be given jobs."""
        if not self._ready and self._connection.poll():
            self._connection.recv_bytes()
            self._ready = True
        return self._ready

    def run(self, job: Job) -> Frame:
        """Do what a job asks for; it explains nothing."""
        recipe = None if job.recipe is self._recipe else job.recipe
        start = None if job.start is self._reached else job.start
        rest = job.ticket, job.goal, job.report, job.sample, job.limit, job.measured, job.fresh
        _send(self._connection, (start, recipe, *rest))
        if not self._connection.poll(PATIENCE):
            raise TimeoutError
        frame = _receive(self._connection)
        assert isinstance(frame, Frame)
        self._recipe, self._reached = job.recipe, frame.reached
        return frame

    def close(self) -> None:
        """End it: it holds nothing that would be lost."""
        self._connection.close()
        self._process.kill()
        self._process.join(FAREWELL)


def serve(connection: Connection) -> None:
    """What the process does until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends with the window, not before
    with threadpool_limits(1, user_api="blas"):
        try:
            connection.send_bytes(b"")
            _Service(connection).run()
        except (EOFError, OSError):
            return


class _Service:
    """The process, from inside."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._trainer = Trainer()
        self._ahead: Training | None = None
        self._known: tuple[Checkpoint, Recipe] | None = None  # where the last frame ended, and under which recipe

    def run(self) -> None:
        """Answer one job after the other, and train ahead meanwhile."""
        while True:
            job = self._receive()
            ahead = self._ahead
            training = ahead if ahead is not None and _same(ahead.job, job) else self._trainer.begin(job)
            self._answer(job, training)
            self._ahead = None if training.done() else self._trainer.begin(_following(training, job))
            if self._ahead is not None:
                self._trainer.train(self._ahead, partial(self._is_wanted, self._ahead))

    def _receive(self) -> Job:
        start, recipe, ticket, *rest = _receive(self._connection)
        if self._known is not None:
            start, recipe = start or self._known[0], recipe or self._known[1]
        return Job(ticket, start, recipe, *rest)

    def _answer(self, job: Job, training: Training) -> None:
        self._trainer.train(training, training.is_slice)
        frame = training.frame(job)
        _send(self._connection, frame)
        self._known = frame.reached, job.recipe

    def _is_wanted(self, training: Training) -> bool:
        """Whether to stop training ahead: a frame is asked for, and what it tells of is measured or takes long."""
        asked = training.is_slice() and self._connection.poll()
        return training.elapsed > AHEAD or (asked and (training.elapsed > LONG or not training.waits))


def _following(training: Training, job: Job) -> Job:
    """The job that is likely to be asked for next."""
    return replace(job, start=training.reached, limit=training.limit, measured=training.measured, fresh=False)


def _send(connection: Connection, message: object) -> None:
    """Send a message, its large arrays by themselves: they are not copied, and other threads may run meanwhile."""
    large: list[pickle.PickleBuffer] = []

    def is_small(buffer: pickle.PickleBuffer) -> bool:
        small = buffer.raw().nbytes < LARGE
        if not small:
            large.append(buffer)
        return small

    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL, buffer_callback=is_small)
    connection.send((len(large), data))
    for buffer in large:
        connection.send_bytes(buffer.raw())


def _receive(connection: Connection) -> Any:
    count, data = connection.recv()
    return pickle.loads(data, buffers=[connection.recv_bytes() for _ in range(count)])


def _same(one: Job, other: Job) -> bool:
    """Whether two jobs are the same but for their tickets and samples."""
    return (
        one.start is other.start
        and one.recipe is other.recipe
        and (one.goal, one.report, one.limit, one.measured, one.fresh)
        == (other.goal, other.report, other.limit, other.measured, other.fresh)
    )
