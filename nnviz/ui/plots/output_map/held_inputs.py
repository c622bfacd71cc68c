"""The inputs that do not run over the map: a slider for each holds its value."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from nnviz.ui.plots.frame import Span
from nnviz.walkthrough.decimals import signed

STEPS = 200


class HeldInputs(QWidget):
    """A row for each held input: its name, a slider, its value.

    Signals: ``moved()``, a value was changed by the user.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sliders: dict[int, QSlider] = {}
        self._spans: dict[int, Span] = {}
        self._numbers: dict[int, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)

    def show_inputs(self, inputs: dict[int, tuple[str, Span, float]]) -> None:
        """Show these inputs, each with its name, its range and its value."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.sliders, self._numbers, self._spans = {}, {}, {}
        for line, (column, (name, span, value)) in enumerate(inputs.items()):
            slider, number = QSlider(Qt.Orientation.Horizontal), QLabel()
            slider.setRange(0, STEPS)
            slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            slider.setAccessibleName(name)
            self.sliders[column], self._numbers[column], self._spans[column] = slider, number, span
            slider.setValue(round(STEPS * span.share(value)))
            slider.valueChanged.connect(self._on_moved)
            for place, widget in enumerate((QLabel(name), slider, number)):
                self._grid.addWidget(widget, line, place)
        self._write()
        self.setVisible(bool(inputs))

    def values(self) -> dict[int, float]:
        """The value of each held input."""
        return {column: self._spans[column].value(slider.value() / STEPS) for column, slider in self.sliders.items()}

    def _write(self) -> None:
        for column, value in self.values().items():
            self._numbers[column].setText(signed(f"{value:.4g}"))

    def _on_moved(self) -> None:
        self._write()
        self.moved.emit()
