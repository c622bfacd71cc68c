"""From places in space to places in a picture."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from nnviz.core.arrays import Array
from nnviz.ui.plots.space.camera import Camera


@dataclass(frozen=True, slots=True)
class View:
    """A camera and the place of its picture."""

    camera: Camera
    center: tuple[float, float]  # where the middle of the space stands, in pixels
    scale: float  # pixels that a length of 1 takes

    def screen(self, points: Array) -> Array:
        """Where ``points``, (..., 3), are seen: (..., 2), x to the right and y down."""
        right, up, _ = self.camera.axes
        return np.stack(
            [self.center[0] + self.scale * (points @ right), self.center[1] - self.scale * (points @ up)], axis=-1
        )

    def depth(self, points: Array) -> Array:
        """How near ``points``, (..., 3), are to the viewer: of two in one place the larger hides the smaller."""
        return np.asarray(points @ self.camera.axes[2])

    def spot(self, point: Array) -> QPointF:
        """Where one point, (3,), is seen."""
        x, y = self.screen(point).tolist()
        return QPointF(x, y)


def fitted(room: QRectF, camera: Camera, sides: tuple[float, float, float]) -> View:
    """The view that shows a box of these half ``sides`` as large as ``room`` allows at any azimuth."""
    around = float(np.hypot(sides[0], sides[1]))
    _, up, toward = camera.axes
    high = around * abs(toward[2]) + sides[2] * abs(up[2])
    scale = min(room.width() / around, room.height() / high) / 2
    center = room.center()
    return View(camera, (center.x(), center.y()), max(scale, 1.0) * camera.zoom)
