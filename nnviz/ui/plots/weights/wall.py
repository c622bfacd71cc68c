"""The weights of every unit that sees a picture, each as a picture."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.pictures_item import image
from nnviz.ui.plots.weights.sheet import Under, beside_scale, paint_scale
from nnviz.ui.theme import Theme

APART = 0.35
"""Between two pictures, in lines of text."""
NAMED = 2.2
"""The side from which on a picture has its name below it, in lines of text."""


@dataclass(frozen=True, slots=True, eq=False)
class Wall:
    """Pictures in rows."""

    pictures: Array  # (units, rows, columns)
    names: tuple[str, ...]
    reach: float  # the weight at the ends of the scale
    selected: int | None = None  # the unit selected
    pieces: int = 1  # pictures of each unit

    def paint(self, painter: QPainter, room: QRectF, theme: Theme) -> None:
        """Draw the pictures, their names and the scale."""
        metrics = QFontMetricsF(painter.font())
        colors = theme.signed_image(self.pictures, self.reach)
        places, named = self.places(room, metrics)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index, place in enumerate(places):
            chosen = self.selected == index // self.pieces
            painter.drawImage(place, image(colors[index]))
            painter.setPen(QPen(theme.highlight, 4) if chosen else QPen(theme.border, 1.5))
            painter.drawRect(place)
            if named:
                below = QRectF(place.left(), place.bottom() + 1, place.width(), metrics.height())
                painter.setPen(theme.text)
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.names[index])
        paint_scale(painter, room, self.reach, theme)

    def under(self, point: QPointF, room: QRectF, metrics: QFontMetricsF) -> Under | None:
        """The weight of the pixel under a point; a click selects its unit."""
        rows, columns = self.pictures.shape[1:]
        for index, place in enumerate(self.places(room, metrics)[0]):
            if place.contains(point):
                column = min(columns - 1, int((point.x() - place.left()) / place.width() * columns))
                row = min(rows - 1, int((point.y() - place.top()) / place.height() * rows))
                value = float(self.pictures[index, row, column])
                text = f"{self.names[index]}, ({row + 1}, {column + 1}): {value:.4g}".replace("-", "−")
                return Under(text, Element(Part.UNIT, 0, index // self.pieces))
        return None

    def places(self, room: QRectF, metrics: QFontMetricsF) -> tuple[list[QRectF], bool]:
        """Where each picture stands, and whether names stand below them: as large as the room allows."""
        inside = beside_scale(room, self.reach, metrics)
        line, (count, rows, columns) = metrics.height(), self.pictures.shape
        best, across, named = 0.0, 1, False
        for tried in range(1, count + 1):
            down = math.ceil(count / tried)
            width = inside.width() / tried - APART * line
            for names in (True, False):
                high = inside.height() / down - (APART + (1.0 if names else 0.0)) * line
                pixel = min(width / columns, high / rows)
                if pixel > best and (not names or pixel * columns >= NAMED * line):
                    best, across, named = pixel, tried, names
        step = QPointF(best * columns + APART * line, best * rows + (APART + (1.0 if named else 0.0)) * line)
        return [
            QRectF(
                inside.left() + index % across * step.x(),
                inside.top() + index // across * step.y(),
                best * columns,
                best * rows,
            )
            for index in range(count)
        ], named
