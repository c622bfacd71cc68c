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
        edge = role.Highlight if self.isChecked() or self.hasFocus() or self.underMouse() else role.Dark
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colors.color(edge), 1.5))
        painter.setBrush(colors.color(role.Highlight if self.isChecked() else role.Base))
        painter.drawRoundedRect(box, side * 0.2, side * 0.2)
        painter.setPen(colors.color(role.WindowText))
        text = QRectF(side * 1.5 + 2, 0, self.width(), height)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        if self.isChecked():
            painter.translate(box.topLeft())
            painter.scale(side, side)
            painter.setPen(QPen(colors.color(role.HighlightedText), 0.14, c=Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(TICK)
        painter.end()

    def _side(self) -> int:
        return self.fontMetrics().ascent() + 2
