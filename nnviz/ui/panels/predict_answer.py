"""Where a question is answered: a field for a number, buttons for a sign or a direction, a list of weights."""

from collections.abc import Iterator

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnviz.core.network import Network
from nnviz.session.state import Element, Part
from nnviz.ui.button import Button, Weight
from nnviz.ui.choice import Choice, numbered
from nnviz.ui.field import Field
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.numbers import NumberField
from nnviz.ui.panels.predict_words import translate
from nnviz.ui.theme import Theme
from nnviz.walkthrough.predict import Form
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.symbols import Labels

LISTED = 60
"""Weights in the list; of more, one is clicked in the diagram."""


class AnswerField(NumberField):
    """A field in which Enter alone gives the answer: whoever leaves it has not yet decided."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed."""
        Field.focusOutEvent(self, event)


class Signs(QWidget):
    """Three answers, one button each.

    Signals: ``given(float)``: 1, -1 or 0.
    """

    given = Signal(float)

    def __init__(self, theme: Theme, texts: dict[float, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self, gap=6, row_gap=6)
        row.setContentsMargins(0, 0, 0, 0)
        self.buttons = {sign: Button(theme, text) for sign, text in texts.items()}
        for sign, button in self.buttons.items():
            button.clicked.connect(lambda _, sign=sign: self.given.emit(sign))
            row.addWidget(button)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for button in self.buttons.values():
            button.restyle(theme)


class Weights(QWidget):
    """A weight, taken from the list or clicked in the diagram, and given as the answer by a button.

    Signals: ``given(Quantity)``; ``chosen(Element)``, a weight was taken from the list.
    """

    given = Signal(object)
    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weights: list[Quantity | None] = []
        self._network: Network | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.list = Choice([])
        self.list.setAccessibleName(translate("Predict", "Your answer"))
        self.list.activated.connect(self._on_chosen)
        self.answer = Button(theme, translate("Predict", "Answer"), weight=Weight.MAIN)
        self.answer.clicked.connect(lambda: self.given.emit(self._weights[self.list.currentIndex()]))
        row.addWidget(self.list, 1)
        row.addWidget(self.answer)

    def show_weights(self, labels: Labels, selection: Element | None) -> None:
        """Offer the weights of a network; the one that is selected in the diagram is the answer to be given."""
        network = labels.names.network
        if network is not self._network:
            self._network = network
            listed = list(_weights(network)) if sum(layer.weight.size for layer in network.layers) <= LISTED else []
            self._offer(labels, [None, *listed])
        chosen = _selected(selection)
        if chosen not in self._weights:
            self._offer(labels, [*self._weights, chosen])
        self.list.setCurrentIndex(self._weights.index(chosen))
        self.answer.setEnabled(chosen is not None)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.answer.restyle(theme)

    def _offer(self, labels: Labels, weights: list[Quantity | None]) -> None:
        click = translate("Predict", "Click a weight")
        self._weights = weights
        self.list.offer(numbered(click if weight is None else labels.symbol(weight).text for weight in weights))

    def _on_chosen(self, index: int) -> None:
        weight = self._weights[index]
        if weight is not None:
            self.chosen.emit(Element(Part.WEIGHT, weight.layer, weight.unit, weight.source or 0))


class AnswerRow(QWidget):
    """The answer to one question.

    Signals: ``given(Answer)``; ``chosen(Element)``, a weight was taken from the list.
    """

    given = Signal(object)
    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = AnswerField(repeats=True, characters=14)
        self.field.setPlaceholderText(translate("Predict", "Your answer"))
        self.field.setAccessibleName(translate("Predict", "Your answer"))
        self.signs = Signs(
            theme,
            {
                1.0: translate("Predict", "Positive"),
                -1.0: translate("Predict", "Negative"),
                0.0: translate("Predict", "Zero"),
            },
        )
        self.changes = Signs(
            theme,
            {
                1.0: translate("Predict", "Rises"),
                -1.0: translate("Predict", "Falls"),
                0.0: translate("Predict", "No change"),
            },
        )
        self.weights = Weights(theme)
        self.weights.chosen.connect(self.chosen.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part, given in self._ways().values():
            given.connect(self.given.emit)
            row.addWidget(part, 1)

    def ask(self, form: Form) -> None:
        """Offer what may be answered."""
        self.field.show_value(None)
        self.field.clear()
        for way, (part, _) in self._ways().items():
            part.setVisible(way is form)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for part in (self.signs, self.changes, self.weights):
            part.restyle(theme)

    def _ways(self) -> dict[Form, tuple[QWidget, SignalInstance]]:
        return {
            Form.NUMBER: (self.field, self.field.entered),
            Form.SIGN: (self.signs, self.signs.given),
            Form.CHANGE: (self.changes, self.changes.given),
            Form.LARGEST: (self.weights, self.weights.given),
        }


def _weights(network: Network) -> Iterator[Quantity]:
    for index, layer in enumerate(network.layers):
        rows, sources = layer.weight.shape
        yield from (Quantity(Kind.WEIGHT, index, row, source) for row in range(rows) for source in range(sources))


def _selected(selection: Element | None) -> Quantity | None:
    if selection is None or selection.part is not Part.WEIGHT:
        return None
    return Quantity(Kind.WEIGHT, selection.layer, selection.unit, selection.source)
