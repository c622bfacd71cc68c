"""Points painted once and then stamped: hundreds of them many times a second."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from nnviz.ui.plots.output_map.markers import ink_of, paint_sample
from nnviz.ui.plots.output_map.painting import EDGE
from nnviz.ui.theme import Theme

ROOM = 1.5
"""A corner of a shape is so many radii away from its middle at most."""


class Look(NamedTuple):
    """How a point looks."""

    kind: int  # the class, which has a shape of its own
    rgb: int
    test: bool
    radius: float


def paint_look(painter: QPainter, look: Look, center: QPointF, theme: Theme) -> None:
    """One point."""
    paint_sample(painter, center, look.kind, look.radius, ink_of(QColor.fromRgb(look.rgb), look.test, theme))


class Sprites:
    """The looks used so far, for one theme and one density of pixels."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self.theme, self.ratio = theme, ratio
        self._made: dict[Look, tuple[QPixmap, float]] = {}

    def paint(self, painter: QPainter, looks: list[Look], which: list[int], places: list[list[float]]) -> None:
        """Stamp points: each has one of the looks, and its place."""
        stamps = [self._made.get(look) or self._make(look) for look in looks]
        for index, (x, y) in zip(which, places, strict=True):
            stamp, middle = stamps[index]
            painter.drawPixmap(QPointF(x - middle, y - middle), stamp)

    def _make(self, look: Look) -> tuple[QPixmap, float]:
        middle = ROOM * look.radius + EDGE
        side = round(2 * middle * self.ratio) + 1
        stamp = QPixmap(side, side)
        stamp.setDevicePixelRatio(self.ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        painter = QPainter(stamp)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_look(painter, look, QPointF(middle, middle), self.theme)
        painter.end()
        self._made[look] = stamp, middle
        return stamp, middle
