"""Where does the number of each edge stand, so that none hides another?  Pure geometry, tried once per arrangement."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QRectF, QSizeF

from nnviz.core.arrays import Array

SHARES = 0.08 + 0.0175 * np.arange(49)
"""How far along its edge a number may stand; the middle is one of them."""
TRIES = 60
"""Orders in which the edges choose; what the first takes, the next cannot."""


def place_labels(
    lines: Sequence[QLineF], size: QSizeF, band: QRectF, obstacles: Sequence[QRectF]
) -> tuple[QRectF, ...] | None:
    """A place of that size on each line, inside ``band`` and clear of the obstacles and of each other.

    None where not all of them find one. Of several ways the one is taken in which the numbers stand farthest from the
    edges of others.
    """
    options = [_options(index, lines, size, band, obstacles) for index in range(len(lines))]
    if any(not len(option.costs) for option in options):
        return None
    choice = _Choice(options, size)
    tries = np.random.RandomState(0)
    orders = [sorted(range(len(lines)), key=lambda i: len(options[i].costs)), list(range(len(lines)))]
    orders += [tries.permutation(len(lines)).tolist() for _ in range(TRIES)]
    found = [way for way in map(choice.greedy, orders) if way is not None]
    if not found:
        return None
    best = min(found, key=lambda way: way[0])[1]
    return tuple(_rect(choice.centers[best[index]], size) for index in range(len(lines)))


@dataclass(frozen=True, slots=True, eq=False)
class _Options:
    """The places on one line, the best first."""

    centers: Array  # (k, 2)
    costs: Array


def _options(index: int, lines: Sequence[QLineF], size: QSizeF, band: QRectF, obstacles: Sequence[QRectF]) -> _Options:
    line, half = lines[index], np.array([size.width(), size.height()]) / 2
    centers = np.array([line.x1(), line.y1()]) + SHARES[:, np.newaxis] * np.array([line.dx(), line.dy()])
    low, high = np.array(band.topLeft().toTuple()) + half, np.array(band.bottomRight().toTuple()) - half
    allowed = ((centers >= low) & (centers <= high)).all(axis=1)
    for obstacle in obstacles:
        reach = np.array([obstacle.width(), obstacle.height()]) / 2 + half
        allowed &= ~(np.abs(centers - np.array(obstacle.center().toTuple())) < reach).all(axis=1)
    costs = np.abs(SHARES - 0.5) * 0.6
    for other in (*lines[:index], *lines[index + 1 :]):
        costs = costs + _nearness(centers, size, other)
    best = np.argsort(costs[allowed], kind="stable")
    return _Options(centers[allowed][best], costs[allowed][best])


def _nearness(centers: Array, size: QSizeF, line: QLineF) -> Array:
    """1 where the line runs through the middle of a number, 0 where it keeps well away."""
    length = max(line.length(), 1e-9)
    across = np.abs((centers[:, 0] - line.x1()) * line.dy() - (centers[:, 1] - line.y1()) * line.dx()) / length
    reach = (size.width() * abs(line.dy()) + size.height() * abs(line.dx())) / length / 2 * 1.4
    return np.asarray(np.maximum(0.0, 1.0 - across / reach))


class _Choice:
    """The places on all lines, and which of them exclude each other."""

    def __init__(self, options: Sequence[_Options], size: QSizeF) -> None:
        self.centers = np.concatenate([option.centers for option in options])
        self._costs = np.concatenate([option.costs for option in options])
        self._ends = np.cumsum([len(option.costs) for option in options]).tolist()
        apart = np.array([size.width(), size.height()]) + size.height() * 0.12
        x, y = (np.abs(np.subtract.outer(axis, axis)) for axis in self.centers.T)
        self._apart = (x >= apart[0]) | (y >= apart[1])

    def greedy(self, order: Sequence[int]) -> tuple[float, dict[int, int]] | None:
        """Give each line in turn its best place that is still free: the total cost and the places."""
        free = np.ones(len(self.centers), dtype=bool)
        taken: dict[int, int] = {}
        for line in order:
            begin, end = self._ends[line - 1] if line else 0, self._ends[line]
            best = begin + int(free[begin:end].argmax())
            if not free[best]:
                return None
            taken[line] = best
            free &= self._apart[best]
        return float(self._costs[list(taken.values())].sum()), taken


def _rect(center: Array, size: QSizeF) -> QRectF:
    return QRectF(center[0] - size.width() / 2, center[1] - size.height() / 2, size.width(), size.height())
