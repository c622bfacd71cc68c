"""One layer of the network: its name, units, activation and biases."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnviz.core.activations import ACTIVATIONS, Activation, activation
from nnviz.core.network import Layer
from nnviz.session.commands import (
    AddLayer,
    RemoveLayer,
    RenameLayer,
    RenameUnit,
    SetActivation,
    SetUnits,
    SetUseBias,
)
from nnviz.ui.button import Button, Weight
from nnviz.ui.card import Card
from nnviz.ui.check import Check
from nnviz.ui.choice import Choice
from nnviz.ui.form import Form
from nnviz.ui.formula_text import rich_formula
from nnviz.ui.icons import Icon
from nnviz.ui.name_field import NameField
from nnviz.ui.names import name_of
from nnviz.ui.panels.unit_names import UnitNames
from nnviz.ui.parameter_rows import ParameterRows
from nnviz.ui.stepper import Stepper
from nnviz.ui.theme import Theme
from nnviz.ui.translation import translated
from nnviz.walkthrough.notation import Symbols

MOST_UNITS = 4096
"""What a network file may hold."""


class LayerCard(Card):
    """One layer.

    Signals: ``wished(Command)``.
    """

    wished = Signal(object)

    def __init__(self, theme: Theme, index: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.index = index
        self.form = Form(theme)
        self._add_head()
        self._add_rows()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.setSpacing(6)
        layout.addLayout(self._head)
        layout.addWidget(self.form)
        layout.addWidget(self.names)

    def show_layer(self, layer: Layer, symbols: Symbols, *, last: bool, bound: bool) -> None:
        """Show a layer; ``bound``: its units follow the data. Nothing is emitted."""
        self.name.show_name(layer.name)
        self.remove.setVisible(not last)
        self.units.show_value(layer.units)
        self.units.setEnabled(not bound)
        self.units.setToolTip(self.tr("One unit for each target; choose other data to change it") if bound else "")
        self.activation.refuse("softmax", "" if last else self.tr("Softmax belongs in the last layer."))
        self.activation.show_key(layer.activation.name)
        self.parameters.show_parameters(layer.activation.parameters)
        self.formula.setText(rich_formula(symbols.written(layer.activation.formula)))
        self.formula.setToolTip(_derivative(layer.activation, symbols))
        self.use_bias.setChecked(layer.bias is not None)
        self.names.show_names(layer.unit_names)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.form, self.add, self.remove, self.units, self.names):
            part.restyle(theme)

    def _add_head(self) -> None:
        self.name = NameField()
        self.name.setAccessibleName(self.tr("Name of the layer"))
        self.name.renamed.connect(lambda name: self.wished.emit(RenameLayer(self.index, name)))
        self.add = Button(self.theme, icon=Icon.PLUS, weight=Weight.BARE)
        self.add.setToolTip(self.tr("Add a layer before this one"))
        self.add.clicked.connect(lambda: self.wished.emit(AddLayer(self.index)))
        self.remove = Button(self.theme, icon=Icon.CROSS, weight=Weight.BARE)
        self.remove.setToolTip(self.tr("Remove this layer"))
        self.remove.clicked.connect(lambda: self.wished.emit(RemoveLayer(self.index)))
        self._head = QHBoxLayout()
        self._head.setSpacing(2)
        for widget in (self.name, self.add, self.remove):
            self._head.addWidget(widget)

    def _add_rows(self) -> None:
        self.units = Stepper(self.theme, self.tr("Units"), 1, MOST_UNITS)
        self.units.describe(self.tr("Remove the last unit"), self.tr("Add a unit"))
        self.units.entered.connect(lambda units: self.wished.emit(SetUnits(self.index, units)))
        self.form.add(self.tr("Units"), self.units)
        self.activation = Choice([(name, name_of(name), _described(make())) for name, make in ACTIVATIONS.items()])
        self.activation.chosen.connect(lambda name: self.wished.emit(SetActivation(self.index, activation(name))))
        self.form.add(self.tr("Activation"), self.activation)
        self.parameters = ParameterRows(self.form, [make().parameters for make in ACTIVATIONS.values()])
        self.parameters.changed.connect(self._on_parameters)
        self.formula = self.form.add_note()
        self.use_bias = Check(self.tr("Use biases"))
        self.use_bias.clicked.connect(lambda on: self.wished.emit(SetUseBias(self.index, on)))
        self.names = UnitNames(self.theme, self.tr("Unit names"), self.use_bias)
        self.names.renamed.connect(lambda unit, name: self.wished.emit(RenameUnit(self.index, unit, name)))

    def _on_parameters(self, values: dict[str, float]) -> None:
        self.wished.emit(SetActivation(self.index, activation(self.activation.key, **values)))


def _derivative(shown: Activation, symbols: Symbols = Symbols.Z_A) -> str:
    rule = rich_formula(symbols.written(shown.derivative_formula))
    return f"<div>d{symbols.output}/d{symbols.net_input} = {rule}</div><div>{translated(shown.source)}</div>"


def _described(shown: Activation) -> str:
    return f"<div>{rich_formula(shown.formula)}</div>" + _derivative(shown)
