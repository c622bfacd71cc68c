"""Which rule turns gradients into steps, and with which parameters."""

from PySide6.QtCore import QObject, Signal

from nnviz.core.network import Network
from nnviz.core.optimizers import OPTIMIZERS, optimizer
from nnviz.core.recipe import Recipe
from nnviz.session.commands import ChangeRecipe
from nnviz.ui.choice import Choice
from nnviz.ui.form import Form
from nnviz.ui.formula_text import rich_formula
from nnviz.ui.names import name_of
from nnviz.ui.parameter_rows import ParameterRows
from nnviz.ui.translation import translated


class OptimizerRows(QObject):
    """Rows for the optimizer.

    Signals: ``changed(ChangeRecipe)``.
    """

    changed = Signal(object)

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        tooltips = {name: f"{rich_formula(kind.formula)} ({translated(kind.source)})" for name, kind in _TABLE}
        self.choice = Choice([(name, name_of(name), tip) for name, tip in tooltips.items()])
        form.add(self.tr("Optimizer"), self.choice)
        self.parameters = ParameterRows(form, [kind.defaults for _, kind in _TABLE])
        self.formula = form.add_note()
        self.choice.chosen.connect(lambda name: self.changed.emit(ChangeRecipe(optimizer=optimizer(name))))
        self.parameters.changed.connect(self._on_parameters)

    def show_recipe(self, recipe: Recipe, network: Network) -> None:
        """Show the optimizer in use, and which the network allows."""
        output = network.layers[-1].activation.name
        possible = network.depth == 1 and output in ("step", "sign")
        reason = "" if possible else self.tr("The perceptron rule trains one layer of step or sign units.")
        self.choice.refuse("perceptron", reason)
        self.choice.show_key(recipe.optimizer.name)
        self.parameters.show_parameters(recipe.optimizer.parameters)
        statements = rich_formula(OPTIMIZERS[recipe.optimizer.name].formula).split(";")
        self.formula.setText("".join(f'<div style="line-height: 135%">{statement}</div>' for statement in statements))

    def _on_parameters(self, values: dict[str, float]) -> None:
        self.changed.emit(ChangeRecipe(optimizer=optimizer(self.choice.key, **values)))


_TABLE = tuple(OPTIMIZERS.items())
