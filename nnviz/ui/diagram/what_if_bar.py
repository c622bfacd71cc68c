"""What if?  The value that is tried out, what it does to the loss, and whether to keep it."""

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nnviz.session.commands import DiscardTrial, KeepTrial
from nnviz.session.state import Element, Part, Trial
from nnviz.ui.button import Button, Weight
from nnviz.ui.diagram.drawing import ARROW
from nnviz.ui.diagram.readings import Readings
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import format_number

DIGITS = 4
"""Decimals where all other numbers are rounded to 0 or 1."""


class WhatIfBar(QWidget):
    """The trial in a line.

    Signals: ``commanded(Command)``: KeepTrial, DiscardTrial.
    """

    commanded = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts: tuple[str, ...] = ("",)
        self.keep = Button(theme, self.tr("Keep"), weight=Weight.MAIN)
        self.keep.setToolTip(self.tr("Make it an edit, which can be undone (Enter)"))
        self.discard = Button(theme, self.tr("Discard"))
        self.discard.setToolTip(self.tr("Return to what was shown before (Escape)"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addStretch(1)
        layout.addWidget(self.keep)
        layout.addWidget(self.discard)
        self.keep.clicked.connect(self._on_keep)
        self.discard.clicked.connect(self._on_discard)

    @property
    def text(self) -> str:
        """All that it has to say."""
        return self._texts[0]

    def show_trial(self, trial: Trial, readings: Readings, digits: int | None) -> None:
        """Show the number of before and the one tried out, and the loss of the sample with either."""
        places = DIGITS if digits is None else digits
        change = _change(name_of(readings, trial.element), trial.old, trial.value, places)
        assert readings.before is not None
        loss = _change(self.tr("loss"), readings.before.loss, readings.loss, places)
        both = f"{change}      {loss}"
        self._texts = (self.tr("What if: {change}").format(change=both), both, loss)
        self.setToolTip(self._texts[0])
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._theme = theme
        self.keep.restyle(theme)
        self.discard.restyle(theme)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Room for the buttons; the text takes what is left."""
        return super().minimumSizeHint() + QSize(round(4 * self.fontMetrics().height()), 0)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw a frame, and in it as much as there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.accent, 2))
        painter.setBrush(self._theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(self._theme.text)
        painter.drawText(self._room(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._fitting())
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Give as a tip only what there is no room for."""
        if event.type() is QEvent.Type.ToolTip and self._fitting() == self.text:
            return True
        return super().event(event)

    def _room(self) -> QRectF:
        return QRectF(14, 0, self.keep.x() - 22, self.height())

    def _fitting(self) -> str:
        """As much of the text as there is room for."""
        metrics, room = self.fontMetrics(), self._room().width()
        return next((text for text in self._texts if metrics.horizontalAdvance(text) <= room), self._texts[-1])

    def _on_keep(self) -> None:
        self.commanded.emit(KeepTrial())

    def _on_discard(self) -> None:
        self.commanded.emit(DiscardTrial())


def name_of(readings: Readings, element: Element) -> str:
    """What the diagram calls an element."""
    match element.part:
        case Part.WEIGHT:
            return readings.names.weight(element.layer, element.unit, element.source)
        case Part.BIAS:
            return readings.names.bias(element.layer, element.unit)
        case Part.TARGET:
            unit = readings.columns[-1].names[element.unit]
            return QCoreApplication.translate("Diagram", "target of {name}").format(name=unit)
    return readings.columns[element.layer + 1].names[element.unit]


def _change(name: str, before: float, now: float, digits: int) -> str:
    return f"{name}  {format_number(before, digits)} {ARROW} {format_number(now, digits)}"
