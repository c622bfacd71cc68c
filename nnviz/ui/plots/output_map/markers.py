"""How a sample is drawn, the same in every picture: in the shape and color of its class, with a hole where it tests."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from nnviz.ui.theme import Theme

CORNERS = {1: (4, 45.0), 2: (3, 90.0), 3: (4, 90.0), 4: (5, 90.0), 5: (3, 270.0), 6: (6, 90.0)}
"""The corners of the shapes of classes, and where the first one points; the first class has a circle."""
RIM = 1.2
"""The width of the edge, in pixels."""
HOLE = 0.45
"""The radius of the hole in a sample that tests, in radii of the sample."""


class Ink(NamedTuple):
    """The colors of a sample: its own, that of its edge, and that of its hole where it has one."""

    color: QColor
    edge: QColor
    hole: QColor | None


def ink_of(color: QColor, test: bool, theme: Theme) -> Ink:
    """A sample that trains is full, one that tests has a hole; the edge is seen on any ground."""
    return Ink(color, theme.text, theme.canvas if test else None)


def paint_sample(painter: QPainter, center: QPointF, kind: int, radius: float, ink: Ink) -> None:
    """One sample in the shape of its class."""
    painter.setPen(QPen(ink.edge, RIM))
    painter.setBrush(ink.color)
    paint_marker(painter, center, kind, radius)
    if ink.hole is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.hole)
        paint_marker(painter, center, kind, HOLE * radius)


def paint_marker(painter: QPainter, center: QPointF, kind: int, radius: float) -> None:
    """The shape of a class, with the painter's pen and brush."""
    if kind == 0:
        painter.drawEllipse(center, radius, radius)
        return
    corners, first = CORNERS[(kind - 1) % len(CORNERS) + 1]
    angles = np.deg2rad(first + 360.0 / corners * np.arange(corners))
    reach = radius * (1.2 if corners > 3 else 1.35)
    x, y = center.x() + reach * np.cos(angles), center.y() - reach * np.sin(angles)
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in zip(x.tolist(), y.tolist(), strict=True)]))
