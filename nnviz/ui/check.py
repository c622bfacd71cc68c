"""A box to tick, as large as its letters."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox

TICK = QPolygonF([QPointF(0.22, 0.52), QPointF(0.42, 0.72), QPointF(0.8, 0.28)])
"""In a box of side 1."""


class Check(QCheckBox):
    """A box and what it switches."""

    def sizeHint(self) -> QSize:
        """Room for both."""
        metrics = self.fontMetrics()
        return QSize(self._side() * 3 // 2 + metrics.horizontalAdvance(self.text()) + 4, round(metrics.height() * 1.4))

    def minimumSizeHint(self) -> QSize:
        """The same: the text is never cut."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """The text ticks the box, too."""
        return self.rect().contains(position)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the box, the tick and the text."""
        role, colors = QPalette.ColorRole, self.palette()
        side, height = self._side(), self.height()
        box = QRectF(1, (height - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colors.color(role.WindowText))
        text = QRectF(side * 1.5 + 2, 0, self.width(), height)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        lit = self.isChecked() or self.hasFocus() or self.underMouse()
        paint_box(painter, box, colors, ticked=self.isChecked(), lit=lit)
        painter.end()

    def _side(self) -> int:
        return self.fontMetrics().ascent() + 2


def paint_box(painter: QPainter, box: QRectF, colors: QPalette, *, ticked: bool, lit: bool) -> None:
    """Draw a box, with its tick; ``lit``: its edge stands out. The painter is left as the box has scaled it."""
    role, side = QPalette.ColorRole, box.width()
    painter.setPen(QPen(colors.color(role.Highlight if lit else role.Dark), 1.5))
    painter.setBrush(colors.color(role.Highlight if ticked else role.Base))
    painter.drawRoundedRect(box, side * 0.2, side * 0.2)
    if ticked:
        painter.translate(box.topLeft())
        painter.scale(side, side)
        painter.setPen(QPen(colors.color(role.HighlightedText), 0.14, c=Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(TICK)
