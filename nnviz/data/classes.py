"""Which points of the plane belong together?  Two moons, and spirals and blobs of two to six classes.

Each function draws from the stream given and returns the inputs (samples, 2) and the targets: one number, 0 or 1, for
the moons; one-hot, (samples, classes), for the others. Every class has as many samples as the next, or one more.
"""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data.toy import RADIUS, Samples

CENTERS = 4.0
"""How far the centers of the blobs are from the origin."""


def moons(samples: int, noise: float, stream: np.random.RandomState) -> Samples:
    """Two half circles of radius 1 that reach into each other; noise is the deviation of both coordinates."""
    label = _labels(samples, 2, stream)
    angle = stream.uniform(0.0, np.pi, samples)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    points = np.where(label[:, np.newaxis] == 0, upper, (1.0, 0.5) - upper)
    return points + noise * stream.normal(size=points.shape), label[:, np.newaxis].astype(np.float64)


def spirals(samples: int, noise: float, stream: np.random.RandomState, classes: int) -> Samples:
    """One arm of a whole turn for each class; noise moves the points by up to as much in each coordinate."""
    label = _labels(samples, classes, stream)
    along = stream.uniform(0.0, 1.0, samples)
    points = _at(RADIUS * along, along + label / classes)
    return points + noise * stream.uniform(-1.0, 1.0, points.shape), np.eye(classes)[label]


def blobs(samples: int, noise: float, stream: np.random.RandomState, classes: int) -> Samples:
    """Normal clouds around centers on a circle, the first above the origin; noise widens their variance from 0.5."""
    label = _labels(samples, classes, stream)
    centers = _at(np.full(samples, CENTERS), label / classes)
    return centers + stream.normal(0.0, np.sqrt(0.5 + 7.0 * noise), centers.shape), np.eye(classes)[label]


def _labels(samples: int, classes: int, stream: np.random.RandomState) -> Array:
    """The class of every sample, (samples,), shuffled."""
    return stream.permutation(np.arange(samples) % classes)


def _at(distance: Array, turns: Array) -> Array:
    """Points at a distance from the origin, turned to the right from the upward axis."""
    angle = 2 * np.pi * turns
    return np.stack([distance * np.sin(angle), distance * np.cos(angle)], axis=1)
