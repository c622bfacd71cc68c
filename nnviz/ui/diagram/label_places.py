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
    ends = np.array([(line.x1(), line.y1(), line.dx(), line.dy()) for line in lines])
    extent = np.array(size.toTuple())
    centers = ends[:, np.newaxis, :2] + SHARES[:, np.newaxis] * ends[:, np.newaxis, 2:]
    allowed = _clear(centers, extent, band, obstacles)
    if not allowed.any(axis=1).all():
        return None
    found = _choose(_options(centers, np.where(allowed, _costs(centers, extent, ends), np.inf)), extent)
    if found is None:
        return None
    return tuple(QRectF(*corner, *extent.tolist()) for corner in (found - extent / 2).tolist())


@dataclass(frozen=True, slots=True, eq=False)
class _Options:
    """The places on every line, the best first; those that are not allowed cost infinitely much."""

    centers: Array  # (lines, k, 2)
    costs: Array  # (lines, k)


def _clear(centers: Array, extent: Array, band: QRectF, obstacles: Sequence[QRectF]) -> Array:
    """Which numbers stand inside the band and on no obstacle, (lines, shares)."""
    low, high = np.array(band.topLeft().toTuple()), np.array(band.bottomRight().toTuple())
    inside = ((centers >= low + extent / 2) & (centers <= high - extent / 2)).all(axis=2)
    corners = np.array([rect.getCoords() for rect in obstacles]).reshape(-1, 4)
    x, y = centers[..., :1], centers[..., 1:]
    beside = (np.abs(x - corners[:, ::2].mean(axis=1)) >= (corners[:, 2] - corners[:, 0] + extent[0]) / 2) | (
        np.abs(y - corners[:, 1::2].mean(axis=1)) >= (corners[:, 3] - corners[:, 1] + extent[1]) / 2
    )
    return np.asarray(inside & beside.all(axis=2))


def _costs(centers: Array, extent: Array, ends: Array) -> Array:
    """How badly a number stands at each place: far from the middle of its edge, near the edges of others."""
    x, y, dx, dy = ends.T
    length = np.maximum(np.hypot(dx, dy), 1e-9)
    across = np.abs((centers[..., :1] - x) * dy - (centers[..., 1:] - y) * dx) / length
    reach = (extent[0] * np.abs(dy) + extent[1] * np.abs(dx)) / length / 2 * 1.4
    near = np.maximum(0.0, 1.0 - across / reach)  # 1: the line of another runs through the middle of the number
    own = np.arange(len(ends))
    near[own, :, own] = 0.0
    return np.asarray(np.abs(SHARES - 0.5) * 0.6 + near.sum(axis=2))


def _options(centers: Array, costs: Array) -> _Options:
    most = int(np.isfinite(costs).sum(axis=1).max())
    best = costs.argsort(axis=1, kind="stable")[:, :most]
    return _Options(np.take_along_axis(centers, best[..., np.newaxis], 1), np.take_along_axis(costs, best, 1))


def _choose(options: _Options, extent: Array) -> Array | None:
    """The cheapest places, (lines, 2), that keep apart from each other; none where no order of choosing finds any.

    In every try each line in turn takes its best place that is still free; all tries advance together.
    """
    orders = _orders(np.isfinite(options.costs).sum(axis=1))
    tries, apart = np.arange(len(orders)), _apart(options.centers, extent)
    free = np.repeat(np.isfinite(options.costs)[np.newaxis], len(orders), axis=0)
    totals, taken = np.zeros(len(orders)), np.zeros(orders.shape, dtype=np.intp)
    for turn in orders.T:
        places = free[tries, turn].argmax(axis=1)
        totals += np.where(free[tries, turn, places], options.costs[turn, places], np.inf)
        taken[tries, turn] = places
        free &= apart[turn, places]
    best = int(totals.argmin())
    return options.centers[np.arange(len(taken[best])), taken[best]] if np.isfinite(totals[best]) else None


def _orders(choices: Array) -> Array:
    """The orders in which the lines choose, (tries, lines): first the one with the fewest choices, then by chance."""
    mixed = np.random.RandomState(0).random_sample((TRIES, len(choices))).argsort(axis=1)
    return np.array([choices.argsort(kind="stable"), np.arange(len(choices)), *mixed])


def _apart(centers: Array, extent: Array) -> Array:
    """Which numbers do not hide each other, (lines, k, lines, k)."""
    least = extent + extent[1] * 0.12
    x, y = centers[..., 0].astype(np.float32), centers[..., 1].astype(np.float32)  # many pairs, and no need of more
    return np.asarray((np.abs(np.subtract.outer(x, x)) >= least[0]) | (np.abs(np.subtract.outer(y, y)) >= least[1]))
