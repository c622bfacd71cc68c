"""Which small worlds show what a network can and cannot do?  Four clouds of labelled points, and two surfaces.

The definitions are those of TensorFlow Playground (``dataset.ts``), so that its exercises can be done here. ``noise``
is its slider divided by 100. Each function draws from the stream given, shuffles the samples once with it, and returns
the inputs (samples, 2) and the targets (samples, 1).
"""

import numpy as np

from nnviz.core.arrays import Array

Samples = tuple[Array, Array]
"""inputs (N, n_0), targets (N, n_L)"""

RADIUS = 5.0
GAP = 0.3
EDGE = 6.0
"""The surfaces reach from -6 to 6."""
BUMPS = ((-4.0, 2.5, 1.0), (0.0, 2.5, -1.0), (4.0, 2.5, 1.0), (-4.0, -2.5, -1.0), (0.0, -2.5, 1.0), (4.0, -2.5, -1.0))
"""x1 and x2 of a top or a hollow, and its height."""


def circle(samples: int, noise: float, stream: np.random.RandomState) -> Samples:
    """A disc within a ring; noise moves the point whose label is taken, not the point drawn."""
    inner = samples - samples // 2
    outer_edge = np.where(np.arange(samples) < inner, 0.5 * RADIUS, RADIUS)
    inner_edge = np.where(np.arange(samples) < inner, 0.0, 0.7 * RADIUS)
    distance = stream.uniform(inner_edge, outer_edge)
    angle = stream.uniform(0.0, 2 * np.pi, samples)
    points = _around_origin(distance, angle)
    shifted = points + stream.uniform(-RADIUS, RADIUS, points.shape) * noise
    return _shuffled(points, np.hypot(*shifted.T) < 0.5 * RADIUS, stream)


def xor(samples: int, noise: float, stream: np.random.RandomState) -> Samples:
    """Four squares with a gap between them, equal where opposite; noise moves the point whose label is taken."""
    points = stream.uniform(-RADIUS, RADIUS, (samples, 2))
    points += np.where(points > 0, GAP, -GAP)
    shifted = points + stream.uniform(-RADIUS, RADIUS, points.shape) * noise
    return _shuffled(points, shifted[:, 0] * shifted[:, 1] >= 0, stream)


def gauss(samples: int, noise: float, stream: np.random.RandomState) -> Samples:
    """Two normal clouds at (2, 2) and (-2, -2); noise widens their variance from 0.5 to 4."""
    first = np.arange(samples) < samples - samples // 2
    centers = np.where(first, 2.0, -2.0)[:, np.newaxis]
    points = centers + stream.normal(0.0, np.sqrt(0.5 + 7.0 * noise), (samples, 2))
    return _shuffled(points, first, stream)


def spiral(samples: int, noise: float, stream: np.random.RandomState) -> Samples:
    """Two arms of one and three quarter turns; noise moves the points."""
    first = np.arange(samples) < samples - samples // 2
    arms = samples - samples // 2, samples // 2
    along = np.concatenate([np.arange(arm) / max(arm, 1) for arm in arms])
    points = _around_origin(RADIUS * along, 1.75 * 2 * np.pi * along + np.where(first, 0.0, np.pi))
    return _shuffled(points + stream.uniform(-1.0, 1.0, points.shape) * noise, first, stream)


def plane(samples: int, noise: float, stream: np.random.RandomState) -> Samples:
    """A slope, (x1 + x2) / 10; noise moves the point whose height is taken, not the point drawn."""
    points = stream.uniform(-EDGE, EDGE, (samples, 2))
    shifted = points + stream.uniform(-EDGE, EDGE, points.shape) * noise
    return points, shifted.sum(axis=1, keepdims=True) / 10


def multi_gauss(samples: int, noise: float, stream: np.random.RandomState) -> Samples:
    """Three tops and three hollows, cones of radius 2, of which the largest in size counts; noise as for the plane."""
    points = stream.uniform(-EDGE, EDGE, (samples, 2))
    shifted = points + stream.uniform(-EDGE, EDGE, points.shape) * noise
    bumps = np.array(BUMPS)
    distance = np.hypot(*(shifted[:, np.newaxis] - bumps[:, :2]).transpose(2, 0, 1))
    heights = bumps[:, 2] * np.maximum(0.0, 1 - distance / 2)
    highest = np.abs(heights).argmax(axis=1)[:, np.newaxis]
    return points, np.take_along_axis(heights, highest, axis=1)


def _around_origin(distance: Array, angle: Array) -> Array:
    return np.stack([distance * np.sin(angle), distance * np.cos(angle)], axis=1)


def _shuffled(points: Array, positive: Array, stream: np.random.RandomState) -> Samples:
    order = stream.permutation(len(points))
    return points[order], np.where(positive[order], 1.0, -1.0)[:, np.newaxis]
