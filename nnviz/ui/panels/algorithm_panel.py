"""The algorithm of back-propagation in six lines, with the line lit that makes the number of the moment."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from nnviz.core.snapshot import Phase
from nnviz.session.state import State
from nnviz.session.walks import current_fact, current_index, walk_of
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.panel import Panel
from nnviz.ui.theme import Theme, blend
from nnviz.walkthrough.algorithm import Formulas, Line, line_of
from nnviz.walkthrough.notation import Notation


class AlgorithmPanel(Panel):
    """The loop of training, and below it the lines of back-propagation.

    Shows: the phase, the current fact, the notation. Commands: none.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._state: State | None = None
        self.phases = {
            Phase.FORWARD: _Lit(self.tr("feed forward")),
            Phase.LOSS: _Lit(self.tr("loss")),
            Phase.BACKWARD: _Lit(self.tr("back propagation")),
            Phase.UPDATE: _Lit(self.tr("update")),
        }
        self.lines = {line: _Lit("") for line in Line}
        loop = QWidget()
        row = FlowLayout(loop)
        row.setContentsMargins(0, 0, 0, 4)
        for phase, label in self.phases.items():
            row.addWidget(label)
            row.addWidget(QLabel("↻" if phase is Phase.UPDATE else "→"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(2)
        layout.addWidget(loop)
        for label in self.lines.values():
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addStretch()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Light the line of the moment, in the symbols of the view."""
        before, self._state = self._state, state
        if before is None or _symbols(before) != _symbols(state):
            self._write(state)
        if before is None or _reads(before) != _reads(state):
            self._light(state)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        if self._state is not None:
            self._light(self._state)

    def _light(self, state: State) -> None:
        theme = self.theme
        phase = None if state.live or state.seen is None else state.seen.mark.phase
        for own, label in self.phases.items():
            label.light(theme.phase(own) if own is phase else None, theme.accent_text)
        fact = None if state.live else current_fact(state)
        current = None if fact is None else line_of(fact)
        around = {Line.LOOP} if phase is Phase.BACKWARD else set()
        around |= {Line.END} if _ends_the_way_back(state) else set()
        for line, label in self.lines.items():
            ground = theme.highlight if line is current else None
            if line in around:
                ground = blend(theme.window, theme.highlight, 0.3)
            label.light(ground, _readable(theme) if line is current else theme.text)

    def _write(self, state: State) -> None:
        """The lines, with the letters and the numbering of the view."""
        view = state.view
        at = _raised if view.notation is Notation.LAYERED else _lowered
        formulas = Formulas(state.network, state.recipe, view, at)
        first, last = view.first_layer, view.first_layer + state.network.depth - 1
        numbers = ", ".join(map(str, range(last, first - 1, -1))) if last - first < 4 else f"{last}, …, {first}"
        texts = {
            Line.FORWARD: self.tr("feed forward: {formula}; then the loss E").format(formula=formulas.forward),
            Line.OUTPUT_DELTA: self.tr("blame of the outputs: {formula}").format(formula=formulas.output_delta),
            Line.LOOP: self.tr("for l = {numbers}, the last layer first:").format(numbers=numbers),
            Line.HIDDEN_DELTA: self.tr("in front of the outputs: {formula}").format(formula=formulas.hidden_delta),
            Line.GRADIENTS: self.tr("gradients: {formula}").format(formula=formulas.gradients),
            Line.END: self.tr("end: every gradient is known, and only now the weights may move"),
        }
        inside = (Line.HIDDEN_DELTA, Line.GRADIENTS)
        for line, text in texts.items():
            indent = "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;" if line in inside else ""
            self.lines[line].setText(f"<b>({line.value})</b>&nbsp; {indent}{text}")


def _raised(letter: str, number: str) -> str:
    return f"{letter}<sup>({number})</sup>"


def _lowered(letter: str, number: str) -> str:
    return f"{letter}<sub>{number}</sub>"


class _Lit(QLabel):
    """A line of text that can be lit."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContentsMargins(6, 2, 6, 2)
        self.lit = False

    def light(self, ground: QColor | None, text: QColor) -> None:
        """Stand on a ground, with text that can be read on it; without one, as all labels stand."""
        self.lit = ground is not None
        self.setAutoFillBackground(self.lit)
        palette = QPalette()
        if ground is not None:
            palette.setColor(QPalette.ColorRole.Window, ground)
            palette.setColor(QPalette.ColorRole.WindowText, text)
        self.setPalette(palette)


def _readable(theme: Theme) -> QColor:
    """What can be read on the highlight, which is bright in every theme."""
    return theme.canvas if theme.dark else theme.text


def _ends_the_way_back(state: State) -> bool:
    """Whether the last gradient of the iteration has just become known."""
    walk, index = walk_of(state), current_index(state)
    if walk is None or index is None or len(walk.counts) < 2:
        return False
    return walk.marks[-1].phase is Phase.UPDATE and index == walk.first(len(walk.counts) - 1) - 1


def _symbols(state: State) -> tuple[object, ...]:
    view, biased = state.view, tuple(layer.bias is not None for layer in state.network.layers)
    return view.symbols, view.notation, view.first_layer, view.delta_sign, view.bias_as, biased, state.recipe


def _reads(state: State) -> tuple[object, ...]:
    timeline = state.work.timeline
    return state.seen, state.live, timeline.fact, timeline.moment, state.asked
