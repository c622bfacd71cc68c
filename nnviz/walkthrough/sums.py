"""How is a long sum written?  Its first and last terms, the largest ones, and what the others add up to."""

from collections.abc import Callable

import numpy as np

from nnviz.core.arrays import Array
from nnviz.walkthrough.expression import Expression, Sum

MOST = 6
"""A sum of at most so many terms is written in full."""
LARGEST = 3

Terms = tuple[Expression, ...]


def long_sum(
    values: Array, term: Callable[[int], Expression], before: Terms = (), after: Terms = (), own: int = 0
) -> Sum:
    """The sum of the terms whose values are known, each written by ``term``, with more before and after them.

    Term number ``own`` is always shown.
    """
    count = len(values)
    if count <= MOST:
        return Sum((*before, *(term(index) for index in range(count)), *after))
    values = np.asarray(values, np.float64)
    shown = sorted({0, 1, own, count - 1, *_largest(np.abs(values))})
    others = np.ones(count, bool)
    others[shown] = False
    terms = (*before, *(term(index) for index in shown), *after)
    return Sum(terms, count - len(shown), float(values[others].sum()), len(before) + len(shown) - 1)


def _largest(sizes: Array) -> list[int]:
    """Where the largest are; of equal ones the first."""
    least = np.partition(sizes, -LARGEST)[-LARGEST]
    found = [*np.flatnonzero(sizes > least).tolist(), *np.flatnonzero(sizes == least)[:LARGEST].tolist()]
    return found[:LARGEST]
