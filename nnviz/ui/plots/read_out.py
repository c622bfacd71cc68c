"""The values under the pointer, on a card in a corner of the plot that the pointer leaves free."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nnviz.ui.plots.legend import Entry
from nnviz.ui.theme import Theme


class PointerReadOut(QWidget):
    """A heading, and a line for each curve: its color, its name, its value."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._heading = ""
        self._values: list[Entry] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, line by line."""
        return "\n".join([self._heading, *(f"{entry.name} {entry.value}" for entry in self._values)])

    def show_values(self, heading: str, values: list[Entry], on_the_right: bool) -> None:
        """Show these values, in the upper corner on the right or on the left."""
        self._heading, self._values = heading, values
        metrics = self.fontMetrics()
        widths = [float(metrics.horizontalAdvance(heading))]
        widths += [self._indent + metrics.horizontalAdvance(f"{each.name}   {each.value}") for each in values]
        self.resize(round(max(widths)) + 20, metrics.height() * (len(values) + 1) + 12)
        self._stand(on_the_right)
        self.show()
        self.raise_()
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.border, 1.5))
        painter.setBrush(self.theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        metrics = self.fontMetrics()
        line = QRectF(10, 6, self.width() - 20, metrics.height())
        painter.setPen(self.theme.quiet)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), self._heading)
        for entry in self._values:
            line.translate(0, metrics.height())
            painter.setPen(entry.pen)
            middle = line.center().y()
            painter.drawLine(QPointF(line.left(), middle), QPointF(line.left() + 0.7 * self._indent, middle))
            painter.setPen(self.theme.text)
            name = line.adjusted(self._indent, 0, 0, 0)
            painter.drawText(name, int(Qt.AlignmentFlag.AlignLeft), entry.name)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), entry.value)
        painter.end()

    @property
    def _indent(self) -> float:
        return 1.6 * self.fontMetrics().height()

    def _stand(self, on_the_right: bool) -> None:
        parent = self.parentWidget()
        assert parent is not None
        right = parent.width() - self.width() - 8
        self.move(right if on_the_right else min(round(3 * self._indent), right), 4)
