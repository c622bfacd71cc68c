"""How does a drawing become numbers?  The pen leaves ink on the cells it passes; MNIST puts every digit in the middle.

A stroke is the points of a polyline, (k, 2), across and down, in cells from the upper left corner of the picture: the
middle of the first cell is (0.5, 0.5).
"""

import numpy as np

from nnviz.core.arrays import Array

PEN = 1.1 / 28
"""Half the thickness of the pen, as a part of the shorter side."""
BOX = 20 / 28
"""The side of the square into which MNIST scales a digit, as a part of the shorter side."""
SMALLEST = 2.0
"""A drawing smaller than so many cells, such as a dot, is not made larger."""

Strokes = tuple[Array, ...]
Shape = tuple[int, int]


def inked(strokes: Strokes, shape: Shape) -> Array:
    """The ink on every cell, (rows, columns), from 0 to 1; the edges of a stroke are soft."""
    rows, columns = shape
    pieces = np.concatenate([_pieces(stroke) for stroke in strokes]) if strokes else np.empty((0, 2, 2))
    if not len(pieces):
        return np.zeros(shape)
    begin, along = (part.astype(np.float32) for part in (pieces[:, 0], pieces[:, 1] - pieces[:, 0]))
    squared = np.maximum((along * along).sum(axis=1), 1e-12)[:, np.newaxis, np.newaxis]
    x = (np.arange(columns, dtype=np.float32) + 0.5)[np.newaxis, np.newaxis, :] - begin[:, :1, np.newaxis]
    y = (np.arange(rows, dtype=np.float32) + 0.5)[np.newaxis, :, np.newaxis] - begin[:, 1:, np.newaxis]
    step_x, step_y = along[:, :1, np.newaxis], along[:, 1:, np.newaxis]
    foot = np.clip((x * step_x + y * step_y) / squared, 0.0, 1.0)
    nearest = np.sqrt(np.square(x - foot * step_x) + np.square(y - foot * step_y)).min(axis=0)
    return np.asarray(np.clip(half_thickness(shape) + 0.5 - nearest, 0.0, 1.0), np.float64)


def centered(strokes: Strokes, shape: Shape) -> Strokes:
    """The strokes as MNIST has them: scaled to fit its inner square, their center of mass in the middle.

    Source: http://yann.lecun.com/exdb/mnist/.
    """
    if not strokes:
        return strokes
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    size = float((high - low).max())
    room = BOX * min(shape) - 2 * half_thickness(shape)
    scale = room / size if size >= SMALLEST else 1.0
    middle = np.array([shape[1], shape[0]]) / 2
    scaled = tuple((stroke - (low + high) / 2) * scale + middle for stroke in strokes)
    away = _center_of_mass(inked(scaled, shape)) - middle
    return tuple(stroke - away for stroke in scaled)


def half_thickness(shape: Shape) -> float:
    """Half the thickness of the pen, in cells."""
    return max(0.5, PEN * min(shape))


def _pieces(stroke: Array) -> Array:
    """The pieces of a polyline, (pieces, 2, 2): begin and end; a dot is one piece without length."""
    if len(stroke) == 1:
        return np.stack([stroke, stroke], axis=1)
    return np.stack([stroke[:-1], stroke[1:]], axis=1)


def _center_of_mass(ink: Array) -> Array:
    """Where the ink is on average, across and down."""
    rows, columns = ink.shape
    mass = ink.sum() or 1.0
    across = (ink.sum(axis=0) * (np.arange(columns) + 0.5)).sum() / mass
    down = (ink.sum(axis=1) * (np.arange(rows) + 0.5)).sum() / mass
    return np.array([across, down])
