"""How steep is an activation at one place?  Its derivative is the slope of the tangent, to which secants come close.

Softmax and maxout answer to several net inputs: one of them runs, the others are held at 0.
"""

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array
from nnviz.core.health import SATURATED


def value_at(activation: Activation, z: Array) -> Array:
    """f(z) for each z, (n,) -> (n,)."""
    return np.asarray(activation.value(_net_inputs(activation, z))[:, 0])


def slope_at(activation: Activation, z: Array) -> Array:
    """f'(z) for each z, (n,) -> (n,)."""
    inputs = _net_inputs(activation, z)
    a = activation.value(inputs)
    first = np.zeros_like(a)
    first[:, 0] = 1.0
    return np.asarray(activation.backward(inputs, a, first)[:, 0])


def secant_slope(activation: Activation, z: float, step: float) -> float:
    """(f(z + h) - f(z)) / h."""
    low, high = value_at(activation, np.array([z, z + step]))
    return float((high - low) / step)


def flat_ranges(z: Array, slopes: Array) -> list[tuple[float, float]]:
    """From where to where ``z``, (n,) rising, the slope is almost 0."""
    flat = np.concatenate([[False], np.abs(slopes) < SATURATED, [False]])
    begins, ends = np.flatnonzero(flat[1:] & ~flat[:-1]), np.flatnonzero(flat[:-1] & ~flat[1:]) - 1
    return [(float(z[begin]), float(z[end])) for begin, end in zip(begins, ends, strict=True)]


def holds_others(activation: Activation) -> bool:
    """Whether there are other net inputs, which are held at 0."""
    return activation.slope is None


def _net_inputs(activation: Activation, z: Array) -> Array:
    """All net inputs of one unit of softmax or maxout; of the others the one there is: (n, k)."""
    count = max(activation.pieces, 2) if holds_others(activation) else 1
    inputs = np.zeros((len(z), count))
    inputs[:, 0] = z
    return inputs
