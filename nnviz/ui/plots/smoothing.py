"""How is the way of a restless curve seen?  Each of its points becomes the mean of the last few."""

import numpy as np

from nnviz.core.arrays import Array


def smoothed(y: Array, points: int) -> Array:
    """The mean of each value and those before it, of ``points`` values at most; (n,) finite values, as many again.

    What is drawn once does not move when more values come: a value knows nothing of those after it.
    """
    if points < 2 or not len(y):
        return y
    sums = np.concatenate([[0.0], np.cumsum(y - y[0])])  # around the first value: nothing is lost to a large one
    counts = np.minimum(np.arange(1, len(y) + 1), points)
    ends = np.arange(1, len(y) + 1)
    return np.asarray(y[0] + (sums[ends] - sums[ends - counts]) / counts)
