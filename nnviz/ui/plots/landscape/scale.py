"""From heights to levels of color, evenly or by their logarithm, and the round heights at which lines are drawn."""

import math
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.round_numbers import LARGEST, decades

STEPS = 256
"""Levels of color."""
WIDE = 8.0
"""From this ratio of the highest to the lowest height on, the logarithm shows more."""
DEEP = 1e-8
"""The lowest height that is told apart on a logarithmic scale, as a share of the highest."""
FLAT, SMALL = 1e-12, 1e-100
"""Differences below these, of the height and in all, are none."""
MOST, LEAST = 14, 4
"""Lines."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the ends of the color scale stand for."""

    low: float
    high: float
    logarithmic: bool

    def shares(self, heights: Array) -> Array:
        """Where heights stand on the scale, 0 to 1; what is no number is beyond its upper end."""
        low, high = self.low, self.high
        heights = np.clip(np.where(np.isfinite(heights), heights, high), low, high)
        if self.logarithmic:
            heights, low, high = np.log(heights), math.log(low), math.log(high)
        return np.asarray((heights - low) / (high - low))

    def marks(self) -> list[float]:
        """Round heights between the ends."""
        if self.logarithmic:
            for factors in ((1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1,)):
                found = self._powers(factors)
                if LEAST <= len(found) <= MOST:
                    return found
        if not self.logarithmic or len(found) < LEAST:
            return [mark for mark in Span(self.low, self.high).ticks(MOST) if self.low <= mark <= self.high]
        return found[:: -(-len(found) // MOST)]

    def shares_of_marks(self) -> list[float]:
        """Where they stand on the scale."""
        return list(self.shares(np.array(self.marks())).tolist())

    def _powers(self, factors: tuple[float, ...]) -> list[float]:
        """The factors times powers of ten."""
        powers = decades(math.log10(self.low), math.log10(self.high))
        every = (factor * 10.0**power for power in powers for factor in factors)
        return [mark for mark in every if self.low < mark < self.high]


def levels_of(shares: Array) -> Array:
    """The level of color of each share, uint8."""
    return np.asarray((shares * (STEPS - 1) + 0.5).astype(np.uint8))


def scale_of(heights: Array, logarithmic: bool | None) -> Scale:
    """The scale that covers these heights; ``logarithmic`` none: where that shows more."""
    finite = np.clip(heights[np.isfinite(heights)], -LARGEST, LARGEST)
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    if high - low <= max(FLAT * abs(high), SMALL):
        low, high = low - 0.5 * abs(low) - 1e-9, high + 0.5 * abs(high) + 1e-9
        logarithmic = False
    wide = high > WIDE * max(low, 0.0)
    if (wide if logarithmic is None else logarithmic) and high > 0:
        return Scale(max(low, DEEP * high), high, True)
    return Scale(low, high, False)
