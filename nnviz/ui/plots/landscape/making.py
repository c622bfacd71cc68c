"""Makes a relief of heights, in pieces small enough that the window stays awake between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.landscape import Landscape
from nnviz.ui.plots.contour import contour
from nnviz.ui.plots.landscape.drawing import Relief
from nnviz.ui.plots.landscape.scale import STEPS, levels_of, scale_of
from nnviz.ui.plots.landscape.view import View

FINENESS, COARSE = 81, 31
"""Heights along each side of a relief at rest, and of one that is made again and again."""
LEAST = 15
SECONDS, QUICK_SECONDS = 1.5, 0.15
"""What they may take to compute, in all."""
NUMBER, PRODUCT = 12e-9, 4e-10
"""What each number and each product takes, about."""
PIECE = 0.003
"""Seconds of one piece, about."""
MOST_ROWS, WORK = 400, 2e7
"""Samples at most by which a height is judged, and of large networks products at most for one height."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Which heights are wanted."""

    landscape: Landscape
    view: View
    count: int  # along each side; both ends included


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Heights that are known."""

    task: Task
    heights: Array  # (count, count), the lowest row first


def rows_for(parameters: int) -> int:
    """By how many samples each height of a network of that size is judged at most."""
    return int(np.clip(WORK / (3 * parameters), 8, MOST_ROWS))


def fineness(landscape: Landscape, *, quick: bool) -> int:
    """How many heights along each side are computed in time."""
    most, seconds = (COARSE, QUICK_SECONDS) if quick else (FINENESS, SECONDS)
    return int(np.clip(isqrt(int(seconds / _seconds(landscape))), LEAST, most))


def pieces(task: Task) -> Iterator[Array]:
    """The heights, row by row from the lowest, a few at a time."""
    landscape, (x, y), count = task.landscape, task.view, task.count
    across = np.tile(np.linspace(x.low, x.high, count), count)
    up = np.repeat(np.linspace(y.low, y.high, count), count)
    few = max(1, int(PIECE / _seconds(landscape)))
    for begin in range(0, count * count, few):
        yield landscape.heights(across[begin : begin + few], up[begin : begin + few])


def relief_of(survey: Survey, logarithmic: bool | None) -> Relief:
    """The colors and lines of heights."""
    scale = scale_of(survey.heights, logarithmic)
    shares = scale.shares(survey.heights)
    lines = tuple((round(share * (STEPS - 1)), contour(shares, share)) for share in scale.shares_of_marks())
    lower, upper = shares[:-1, :-1] + shares[:-1, 1:], shares[1:, :-1] + shares[1:, 1:]
    return Relief(*survey.task.view, scale, levels_of((lower + upper) / 4), lines)


def _seconds(landscape: Landscape) -> float:
    """What one height takes, about."""
    return NUMBER * landscape.numbers + PRODUCT * landscape.products + 2e-8
