"""How everything is named and written: the conventions of the decks with one click, or piece by piece."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.session.commands import SetView
from nnviz.session.state import State
from nnviz.storage.document import View
from nnviz.ui.button import Button
from nnviz.ui.choice import Choice
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.form import Form
from nnviz.ui.panel import Panel
from nnviz.ui.theme import Theme
from nnviz.ui.translation import translated
from nnviz.walkthrough.conventions import CONVENTIONS, Convention
from nnviz.walkthrough.notation import Notation, Symbols

DIGITS = range(2, 10)
ROUNDED = "rounded"


class NotationPanel(Panel):
    """The conventions, and what they consist of.

    Shows: the view. Commands: SetView.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setWindowTitle(self.tr("Notation"))
        self._view: View | None = None
        self.form = Form(theme)
        self.conventions = {convention.name: self._button(convention) for convention in CONVENTIONS}
        self._add_row_of_conventions()
        self._add_names()
        self._add_signs_and_digits()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.addWidget(self.form)
        layout.addStretch(1)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the view."""
        if state.view is not self._view:
            self._view = state.view
            self._show(state.view)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        self.form.restyle(theme)
        for button in self.conventions.values():
            button.restyle(theme)

    def _show(self, view: View) -> None:
        for convention in CONVENTIONS:
            self.conventions[convention.name].setChecked(_written(view, convention) == view)
        self.labels.show_key(view.notation)
        self.symbols.show_key(view.symbols)
        self.first_layer.show_key(str(view.first_layer))
        slope = f"∂E/∂{view.symbols.net_input}"
        self.delta_sign.setItemText(0, f"δ = {slope}")
        self.delta_sign.setItemText(1, f"δ = −{slope}")
        self.delta_sign.show_key(view.delta_sign)
        self.bias_as.show_key(view.bias_as)
        self.digits.show_key(ROUNDED if view.digits is None else str(view.digits))

    def _button(self, convention: Convention) -> Button:
        button = Button(self.theme, convention.name)
        button.setCheckable(True)
        button.setToolTip(translated(convention.meaning))
        button.clicked.connect(lambda: self._take(convention))
        return button

    def _add_row_of_conventions(self) -> None:
        row = QWidget()
        flow = FlowLayout(row, gap=4, row_gap=4)
        flow.setContentsMargins(0, 0, 0, 2)
        for button in self.conventions.values():
            flow.addWidget(button)
        self.form.add_wide(row)

    def _add_names(self) -> None:
        self.labels = Choice(
            [
                (Notation.NUMBERED, "w₁, w₂, w₃ …", self.tr("One after the other, layer by layer, row by row")),
                (Notation.LAYERED, "W₂₁⁽¹⁾", self.tr("To unit 2, from unit 1, and the number of the layer")),
                (Notation.FROM_TO, self.tr("w₁₂ (1 → 2)"), self.tr("From unit 1, to unit 2")),
                (Notation.TO_FROM, self.tr("w₂₁ (2 ← 1)"), self.tr("To unit 2, from unit 1")),
            ]
        )
        self.labels.chosen.connect(lambda key: self._change(notation=Notation(key)))
        self.form.add(self.tr("Labels"), self.labels)
        meaning = self.tr("The net input of a unit, and its output")
        self.symbols = Choice([(key, f"{key.net_input}, {key.output}", meaning) for key in Symbols])
        self.symbols.chosen.connect(lambda key: self._change(symbols=Symbols(key)))
        self.form.add(self.tr("Symbols"), self.symbols)
        meaning = self.tr("The number of the first layer that has weights")
        self.first_layer = Choice([(key, key, meaning) for key in ("1", "0")])
        self.first_layer.chosen.connect(lambda key: self._change(first_layer=int(key)))
        self.form.add(self.tr("First layer"), self.first_layer)

    def _add_signs_and_digits(self) -> None:
        self.delta_sign = Choice(
            [
                ("+", "δ", self.tr("Delta is the slope of the loss")),
                ("-", "−δ", self.tr("Delta is the negative slope: the way in which the loss falls")),
            ]
        )
        self.delta_sign.chosen.connect(lambda key: self._change(delta_sign=key))
        self.form.add(self.tr("Sign of delta"), self.delta_sign)
        self.bias_as = Choice(
            [
                ("b", self.tr("b"), self.tr("A number of its own")),
                ("x0", self.tr("Weight of x₀ = 1"), self.tr("One more weight, of an input that is always 1")),
            ]
        )
        self.bias_as.chosen.connect(lambda key: self._change(bias_as=key))
        self.form.add(self.tr("Bias as"), self.bias_as)
        places = self.tr("Digits after the decimal point")
        numbers = [(str(digits), str(digits), places) for digits in DIGITS]
        whole = (ROUNDED, self.tr("Rounded to 0/1"), self.tr("Whole numbers, for logic"))
        self.digits = Choice([*numbers, whole])
        self.digits.chosen.connect(lambda key: self._change(digits=None if key == ROUNDED else int(key)))
        self.form.add(self.tr("Digits"), self.digits)

    def _take(self, convention: Convention) -> None:
        if self._view is not None:
            self._send(_written(self._view, convention))

    def _change(self, **fields: object) -> None:
        if self._view is not None:
            self._send(replace(self._view, **fields))  # type: ignore[arg-type]

    def _send(self, view: View) -> None:
        """Send a wish; a button that was pressed twice stays pressed."""
        self.commanded.emit(SetView(view))
        if self._view is not None:
            self._show(self._view)


def _written(view: View, convention: Convention) -> View:
    """The view in this convention; how many digits are shown stays."""
    return replace(
        view,
        notation=convention.notation,
        symbols=convention.symbols,
        delta_sign=convention.delta_sign,
        bias_as=convention.bias_as,
        first_layer=convention.first_layer,
    )
