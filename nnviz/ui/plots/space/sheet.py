"""A sheet over a floor: heights over a grid, the color of each piece, its light and shade."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.ui.plots.space.camera import Camera
from nnviz.ui.plots.space.view import View

SHADES = 24
"""Steps from dark to bright."""
DARKEST, BRIGHTEST = 0.62, 1.06
LAMP = np.array([-0.45, 0.65, 0.62])
"""Where the light comes from: from the left, from above, from the viewer; it turns with the camera."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Heights over a grid, seen as pieces with four corners."""

    places: Array  # (rows, columns, 3) in space; x grows from column to column, y from row to row
    colors: Array  # (rows - 1, columns - 1) as QColor.rgb
    shown: Array  # (rows - 1, columns - 1) whether a piece is seen at all


def back_to_front(view: View, sheet: Sheet) -> tuple[range, range]:
    """Rows and columns of the pieces, the farthest first.

    Nothing need be sorted: a piece is hidden only by those that stand nearer to the viewer on the floor.
    """
    toward = view.camera.axes[2]
    rows, columns = sheet.colors.shape
    return _order(rows, float(toward[1])), _order(columns, float(toward[0]))


def _order(count: int, toward: float) -> range:
    return range(count) if toward >= 0 else range(count - 1, -1, -1)


def light(places: Array, camera: Camera) -> Array:
    """How bright each piece of a grid of ``places``, (rows, columns, 3), is: DARKEST to BRIGHTEST."""
    normals = np.cross(places[1:, 1:] - places[:-1, :-1], places[1:, :-1] - places[:-1, 1:])
    normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-12)
    normals = np.where((normals @ camera.axes[2])[..., np.newaxis] < 0, -normals, normals)  # both sides are lit
    lit = normals @ (LAMP / np.linalg.norm(LAMP) @ camera.axes)
    return np.asarray(DARKEST + (BRIGHTEST - DARKEST) * np.clip(lit, 0.0, 1.0))


def shaded(rgb: Array, brightness: Array) -> Array:
    """Colors, (..., 3), darker or brighter: as QColor.rgb, (...)."""
    steps = np.round(brightness * SHADES) / SHADES
    red, green, blue = np.moveaxis(np.clip(rgb * steps[..., np.newaxis], 0, 255).astype(np.uint32), -1, 0)
    return np.asarray(0xFF000000 | (red << 16) | (green << 8) | blue)
