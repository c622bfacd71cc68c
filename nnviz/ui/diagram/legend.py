"""The scale of the colors: which number is how blue or how orange."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.session.state import Shown
from nnviz.ui.diagram.inks import edge_color
from nnviz.ui.diagram.readings import Readings
from nnviz.ui.numbers import write_number
from nnviz.ui.theme import Theme

STOPS = 16


class Legend(QWidget):
    """A bar of colors with its ends and its title."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ""
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_scale(self, title: str, scale: float) -> None:
        """Show the colors from -scale to +scale."""
        if (title, scale) != (self._title, self._scale):
            self._title, self._scale = title, scale
            self.setToolTip(self.tr("Color and thickness of the edges: {title}").format(title=title))
            self.updateGeometry()
            self.update()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the title between the numbers at the ends."""
        metrics = QFontMetricsF(self.font())
        ends = metrics.horizontalAdvance(self._end(-1)) + metrics.horizontalAdvance(self._end(1))
        width = max(11 * metrics.height(), ends + metrics.horizontalAdvance(self._title) + 2 * metrics.height())
        return QSize(round(width), round(metrics.height() * 1.75))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the bar and the words below it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, 0, self.width(), self.height() * 0.36).adjusted(1, 1, -1, 0)
        colors = QLinearGradient(bar.topLeft(), QPointF(bar.right(), bar.top()))
        for stop in range(-STOPS, STOPS + 1):
            share = stop / STOPS
            colors.setColorAt((share + 1) / 2, edge_color(self._theme, share, 1.0))
        painter.setPen(QPen(self._theme.border, 1.5))
        painter.setBrush(colors)
        painter.drawRoundedRect(bar, 3, 3)
        below = QRectF(0, bar.bottom(), self.width(), self.height() - bar.bottom())
        painter.setPen(self._theme.quiet)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._end(-1))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._end(1))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._title)

    def _end(self, sign: int) -> str:
        text = write_number(sign * self._scale)
        return f"+{text}" if sign > 0 else text


def title_of(readings: Readings) -> str:
    """What the colors measure, and what the dashed frames say where there are any."""
    if readings.on_edges is Shown.WEIGHTS and readings.coming is not None and readings.coming.waits:
        return QCoreApplication.translate("Diagram", "weight, dashed: pending")
    return _quantity(readings.on_edges)


def _quantity(shown: Shown) -> str:
    """What the scale of the colors measures."""
    match shown:
        case Shown.WEIGHTS:
            return QCoreApplication.translate("Diagram", "weight")
        case Shown.ACTIVATIONS:
            return QCoreApplication.translate("Diagram", "weight · activation")
        case Shown.DELTAS:
            return QCoreApplication.translate("Diagram", "weight · δ")
        case Shown.GRADIENTS:
            return QCoreApplication.translate("Diagram", "gradient")
