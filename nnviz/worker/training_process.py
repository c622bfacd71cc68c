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
from multiprocessing.connection import Connection
from typing import Any

from threadpoolctl import threadpool_limits

from nnviz.core.checkpoint import Checkpoint
from nnviz.core.recipe import Recipe
from nnviz.session.jobs import Frame, Job
from nnviz.worker.trainer import Trainer, Training

AHEAD = 0.5
"""Seconds that are trained ahead at most."""
PATIENCE = 5.0
"""Seconds after which an answer is no longer waited for."""
LARGE = 2**20
"""Bytes of an array from which on it is sent by itself."""
FAREWELL = 0.5
"""Seconds that the process has to end by itself."""


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
        rest = job.ticket, job.goal, job.report, job.sample, job.limit, job.measured
        _send(self._connection, (start, recipe, *rest))
        if not self._connection.poll(PATIENCE):
            raise TimeoutError
        frame = _receive(self._connection)
        assert isinstance(frame, Frame)
        self._recipe, self._reached = job.recipe, frame.reached
        return frame

    def close(self) -> None:
        """End it."""
        self._connection.close()
        self._process.join(FAREWELL)
        if self._process.is_alive():
            self._process.kill()


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
            self._ahead = self._trainer.begin(_following(training, job))
            self._go_ahead(self._ahead)

    def _receive(self) -> Job:
        start, recipe, ticket, goal, report, sample, limit, measured = _receive(self._connection)
        if self._known is not None:
            start, recipe = start or self._known[0], recipe or self._known[1]
        return Job(ticket, start, recipe, goal, report, sample, limit, measured)

    def _answer(self, job: Job, training: Training) -> None:
        self._trainer.train(training, training.is_slice)
        frame = training.frame(job)
        _send(self._connection, frame)
        self._known = frame.reached, job.recipe

    def _go_ahead(self, training: Training) -> None:
        def enough() -> bool:
            wanted = training.is_slice() and self._connection.poll()
            return training.elapsed > AHEAD or (wanted and not training.waits)

        self._trainer.train(training, enough)


def _following(training: Training, job: Job) -> Job:
    """The job that is likely to be asked for next."""
    return replace(job, start=training.reached, limit=training.limit, measured=training.measured)


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
        and (one.goal, one.report, one.limit, one.measured) == (other.goal, other.report, other.limit, other.measured)
    )
