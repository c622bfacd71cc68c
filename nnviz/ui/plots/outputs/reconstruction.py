"""A sample beside what the network makes of it, and how far off every sample is."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.ui.diagram.pictures_item import ink
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.outputs.bars import BarChart, spot_on_bars
from nnviz.ui.plots.outputs.bars_painting import paint_bars
from nnviz.ui.plots.outputs.matrix import legible
from nnviz.ui.plots.outputs.spot import Spot
from nnviz.ui.theme import Theme, blend
from nnviz.walkthrough.decimals import signed

GAP = 1.0
"""Between the parts, in lines of text."""
BESIDE = 1.5
"""A room that is so many times as wide as high has its parts side by side."""
SHARE = 0.45
"""Of the room, for the sample's pictures."""
STRIP, TITLE = 1.8, 1.4
"""The height of a strip of numbers, and of its title, in lines of text."""


@dataclass(frozen=True, slots=True, eq=False)
class Reconstruction:
    """The sample shown, as pictures or as bars, and the errors of samples, the largest first."""

    pictures: tuple[tuple[str, Array], ...]  # title and pixels (rows, columns), or numbers (n,) for a strip of squares
    errors: BarChart


def rooms_of(room: QRectF, line: float, strips: int) -> tuple[QRectF, QRectF]:
    """The room of the sample and that of the errors; ``strips``: of numbers, 0 where the sample has pictures."""
    if room.width() > BESIDE * room.height():
        width = SHARE * room.width()
        sample = QRectF(room.topLeft(), QPointF(room.left() + width, room.bottom()))
        return sample, QRectF(QPointF(sample.right() + GAP * line, room.top()), room.bottomRight())
    height = strips * (STRIP + TITLE) * line if strips else SHARE * room.height()
    sample = QRectF(room.topLeft(), QPointF(room.right(), room.top() + height))
    return sample, QRectF(QPointF(room.left(), sample.bottom() + GAP * line), room.bottomRight())


def strips_of(chart: Reconstruction) -> int:
    """How many strips of numbers a sample has; 0 where it has pictures."""
    return len(chart.pictures) if any(values.ndim == 1 for _, values in chart.pictures) else 0


def spot_on_reconstruction(chart: Reconstruction, point: QPointF, room: QRectF, metrics: QFontMetricsF) -> Spot | None:
    """The bar under a point."""
    _, errors = rooms_of(room, metrics.height(), strips_of(chart))
    return spot_on_bars(chart.errors, point, errors, metrics) if errors.contains(point) else None


def paint_reconstruction(painter: QPainter, chart: Reconstruction, room: QRectF, theme: Theme) -> None:
    """The whole picture."""
    sample, errors = rooms_of(room, QFontMetricsF(painter.font()).height(), strips_of(chart))
    if strips_of(chart):
        _paint_strips(painter, chart, sample, theme)
    elif chart.pictures:
        _paint_pictures(painter, chart, sample, theme)
    paint_bars(painter, chart.errors, errors, theme)


def _paint_strips(painter: QPainter, chart: Reconstruction, room: QRectF, theme: Theme) -> None:
    """Number by number as squares, each strip below the other so that they can be compared."""
    line = QFontMetricsF(painter.font()).height()
    every = np.nan_to_num(np.concatenate([values for _, values in chart.pictures]))
    span = Span(min(0.0, float(every.min())), max(float(every.max()), 1e-9))
    for index, (title, values) in enumerate(chart.pictures):
        top = room.top() + index * (STRIP + TITLE) * line
        painter.setPen(theme.text)
        painter.drawText(QRectF(room.left(), top, room.width(), line), Qt.AlignmentFlag.AlignLeft, title)
        side = min(room.width() / len(values), 2 * STRIP * line)
        for place, value in enumerate(values.tolist()):
            square = QRectF(room.left() + place * side, top + 1.1 * line, side, STRIP * line)
            _paint_square(painter, square, value, span, theme)


def _paint_square(painter: QPainter, square: QRectF, value: float, span: Span, theme: Theme) -> None:
    """One number: from the color of the ground, where it is small, to that of text."""
    share = min(max(span.share(value), 0.0), 1.0) if math.isfinite(value) else 0.0
    ground = blend(theme.canvas, theme.text, share)
    painter.fillRect(square, ground)
    painter.setPen(QPen(theme.border, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(square)
    text = signed(f"{value:.{0 if value.is_integer() else 2}f}")
    if QFontMetricsF(painter.font()).horizontalAdvance(text) < square.width() - 4:
        painter.setPen(legible(ground, theme))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, text)


def _paint_pictures(painter: QPainter, chart: Reconstruction, room: QRectF, theme: Theme) -> None:
    """Picture by picture, pixel by pixel, without smoothing."""
    line, count = QFontMetricsF(painter.font()).height(), len(chart.pictures)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    width = (room.width() - (count - 1) * GAP * line) / count
    for index, (title, pixels) in enumerate(chart.pictures):
        left = room.left() + index * (width + GAP * line)
        rows, columns = pixels.shape
        scale = max(0.1, min(width / columns, (room.height() - 1.5 * line) / rows))
        frame = QRectF(left, room.top() + 1.4 * line, scale * columns, scale * rows)
        painter.setPen(theme.text)
        painter.drawText(QRectF(left, room.top(), width, 1.3 * line), Qt.AlignmentFlag.AlignLeft, title)
        painter.drawImage(frame, ink(theme, pixels))
        painter.setPen(QPen(theme.border, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
