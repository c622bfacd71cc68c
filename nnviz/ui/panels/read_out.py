"""Where the lecture stands, in words: epoch, iteration, sample, loss, and the phase as a badge in its color."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.snapshot import Phase
from nnviz.session.commands.walking import GoTo
from nnviz.session.predicting import outputs_are_secret
from nnviz.session.state import State
from nnviz.session.walks import shows_moment
from nnviz.ui.steady_label import SteadyLabel
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import format_number
from nnviz.walkthrough.quantity import Kind, Quantity

LOSS_DIGITS = 4
"""Decimals of the loss where all other numbers are rounded to 0 or 1."""


class PhaseBadge(QWidget):
    """The phase in large letters; as wide as the longest of its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._phase: Phase | None = Phase.READY
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What the badge says."""
        return self._words()[self._phase]

    def show_phase(self, phase: Phase | None) -> None:
        """Show a phase; None: running."""
        if phase is not self._phase:
            self._phase = phase
            self.setAccessibleName(self.text)
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the longest word."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(word) for word in self._words().values())
        return QSize(round(longest * 1.08 + metrics.height() * 1.2), round(metrics.height() * 1.75))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the word on its color."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color())
        radius = self.fontMetrics().height() * 0.3
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.theme.accent_text)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text)
        painter.end()

    def _color(self) -> QColor:
        return self.theme.forward if self._phase is None else self.theme.phase(self._phase)

    def _words(self) -> dict[Phase | None, str]:
        return {
            Phase.READY: self.tr("READY"),
            Phase.FORWARD: self.tr("FORWARD"),
            Phase.LOSS: self.tr("LOSS"),
            Phase.BACKWARD: self.tr("BACKWARD"),
            Phase.UPDATE: self.tr("UPDATE"),
            None: self.tr("RUNNING"),
        }


class FactLabel(SteadyLabel):
    """A number that was made by a fact, or by none.

    Signals: ``clicked()``, where there is a fact to go to.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._made = False

    def show_number(self, text: str, *, made: bool) -> None:
        """Show a text with a number; ``made``: there is a fact that made it."""
        self.setText(text)
        if made != self._made:
            self._made = made
            self.setCursor(Qt.CursorShape.PointingHandCursor if made else Qt.CursorShape.ArrowCursor)
            self.setToolTip(self.tr("Go to the fact that made this number") if made else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press that a click begins with."""
        if not self._made or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        left, at = event.button() is Qt.MouseButton.LeftButton, event.position().toPoint()
        if self._made and left and self.rect().contains(at):
            self.clicked.emit()


class ReadOut(QWidget):
    """Two lines of numbers and the badge.

    Signals: ``commanded(Command)``: GoTo.
    """

    commanded = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = SteadyLabel(self._place(1000, 10_000, 1, 100))
        self.loss = FactLabel()
        self.loss.clicked.connect(lambda: self.commanded.emit(GoTo(Quantity(Kind.LOSS))))
        font = self.loss.font()
        font.setBold(True)
        self.loss.setFont(font)
        self.badge = PhaseBadge(theme)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for line in (self.place, self.loss):
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            lines.addWidget(line, alignment=Qt.AlignmentFlag.AlignRight)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(lines)
        layout.addWidget(self.badge)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: State) -> None:
        """Show where the state stands."""
        timeline = state.work.timeline
        self.badge.show_phase(None if state.playing else timeline.mark.phase)
        data, shown = state.recipe.dataset, state.sample_shown
        count = 0 if data is None or shown is None else data.samples
        self.place.setText(self._place(timeline.now.epoch, timeline.now.iteration, shown or 0, count))
        self._show_loss(state)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.badge.theme = theme
        self.badge.update()

    def _place(self, epoch: int, iteration: int, sample: int, count: int) -> str:
        text = self.tr("epoch {epoch} · iteration {iteration}").format(epoch=epoch, iteration=iteration)
        if not count:
            return text
        return text + " · " + self.tr("sample {number} of {count}").format(number=sample + 1, count=count)

    def _show_loss(self, state: State) -> None:
        """Show the batch's loss where the moment has told it, else the last one measured over all training rows."""
        digits = LOSS_DIGITS if state.view.digits is None else state.view.digits
        if state.seen is not None and state.seen.loss is not None and shows_moment(state):
            loss = format_number(state.seen.loss, digits)
            self.loss.show_number(self.tr("batch loss {loss}").format(loss=loss), made=True)
            return
        measured = measured_loss(state)
        if measured is None:
            self.loss.show_number(self.tr("no loss yet"), made=False)
            return
        text = "?" if outputs_are_secret(state) else format_number(measured, digits)
        self.loss.show_number(self.tr("training loss {loss}").format(loss=text), made=False)


def measured_loss(state: State) -> float | None:
    """The training loss at the last end of an epoch before the cursor, once one was measured."""
    curve = state.work.curve
    place = int(np.searchsorted(curve.epoch_iterations, state.work.timeline.now.iteration, side="right"))
    return float(curve.train[place - 1, 0]) if place else None
