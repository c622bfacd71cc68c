"""How the first weights and biases are drawn: the same way in every layer, unless the file says otherwise."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.core.initializers import INITIALIZERS, Initializer, initializer
from nnviz.core.network import Network
from nnviz.session.commands.editing import SetInitializers
from nnviz.ui.button import Button, Weight
from nnviz.ui.card import Card
from nnviz.ui.choice import Choice
from nnviz.ui.form import Form
from nnviz.ui.icons import Icon
from nnviz.ui.names import name_of
from nnviz.ui.parameter_rows import ParameterRows
from nnviz.ui.theme import Theme
from nnviz.ui.translation import translated

DIFFERS = "differs"


class InitialWeights(Card):
    """A button that unfolds the choices.

    Signals: ``wished(SetInitializers)``.
    """

    wished = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.unfold = Button(theme, self.tr("Initial weights"), Icon.FOLDED, Weight.BARE)
        self.unfold.setToolTip(self.tr("How the first weights and biases are drawn"))
        self.form = Form(theme)
        self.weights = InitializerRows(self.form, self.tr("Weights"))
        self.biases = InitializerRows(self.form, self.tr("Biases"))
        self.form.add_note().setText(self.tr("New weights and Next seed draw them."))
        self.form.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(6)
        layout.addWidget(self.unfold)
        layout.addWidget(self.form)
        self.unfold.clicked.connect(self._on_unfold)
        self.weights.changed.connect(lambda drawn: self.wished.emit(SetInitializers(weights=drawn)))
        self.biases.changed.connect(lambda drawn: self.wished.emit(SetInitializers(biases=drawn)))

    def show_network(self, network: Network) -> None:
        """Show how the layers are drawn; nothing is emitted."""
        self.weights.show_initializers({layer.initializer for layer in network.layers})
        self.biases.show_initializers({layer.bias_initializer for layer in network.layers})

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.unfold, self.form):
            part.restyle(theme)

    def _on_unfold(self) -> None:
        folded = self.form.isHidden()
        self.form.setVisible(folded)
        self.unfold.show_as(self.unfold.text(), Icon.UNFOLDED if folded else Icon.FOLDED)


class InitializerRows(QObject):
    """The choice of an initializer, and its parameters.

    Signals: ``changed(Initializer)``.
    """

    changed = Signal(object)

    def __init__(self, form: Form, name: str) -> None:
        super().__init__(form)
        known = [(key, name_of(key), translated(kind.formula)) for key, kind in INITIALIZERS.items()]
        self.choice = Choice([*known, (DIFFERS, self.tr("Differs by layer"), "")])
        self.choice.refuse(DIFFERS, self.tr("A network file can draw each layer its own way."))
        form.add(name, self.choice)
        self.parameters = ParameterRows(form, [kind.defaults for kind in INITIALIZERS.values()])
        self.choice.chosen.connect(lambda key: self.changed.emit(initializer(key)))
        self.parameters.changed.connect(lambda values: self.changed.emit(initializer(self.choice.key, **values)))

    def show_initializers(self, drawn: set[Initializer]) -> None:
        """Show the one that all layers have; nothing is emitted."""
        only = next(iter(drawn)) if len(drawn) == 1 else Initializer(DIFFERS)
        self.choice.show_key(only.name)
        self.parameters.show_parameters(only.parameters)
