"""A job in, a frame out: trains a slice with the plan, measures epochs, explains a moment, notices divergence. No Qt.

Epoch ends are measured on a grid that thins as the run grows: every epoch below 256, then at least 128 in each
doubling. So a run is measured at the same epochs however it was sliced, and measuring costs less than training.
"""

import time
from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.divergence import find_blame
from nnviz.core.metrics import evaluate
from nnviz.core.plan import Plan
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Phase, Snapshot
from nnviz.core.training import advance, explain, look, ready, refusal
from nnviz.session.jobs import Ahead, Divergence, EpochEnd, Frame, Job

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

    def __init__(self) -> None:
        self._plan: Plan | None = None
        self._recipe: Recipe | None = None
        self._at: Checkpoint | None = None  # where the plan stands
        self._before: Checkpoint | None = None  # where it stood before the last piece
        self._pace = 0.0  # iterations a second

    def run(self, job: Job) -> Frame:
        """Do what the job asks for."""
        run = _Run(job)
        if refusal(job.start.network, job.recipe) is None:
            self._train(run)
        if run.divergence is None and job.goal.explain and _there(job, run.reached):
            self._explain(run)
        return run.frame()

    def _train(self, run: "_Run") -> None:
        job, plan = run.job, self._plan_for(run.job)
        run.begin()
        began = time.perf_counter()
        while not run.done(time.perf_counter() - began):
            count = self._piece(plan, job)
            begun = time.perf_counter()
            with np.errstate(all="ignore"):
                losses = plan.run(count)
            self._pace = count / max(1e-9, time.perf_counter() - begun)
            reached = plan.checkpoint()
            if not self._accept(run, losses, reached):
                return
            self._before, self._at = run.reached, reached
            run.take(losses, reached)

    def _accept(self, run: "_Run", losses: Array, reached: Checkpoint) -> bool:
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

    def _last_good(self, run: "_Run", first: int, count: int) -> Checkpoint:
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

    def _plan_for(self, job: Job) -> Plan:
        if self._plan is None or self._recipe is not job.recipe or not _same_shape(self._at, job.start):
            self._plan, self._recipe, self._before = Plan(job.start, job.recipe), job.recipe, None
        elif self._at is not job.start:
            self._plan.load(job.start)
            self._before = None
        self._at = job.start
        return self._plan

    def _piece(self, plan: Plan, job: Job) -> int:
        """How many iterations to make before the next look at clock and losses."""
        at, per_epoch = plan.iteration, plan.iterations_per_epoch
        stop = job.goal.stop
        watched = stop.train_loss is not None or stop.test_loss is not None
        epoch = plan.epoch + 1 if watched else next_measured(plan.epoch)
        if stop.epochs is not None and stop.epochs > plan.epoch:
            epoch = min(epoch, stop.epochs)
        counts = [(epoch - plan.epoch) * per_epoch - plan.batch, max(1, int(self._pace * PIECE))]
        if job.goal.iteration is not None:
            counts.append(job.goal.iteration - at)
        return int(max(1, min(counts)))

    def _explain(self, run: "_Run") -> None:
        """Every moment of the next iteration; the network after it is the plan's, the lecture's own is dropped."""
        job = run.job
        if refusal(job.start.network, job.recipe) is not None:
            run.moments = _forward_moments(run.reached, job.recipe)
            return
        with np.errstate(all="ignore"):
            moments = explain(run.reached, job.recipe)
            plan = self._plan_for(replace(job, start=run.reached))
            losses = plan.run(1)
            after = plan.checkpoint()
        self._before, self._at = run.reached, after
        run.moments = (*moments[:-1], replace(moments[-1], updated=after.network, updated_state=after.optimizer_state))
        if bool((losses <= run.limit).all()) and _finite(after):
            ends = (_epoch_end(after, job),) if after.batch == 0 else ()
            run.ahead = Ahead(after, losses, ends)


class _Run:
    """One job under way."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.limit = job.limit
        self.reached = job.start
        self.losses: list[Array] = []
        self.way: list[Checkpoint] = []
        self.ends: list[EpochEnd] = []
        self.moments: tuple[Snapshot, ...] = ()
        self.ahead: Ahead | None = None
        self.stopped = False
        self.divergence: Divergence | None = None

    def begin(self) -> None:
        """Measure the loss before training, once."""
        if self.job.start.iteration == 0 > self.job.measured:
            self.ends.append(_epoch_end(self.job.start, self.job))
            self.limit = 1e6 * max(1.0, self.ends[0].evaluation.train_loss)

    def done(self, elapsed: float) -> bool:
        """Whether the goal or its time is reached; a job always makes one iteration if it has any to make."""
        goal, made = self.job.goal, self.reached.iteration > self.job.start.iteration
        return self.stopped or _there(self.job, self.reached) or bool(made and goal.seconds and elapsed >= goal.seconds)

    def take(self, losses: Array, reached: Checkpoint) -> None:
        """Take in a piece of training, and measure where an epoch has ended on the grid or an end is watched for."""
        self.losses.append(losses)
        if self.reached is not self.job.start and (len(self.way) + 1) * self.reached.nbytes <= WAY:
            self.way.append(self.reached)
        self.reached = reached
        stop = self.job.goal.stop
        watched = stop.train_loss is not None or stop.test_loss is not None
        if reached.batch:
            return
        self.stopped = stop.epochs == reached.epoch
        fresh = reached.iteration > self.job.measured
        if watched or (fresh and (measured(reached.epoch) or self.stopped or _there(self.job, reached))):
            self.ends.append(_epoch_end(reached, self.job))
            evaluation = self.ends[-1].evaluation
            below = stop.train_loss is not None and evaluation.train_loss <= stop.train_loss
            tested = evaluation.test_loss
            below_test = stop.test_loss is not None and tested is not None and tested <= stop.test_loss
            self.stopped = self.stopped or below or below_test

    def diverge(self, good: Checkpoint, divergence: Divergence) -> None:
        """End at the last finite state."""
        made = good.iteration - self.job.start.iteration
        losses = np.concatenate(self.losses) if self.losses else np.zeros(0)
        self.losses = [losses[: max(0, made)]]
        self.reached, self.divergence = good, divergence

    def frame(self) -> Frame:
        """What the job brings back."""
        job = self.job
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
            epoch_ends=tuple(self.ends),
            moments=self.moments,
            ahead=self.ahead,
            looked=looked,
            stopped=self.stopped,
            divergence=self.divergence,
            way=tuple(between for between in self.way if between.iteration < self.reached.iteration),
        )


def _there(job: Job, reached: Checkpoint) -> bool:
    return job.goal.iteration is not None and reached.iteration >= job.goal.iteration


def _epoch_end(at: Checkpoint, job: Job) -> EpochEnd:
    with np.errstate(all="ignore"):
        return EpochEnd(at.iteration, at.epoch, evaluate(at.network, job.recipe, job.report))


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
