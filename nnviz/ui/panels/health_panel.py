"""Do the gradients reach the first layer?  Their mean size in every layer, as bars on a scale of powers of ten."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.health import Flow, gradient_flow, gradient_sizes
from nnviz.session.state import State
from nnviz.ui.pace import Pace
from nnviz.ui.panel import Panel
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme, blend
from nnviz.walkthrough.decimals import format_number, scientific

REDRAWS = 5
"""A second, while training runs."""
MISSING = "–"
DECADES = 4
"""Powers of ten that the scale covers at least."""
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


class HealthPanel(Panel):
    """The sizes of the gradients.

    Shows: the weight gradients of the sample or batch seen. Commands: none.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._state: State | None = None
        self._shown: object = None
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self.bars = GradientBars(theme)
        self.note = QuietLabel(theme, wraps=True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.bars)
        layout.addWidget(self.note)
        layout.addStretch(1)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the gradients of what is seen."""
        self._state = state
        if (self._shown is state.seen and state.seen is not None) or not self._pace.allows(state.playing):
            return
        self._shown = state.seen
        network = state.network if state.seen is None else state.seen.network
        names = [layer.name for layer in network.layers]
        sizes = [None] * len(names) if state.seen is None else list(gradient_sizes(state.seen.traces))
        flows = gradient_flow(sizes)
        self.bars.show_bars([Bar(*each) for each in zip(names, sizes, flows, strict=True)])
        self.note.setText(
            self._note([name for name, size in zip(names, sizes, strict=True) if size is not None], flows)
        )

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        self.bars.restyle(theme)
        self.note.restyle(theme)

    def _note(self, known: list[str], flows: tuple[Flow, ...]) -> str:
        """What the bars mean."""
        if not known:
            return self.tr("The sizes of the gradients appear here once the way back has begun.")
        if Flow.VANISHING in flows:
            return self.tr(
                "Vanishing gradient: on the way back the gradients become so small that the first layers hardly learn."
            )
        if Flow.EXPLODING in flows:
            return self.tr("Exploding gradient: the gradients are so large that the weights jump about.")
        return self.tr("The mean size of ∂E/∂w in each layer, on a scale of powers of ten.")

    def _on_due(self) -> None:
        assert self._state is not None
        self.render(self._state)


class GradientBars(QWidget):
    """A line for each layer: its name, a bar, the number, and a sign where the gradient vanishes or explodes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: list[Bar] = []
        self._span = (0, 0)  # powers of ten at the ends of the scale; it does not shrink while the layers stay
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> list[Bar]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: list[Bar]) -> None:
        """Show these layers, the first one at the top."""
        same = [bar.layer for bar in bars] == [bar.layer for bar in self._bars]
        self._bars = bars
        self._span = _span(bars, self._span if same else (0, 0))
        self.setAccessibleDescription(", ".join(f"{bar.layer} {_written(bar.size)}" for bar in bars))
        self.updateGeometry()
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each layer, and one for the scale."""
        line = self._line()
        return QSize(round(12 * line), round(line * (len(self._bars) + 1)))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the lines and the scale."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        self._draw_scale(painter, scale)
        for index, bar in enumerate(self._bars):
            self._draw_bar(painter, bar, index * self._line(), scale)
        painter.end()

    def _line(self) -> float:
        return 1.7 * self.fontMetrics().height()

    def _scale(self) -> QRectF:
        """Between the names and the numbers, as high as all lines."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(bar.layer) for bar in self._bars), default=0)
        names = min(widest, 0.34 * self.width()) + 0.6 * metrics.height()
        numbers = metrics.horizontalAdvance("8.88e−88") + 1.9 * metrics.height()
        return QRectF(names, 0, max(1.0, self.width() - names - numbers), len(self._bars) * self._line())

    def _draw_scale(self, painter: QPainter, scale: QRectF) -> None:
        low, high = self._span
        metrics = self.fontMetrics()
        room = max(1, int(scale.width() / (metrics.horizontalAdvance("10⁻⁸⁸") + metrics.height())))
        step = max(1, ceil((high - low) / room))
        for power in range(low, high + 1, step) if high > low else ():
            x = scale.left() + scale.width() * (power - low) / (high - low)
            painter.setPen(QPen(self._theme.border, 1.5))
            painter.drawLine(QPointF(x, 0), QPointF(x, scale.bottom()))
            painter.setPen(self._theme.quiet)
            place = QRectF(x - 50, scale.bottom(), 100, self._line())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"10{str(power).translate(_RAISED)}")

    def _draw_bar(self, painter: QPainter, bar: Bar, top: float, scale: QRectF) -> None:
        line, metrics, (low, high) = self._line(), self.fontMetrics(), self._span
        name = metrics.elidedText(bar.layer, Qt.TextElideMode.ElideRight, int(scale.left() - 0.4 * metrics.height()))
        painter.setPen(self._theme.text)
        painter.drawText(QRectF(0, top, scale.left(), line), LEFT, name)
        painter.drawText(QRectF(0, top, self.width() - 1.5 * metrics.height(), line), RIGHT, _written(bar.size))
        power = bar.power
        if power is not None and high > low:
            share = (power - low) / (high - low)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color(bar.flow))
            width = max(2.0, share * scale.width())
            painter.drawRoundedRect(QRectF(scale.left(), top + 0.25 * line, width, 0.5 * line), 3, 3)
        if bar.flow is not Flow.STEADY:
            self._draw_sign(painter, QRectF(self.width() - 0.55 * line, top + 0.25 * line, 0.5 * line, 0.5 * line))

    def _color(self, flow: Flow) -> QColor:
        steady = blend(self._theme.backward, self._theme.canvas, 0.15)
        return steady if flow is Flow.STEADY else self._theme.error

    def _draw_sign(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.highlight)
        painter.drawPolygon(
            QPolygonF([QPointF(place.center().x(), place.top()), place.bottomRight(), place.bottomLeft()])
        )


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
