"""Numeric check: beside a gradient its central difference, and a check of all gradients that leaves the window free."""

import time
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.gradient_check import Checking, GradientCheck
from nnviz.errors import BadInput
from nnviz.session.state import State
from nnviz.session.walks import current_fact, walk_of
from nnviz.ui.button import Button
from nnviz.ui.card import Card
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.heading import Heading
from nnviz.ui.theme import Theme
from nnviz.ui.translation import translated
from nnviz.walkthrough.decimals import format_number, scientific
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.notation import Names
from nnviz.walkthrough.numeric import Bench, Measurement
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.symbols import Labels

SLICE = 0.01
"""Seconds of one slice of the check of all gradients."""
TICK, WRONG = "✓", "✗"


class CheckCard(Card):
    """A measured slope beside the computed one.

    Shows: the current fact, where it is a gradient. Commands: none. Signals: ``said()``, there is news of the check.
    """

    said = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._state: State | None = None
        self._shown: tuple[object, ...] = ()
        self._bench: Bench | None = None
        self._checked: tuple[object, ...] = ()
        self._checking: Checking | None = None
        self._samples = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self.measured = _rich_label()
        self.button = Button(theme, self.tr("Check gradients"))
        self.button.room = (self.tr("Cancel"), self.tr("Check all"))
        self.button.setToolTip(self.tr("Compare the gradients of the whole network with central differences"))
        self.button.clicked.connect(self.check)
        self.outcome = _rich_label()
        self._place()

    @property
    def speaks(self) -> bool:
        """Whether it says something, of one gradient or of all."""
        return not (self.measured.isHidden() and self.outcome.isHidden())

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        self._state = state
        timeline = state.work.timeline
        if self._checked != (timeline.now, timeline.recipe):
            self._forget()
        self.button.setEnabled(timeline.moment is not None)
        walk, fact = walk_of(state), current_fact(state)
        shown = (walk, None if fact is None else fact.about, state.view.digits)
        if shown == self._shown:
            return
        self._shown = shown
        found = None
        if walk is not None and fact is not None:
            if self._bench is None or self._bench.scene is not walk.scene:
                self._bench = Bench(walk.scene)
            found = self._bench.measure(fact.about)
        self._show_measurement(fact, found, state.view.digits)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        self.button.restyle(theme)
        self._shown = ()
        if self._checking is not None and self._checking.done:
            self._show_outcome(self._checking.result)

    @Slot()
    def check(self) -> None:
        """Begin to check the gradients, all of them where only some were checked before; or stop it."""
        if self._timer.isActive():
            self._forget()
            return
        more = self._checking is not None and not self._checking.result.whole
        moment = None if self._state is None else self._state.work.timeline.moment
        if self._state is None or moment is None:
            return
        timeline = self._state.work.timeline
        self._checked = (timeline.now, timeline.recipe)
        try:
            every = timeline.now.network.parameters if more else None
            self._checking = Checking(timeline.now.network, timeline.recipe, moment.batch, every)
        except BadInput as error:
            self._say(self.theme.text.name(), translated(str(error)))
            return
        self._samples = len(moment.batch.rows)
        self.button.setText(self.tr("Cancel"))
        self._timer.start(0)

    @Slot()
    def _go_on(self) -> None:
        """One slice: the window has the rest of the time."""
        checking, end = self._checking, time.perf_counter() + SLICE
        assert checking is not None
        while not checking.done and time.perf_counter() < end:
            checking.go_on()
        if checking.done:
            self._timer.stop()
            self.button.setText(self.tr("Check gradients") if checking.result.whole else self.tr("Check all"))
            self._show_outcome(checking.result)
        else:
            percent = round(checking.share_done * 100)
            self._say(self.theme.text.name(), self.tr("Checking: {percent} %").format(percent=percent))

    def _forget(self) -> None:
        """What was checked is no longer what is shown."""
        self._timer.stop()
        self._checking, self._checked = None, ()
        self.button.setText(self.tr("Check gradients"))
        self.outcome.hide()

    def _show_measurement(self, fact: Fact | None, found: Measurement | None, digits: int | None) -> None:
        self.measured.setVisible(found is not None)
        if found is None or fact is None:
            return
        if found.numeric is None or found.difference is None:
            text = self.tr("{symbol} stands at a kink and was left out.").format(symbol=fact.symbol.text)
            self.measured.setText(escape(text))
            return
        sign, color = (TICK, self.theme.forward) if found.agrees else (WRONG, self.theme.error)
        text = self.tr("Central difference {numeric}, differs by {difference}").format(
            numeric=format_number(found.numeric, digits), difference=_short(found.difference)
        )
        self.measured.setText(f'{escape(text)} <b style="color: {color.name()}">{sign}</b>')

    def _show_outcome(self, result: GradientCheck) -> None:
        if not result.agrees and result.worst is not None:
            layer, row, source = result.worst
            text = self.tr("{symbol}: computed {analytic}, numeric {numeric}.").format(
                symbol=self._symbol(layer, row, source),
                analytic=f"{result.analytic:.9g}",
                numeric=f"{result.numeric:.9g}",
            )
            self._say(self.theme.error.name(), text, WRONG)
            return
        text = self.tr("All {count} gradients agree; largest difference {difference}.")
        if not result.whole:
            text = self.tr("{count} of {all} gradients, evenly chosen, agree; largest difference {difference}.")
        text = text.format(
            count=f"{result.compared:,}",
            all=f"{result.parameters:,}",
            difference=_short(result.largest_difference),
        )
        if result.skipped:
            text += " " + self.tr("Left out at a kink: {count}.").format(count=f"{result.skipped:,}")
        if result.samples < self._samples:
            text += " " + self.tr("Over the first {count} samples of the batch.").format(count=f"{result.samples:,}")
        self._say(self.theme.forward.name(), text, TICK)

    def _symbol(self, layer: int, row: int, source: int | None) -> str:
        assert self._state is not None
        state, view = self._state, self._state.view
        names = Names(state.network, state.recipe.bias_mode, view.notation, view.bias_as, view.first_layer)
        kind = Kind.BIAS_GRADIENT if source is None else Kind.WEIGHT_GRADIENT
        return Labels(names, view.symbols).symbol(Quantity(kind, layer, row, source)).text

    def _say(self, color: str, text: str, sign: str = "") -> None:
        self.outcome.setText(f'{escape(text)} <b style="color: {color}">{sign}</b>')
        self.outcome.show()
        self.said.emit()

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 5, 10, 5)
        column.setSpacing(2)
        head = FlowLayout(gap=10, row_gap=4)
        head.addWidget(Heading(self.tr("Numeric check")))
        head.addWidget(self.button)
        column.addLayout(head)
        column.addWidget(self.measured)
        column.addWidget(self.outcome)
        self.measured.hide()
        self.outcome.hide()


def _rich_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _short(difference: float) -> str:
    return "0" if difference == 0 else scientific(difference, 0)
