"""A job in, a frame out: trains a slice with the plan, measures epochs, explains a moment, notices divergence. No Qt.

Epoch ends are measured on a grid that thins as the run grows: every epoch below 256, then at least 128 in each
doubling. So a run is measured at the same epochs however it was sliced, and measuring costs less than training.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.divergence import find_blame
from nnviz.core.plan import Plan
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Phase, Snapshot
from nnviz.core.training import advance, explain, look, ready, refusal
from nnviz.session.jobbing import DIVERGED
from nnviz.session.jobs import Ahead, Divergence, EpochEnd, Frame, Job
from nnviz.worker.measuring import Measuring, measure

PIECE = 0.008
"""Seconds of training between two looks at the clock."""
WAY = 2**20
"""Bytes of the places between that a frame brings at most."""


def measured(epoch: int) -> bool:
    """Whether the end of this epoch lies on the grid."""
    return epoch % (1 << max(0, epoch.bit_length() - 8)) == 0


def next_measured(epoch: int) -> int:
    """The next epoch on the grid."""
    step = 1 << max(0, (epoch + 1).bit_length() - 8)
    return (epoch // step + 1) * step


class Trainer:
    """Runs jobs one after the other; keeps the plan of the last one, so that the next goes on without set-up."""

    beside = False  # whether the last job was done on a processor of its own, which drawing does not slow

    def __init__(self) -> None:
        self._plan: Plan | None = None
        self._recipe: Recipe | None = None
        self._at: Checkpoint | None = None  # where the plan stands
        self._before: Checkpoint | None = None  # where it stood before the last piece
        self._pace = 0.0  # iterations a second
        self._measuring = Measuring()

    def run(self, job: Job) -> Frame:
        """Do what the job asks for."""
        run = self.begin(job)
        self.train(run, run.is_slice)
        if run.divergence is None and job.goal.explain and _there(job, run.reached):
            self._explain(run)
        return run.frame(job)

    def begin(self, job: Job) -> "Training":
        """Take a job up."""
        return Training(job, self._measuring)

    def train(self, run: "Training", enough: Callable[[], bool]) -> None:
        """Go on until the goal is reached, or until it is enough for now."""
        if refusal(run.job.start.network, run.job.recipe) is not None:
            return
        job, plan = run.job, self._plan_for(run)
        run.begin()
        while not (run.done() or (run.made and enough())):
            count = self._piece(plan, job)
            begun = time.perf_counter()
            with np.errstate(all="ignore"):
                losses = plan.run(count)
            self._pace = count / max(1e-9, time.perf_counter() - begun)
            reached = plan.checkpoint()
            run.heed(losses)
            if not self._accept(run, losses, reached):
                return
            self._before, self._at = run.reached, reached
            run.take(losses, reached)

    def _accept(self, run: "Training", losses: Array, reached: Checkpoint) -> bool:
        """Whether the piece ended in finite numbers; else the run ends at the last state that had them."""
        bad = np.flatnonzero(~(losses <= run.limit))
        if not len(bad) and _finite(reached):
            return True
        first = int(bad[0]) if len(bad) else len(losses)
        good = self._last_good(run, first, len(losses))
        self._plan = None
        blame = find_blame(good, run.job.recipe)
        loss = float(losses[first]) if len(bad) else float("nan")
        run.diverge(good, Divergence(good.iteration + 1, blame.layer, blame.unit, blame.quantity, loss))
        return False

    def _last_good(self, run: "Training", first: int, count: int) -> Checkpoint:
        """The last state whose loss and weights were within bounds, by replay; ``first`` was not."""
        start = run.reached
        if first == 0:
            return self._before if self._before is not None and self._before.iteration < start.iteration else start
        plan = Plan(start, run.job.recipe)
        good = start
        with np.errstate(all="ignore"):
            for _ in range(min(first, count) - 1):
                plan.run(1)
                if not plan.finite():
                    break
                good = plan.checkpoint()
        return good

    def _plan_for(self, run: "Training") -> Plan:
        at, recipe = run.reached, run.job.recipe
        if self._plan is None or self._recipe is not recipe or not _same_shape(self._at, at):
            self._plan, self._recipe, self._before = Plan(at, recipe), recipe, None
        elif self._at is not at:
            self._plan.load(at)
            self._before = None
        self._at = at
        return self._plan

    def _piece(self, plan: Plan, job: Job) -> int:
        """How many iterations to make before the next look at clock and losses."""
        at, per_epoch = plan.iteration, plan.iterations_per_epoch
        stop = job.goal.stop
        epoch = plan.epoch + 1 if stop.watches else next_measured(plan.epoch)
        if stop.epochs is not None and stop.epochs > plan.epoch:
            epoch = min(epoch, stop.epochs)
        counts = [(epoch - plan.epoch) * per_epoch - plan.batch, max(1, int(self._pace * PIECE))]
        if job.goal.iteration is not None:
            counts.append(job.goal.iteration - at)
        return int(max(1, min(counts)))

    def _explain(self, run: "Training") -> None:
        """Every moment of the next iteration; the network after it is the plan's, the lecture's own is dropped."""
        job = run.job
        if refusal(job.start.network, job.recipe) is not None:
            run.moments = _forward_moments(run.reached, job.recipe)
            return
        with np.errstate(all="ignore"):
            moments = explain(run.reached, job.recipe)
            plan = self._plan_for(run)
            losses = plan.run(1)
            after = plan.checkpoint()
        run.heed(losses)
        self._before, self._at = run.reached, after
        run.moments = (*moments[:-1], replace(moments[-1], updated=after.network, updated_state=after.optimizer_state))
        if bool((losses <= run.limit).all()) and _finite(after):
            ends = (measure(after, job),) if after.batch == 0 else ()
            run.ahead = Ahead(after, losses, ends)


class Training:
    """One job under way."""

    def __init__(self, job: Job, measuring: Measuring) -> None:
        self.job = job
        self._measuring = measuring
        self._began = time.perf_counter()
        self.limit = job.limit
        self.reached = job.start
        self.losses: list[Array] = []
        self.way: list[Checkpoint] = []
        self.measured = job.measured  # up to this iteration
        self._ends: list[Future[EpochEnd]] = []
        self.moments: tuple[Snapshot, ...] = ()
        self.ahead: Ahead | None = None
        self.stopped = False
        self.divergence: Divergence | None = None

    @property
    def elapsed(self) -> float:
        """Seconds since it was begun."""
        return time.perf_counter() - self._began

    def is_slice(self) -> bool:
        """Whether it has taken as long as the job wants."""
        seconds = self.job.goal.seconds
        return seconds is not None and self.elapsed >= seconds

    @property
    def made(self) -> bool:
        """Whether an iteration was made: a job always makes one if it has any to make."""
        return self.reached.iteration > self.job.start.iteration

    def begin(self) -> None:
        """Measure the loss before training, once."""
        if self.job.start.iteration == 0 > self.measured:
            self._measure(self.job.start)
            self.limit = DIVERGED * max(1.0, self._ends[0].result().evaluation.train_loss)

    def heed(self, losses: Array) -> None:
        """Raise the limit by the first loss after an edit: what was bad before may become good."""
        if self.job.fresh and self.reached is self.job.start and np.isfinite(losses[0]):
            self.limit = max(self.limit, DIVERGED * float(losses[0]))

    def done(self) -> bool:
        """Whether there is no more to make."""
        return self.stopped or self.divergence is not None or _there(self.job, self.reached)

    def take(self, losses: Array, reached: Checkpoint) -> None:
        """Take in a piece of training, and measure where an epoch has ended on the grid or an end is watched for."""
        self.losses.append(losses)
        if self.reached is not self.job.start and (len(self.way) + 1) * self.reached.nbytes <= WAY:
            self.way.append(self.reached)
        self.reached = reached
        stop = self.job.goal.stop
        if reached.batch:
            return
        self.stopped = stop.epochs == reached.epoch
        fresh = reached.iteration > self.job.measured
        if stop.watches or (fresh and (measured(reached.epoch) or self.stopped or _there(self.job, reached))):
            self._measure(reached)
            if stop.watches:
                self.stopped = self.stopped or stop.is_content(self._ends[-1].result().evaluation)

    @property
    def waits(self) -> bool:
        """Whether something is still being measured."""
        return bool(self._ends) and not self._ends[-1].done()

    def _measure(self, at: Checkpoint) -> None:
        """Let an epoch's end be measured, after the one before: measuring must not lag behind more and more."""
        if self._ends:
            self._ends[-1].result()
        self._ends.append(self._measuring.ask(at, self.job))
        self.measured = at.iteration

    def diverge(self, good: Checkpoint, divergence: Divergence) -> None:
        """End at the last finite state."""
        made = good.iteration - self.job.start.iteration
        losses = np.concatenate(self.losses) if self.losses else np.zeros(0)
        self.losses = [losses[: max(0, made)]]
        self.reached, self.divergence = good, divergence

    def frame(self, job: Job) -> Frame:
        """What it brings back for the job, or for one that is the same but for its ticket and its sample."""
        looked = None
        if not self.moments and job.recipe.dataset is not None:
            row = job.sample
            if row is None:
                row = int(ready(self.reached, job.recipe).batch.rows[0])
            looked = look(self.reached, job.recipe, row)
        return Frame(
            ticket=job.ticket,
            reached=self.reached,
            begun=job.start.iteration,
            batch_losses=np.concatenate(self.losses) if self.losses else np.zeros(0),
            epoch_ends=tuple(end.result() for end in self._ends),
            moments=self.moments,
            ahead=self.ahead,
            looked=looked,
            stopped=self.stopped,
            divergence=self.divergence,
            way=tuple(between for between in self.way if between.iteration < self.reached.iteration),
        )


def _there(job: Job, reached: Checkpoint) -> bool:
    return job.goal.iteration is not None and reached.iteration >= job.goal.iteration


def _forward_moments(at: Checkpoint, recipe: Recipe) -> tuple[Snapshot, ...]:
    """The moments up to the loss: all there is for units that no gradient can train."""
    moments = [ready(at, recipe)]
    while moments[-1].mark.phase is not Phase.LOSS:
        moments.append(advance(moments[-1], recipe))
    return tuple(moments)


def _finite(at: Checkpoint) -> bool:
    layers = at.network.layers
    return all(
        np.isfinite(layer.weight).all() and (layer.bias is None or np.isfinite(layer.bias).all()) for layer in layers
    )


def _same_shape(one: Checkpoint | None, other: Checkpoint) -> bool:
    if one is None or len(one.network.layers) != len(other.network.layers):
        return False
    pairs = zip(one.network.layers, other.network.layers, strict=True)
    return all(
        a.weight.shape == b.weight.shape and (a.bias is None) == (b.bias is None) and a.activation == b.activation
        for a, b in pairs
    )
