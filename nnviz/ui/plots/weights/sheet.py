"""What one picture of the weights has to tell: how it is painted, and what lies under a point."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPen

from nnviz.session.state import Element
from nnviz.ui.plots.frame import written
from nnviz.ui.theme import Theme

BAR, GAP = 0.8, 0.7
"""The width of the scale of colors, and what is left beside it, in lines of text."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Under:
    """What lies under the pointer."""

    text: str
    element: Element | None = None  # what a click selects


class Sheet(Protocol):
    """A picture that fills a room."""

    def paint(self, painter: QPainter, room: QRectF, theme: Theme) -> None:
        """Draw it."""

    def under(self, point: QPointF, room: QRectF, metrics: QFontMetricsF) -> Under | None:
        """What lies under a point of the room."""


def beside_scale(room: QRectF, reach: float, metrics: QFontMetricsF) -> QRectF:
    """What the scale of colors leaves of the room."""
    numbers = metrics.horizontalAdvance(written(-_rounded(reach)))
    return room.adjusted(0, 0, -numbers - (BAR + 2 * GAP) * metrics.height(), 0)


def paint_scale(painter: QPainter, room: QRectF, reach: float, theme: Theme) -> None:
    """The scale of colors at the right edge of the room: orange for -reach, blue for +reach."""
    metrics = QFontMetricsF(painter.font())
    line, left = metrics.height(), beside_scale(room, reach, metrics).right() + GAP * metrics.height()
    bar = QRectF(left, room.top() + line / 2, BAR * line, min(room.height() - line, 8 * line))
    gradient = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    for share in (0.0, 0.5, 1.0):
        gradient.setColorAt(share, theme.signed(2 * share - 1, 1.0))
    painter.setPen(QPen(theme.quiet, 1.5))
    painter.setBrush(gradient)
    painter.drawRect(bar)
    painter.setPen(theme.text)
    for share, value in ((0.0, -_rounded(reach)), (0.5, 0.0), (1.0, _rounded(reach))):
        place = QRectF(bar.right() + 0.4 * line, bar.bottom() - share * bar.height() - line / 2, 20 * line, line)
        painter.drawText(place, LEFT, written(value))


def _rounded(reach: float) -> float:
    return float(f"{reach:.2g}")
