"""How a million points are drawn as fast as a thousand: of every few points, the lowest and the highest."""

import numpy as np

from nnviz.core.arrays import Array


def inside(x: Array, y: Array, low: float, high: float) -> tuple[Array, Array]:
    """The points whose x lies from ``low`` to ``high``, with one neighbor on each side; x must not fall."""
    begin = max(0, int(np.searchsorted(x, low, "left")) - 1)
    end = int(np.searchsorted(x, high, "right")) + 1
    return x[begin:end], y[begin:end]


def decimate(x: Array, y: Array, buckets: int) -> tuple[Array, Array]:
    """At most two points of each of about ``buckets`` runs of points, in their order, with both ends.

    The picture stays the same where a bucket is no wider than a pixel. The values must be finite.
    """
    size = -(-len(y) // max(1, buckets))
    if size < 3:
        return x, y
    whole = len(y) // size * size
    runs = y[:whole].reshape(-1, size)
    pairs = np.sort(np.stack([runs.argmin(axis=1), runs.argmax(axis=1)], axis=1), axis=1)
    chosen = (pairs + np.arange(0, whole, size)[:, np.newaxis]).ravel()
    rest = whole + np.array([y[whole:].argmin(), y[whole:].argmax()]) if whole < len(y) else chosen[:0]
    kept = np.unique(np.concatenate([[0], chosen, rest, [len(y) - 1]]))
    return x[kept], y[kept]
