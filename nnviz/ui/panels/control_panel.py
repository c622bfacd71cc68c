"""The bar above everything: reset, back, step, run; how far, how fast, where to stop; and where the lecture stands."""

import secrets
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontInfo, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from nnviz.core.snapshot import Mark
from nnviz.session.commands import (
    Command,
    NewWeights,
    Pause,
    Reset,
    Run,
    SetSpeed,
    SetStepSize,
    SetStop,
    StepBack,
    StepForward,
)
from nnviz.session.state import State, StepSize
from nnviz.storage.document import Stop
from nnviz.ui.button import Button, Weight
from nnviz.ui.first_place import is_low
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.icons import Icon
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.panel import Panel
from nnviz.ui.panels.read_out import ReadOut
from nnviz.ui.panels.speed_control import SpeedControl
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import Theme

SEEDS = 10_000
"""A rolled seed is below this, so that it can be read aloud."""
LONG_WAY = 200
"""A single step over more iterations than these can be stopped as a run can."""
LARGE = 21
"""Pixels: text of this size is enlarged."""
ROWS = 2
"""Of enlarged controls, at most."""


class ControlPanel(Panel):
    """The bar of controls.

    Shows: playing, step size, speed, stop, seed, and the cursor.
    Commands: Reset, NewWeights, StepBack, StepForward, Run, Pause, SetStepSize, SetSpeed, SetStop.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown: State | None = None
        self._stop = Stop()
        self._running = False
        self._make_buttons()
        self._make_fields()
        self.read_out = ReadOut(theme)
        self.read_out.commanded.connect(self._send)
        self._place()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        self._shown = state
        self._running = state.playing or _long_way(state)
        self.run.show_as(
            self.tr("Pause") if self._running else self.tr("Run"), Icon.PAUSE if self._running else Icon.RUN
        )
        self.back.setEnabled(state.playing or state.work.timeline.mark != Mark(0))
        self.step_size.show_value(state.step_size)
        self.speed.show_speed(state.speed, state.step_size)
        self.seed.show_value(state.recipe.seed)
        self._stop = state.work.document.stop
        self.stop_epoch.show_value(self._stop.epochs)
        self.stop_loss.show_value(self._stop.train_loss)
        self.read_out.show_state(state)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.reset, self.back, self.step, self.run, self.new_weights, self.step_size, self.read_out):
            part.restyle(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for more."""
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """So may another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def _make_room(self) -> None:
        """Leave out what a lecture seldom needs where large text, or a low screen, takes the room of the diagram."""
        tight = QFontInfo(self.font()).pixelSize() >= LARGE or is_low(self)
        self._seldom.setHidden(tight and self._flow.count_rows(self.width()) > ROWS)

    def _make_buttons(self) -> None:
        self.reset = Button(self.theme, self.tr("Reset"), Icon.RESET)
        self.reset.setToolTip(self.tr("Return to the initial weights of this network, epoch 0"))
        self.back = Button(self.theme, self.tr("Back"), Icon.BACK)
        self.back.setToolTip(_with_key(self.tr("Go one step back"), Qt.Key.Key_Left))
        self.step = Button(self.theme, self.tr("Step"), Icon.STEP, Weight.MAIN)
        self.step.setToolTip(_with_key(self.tr("Go one step on"), Qt.Key.Key_Right))
        self.run = Button(self.theme, self.tr("Run"), Icon.RUN)
        self.run.setToolTip(_with_key(self.tr("Run or pause"), Qt.Key.Key_Space))
        self.run.room = (self.tr("Pause"),)
        self.new_weights = Button(self.theme, self.tr("New weights"), Icon.DICE)
        self.new_weights.setToolTip(self.tr("Roll a new seed and draw new initial weights from it"))
        self.reset.clicked.connect(lambda: self._send(Reset()))
        self.back.clicked.connect(lambda: self._send(StepBack()))
        self.step.clicked.connect(lambda: self._send(StepForward()))
        self.run.clicked.connect(lambda: self._send(Pause() if self._running else Run()))
        self.new_weights.clicked.connect(self._on_roll)

    def _make_fields(self) -> None:
        self.step_size = Segmented(
            self.theme,
            (
                (StepSize.VALUE, self.tr("Value"), self.tr("One number, with the rule that makes it")),
                (StepSize.LAYER, self.tr("Layer"), self.tr("One layer forward, the loss, or one layer backward")),
                (StepSize.PASS, self.tr("Pass"), self.tr("To the end of forward and loss, of backward, or of update")),
                (StepSize.ITERATION, self.tr("Iteration"), self.tr("One batch: forward, loss, backward, update")),
                (StepSize.EPOCH, self.tr("Epoch"), self.tr("Every training sample once")),
            ),
        )
        self.step_size.chosen.connect(lambda size: self._send(SetStepSize(size)))
        self.speed = SpeedControl()
        self.speed.chosen.connect(lambda speed: self._send(SetSpeed(speed)))
        self.seed = self._field(Range(0, 2**32 - 1, whole=True), self.tr("Seed"), seed=True)
        self.seed.setToolTip(self.tr("Press Enter to draw the initial weights from this seed"))
        self.seed.entered.connect(lambda seed: self._send(NewWeights(int(seed))))
        self.stop_epoch = self._field(Range(1, 1e9, whole=True), self.tr("Stop at epoch"))
        self.stop_epoch.entered.connect(lambda epoch: self._send(SetStop(replace(self._stop, epochs=int(epoch)))))
        self.stop_epoch.cleared.connect(lambda: self._send(SetStop(replace(self._stop, epochs=None))))
        self.stop_loss = self._field(Range(0, above=True), self.tr("Stop at loss"))
        self.stop_loss.entered.connect(lambda loss: self._send(SetStop(replace(self._stop, train_loss=loss))))
        self.stop_loss.cleared.connect(lambda: self._send(SetStop(replace(self._stop, train_loss=None))))

    def _field(self, allowed: Range, name: str, seed: bool = False) -> NumberField:
        field = NumberField(allowed, optional=not seed, repeats=seed, characters=6)
        field.setAccessibleName(name)
        field.setPlaceholderText("" if seed else "–")
        return field

    def _place(self) -> None:
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(12, 8, 12, 8)
        self._seldom = _side_by_side(
            (
                *(self.new_weights, QLabel(self.tr("Seed")), self.seed, _gap()),
                *(QLabel(self.tr("Stop at epoch")), self.stop_epoch, QLabel(self.tr("or at loss")), self.stop_loss),
            )
        )
        for group in (
            _side_by_side((self.reset, self.back, self.step, self.run)),
            _side_by_side((QLabel(self.tr("Step by")), self.step_size)),
            self.speed,
            self._seldom,
        ):
            self._flow.addWidget(group)
        self._flow.set_corner(self.read_out)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _send(self, command: Command) -> None:
        """Send a wish; where it was not granted, the state that still holds is shown again."""
        self.commanded.emit(command)
        if self._shown is not None:
            self.render(self._shown)

    def _on_roll(self) -> None:
        """Another seed than the one shown."""
        old = int(self.seed.value or 0)
        self._send(NewWeights((old + 1 + secrets.randbelow(SEEDS - 1)) % SEEDS))


def _long_way(state: State) -> bool:
    """Whether a single step is under way that takes a while."""
    if state.errand is None or state.errand.iteration is None:
        return False
    return state.errand.iteration - state.work.timeline.now.iteration > LONG_WAY


def _with_key(text: str, key: Qt.Key) -> str:
    return f"{text} ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})"


def _side_by_side(widgets: tuple[QWidget, ...]) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for widget in widgets:
        layout.addWidget(widget)
    return row


def _gap() -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(10)
    return gap
