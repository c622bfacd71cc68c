"""The shape of the network: its inputs, and its layers one below the other."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nnviz.core.network import Network
from nnviz.session.commands import AddLayer, Command, RenameUnit, SetInputs
from nnviz.session.state import State
from nnviz.ui.button import Button
from nnviz.ui.card import Card
from nnviz.ui.form import Form
from nnviz.ui.icons import Icon
from nnviz.ui.panel import Panel
from nnviz.ui.panels.initial_weights import InitialWeights
from nnviz.ui.panels.layer_card import MOST_UNITS, LayerCard
from nnviz.ui.panels.unit_names import UnitNames
from nnviz.ui.stepper import Stepper
from nnviz.ui.theme import Theme
from nnviz.walkthrough.notation import Symbols

MOST_LAYERS = 32
"""What a network file may hold."""


class NetworkPanel(Panel):
    """Inputs and layers.

    Shows: the structure and the names of the network under the cursor.
    Commands: AddLayer, RemoveLayer, SetUnits, SetInputs, SetActivation, SetUseBias, SetInitializers, RenameLayer,
    RenameUnit.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setWindowTitle(self.tr("Network"))
        self._state: State | None = None
        self._shown: tuple[object, ...] = ()
        self.cards: list[LayerCard] = []
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.add_layer = Button(theme, self.tr("Add layer"), Icon.PLUS)
        self.add_layer.setToolTip(self.tr("Add a hidden layer before the output layer"))
        self.add_layer.clicked.connect(lambda: self._send(AddLayer(len(self.cards) - 1)))
        self._add_inputs()
        self.initial_weights = InitialWeights(theme)
        self.initial_weights.wished.connect(self._send)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(self._input_card)
        layout.addLayout(self._column)
        layout.addWidget(self.add_layer)
        layout.addWidget(self.initial_weights)
        layout.addStretch(1)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        self._state = state
        network, bound = state.network, state.recipe.dataset is not None
        symbols = state.view.symbols
        shown = (_structure(network), bound, symbols)
        if shown != self._shown:
            self._shown = shown
            self._show(network, bound, symbols)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for surface in (self._input_card, *self.cards, self.initial_weights):
            surface.restyle(theme)
        for part in (self._input_form, self.inputs, self.input_names, self.add_layer):
            part.restyle(theme)

    def _show(self, network: Network, bound: bool, symbols: Symbols) -> None:
        sizes = " – ".join(str(size) for size in (network.inputs, *(layer.units for layer in network.layers)))
        self.summary.setText(self.tr("{sizes}, {count} parameters").format(sizes=sizes, count=network.parameters))
        self.inputs.show_value(network.inputs)
        self.inputs.setEnabled(not bound)
        reason = self.tr("One input for each column or feature of the data; choose others in the Data panel")
        self.inputs.setToolTip(reason if bound else "")
        self.input_names.show_names(network.input_names)
        self.add_layer.setEnabled(network.depth < MOST_LAYERS)
        self.initial_weights.show_network(network)
        self._keep_cards(network.depth)
        for index, card in enumerate(self.cards):
            last = index == network.depth - 1
            card.show_layer(network.layers[index], symbols, last=last, bound=last and bound)

    def _keep_cards(self, count: int) -> None:
        """Have as many cards as there are layers."""
        while len(self.cards) > count:
            card = self.cards.pop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < count:
            card = LayerCard(self.theme, len(self.cards), self)
            card.wished.connect(self._send)
            self.cards.append(card)
            self._column.addWidget(card)

    def _add_inputs(self) -> None:
        self._input_card = Card(self.theme)
        self._input_form = Form(self.theme)
        self.inputs = Stepper(self.theme, self.tr("Inputs"), 1, MOST_UNITS)
        self.inputs.describe(self.tr("Remove the last input"), self.tr("Add an input"))
        self.inputs.entered.connect(lambda inputs: self._send(SetInputs(inputs)))
        self._input_form.add(self.tr("Inputs"), self.inputs)
        self.input_names = UnitNames(self.theme, self.tr("Input names"))
        self.input_names.renamed.connect(lambda unit, name: self._send(RenameUnit(-1, unit, name)))
        layout = QVBoxLayout(self._input_card)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self._input_form)
        layout.addWidget(self.input_names)

    def _send(self, command: Command) -> None:
        """Send a wish; where it was not granted, the state that still holds is shown again."""
        self.commanded.emit(command)
        self._shown = ()
        if self._state is not None:
            self.render(self._state)


def _structure(network: Network) -> tuple[object, ...]:
    """All of a network but its numbers."""
    layers = tuple(
        (layer.name, layer.unit_names, layer.activation, layer.bias is None, layer.initializer, layer.bias_initializer)
        for layer in network.layers
    )
    return network.input_names, layers
