"""Paints an activation: on the screen and in files alike."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from nnviz.core.arrays import Array
from nnviz.ui.names import name_of
from nnviz.ui.plots.explorer.drawing import ExplorerDrawing
from nnviz.ui.plots.frame import Frame, fitted, paint_axes, written
from nnviz.ui.theme import Theme, blend

CURVE, SLOPE, LINE, AXIS = 3.5, 2.5, 2.0, 1.5
POINT = 0.42
"""The radius of the point, in lines of text."""
HIGHEST = 0.24
"""A bar of the histogram, beside the height of the picture."""


def frame_of(drawing: ExplorerDrawing, room: QRectF, metrics: QFontMetricsF) -> Frame:
    """Where the picture stands: the key has a row above it."""
    return fitted(room.adjusted(0, metrics.height(), 0, 0), drawing.x, drawing.y, metrics, square=False)


def paint_explorer(painter: QPainter, drawing: ExplorerDrawing, frame: Frame, theme: Theme) -> None:
    """The whole picture."""
    painter.fillRect(frame.place, theme.canvas)
    painter.save()
    painter.setClipRect(frame.place)
    _paint_flat(painter, drawing, frame, theme)
    _paint_bars(painter, drawing, frame, theme)
    painter.setPen(QPen(theme.border, AXIS))
    painter.drawLine(frame.at(drawing.x.low, 0), frame.at(drawing.x.high, 0))
    painter.drawLine(frame.at(0, drawing.y.low), frame.at(0, drawing.y.high))
    for index, curve in enumerate(drawing.curves):
        color = curve_color(theme, index)
        painter.setPen(QPen(color, SLOPE, Qt.PenStyle.DashLine))
        painter.drawPolyline(_line(drawing.z, curve.slopes, frame))
        painter.setPen(QPen(color, CURVE))
        painter.drawPolyline(_line(drawing.z, curve.values, frame))
    _paint_point(painter, drawing, frame, theme)
    painter.restore()
    paint_axes(painter, frame, ("z", ""), theme)
    _paint_key(painter, drawing, frame, theme)


def curve_color(theme: Theme, index: int) -> QColor:
    """The color of the first and of the second function."""
    return theme.negative if index else theme.positive


def _paint_flat(painter: QPainter, drawing: ExplorerDrawing, frame: Frame, theme: Theme) -> None:
    for low, high in drawing.flat:
        place = QRectF(frame.at(low, drawing.y.high), frame.at(high, drawing.y.low))
        painter.fillRect(place, blend(theme.canvas, theme.quiet, 0.18))


def _paint_bars(painter: QPainter, drawing: ExplorerDrawing, frame: Frame, theme: Theme) -> None:
    """The histogram, standing on the lower edge."""
    width = frame.place.width() / max(1, len(drawing.bars))
    painter.setPen(QPen(theme.canvas, 1.5))
    painter.setBrush(blend(theme.activation, theme.canvas, 0.15))
    for index, share in enumerate(drawing.bars.tolist()):
        height = HIGHEST * share * frame.place.height()
        if height > 0:
            painter.drawRect(
                QRectF(frame.place.left() + index * width, frame.place.bottom() - height, width, height + 2)
            )


def _paint_point(painter: QPainter, drawing: ExplorerDrawing, frame: Frame, theme: Theme) -> None:
    """The point with its tangent, and the secant with its second point."""
    radius = POINT * QFontMetricsF(painter.font()).height()
    point = frame.at(drawing.at, drawing.value)
    painter.setPen(QPen(theme.text, LINE))
    painter.drawLine(*_ends(drawing, drawing.slope, frame))
    secant = drawing.secant
    if drawing.step is not None and secant is not None:
        other = frame.at(drawing.at + drawing.step, drawing.value + drawing.step * secant)
        painter.setPen(QPen(theme.backward, LINE))
        painter.drawLine(*_ends(drawing, secant, frame))
        painter.setBrush(theme.backward)
        painter.drawEllipse(other, 0.7 * radius, 0.7 * radius)
    painter.setPen(QPen(theme.sign_text, LINE))
    painter.setBrush(theme.highlight)
    painter.drawEllipse(point, radius, radius)


def _ends(drawing: ExplorerDrawing, slope: float, frame: Frame) -> tuple[QPointF, QPointF]:
    """A line through the point, from edge to edge."""
    low, high = (drawing.value + slope * (x - drawing.at) for x in (drawing.x.low, drawing.x.high))
    return frame.at(drawing.x.low, low), frame.at(drawing.x.high, high)


def _line(z: Array, heights: Array, frame: Frame) -> QPolygonF:
    far = frame.y.high - frame.y.low
    seen = np.clip(heights, frame.y.low - far, frame.y.high + far)
    return QPolygonF([frame.at(x, y) for x, y in zip(z.tolist(), seen.tolist(), strict=True)])


def _paint_key(painter: QPainter, drawing: ExplorerDrawing, frame: Frame, theme: Theme) -> None:
    """Which line is which, above the picture."""
    metrics = QFontMetricsF(painter.font())
    line, left, middle = metrics.height(), frame.place.left(), frame.place.top() - 1.1 * metrics.height()
    entries = []
    for index, curve in enumerate(drawing.curves):
        color = curve_color(theme, index)
        entries.append((name_of(curve.activation.name), QPen(color, CURVE)))
        entries.append(("f′", QPen(color, SLOPE, Qt.PenStyle.DashLine)))
    if drawing.step is not None:
        entries.append((f"h = {written(float(f'{drawing.step:.3g}'))}", QPen(theme.backward, LINE)))
    for text, pen in entries:
        painter.setPen(pen)
        painter.drawLine(QPointF(left, middle), QPointF(left + 1.6 * line, middle))
        painter.setPen(theme.text)
        painter.drawText(QPointF(left + 2 * line, middle + metrics.capHeight() / 2), text)
        left += 3 * line + metrics.horizontalAdvance(text)
