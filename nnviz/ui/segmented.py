"""Buttons in a row, exactly one of which is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from nnviz.ui.button import Button
from nnviz.ui.theme import Theme


class Segmented(QWidget):
    """A choice among a few, all of them visible.

    Signals: ``chosen(object)``, the value of the option the user pressed.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, options: Sequence[tuple[object, str, str]], parent: QWidget | None = None) -> None:
        """``options``: value, text, tooltip."""
        super().__init__(parent)
        self._values = [value for value, _, _ in options]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, (_, text, tooltip) in enumerate(options):
            button = Button(theme, text, parent=self)
            button.setCheckable(True)
            button.setToolTip(tooltip)
            button.rounded = (index == 0, index == len(options) - 1)
            self._group.addButton(button, index)
            layout.addWidget(button)
        self._group.idClicked.connect(self._on_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def button(self, value: object) -> Button:
        """The button of an option."""
        button = self._group.button(self._values.index(value))
        assert isinstance(button, Button)
        return button

    def show_value(self, value: object) -> None:
        """Show which option holds; nothing is emitted."""
        self.button(value).setChecked(True)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for button in self._group.buttons():
            assert isinstance(button, Button)
            button.restyle(theme)

    def _on_clicked(self, index: int) -> None:
        self.chosen.emit(self._values[index])
