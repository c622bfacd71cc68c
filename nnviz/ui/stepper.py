"""A whole number with a button for one less and one for one more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nnviz.ui.button import Button
from nnviz.ui.icons import Icon
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.theme import Theme


class Stepper(QWidget):
    """A field for a whole number, between its two buttons.

    Signals: ``entered(int)``, the number the user typed or stepped to.
    """

    entered = Signal(int)

    def __init__(self, theme: Theme, name: str, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = NumberField(Range(low, high, whole=True), characters=4)
        self.field.setAccessibleName(name)
        self.less = Button(theme, icon=Icon.MINUS)
        self.more = Button(theme, icon=Icon.PLUS)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for widget in (self.less, self.field, self.more):
            layout.addWidget(widget)
        self.less.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self.field.entered.connect(lambda value: self.entered.emit(int(value)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def describe(self, less: str, more: str) -> None:
        """What the two buttons do, as tooltips."""
        self.less.setToolTip(less)
        self.more.setToolTip(more)

    def show_value(self, value: int) -> None:
        """Show a number; nothing is emitted."""
        self.field.show_value(value)
        self.less.setEnabled(value > self.field.allowed.low)
        self.more.setEnabled(value < self.field.allowed.high)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.less.restyle(theme)
        self.more.restyle(theme)

    def _step(self, change: int) -> None:
        if self.field.value is not None:
            self.entered.emit(int(self.field.value) + change)
