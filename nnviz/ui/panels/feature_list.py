"""Features that are switched on and off, and a field for one's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.formula import Formula
from nnviz.data.expression import Columns, parse
from nnviz.data.features import usable
from nnviz.data.formula_text import name_of
from nnviz.ui.button import Button
from nnviz.ui.icons import Icon
from nnviz.ui.panels.expression_field import ExpressionField
from nnviz.ui.panels.feature_chips import Chip, FeatureChips
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """What there is to choose from."""

    columns: Columns
    values: Array  # (N, columns)
    used: tuple[str, ...]
    offered: tuple[str, ...] = ()
    least: int = 0  # features that must stay


class FeatureList(QWidget):
    """A button for each feature that is offered, one for each of one's own, and a field to add to these.

    Signals: ``changed(tuple)``, the expressions that are wanted.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer: Offer | None = None
        self._offered: dict[Formula, str] = {}
        self._used: dict[Formula, str] = {}
        self._title = QuietLabel(theme, title)
        self.chips = FeatureChips(theme)
        self.field = ExpressionField(self._check)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(self.tr("Own expression"))
        self.field.setToolTip(self.tr("Numbers, columns, + − * / ^, and functions such as sin, exp, abs, max"))
        self.add = Button(theme, self.tr("Add"), Icon.PLUS)
        self.add.setToolTip(self.tr("Add this expression"))
        self._place()
        self.chips.pressed.connect(self._on_pressed)
        self.field.entered.connect(self._on_entered)
        self.add.clicked.connect(self.field.confirm)

    def show_offer(self, offer: Offer) -> None:
        """Show what there is to choose from, and what is used."""
        self._offer = offer
        self._offered = {parse(text, offer.columns): text for text in offer.offered}
        self._used = {parse(text, offer.columns): text for text in offer.used}
        needed = len(self._used) <= offer.least
        self.chips.show_chips(
            [
                Chip(
                    formula,
                    name_of(formula, offer.columns.shown),
                    formula in self._offered,
                    formula in self._used,
                    needed and formula in self._used,
                )
                for formula in self._offered | self._used
            ]
        )

    def use_too(self, texts: Sequence[str]) -> None:
        """Ask for these features beside those that are used."""
        assert self._offer is not None
        columns = self._offer.columns
        self._want(
            self._used | {formula: text for text in texts if (formula := parse(text, columns)) not in self._used}
        )

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for part in (self._title, self.chips, self.add):
            part.restyle(theme)

    def _place(self) -> None:
        typed = QHBoxLayout()
        typed.setSpacing(6)
        typed.addWidget(self.field)
        typed.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self.chips)
        layout.addLayout(typed)

    def _check(self, text: str) -> None:
        assert self._offer is not None
        usable(text, self._offer.columns, self._offer.values, tuple(self._used))

    def _on_entered(self, text: str) -> None:
        self.field.show_expression("")
        self.use_too([text])

    def _on_pressed(self, formula: Formula) -> None:
        left = {kept: text for kept, text in self._used.items() if kept != formula}
        self._want(left if formula in self._used else self._used | {formula: self._offered[formula]})

    def _want(self, features: dict[Formula, str]) -> None:
        """Ask for these, in the order in which they are offered; one's own follow."""
        offered = [text for formula, text in self._offered.items() if formula in features]
        own = [text for formula, text in features.items() if formula not in self._offered]
        self.changed.emit((*offered, *own))
