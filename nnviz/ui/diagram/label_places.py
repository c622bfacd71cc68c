"""Where does the number of each edge stand, so that none hides another?  Pure geometry, tried once per arrangement."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF

SHARES = tuple(0.08 + 0.0175 * step for step in range(49))
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
    options = [_options(line, lines, size, band, obstacles) for line in lines]
    if any(not option for option in options):
        return None
    tries = np.random.RandomState(0)
    orders = [sorted(range(len(lines)), key=lambda i: len(options[i])), list(range(len(lines)))]
    orders += [tries.permutation(len(lines)).tolist() for _ in range(TRIES)]
    found = [way for way in (_greedy(order, options, size) for order in orders) if way is not None]
    return min(found, key=lambda way: way[0])[1] if found else None


Option = tuple[float, QRectF]


def _options(
    line: QLineF, lines: Sequence[QLineF], size: QSizeF, band: QRectF, obstacles: Sequence[QRectF]
) -> list[Option]:
    """The places on one line, the best first."""
    found = []
    margin = size.height() * 0.25
    for share in SHARES:
        rect = QRectF(QPointF(), size)
        rect.moveCenter(line.pointAt(share))
        air = rect.adjusted(-margin, 0, margin, 0)
        if band.contains(rect) and not any(air.intersects(obstacle) for obstacle in obstacles):
            found.append((_cost(rect, share, line, lines), rect))
    return sorted(found, key=lambda option: option[0])


def _cost(rect: QRectF, share: float, own: QLineF, lines: Sequence[QLineF]) -> float:
    """How far off the middle, and how much in the way of other edges."""
    return abs(share - 0.5) * 0.6 + sum(_nearness(rect, other) for other in lines if other is not own)


def _nearness(rect: QRectF, line: QLineF) -> float:
    """1 where the line runs through the middle of the rectangle, 0 where it keeps well away."""
    length = max(line.length(), 1e-9)
    center = rect.center()
    across = abs((center.x() - line.x1()) * line.dy() - (center.y() - line.y1()) * line.dx()) / length
    reach = (rect.width() * abs(line.dy()) + rect.height() * abs(line.dx())) / length / 2 * 1.4
    return max(0.0, 1.0 - across / reach)


def _greedy(order: Sequence[int], options: list[list[Option]], size: QSizeF) -> tuple[float, tuple[QRectF, ...]] | None:
    """Give each line in turn its best place that is still free: the total cost and the places."""
    margin = size.height() * 0.12
    taken: dict[int, QRectF] = {}
    total = 0.0
    for index in order:
        free = (
            option
            for option in options[index]
            if not any(
                option[1].adjusted(-margin, -margin, margin, margin).intersects(other) for other in taken.values()
            )
        )
        best = next(free, None)
        if best is None:
            return None
        total += best[0]
        taken[index] = best[1]
    return total, tuple(taken[index] for index in range(len(order)))
