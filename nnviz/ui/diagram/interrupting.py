"""Lines that are interrupted where numbers stand on them, so that the numbers need no ground of their own."""

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QLineF, QRectF

Parts = tuple[QLineF, ...]


def interrupted(lines: Sequence[QLineF], gaps: Sequence[QRectF]) -> tuple[Parts, ...]:
    """The parts of each line that are in no gap."""
    if not (lines and gaps):
        return tuple((line,) for line in lines)
    ends = np.array([(line.x1(), line.y1(), line.dx(), line.dy()) for line in lines])[:, np.newaxis]
    corners = np.array([gap.getCoords() for gap in gaps])
    way = np.where(np.abs(ends[..., 2:]) < 1e-9, 1e-9, ends[..., 2:])
    bounds = (corners[:, :2] - ends[..., :2]) / way, (corners[:, 2:] - ends[..., :2]) / way
    begins, stops = np.minimum(*bounds).max(axis=2), np.maximum(*bounds).min(axis=2)
    met = (begins < stops) & (begins < 1.0) & (stops > 0.0)
    return tuple(
        tuple(_outside(line, sorted(zip(begin[hit].tolist(), stop[hit].tolist(), strict=True))))
        for line, begin, stop, hit in zip(lines, begins, stops, met, strict=True)
    )


def _outside(line: QLineF, gaps: Sequence[tuple[float, float]]) -> Iterator[QLineF]:
    """What is left of a line without these shares of it, the first ones first."""
    at = 0.0
    for begin, stop in gaps:
        if begin > at:
            yield QLineF(line.pointAt(at), line.pointAt(begin))
        at = max(at, stop)
    if at < 1.0:
        yield QLineF(line.pointAt(at), line.p2())
