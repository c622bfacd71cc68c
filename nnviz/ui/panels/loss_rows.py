"""What is minimized, and what else is measured."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy

from nnviz.core.losses import LOSSES, PAIRS, suits
from nnviz.core.metrics import METRICS
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.session.commands import ChangeRecipe, SetReport
from nnviz.ui.button import Button
from nnviz.ui.choice import Choice
from nnviz.ui.form import Form
from nnviz.ui.formula_text import rich_formula
from nnviz.ui.names import name_of
from nnviz.ui.theme import Theme
from nnviz.ui.translation import translated
from nnviz.walkthrough.notation import Symbols


class LossRows(QObject):
    """Rows for the loss and the reported measures.

    Signals: ``changed(ChangeRecipe | SetReport)``.
    """

    changed = Signal(object)

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        tooltips = {name: f"{rich_formula(loss.formula)} ({translated(loss.source)})" for name, loss in LOSSES.items()}
        self.choice = Choice([(name, name_of(name), tooltips[name]) for name in LOSSES])
        form.add(self.tr("Loss function"), self.choice)
        self.formula = form.add_note()
        self.report = Button(form.theme)
        self.menu = QMenu(self.report)
        self.measures = {name: self._measure(name) for name in (*LOSSES, *METRICS)}
        self.report.setMenu(self.menu)
        self.report.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        form.add(self.tr("Also plot"), self.report)
        self.choice.chosen.connect(lambda name: self.changed.emit(ChangeRecipe(loss=LOSSES[name])))

    def show_recipe(self, recipe: Recipe, network: Network, report: tuple[str, ...], symbols: Symbols) -> None:
        """Show the loss in use with its factor, and which losses the output layer allows."""
        output = network.layers[-1].activation.name
        for name, loss in LOSSES.items():
            suited = suits(loss, output)
            self.choice.refuse(name, "" if suited else self._reason(name))
            self.measures[name].setVisible(suited and name != recipe.loss.name)
        self.choice.show_key(recipe.loss.name)
        self.formula.setText(rich_formula(symbols.written(recipe.loss.formula)))
        for name, action in self.measures.items():
            action.setChecked(name in report)
        self.report.setText(", ".join(name_of(name) for name in report) or self.tr("Nothing"))
        self.report.setToolTip(self.report.text())

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.report.restyle(theme)

    def _measure(self, name: str) -> QAction:
        action = self.menu.addAction(name_of(name))
        action.setCheckable(True)
        action.triggered.connect(self._on_measure)
        return action

    def _on_measure(self) -> None:
        names = tuple(name for name, action in self.measures.items() if action.isChecked())
        self.changed.emit(SetReport(names))

    def _reason(self, name: str) -> str:
        return {
            "sigmoid": self.tr("Needs sigmoid units in the last layer."),
            "softmax": self.tr("Needs outputs that add up to 1: softmax in the last layer."),
        }[PAIRS[name].activation]
