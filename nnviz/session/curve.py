"""The loss so far: what was measured at the ends of epochs, and every batch's loss.

Batch losses are kept exactly for the last 65,536 iterations, and as smallest and largest of equal chunks before; chunks
double when there are too many, so a run of any length fits.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from nnviz.core.arrays import Array, frozen
from nnviz.session.jobs import EpochEnd

EXACT = 65_536
CHUNK = 64


@dataclass(frozen=True, slots=True, eq=False)
class LossCurve:
    """All points of the loss plot; x is the number of iterations made."""

    names: tuple[str, ...] = ()  # the trained loss first, then the reported measures
    epoch_iterations: Array = field(
        default_factory=lambda: frozen([], np.int64)
    )  # (E,) where each measured epoch ended
    epochs: Array = field(default_factory=lambda: frozen([], np.int64))  # (E,)
    train: Array = field(default_factory=lambda: frozen(np.zeros((0, 0))))  # (E, len(names)); NaN where there is none
    test: Array = field(default_factory=lambda: frozen(np.zeros((0, 0))))  # the same over the test rows
    recent: Array = field(default_factory=lambda: frozen([]))  # batch losses, one an iteration; NaN where it is lost
    begin: int = 0  # the first iteration that is covered: above 0 where a trained network was opened
    chunk: int = CHUNK  # iterations in one pair
    lowest: Array = field(default_factory=lambda: frozen([]))  # of the chunks before
    highest: Array = field(default_factory=lambda: frozen([]))

    @property
    def recent_begin(self) -> int:
        """The iteration of the first batch loss that is kept by itself."""
        return self.begin + len(self.lowest) * self.chunk

    @property
    def end(self) -> int:
        """The number of iterations the curve covers."""
        return self.recent_begin + len(self.recent)

    @property
    def last_measured(self) -> int:
        """The iteration of the last measured end of an epoch; -1 where there is none."""
        return int(self.epoch_iterations[-1]) if len(self.epochs) else -1

    @property
    def start_loss(self) -> float | None:
        """The training loss before the first iteration, once measured."""
        return float(self.train[0, 0]) if len(self.train) and self.epochs[0] == 0 else None

    def batch_loss(self, iteration: int) -> tuple[float, float] | None:
        """The lowest and the highest batch loss known of this iteration; None where nothing is known."""
        if self.recent_begin <= iteration < self.end:
            value = float(self.recent[iteration - self.recent_begin])
            return None if np.isnan(value) else (value, value)
        chunk = (iteration - self.begin) // self.chunk
        return (float(self.lowest[chunk]), float(self.highest[chunk])) if 0 <= chunk < len(self.lowest) else None

    def extended(self, begun: int, batch_losses: Array, ends: tuple[EpochEnd, ...]) -> "LossCurve":
        """The curve with what a job brought; what it already covers is not added again."""
        new = batch_losses[max(0, self.end - begun) :]
        curve = self if not len(new) else _shortened(replace(self, recent=frozen(np.concatenate([self.recent, new]))))
        fresh = tuple(end for end in ends if end.iteration > self.last_measured)
        return _with_ends(curve, fresh) if fresh else curve

    def cut(self, iteration: int) -> "LossCurve":
        """The curve without what came after ``iteration``."""
        if iteration >= self.end:
            return self
        kept = self.epoch_iterations <= iteration
        begin, recent = min(self.begin, iteration), self.recent[: max(0, iteration - self.recent_begin)]
        chunks, lost = len(self.lowest), 0
        if iteration < self.recent_begin:
            chunks, lost = divmod(iteration - begin, self.chunk)  # of a part of a chunk no loss is known
        return replace(
            self,
            epoch_iterations=frozen(self.epoch_iterations[kept], np.int64),
            epochs=frozen(self.epochs[kept], np.int64),
            train=frozen(self.train[kept]),
            test=frozen(self.test[kept]),
            recent=frozen(np.append(np.full(lost, np.nan), recent)),
            begin=begin,
            lowest=frozen(self.lowest[:chunks]),
            highest=frozen(self.highest[:chunks]),
        )


def _with_ends(curve: LossCurve, ends: tuple[EpochEnd, ...]) -> LossCurve:
    names = ends[0].evaluation.names
    train = [[np.nan if value is None else value for value in end.evaluation.train] for end in ends]
    blank = (None,) * len(names)
    test = [[np.nan if value is None else value for value in end.evaluation.test or blank] for end in ends]
    if names != curve.names:
        curve = replace(
            curve, names=names, train=_columns(curve, curve.train, names), test=_columns(curve, curve.test, names)
        )
    return replace(
        curve,
        epoch_iterations=frozen(np.append(curve.epoch_iterations, [end.iteration for end in ends]), np.int64),
        epochs=frozen(np.append(curve.epochs, [end.epoch for end in ends]), np.int64),
        train=frozen(np.concatenate([curve.train, np.array(train, dtype=np.float64)])),
        test=frozen(np.concatenate([curve.test, np.array(test, dtype=np.float64)])),
    )


def _columns(curve: LossCurve, values: Array, names: tuple[str, ...]) -> Array:
    """The values under other names: a measure that was not taken before is NaN."""
    columns = np.full((len(curve.epochs), len(names)), np.nan)
    for column, name in enumerate(names):
        if name in curve.names:
            columns[:, column] = values[:, curve.names.index(name)]
    return frozen(columns)


def _shortened(curve: LossCurve) -> LossCurve:
    """The curve with its oldest exact losses folded into pairs, where there are too many."""
    while len(curve.recent) > 2 * EXACT + curve.chunk:
        count = (len(curve.recent) - EXACT) // curve.chunk
        folded = curve.recent[: count * curve.chunk].reshape(count, curve.chunk)
        curve = replace(
            curve,
            recent=frozen(curve.recent[count * curve.chunk :]),
            lowest=frozen(np.append(curve.lowest, np.fmin.reduce(folded, axis=1))),
            highest=frozen(np.append(curve.highest, np.fmax.reduce(folded, axis=1))),
        )
        if len(curve.lowest) > EXACT:
            curve = _coarser(curve)
    return curve


def _coarser(curve: LossCurve) -> LossCurve:
    """The curve with pairs of chunks made one; an odd one at the end is unfolded nowhere: the count is kept even."""
    count = len(curve.lowest) // 2 * 2
    if count != len(curve.lowest):
        return curve
    return replace(
        curve,
        chunk=curve.chunk * 2,
        lowest=frozen(curve.lowest.reshape(-1, 2).min(axis=1)),
        highest=frozen(curve.highest.reshape(-1, 2).max(axis=1)),
    )
