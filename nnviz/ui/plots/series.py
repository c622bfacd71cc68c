"""What the loss plot draws: every measure of a loss curve as points, and the loss of every batch."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.metrics import METRICS
from nnviz.session.curve import LossCurve
from nnviz.ui.plots.round_numbers import SMALLEST, on_an_axis


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One measure over the training or the test rows, at the ends of epochs."""

    measure: str
    test: bool
    x: Array  # (n,) iterations made, rising
    y: Array  # (n,) finite

    @property
    def is_share(self) -> bool:
        """Whether it is accuracy or R2, for which 1 is best, and no loss."""
        return self.measure in METRICS

    def value_at(self, iteration: int) -> float | None:
        """The value last measured when so many iterations were made."""
        last = int(np.searchsorted(self.x, iteration, "right")) - 1
        return float(self.y[last]) if last >= 0 else None


def measured(curve: LossCurve) -> tuple[Series, ...]:
    """Every measure that has a point, the trained loss first, training before test."""
    return tuple(
        Series(name, test, *_finite(curve.epoch_iterations, values[:, column]))
        for column, name in enumerate(curve.names)
        for test, values in ((False, curve.train), (True, curve.test))
        if np.isfinite(values[:, column]).any()
    )


def exact_batch_points(curve: LossCurve) -> tuple[Array, Array]:
    """The loss of every batch that is kept by itself, as points."""
    return _finite(curve.recent_begin + np.arange(len(curve.recent)), curve.recent)


def batch_points(curve: LossCurve) -> tuple[Array, Array]:
    """The loss of every batch as points; where only the lowest and the highest of a chunk are kept, both."""
    middles = curve.begin + (np.arange(len(curve.lowest)) + 0.5) * curve.chunk
    x = np.concatenate([np.repeat(middles, 2), curve.recent_begin + np.arange(len(curve.recent))])
    y = np.concatenate([np.stack([curve.lowest, curve.highest], axis=1).ravel(), curve.recent])
    return _finite(x, y)


def epoch_at(curve: LossCurve, iteration: int) -> int:
    """The epochs finished when so many iterations were made; between two measured ones, epochs are equally long."""
    known = len(curve.epochs)
    if known == 0 or iteration <= curve.epoch_iterations[0]:
        return int(curve.epochs[0]) if known else 0
    after = int(np.searchsorted(curve.epoch_iterations, iteration))
    last = min(after, known - 1)
    before = max(0, last - 1)
    begin, length = curve.epoch_iterations[before], curve.epoch_iterations[last] - curve.epoch_iterations[before]
    made = int((iteration - begin) * (curve.epochs[last] - curve.epochs[before]) // length) if length else 0
    return int(curve.epochs[before]) + made


def value_range(values: list[Array]) -> tuple[float, float] | None:
    """The range a linear axis is to show: with 0, unless the values are far from 0 and differ; None without any."""
    values = [each for each in values if len(each)]
    if not values:
        return None
    low = on_an_axis(min(float(each.min()) for each in values))
    high = on_an_axis(max(float(each.max()) for each in values))
    span, nearest, farthest = high - low, *sorted((abs(low), abs(high)))
    if low * high > 0 and nearest > farthest / 2 and span > farthest / 100:
        return low - span / 10, high + span / 10
    low, high = min(0.0, low), max(0.0, high)
    room = 0.08 * (high - low) if high - low > SMALLEST else 1.0
    return low - room if low < 0 else low, high + room


def _finite(x: Array, y: Array) -> tuple[Array, Array]:
    """The points that have a value."""
    known = np.isfinite(y)
    return (x, y) if known.all() else (x[known], y[known])
