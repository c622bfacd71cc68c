"""Which round number comes next?  For scales, marks and steps, also of numbers near the ends of what a float can be."""

import math
import sys

SMALLEST, LARGEST = 1e-300, 1e300
"""What is smaller or larger has no powers of ten beside it, or no differences: a scale goes no farther."""


def bounded(size: float) -> float:
    """A size above 0 as far as scales go."""
    return min(max(size, SMALLEST), LARGEST)


def on_an_axis(value: float) -> float:
    """A value as far as axes go."""
    return min(max(value, -LARGEST), LARGEST)


def next_round(value: float) -> float:
    """The least of 1, 2 and 5 times a power of ten that is not below a value above 0."""
    power = 10.0 ** math.floor(math.log10(max(value, SMALLEST)))
    found = next(factor * power for factor in (1, 2, 5, 10) if value <= factor * power * 1.000001)
    return min(found, sys.float_info.max)


def decades(low: float, high: float) -> range:
    """The powers of ten around a range of logarithms."""
    least, most = round(math.log10(SMALLEST)), round(math.log10(LARGEST))
    return range(max(math.floor(low), least), min(math.ceil(high), most) + 1)
