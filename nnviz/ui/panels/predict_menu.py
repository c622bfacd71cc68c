"""Which coming values are asked about, and how: a button with a menu."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from nnviz.ui.button import Button
from nnviz.ui.icons import Icon
from nnviz.ui.menus.menu import Menu
from nnviz.ui.panels.predict_words import translate
from nnviz.ui.theme import Theme
from nnviz.walkthrough.predict import Asking, Form, Scope

WIDTH = 12.9
"""At most, as a multiple of the height of its letters."""


class AskingButton(Button):
    """It says what is asked about.

    Signals: ``chosen(Asking)``.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", Icon.UNFOLDED, parent=parent)
        self._asking = Asking()
        self.setToolTip(translate("Predict", "Which values are asked about before they are shown, and how"))
        self.choices = Menu("", self)
        self._title(translate("Predict", "Ask about"))
        self.scopes = self.choices.add_choices(
            [(text, scope) for scope, text in _scopes().items()], Scope.NOTHING, self._scope
        )
        self._title(translate("Predict", "Question"))
        self.forms = self.choices.add_choices(
            [(text, form) for form, text in _forms().items()], Form.NUMBER, self._form
        )
        for action, form in zip(self.forms, _forms(), strict=True):
            action.setToolTip(_tips()[form])
        self.setMenu(self.choices)
        self.show_asking(self._asking)

    def show_asking(self, asking: Asking) -> None:
        """Say what is asked about."""
        self._asking = asking
        self.scopes[list(_scopes()).index(asking.scope)].setChecked(True)
        self.forms[list(_forms()).index(asking.form)].setChecked(True)
        scope, form = _scopes()[asking.scope], _forms()[asking.form]
        names = [scope] if asking.scope is Scope.NOTHING else [form] if asking.form is Form.LARGEST else [scope, form]
        self.setText(": ".join(names))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for most texts: what is longer is cut, and stands in the menu."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), round(WIDTH * self.fontMetrics().height())), hint.height())

    def _title(self, text: str) -> None:
        self.choices.addAction(text).setEnabled(False)

    def _scope(self, scope: Scope) -> None:
        self.chosen.emit(Asking(scope, self._asking.form))

    def _form(self, form: Form) -> None:
        self.chosen.emit(Asking(self._asking.scope, form))


def _scopes() -> dict[Scope, str]:
    return {
        Scope.NOTHING: translate("Predict", "Off"),
        Scope.NEXT: translate("Predict", "The next value"),
        Scope.NET_INPUTS: translate("Predict", "Net inputs"),
        Scope.ACTIVATIONS: translate("Predict", "Activations"),
        Scope.LOSSES: translate("Predict", "Losses"),
        Scope.CONTRIBUTIONS: translate("Predict", "Contributions"),
        Scope.FACTORS: translate("Predict", "Factors"),
        Scope.DELTAS: translate("Predict", "Deltas"),
        Scope.GRADIENTS: translate("Predict", "Gradients"),
        Scope.MEMORIES: translate("Predict", "Optimizer terms"),
        Scope.NEW_VALUES: translate("Predict", "New weights"),
        Scope.EVERYTHING: translate("Predict", "Every value"),
    }


def _forms() -> dict[Form, str]:
    return {
        Form.NUMBER: translate("Predict", "number"),
        Form.SIGN: translate("Predict", "sign"),
        Form.CHANGE: translate("Predict", "rise or fall"),
        Form.LARGEST: translate("Predict", "largest change"),
    }


def _tips() -> dict[Form, str]:
    return {
        Form.NUMBER: translate("Predict", "Right within 0.5 % or one unit of the last digit shown"),
        Form.SIGN: translate("Predict", "Positive, negative or zero"),
        Form.CHANGE: translate("Predict", "Whether the update raises or lowers a weight, an output or the loss"),
        Form.LARGEST: translate("Predict", "Which weight the update changes most; asked before the backward pass"),
    }
