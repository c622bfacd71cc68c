"""Where does a grid of values cross a level?  Each square is cut into two triangles, so no case is left undecided."""

import numpy as np

from nnviz.core.arrays import Array


def contour(values: Array, level: float = 0.0) -> Array:
    """The line where ``values``, (rows, columns), cross ``level``: pieces (k, 4) of x1, y1, x2, y2.

    Places are shares of the whole: x from 0 (first column) to 1, y from 0 (first row) to 1. Beside values that are not
    finite there is no line.
    """
    above = np.subtract(values, level, dtype=np.float64)
    rows, columns = np.nonzero(_crossed(above > 0))
    corners = [(rows, columns), (rows, columns + 1), (rows + 1, columns + 1), (rows + 1, columns)]
    pieces = np.concatenate([_cut(above, [corners[index] for index in part]) for part in ((0, 1, 2), (0, 2, 3))])
    return np.asarray(pieces[np.isfinite(pieces).all(axis=1)] / np.tile(np.array(above.shape[::-1]) - 1, 2))


def _crossed(above: Array) -> Array:
    """Which squares have corners on both sides."""
    corners = above[:-1, :-1], above[:-1, 1:], above[1:, :-1], above[1:, 1:]
    count = sum(corner.astype(np.int8) for corner in corners)
    return np.asarray((count > 0) & (count < 4))


def _cut(values: Array, corners: list[tuple[Array, Array]]) -> Array:
    """Where the line goes through triangles: it parts one corner from the two others."""
    at = [values[corner] for corner in corners]
    pieces = []
    for alone, first, second in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        side = at[alone] > 0
        parted = np.flatnonzero((side != (at[first] > 0)) & (side != (at[second] > 0)))
        ends = [_between(at, corners, alone, other, parted) for other in (first, second)]
        pieces.append(np.concatenate(ends, axis=1))
    return np.concatenate(pieces)


def _between(at: list[Array], corners: list[tuple[Array, Array]], one: int, other: int, which: Array) -> Array:
    """The places x, y on the edges from one corner to the other where the value is 0."""
    from_value, to_value = at[one][which], at[other][which]
    with np.errstate(invalid="ignore"):  # infinite on both sides
        share = from_value / (from_value - to_value)
    (row, column), (to_row, to_column) = ([axis[which] for axis in corners[index]] for index in (one, other))
    return np.stack([column + share * (to_column - column), row + share * (to_row - row)], axis=1)
