"""From where is a space looked at?

The picture is a parallel projection: equal lengths stay equal wherever they stand, so that values can be compared.
"""

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.arrays import Array

STEEPEST = 90.0
"""Degrees: from right above."""
LEAST_ZOOM, MOST_ZOOM = 0.5, 4.0


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the viewer stands, far away from the middle of the space."""

    azimuth: float = -60.0  # degrees from the x axis towards the y axis
    elevation: float = 30.0  # degrees above the floor
    zoom: float = 1.0

    @property
    def axes(self) -> Array:
        """Three unit vectors, the rows of (3, 3): to the right, up, and towards the viewer."""
        azimuth, elevation = np.deg2rad(self.azimuth), np.deg2rad(self.elevation)
        cosine, sine = np.cos(azimuth), np.sin(azimuth)
        rise, level = np.sin(elevation), np.cos(elevation)
        return np.array(
            [[-sine, cosine, 0.0], [-rise * cosine, -rise * sine, level], [level * cosine, level * sine, rise]]
        )

    def turned(self, around: float, up: float) -> "Camera":
        """The viewer walks ``around`` and rises ``up``, in degrees, to right above or right below at most."""
        azimuth = (self.azimuth + around + 180.0) % 360.0 - 180.0
        return replace(self, azimuth=azimuth, elevation=min(STEEPEST, max(-STEEPEST, self.elevation + up)))

    def zoomed(self, factor: float) -> "Camera":
        """The picture grows by a factor, within bounds."""
        return replace(self, zoom=min(MOST_ZOOM, max(LEAST_ZOOM, self.zoom * factor)))
