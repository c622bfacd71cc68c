"""A sheet over a floor: heights over a grid, the color of each piece, its light and shade."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.ui.plots.space.camera import Camera
from nnviz.ui.plots.space.view import View

SHADES = 24
"""Steps from dark to bright."""
DARKEST, BRIGHTEST = 0.62, 1.06
START, STEPS, TOLERANCE = 0.14, 32, 0.01
"""Of the way from a point to the viewer: where it begins, so that a point just below a sheet is still seen; at how many
places it is looked at; and what counts as on the sheet."""
FINER = 4
"""Places between two lines of a sheet at which its height is known."""
LAMP = np.array([-0.45, 0.65, 0.62])
"""Where the light comes from: from the left, from above, from the viewer; it turns with the camera."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What stands for pieces that are not shown as a whole."""

    rows: Array  # (n,) of the piece
    columns: Array
    places: Array  # (n, k, 3) the corners
    colors: Array  # (n,) as QColor.rgb


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Heights over a grid, seen as pieces with four corners."""

    places: Array  # (rows, columns, 3) in space; x grows from column to column, y from row to row
    colors: Array  # (rows - 1, columns - 1) as QColor.rgb
    lines: Array  # the same, for the lines of the mesh beside it
    shown: Array  # (rows - 1, columns - 1) whether a piece is seen at all
    every: int = 1  # each so many rows and columns there is a line
    parts: Parts | None = None


def back_to_front(view: View, sheet: Sheet) -> tuple[range, range]:
    """Rows and columns of the pieces, the farthest first.

    Nothing need be sorted: a piece is hidden only by those that stand nearer to the viewer on the floor.
    """
    toward = view.camera.axes[2]
    rows, columns = sheet.colors.shape
    return _order(rows, float(toward[1])), _order(columns, float(toward[0]))


def _order(count: int, toward: float) -> range:
    return range(count) if toward >= 0 else range(count - 1, -1, -1)


def far_edges(order: range, every: int) -> dict[int, list[int]]:
    """For each row of pieces the lines of the mesh at it that no row painted before has: its far edge, and the last."""
    behind = 0 if order.step > 0 else 1
    edges = {piece: [piece + behind] if (piece + behind) % every == 0 else [] for piece in order}
    if order:
        edges[order[-1]].append(order[-1] + 1 - behind)
    return edges


def hidden(points: Array, places: Array, camera: Camera) -> Array:
    """Which of the ``points``, (n, 3), are behind the sheet: on its way to the viewer the light goes through it."""
    heights = _finer(_finer(places[..., 2].astype(np.float32)).T).T
    rows, columns = heights.shape
    (left, bottom), (right, top) = places[0, 0, :2], places[-1, -1, :2]
    way = np.linspace(START, right - left + top - bottom, STEPS)
    toward, start = camera.axes[2], points[:, :, np.newaxis]  # (n, 3, 1)
    column = _nearest((start[:, 0] + way * toward[0] - left) / (right - left), columns)
    row = _nearest((start[:, 1] + way * toward[1] - bottom) / (top - bottom), rows)
    inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    over = start[:, 2] + way * toward[2] - heights[row.clip(0, rows - 1), column.clip(0, columns - 1)]
    above, below = (inside & (over > TOLERANCE)).any(axis=1), (inside & (over < -TOLERANCE)).any(axis=1)
    return np.asarray(above & below)


def _finer(values: Array) -> Array:
    """The rows of an array with FINER - 1 more, evenly between, after each but the last."""
    share = (np.arange(FINER, dtype=np.float32) / FINER)[:, np.newaxis]
    between = values[:-1, np.newaxis] * (1 - share) + values[1:, np.newaxis] * share
    return np.concatenate([between.reshape(-1, values.shape[1]), values[-1:]])


def _nearest(shares: Array, count: int) -> Array:
    """The nearest of so many lines at these shares of a side."""
    return np.asarray(np.floor(shares * (count - 1) + 0.5).astype(np.int32))


def light(places: Array, camera: Camera) -> Array:
    """How bright each piece of a grid of ``places``, (rows, columns, 3), is: DARKEST to BRIGHTEST."""
    return lit(np.cross(places[1:, 1:] - places[:-1, :-1], places[1:, :-1] - places[:-1, 1:]), camera)


def light_on(places: Array, camera: Camera) -> Array:
    """How bright areas with these corners, (n, k, 3), are."""
    return lit(np.cross(places, np.roll(places, -1, axis=1)).sum(axis=1), camera)


def lit(normals: Array, camera: Camera) -> Array:
    """How bright areas with these ``normals``, (..., 3), are."""
    normals = normals / np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-12)
    normals = np.where((normals @ camera.axes[2])[..., np.newaxis] < 0, -normals, normals)  # both sides are lit
    facing = normals @ (LAMP / np.linalg.norm(LAMP) @ camera.axes)
    return np.asarray(DARKEST + (BRIGHTEST - DARKEST) * np.clip(facing, 0.0, 1.0))


def shaded(rgb: Array, brightness: Array) -> Array:
    """Colors, (..., 3), darker or brighter: as QColor.rgb, (...)."""
    steps = np.round(brightness * SHADES) / SHADES
    red, green, blue = np.moveaxis(np.clip(rgb * steps[..., np.newaxis], 0, 255).astype(np.uint32), -1, 0)
    return np.asarray(0xFF000000 | (red << 16) | (green << 8) | blue)
