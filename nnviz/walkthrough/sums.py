"""How is a long sum written?  Its first and last terms, the largest ones, and what the others add up to."""

from collections.abc import Callable

import numpy as np

from nnviz.core.arrays import Array
from nnviz.walkthrough.expression import Expression, Sum

MOST = 6
"""A sum of at most so many terms is written in full."""


def long_sum(values: Array, term: Callable[[int], Expression], after: tuple[Expression, ...] = ()) -> Sum:
    """The sum of the terms whose values are known, each written by ``term``; ``after`` is added at the end."""
    count = len(values)
    if count <= MOST:
        return Sum((*(term(index) for index in range(count)), *after))
    largest = np.argsort(-np.abs(values), kind="stable")[:3]
    shown = sorted({0, 1, count - 1, *largest.tolist()})
    others = np.ones(count, bool)
    others[shown] = False
    rest = float(np.asarray(values, np.float64)[others].sum())
    return Sum((*(term(index) for index in shown), *after), int(others.sum()), rest, len(shown) - 1)
