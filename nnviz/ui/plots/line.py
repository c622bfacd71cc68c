"""What a plot over iterations consists of: curves, and lines at a height of their own."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QPen

from nnviz.core.arrays import Array


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One curve to draw."""

    x: Array  # (n,) rising
    y: Array  # (n,) finite
    pen: QPen
    is_share: bool = False  # drawn along the right axis, from 0 to 1
    is_faint: bool = False  # behind the others; the range does not follow it unless it is alone

    @property
    def height(self) -> float:
        """The thicker, the farther in front."""
        return 0.0 if self.is_faint else self.pen.widthF()


@dataclass(frozen=True, slots=True)
class Level:
    """A loss to compare with: a line from side to side, which the legend names, so that no curve is covered."""

    key: str  # what hides it
    value: float
    text: str
    pen: QPen


def as_drawn(values: Array, logarithmic: bool) -> Array:
    """The values as they stand on the axis; what has no logarithm leaves a gap."""
    if not logarithmic:
        return values
    return np.log10(values, where=values > 0, out=np.full(len(values), np.nan))
