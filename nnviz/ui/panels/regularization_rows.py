"""How large weights are discouraged."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from nnviz.core.recipe import Recipe
from nnviz.core.regularization import NO_REGULARIZATION, REGULARIZATIONS, Regularization
from nnviz.session.commands import ChangeRecipe
from nnviz.ui.check import Check
from nnviz.ui.choice import Choice
from nnviz.ui.form import Form
from nnviz.ui.formula_text import rich_formula
from nnviz.ui.names import name_of
from nnviz.ui.numbers import NumberField, Range

FIRST_RATE = 0.01
"""The rate with which a penalty begins that had none."""


class RegularizationRows(QObject):
    """Rows for the penalty on weights.

    Signals: ``changed(ChangeRecipe)``.
    """

    changed = Signal(object)

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self._shown = NO_REGULARIZATION
        self.choice = Choice(
            [(name, name_of(name), rich_formula(kind.formula)) for name, kind in REGULARIZATIONS.items()]
        )
        self.rate = NumberField(Range(0))
        self.divide = Check(self.tr("Divide by the samples"))
        self.dead = Check(self.tr("Weights may die"))
        self.dead.setToolTip(self.tr("A weight whose sign the penalty would flip becomes 0 for good"))
        form.add(self.tr("Regularization"), self.choice)
        form.add(self.tr("Penalty rate λ"), self.rate)
        form.add_wide(self.divide)
        form.add_wide(self.dead)
        self._formula = form.add_note()
        self.choice.chosen.connect(self._on_chosen)
        self.rate.entered.connect(lambda rate: self._send(replace(self._shown, rate=rate)))
        self.divide.clicked.connect(lambda on: self._send(replace(self._shown, divide_by_samples=on)))
        self.dead.clicked.connect(lambda on: self._send(replace(self._shown, dead_weights=on)))

    def show_recipe(self, recipe: Recipe) -> None:
        """Show the penalty in use."""
        shown = self._shown = recipe.regularization
        some = shown.name != "none"
        self.choice.show_key(shown.name)
        self.rate.show_value(shown.rate)
        self.divide.setChecked(shown.divide_by_samples)
        self.dead.setChecked(shown.dead_weights)
        for row in (self.rate, self.divide, self._formula):
            self._form.show_row(row, some)
        self._form.show_row(self.dead, shown.name == "l1" and recipe.optimizer.name == "sgd")
        self._formula.setText(rich_formula(self._formula_text(shown)))

    def _formula_text(self, shown: Regularization) -> str:
        """The penalty as it is computed: divided by the m samples of the batch, or not."""
        formula = REGULARIZATIONS[shown.name].formula
        if shown.divide_by_samples:
            return formula
        return formula.replace("/(2m)", "/2").replace("/m", "")

    def _on_chosen(self, name: str) -> None:
        rate = self._shown.rate or (0.0 if name == "none" else FIRST_RATE)
        dead = self._shown.dead_weights and name == "l1"
        self._send(replace(self._shown, name=name, rate=rate, dead_weights=dead))

    def _send(self, regularization: Regularization) -> None:
        self.changed.emit(ChangeRecipe(regularization=regularization))
