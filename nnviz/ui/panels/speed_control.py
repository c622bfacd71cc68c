"""How fast the lecture runs: steps a second, and full speed at the right end."""

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.ui.numbers import write_number
from nnviz.ui.steady_label import SteadyLabel

SPEEDS = (0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, FULL_SPEED)
"""Where the slider rests; evenly apart on a logarithmic scale."""
LENGTH = 7
"""Of the slider, in heights of the letters."""


class SpeedControl(QWidget):
    """A slider of speeds, and the speed in words.

    Signals: ``chosen(float)``, steps a second.
    """

    chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(SPEEDS) - 1)
        self.slider.setPageStep(3)
        self.slider.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.slider.setAccessibleName(self.tr("Speed"))
        self.slider.setToolTip(self.tr("How many steps are made in a second while running"))
        self.words = SteadyLabel(
            self._in_words(FULL_SPEED, StepSize.LAYER), *(self._in_words(1000, s) for s in StepSize)
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (QLabel(self.tr("Speed")), self.slider, self.words):
            layout.addWidget(widget)
        self.slider.valueChanged.connect(self._on_moved)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.slider.setMinimumWidth(LENGTH * self.fontMetrics().height())

    def show_speed(self, speed: float, size: StepSize) -> None:
        """Show the speed; the slider stands at the nearest one it knows. Nothing is emitted."""
        self.slider.blockSignals(True)
        if not self.slider.isSliderDown():
            self.slider.setValue(SPEEDS.index(_nearest(speed)))
        self.slider.blockSignals(False)
        self.words.setText(self._in_words(speed, size))

    def _on_moved(self, position: int) -> None:
        self.chosen.emit(float(SPEEDS[position]))

    def _in_words(self, speed: float, size: StepSize) -> str:
        if speed == FULL_SPEED:
            return self.tr("full speed")
        one = {
            StepSize.VALUE: self.tr("{speed} value/s"),
            StepSize.LAYER: self.tr("{speed} layer/s"),
            StepSize.PASS: self.tr("{speed} pass/s"),
            StepSize.ITERATION: self.tr("{speed} iteration/s"),
            StepSize.EPOCH: self.tr("{speed} epoch/s"),
        }
        many = {
            StepSize.VALUE: self.tr("{speed} values/s"),
            StepSize.LAYER: self.tr("{speed} layers/s"),
            StepSize.PASS: self.tr("{speed} passes/s"),
            StepSize.ITERATION: self.tr("{speed} iterations/s"),
            StepSize.EPOCH: self.tr("{speed} epochs/s"),
        }
        return (one if speed == 1 else many)[size].format(speed=write_number(speed))


def _nearest(speed: float) -> float:
    if speed == FULL_SPEED:
        return FULL_SPEED
    return min(SPEEDS[:-1], key=lambda known: abs(math.log(known / max(speed, 1e-9))))
