"""How the network is trained: every part of the recipe, changed without losing the weights."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.core.network import Network
from nnviz.core.recipe import BiasMode, Leftover, Recipe
from nnviz.session.commands import ChangeRecipe, Command
from nnviz.session.state import State
from nnviz.ui.check import Check
from nnviz.ui.choice import Choice
from nnviz.ui.form import Form
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.panel import Panel
from nnviz.ui.panels.loss_rows import LossRows
from nnviz.ui.panels.optimizer_rows import OptimizerRows
from nnviz.ui.panels.regularization_rows import RegularizationRows
from nnviz.ui.theme import Theme
from nnviz.walkthrough.notation import Symbols


class TrainingPanel(Panel):
    """The recipe.

    Shows: the recipe that holds from the next iteration on, and the report.
    Commands: ChangeRecipe, SetReport.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setWindowTitle(self.tr("Training"))
        self._state: State | None = None
        self._shown: tuple[object, ...] = ()
        self.form = Form(theme)
        self._add_rate_and_batches()
        self.optimizer = OptimizerRows(self.form)
        self.loss = LossRows(self.form)
        self.regularization = RegularizationRows(self.form)
        self._add_biases_and_precision()
        for rows in (self.optimizer, self.loss, self.regularization):
            rows.changed.connect(self._send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.addWidget(self.form)
        layout.addStretch(1)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        self._state = state
        recipe, report = state.next_recipe, state.work.document.report
        shown = (recipe, report, state.view.symbols, state.network.depth, state.network.layers[-1].activation)
        if shown == self._shown:
            return
        self._shown = shown
        self._show(recipe, state.network, report, state.view.symbols)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        self.form.restyle(theme)
        self.loss.restyle(theme)

    def _show(self, recipe: Recipe, network: Network, report: tuple[str, ...], symbols: Symbols) -> None:
        rows = 1 if recipe.dataset is None else len(recipe.dataset.train_rows)
        self.rate.show_value(recipe.rate)
        self.batch_size.allowed = Range(1, max(rows, recipe.batch_size), whole=True)
        self.batch_size.show_value(recipe.batch_size)
        self.shuffle.setChecked(recipe.shuffle)
        self.leftover.show_key(recipe.leftover)
        self.form.show_row(self.leftover, rows % recipe.batch_size != 0)
        self.optimizer.show_recipe(recipe, network)
        self.loss.show_recipe(recipe, network, report, symbols)
        self.regularization.show_recipe(recipe)
        self.biases.show_key(recipe.bias_mode)
        self.precision.show_key(recipe.precision)

    def _add_rate_and_batches(self) -> None:
        self.rate = NumberField(Range(0, above=True))
        self.rate.entered.connect(lambda rate: self._send(ChangeRecipe(rate=rate)))
        self.form.add(self.tr("Learning rate η"), self.rate)
        self.batch_size = NumberField(Range(1, whole=True))
        self.batch_size.entered.connect(lambda size: self._send(ChangeRecipe(batch_size=int(size))))
        self.form.add(self.tr("Batch size"), self.batch_size)
        self.leftover = Choice(
            [
                (Leftover.SMALLER, self.tr("A smaller batch"), self.tr("The last batch of an epoch is smaller")),
                (Leftover.CARRY, self.tr("Next epoch"), self.tr("They join the first batch of the next epoch")),
            ]
        )
        self.leftover.chosen.connect(lambda key: self._send(ChangeRecipe(leftover=Leftover(key))))
        self.form.add(self.tr("Rows left over"), self.leftover)
        self.shuffle = Check(self.tr("Shuffle"))
        self.shuffle.setToolTip(self.tr("Visit the samples in a new order in every epoch"))
        self.shuffle.clicked.connect(lambda on: self._send(ChangeRecipe(shuffle=on)))
        self.form.add_wide(self.shuffle)

    def _add_biases_and_precision(self) -> None:
        self.biases = Choice(
            [
                (BiasMode.PER_UNIT, self.tr("Each unit"), self.tr("Every unit learns a bias of its own")),
                (BiasMode.SHARED, self.tr("Shared"), self.tr("The units of a layer learn one bias together")),
                (BiasMode.FROZEN, self.tr("Frozen"), self.tr("Biases do not learn")),
            ]
        )
        self.biases.chosen.connect(lambda key: self._send(ChangeRecipe(bias_mode=BiasMode(key))))
        self.form.add(self.tr("Train biases"), self.biases)
        self.precision = Choice(
            [
                ("float64", self.tr("64 bits"), self.tr("float64: about 16 digits")),
                ("float32", self.tr("32 bits"), self.tr("float32: about 7 digits, faster for large networks")),
            ]
        )
        self.precision.chosen.connect(lambda name: self._send(ChangeRecipe(precision=name)))
        self.form.add(self.tr("Precision"), self.precision)

    def _send(self, command: Command) -> None:
        """Send a wish; where it was not granted, the state that still holds is shown again."""
        self.commanded.emit(command)
        self._shown = ()
        if self._state is not None:
            self.render(self._state)
