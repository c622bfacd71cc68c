"""Points in space, and their painting: as shapes into a file, stamped on the screen, where there is no time."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter

from nnviz.core.arrays import Array
from nnviz.ui.plots.output_map.markers import Ink, paint_sample
from nnviz.ui.plots.space.view import View
from nnviz.ui.theme import Theme

STAMPS = 1024
"""Kept for the next picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Points in space."""

    places: Array  # (n, 3)
    kinds: Array  # (n,) the class, which has a shape of its own
    colors: Array  # (n,) as QColor.rgb
    tests: Array  # (n,) whether they have a hole
    edge: QColor  # around all of them


@dataclass(frozen=True, slots=True)
class Look:
    """How a point is drawn."""

    kind: int
    rgb: int
    edge: int
    hole: int | None
    radius: float


def paint_spots(painter: QPainter, spots: Spots, view: View, radius: float, theme: Theme) -> None:
    """Points, the farthest first."""
    order = np.argsort(view.depth(spots.places), kind="stable")
    kinds = (spots.kinds.astype(np.int64) << 33) | (spots.colors.astype(np.int64) << 1) | spots.tests
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
    return Look(kind, rgb, spots.edge.rgb(), theme.canvas.rgb() if spots.tests[index] else None, radius)


def _paint(painter: QPainter, center: QPointF, look: Look) -> None:
    hole = None if look.hole is None else QColor.fromRgb(look.hole)
    ink = Ink(QColor.fromRgb(look.rgb), QColor.fromRgb(look.edge), hole)
    paint_sample(painter, center, look.kind, look.radius, ink)


@lru_cache(STAMPS)
def _stamp(look: Look, ratio: float) -> QImage:
    side = round((3 * look.radius + 4) * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = side / ratio / 2
    _paint(painter, QPointF(middle, middle), look)
    painter.end()
    return image
