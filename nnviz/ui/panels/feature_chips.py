"""Features as buttons, in as many rows as they need."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.formula import Formula
from nnviz.ui.button import Button
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.icons import Icon
from nnviz.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Chip:
    """A feature as a button."""

    formula: Formula
    name: str
    offered: bool  # it is switched on and off; others are taken out
    used: bool
    needed: bool = False  # it must stay


class FeatureChips(QWidget):
    """A button for each feature.

    Signals: ``pressed(object)``, the formula of the feature to be switched or taken out.
    """

    pressed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.buttons: dict[str, Button] = {}  # by the name of the feature
        self._chips: tuple[Chip, ...] = ()
        self._flow = FlowLayout(self, gap=6, row_gap=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these features, and which of them are used."""
        if _kinds(chips) != _kinds(self._chips):
            self._fill(chips)
        self._chips = tuple(chips)
        for chip in chips:
            button = self.buttons[chip.name]
            button.setChecked(chip.offered and chip.used)
            button.setToolTip(self._hint(chip))
        self.setVisible(bool(chips))
        self._fit()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        for button in self.buttons.values():
            button.restyle(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the rows need."""
        super().resizeEvent(event)
        self._fit()

    def _fill(self, chips: Sequence[Chip]) -> None:
        for old in self.buttons.values():
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = {chip.name: self._button(chip) for chip in chips}

    def _button(self, chip: Chip) -> Button:
        button = Button(self.theme, chip.name, None if chip.offered else Icon.CROSS, parent=self)
        button.setCheckable(chip.offered)
        button.clicked.connect(partial(self._on_clicked, chip.name))
        self._flow.addWidget(button)
        return button

    def _fit(self) -> None:
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))

    def _hint(self, chip: Chip) -> str:
        if chip.needed:
            return self.tr("One feature must stay")
        return "" if chip.offered else self.tr("Take it out")

    def _on_clicked(self, name: str) -> None:
        chip = next(chip for chip in self._chips if chip.name == name)
        if chip.needed:
            self.buttons[name].setChecked(chip.offered)
            return
        self.pressed.emit(chip.formula)


def _kinds(chips: Sequence[Chip]) -> list[tuple[Formula, str, bool]]:
    return [(chip.formula, chip.name, chip.offered) for chip in chips]
