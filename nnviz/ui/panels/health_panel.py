"""Do the gradients reach the first layer?  Their mean size in every layer, as bars on a scale of powers of ten."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.core.health import Flow, gradient_flow, gradient_sizes
from nnviz.session.state import State
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.panels.gradient_bars import LINE, Bar, GradientBars, paint_bars
from nnviz.ui.picture import Picture
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.style import file_font
from nnviz.ui.theme import Theme

REDRAWS = 5
"""A second, while training runs."""
WIDTH, EDGE = 640.0, 12.0
"""Of a picture in a file."""


class HealthPanel(PicturePanel):
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
        network = state.network_seen
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

    def picture(self, theme: Theme) -> Picture:
        """The bars and what they mean, for a file."""
        assert self._state is not None
        line = QFontMetricsF(file_font()).height()
        bars, span, note = self.bars.bars, self.bars.span, self.note.text()
        inside = QSizeF(WIDTH - 2 * EDGE, LINE * line * (len(bars) + 1))
        said = QRectF(EDGE, 2 * EDGE + inside.height(), inside.width(), 2 * line)

        def paint(painter: QPainter) -> None:
            painter.save()
            painter.translate(QPointF(EDGE, EDGE))
            paint_bars(painter, bars, span, inside, theme)
            painter.restore()
            painter.setPen(theme.quiet)
            painter.drawText(said, Qt.TextFlag.TextWordWrap, note)

        return Picture(QSizeF(WIDTH, said.bottom() + EDGE), paint, self._state.work.document.name)

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
