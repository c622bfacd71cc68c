"""Bars of gradient sizes, one for each layer, on a scale of powers of ten: on the screen and in a file."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.health import Flow
from nnviz.ui.theme import Theme, blend
from nnviz.walkthrough.decimals import format_number, scientific

MISSING = "–"
DECADES = 4
"""Powers of ten that the scale covers at least."""
LINE = 1.7
"""The height of a layer, in lines of text."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Bar:
    """The gradients of one layer."""

    layer: str
    size: float | None  # the mean of |dE/dw|; none before it is known
    flow: Flow = Flow.STEADY

    @property
    def power(self) -> float | None:
        """Its place on the scale; none where it has none."""
        return log10(self.size) if self.size and isfinite(self.size) else None


class GradientBars(QWidget):
    """A line for each layer: its name, a bar, the number, and a sign where the gradient vanishes or explodes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bars: list[Bar] = []
        self.span = (0, 0)  # powers of ten at the ends of the scale; it does not shrink while the layers stay
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: list[Bar]) -> None:
        """Show these layers, the first one at the top."""
        same = [bar.layer for bar in bars] == [bar.layer for bar in self.bars]
        self.bars = bars
        self.span = _span(bars, self.span if same else (0, 0))
        self.setAccessibleDescription(", ".join(f"{bar.layer} {_written(bar.size)}" for bar in bars))
        self.updateGeometry()
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each layer, and one for the scale."""
        line = LINE * self.fontMetrics().height()
        return QSize(round(12 * line), round(line * (len(self.bars) + 1)))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the lines and the scale."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_bars(painter, self.bars, self.span, QSizeF(self.size()), self._theme)
        painter.end()


def paint_bars(painter: QPainter, bars: list[Bar], span: tuple[int, int], size: QSizeF, theme: Theme) -> None:
    """Every layer from the origin down, and the scale, in the width there is."""
    scale = _scale(bars, QFontMetricsF(painter.font()), size.width())
    _paint_scale(painter, span, scale, theme)
    height = scale.height() / max(1, len(bars))
    for index, bar in enumerate(bars):
        _paint_bar(painter, bar, QRectF(0, index * height, size.width(), height), (scale, span), theme)


def _scale(bars: list[Bar], metrics: QFontMetricsF, width: float) -> QRectF:
    """Between the names and the numbers, as high as all lines."""
    line = metrics.height()
    widest = max((metrics.horizontalAdvance(bar.layer) for bar in bars), default=0.0)
    names = min(widest, 0.34 * width) + 0.6 * line
    numbers = metrics.horizontalAdvance("8.88e−88") + 1.9 * line
    return QRectF(names, 0, max(1.0, width - names - numbers), len(bars) * LINE * line)


def _paint_scale(painter: QPainter, span: tuple[int, int], scale: QRectF, theme: Theme) -> None:
    low, high = span
    metrics = QFontMetricsF(painter.font())
    room = max(1, int(scale.width() / (metrics.horizontalAdvance("10⁻⁸⁸") + metrics.height())))
    step = max(1, ceil((high - low) / room))
    for power in range(low, high + 1, step) if high > low else ():
        x = scale.left() + scale.width() * (power - low) / (high - low)
        painter.setPen(QPen(theme.border, 1.5))
        painter.drawLine(QPointF(x, 0), QPointF(x, scale.bottom()))
        painter.setPen(theme.quiet)
        place = QRectF(x - 50, scale.bottom(), 100, LINE * metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"10{str(power).translate(_RAISED)}")


def _paint_bar(painter: QPainter, bar: Bar, place: QRectF, along: tuple[QRectF, tuple[int, int]], theme: Theme) -> None:
    """A layer; ``along``: the scale, and the powers of ten at its ends."""
    (scale, (low, high)), metrics = along, QFontMetricsF(painter.font())
    line, top = place.height(), place.top()
    name = metrics.elidedText(bar.layer, Qt.TextElideMode.ElideRight, scale.left() - 0.4 * metrics.height())
    painter.setPen(theme.text)
    painter.drawText(QRectF(0, top, scale.left(), line), LEFT, name)
    painter.drawText(place.adjusted(0, 0, -1.5 * metrics.height(), 0), RIGHT, _written(bar.size))
    power = bar.power
    if power is not None and high > low:
        width = max(2.0, (power - low) / (high - low) * scale.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_color(bar.flow, theme))
        painter.drawRoundedRect(QRectF(scale.left(), top + 0.25 * line, width, 0.5 * line), 3, 3)
    if bar.flow is not Flow.STEADY:
        sign = QRectF(place.right() - 0.55 * line, top + 0.25 * line, 0.5 * line, 0.5 * line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.highlight)
        painter.drawPolygon(QPolygonF([QPointF(sign.center().x(), sign.top()), sign.bottomRight(), sign.bottomLeft()]))


def _color(flow: Flow, theme: Theme) -> QColor:
    return blend(theme.backward, theme.canvas, 0.15) if flow is Flow.STEADY else theme.error


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _written(size: float | None) -> str:
    if size is None:
        return MISSING
    return scientific(size, 2) if size and isfinite(size) else format_number(size, 0)


def _span(bars: list[Bar], before: tuple[int, int]) -> tuple[int, int]:
    """The powers of ten around all sizes, and around those of before."""
    powers = [bar.power for bar in bars if bar.power is not None]
    if not powers:
        return before
    low, high = floor(min(powers)), ceil(max(powers))
    if before != (0, 0):
        low, high = min(low, before[0]), max(high, before[1])
    return (min(low, high - DECADES), high)
