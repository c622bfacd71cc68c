"""The signs on a landscape, each with a dark edge, so that it is seen on any height."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from nnviz.ui.theme import Theme

EDGE = 2.0
"""Of dark around a sign, in pixels."""
THICK = 2.5
SPOT, RING = 0.36, 0.32
"""Radius, in lines of text."""
HEAD = 0.5
"""The length of the head of an arrow, in lines of text."""


def paint_spot(painter: QPainter, start: QPointF, end: QPointF, theme: Theme) -> None:
    """Where the network stands: in the middle between both points."""
    radius = SPOT * QFontMetricsF(painter.font()).height()
    painter.setPen(QPen(theme.sign_text, EDGE))
    painter.setBrush(theme.highlight)
    painter.drawEllipse((start + end) / 2, radius, radius)


def paint_ring(painter: QPainter, start: QPointF, end: QPointF, theme: Theme) -> None:
    """Where it will stand: in the middle between both points."""
    radius = RING * QFontMetricsF(painter.font()).height()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((theme.sign_text, THICK + 2 * EDGE), (theme.trail, THICK)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse((start + end) / 2, radius, radius)


def paint_line(painter: QPainter, start: QPointF, end: QPointF, theme: Theme) -> None:
    """A piece of the way."""
    paint_way(painter, QPolygonF([start, end]), theme)


def paint_way(painter: QPainter, way: QPolygonF, theme: Theme) -> None:
    """The way that was gone."""
    for color, width in ((theme.sign_text, THICK + 2 * EDGE), (theme.trail, THICK)):
        painter.setPen(QPen(color, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(way)


def paint_arrow(painter: QPainter, start: QPointF, end: QPointF, theme: Theme) -> None:
    """An arrow from one point to the other."""
    ahead = end - start
    length = math.hypot(ahead.x(), ahead.y())
    if length == 0:
        return
    ahead /= length
    head = min(HEAD * QFontMetricsF(painter.font()).height(), length)
    side = QPointF(-ahead.y(), ahead.x()) * head * 0.5
    foot = end - ahead * head
    shape = QPolygonF([end, foot + side, foot - side])
    _paint_shape(painter, start, foot, shape, theme.sign_text, 2 * EDGE)
    _paint_shape(painter, start, foot, shape, theme.highlight, 0.0)


def _paint_shape(
    painter: QPainter, start: QPointF, foot: QPointF, head: QPolygonF, color: QColor, wider: float
) -> None:
    painter.setPen(QPen(color, THICK + wider))
    painter.drawLine(start, foot)
    painter.setPen(QPen(color, max(1.0, wider), j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(QBrush(color))
    painter.drawPolygon(head)
