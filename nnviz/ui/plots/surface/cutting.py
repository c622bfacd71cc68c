"""Cuts the pieces of a surface where another class takes over, so that the crease between two classes is sharp."""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.ui.plots.output_map.scale import class_levels
from nnviz.ui.plots.surface.drawing import Cuts

RING = ((0, 0), (0, 1), (1, 1), (1, 0))
"""The corners of a piece, one after another: rows and columns beyond its own."""


def cuts(a: Array, floor: Array) -> Cuts:
    """The parts of the pieces whose corners belong to different classes; their heights are the outputs themselves.

    ``a``: the outputs, (K, rows, columns); ``floor``: where they stand, (rows, columns, 2).
    """
    winners = _ring(a.argmax(axis=0))
    rows, columns = np.nonzero((winners != winners[0]).any(axis=0))
    outputs = np.stack([_ring(output)[:, rows, columns] for output in a])  # (K, 4, n)
    corners = np.stack([_ring(floor[..., axis])[:, rows, columns] for axis in range(2)], axis=-1)  # (4, n, 2)
    found = [_parts(outputs, corners, index) for index in range(len(a))]
    which = np.concatenate([cells for cells, _ in found])
    places = np.concatenate([parts for _, parts in found])
    sure = np.zeros((len(a), len(which)))
    own = np.repeat(np.arange(len(a)), [len(cells) for cells, _ in found])
    sure[own, np.arange(len(which))] = places[..., 2].mean(axis=1)
    return Cuts(rows[which], columns[which], places, class_levels(sure))


def _ring(values: Array) -> Array:
    """The four corners of every piece, (4, rows - 1, columns - 1)."""
    rows, columns = values.shape
    return np.stack([values[row : rows - 1 + row, column : columns - 1 + column] for row, column in RING])


def _parts(outputs: Array, corners: Array, index: int) -> tuple[Array, Array]:
    """The cut pieces in which a class has a part, (k,), and the corners of the parts, (k, 8, 3), some of them twice."""
    own = outputs[index]
    lead = own - np.delete(outputs, index, axis=0).max(axis=0)  # (4, n)
    cells = np.flatnonzero((lead > 0).any(axis=0))
    places = np.concatenate([corners, own[..., np.newaxis]], axis=-1)[:, cells]  # (4, k, 3)
    lead = lead[:, cells]
    after, next_places = np.roll(lead, -1, axis=0), np.roll(places, -1, axis=0)
    crossed = (lead > 0) != (after > 0)
    share = np.where(crossed, lead / np.where(crossed, lead - after, 1.0), 0.0)[..., np.newaxis]
    between = places + share * (next_places - places)
    slots = np.stack([places, between], axis=1).reshape(8, len(cells), 3)
    taken = np.stack([lead > 0, crossed], axis=1).reshape(8, len(cells))
    for _ in range(2):  # a slot that is not taken repeats the one before it
        for slot in range(8):
            slots[slot] = np.where(taken[slot][:, np.newaxis], slots[slot], slots[slot - 1])
    return cells, slots.transpose(1, 0, 2)
