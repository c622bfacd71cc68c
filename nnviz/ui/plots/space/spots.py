"""Points in space, and their painting: as shapes into a file, stamped on the screen, where there is no time."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.ui.plots.output_map.painting import paint_marker
from nnviz.ui.plots.space.view import View
from nnviz.ui.theme import Theme

EDGE, RING = 1.5, 2.4
"""The width of the line around a full point, and of that which a hollow one consists of."""
STAMPS = 1024
"""Kept for the next picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Points in space."""

    places: Array  # (n, 3)
    kinds: Array  # (n,) the class, which has a shape of its own
    colors: Array  # (n,) as QColor.rgb
    hollow: Array  # (n,) whether only their edge is drawn


@dataclass(frozen=True, slots=True)
class Look:
    """How a point is drawn."""

    kind: int
    rgb: int
    hollow: bool
    ground: int  # the color within a hollow point, and around a full one
    radius: float


def paint_spots(painter: QPainter, spots: Spots, view: View, radius: float, theme: Theme) -> None:
    """Points, the farthest first; hollow ones have their color around, the others an edge of the ground's color."""
    order = np.argsort(view.depth(spots.places), kind="stable")
    kinds = (spots.kinds.astype(np.int64) << 33) | (spots.colors.astype(np.int64) << 1) | spots.hollow
    _, first, which = np.unique(kinds, return_index=True, return_inverse=True)
    looks = [_look(spots, index, radius, theme) for index in first.tolist()]
    places = view.screen(spots.places[order]).tolist()
    chosen = which[order].tolist()
    if painter.paintEngine().type() is not QPaintEngine.Type.Raster:
        for (x, y), index in zip(places, chosen, strict=True):
            _paint(painter, QPointF(x, y), looks[index])
        return
    stamps = [_stamp(look, painter.device().devicePixelRatioF()) for look in looks]
    halves = [stamp.deviceIndependentSize() / 2 for stamp in stamps]
    corners = [(half.width(), half.height()) for half in halves]
    for (x, y), index in zip(places, chosen, strict=True):
        across, down = corners[index]
        painter.drawImage(QPointF(x - across, y - down), stamps[index])


def _look(spots: Spots, index: int, radius: float, theme: Theme) -> Look:
    rgb, kind = int(spots.colors[index]), int(spots.kinds[index])
    return Look(kind, rgb, bool(spots.hollow[index]), theme.canvas.rgb(), radius)


def _paint(painter: QPainter, center: QPointF, look: Look) -> None:
    color, ground = QColor.fromRgb(look.rgb), QColor.fromRgb(look.ground)
    painter.setPen(QPen(color, RING) if look.hollow else QPen(ground, EDGE))
    painter.setBrush(ground if look.hollow else color)
    paint_marker(painter, center, look.kind, look.radius)


@lru_cache(STAMPS)
def _stamp(look: Look, ratio: float) -> QImage:
    side = round((3 * look.radius + 2 * RING) * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = side / ratio / 2
    _paint(painter, QPointF(middle, middle), look)
    painter.end()
    return image
