"""The parameters of an activation or an optimizer, as rows of a form that come and go with it."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from nnviz.ui.form import Form
from nnviz.ui.names import parameter_name
from nnviz.ui.numbers import NumberField, Range

_SHARE = Range(0, 0.999999)
_RANGES = {
    "pieces": Range(2, 16, whole=True),
    "momentum": _SHARE,
    "rho": _SHARE,
    "beta_1": _SHARE,
    "beta_2": _SHARE,
    "epsilon": Range(0, above=True),
    "alpha": Range(-1e6, 1e6),
    "std": Range(0),
    "negative_slope": Range(-1e6, 1e6),
}


class ParameterRows(QObject):
    """A field for each parameter that any entry of a table has; those of the entry in use are seen.

    Signals: ``changed(dict)``, every parameter of the entry in use, by name.
    """

    changed = Signal(object)

    def __init__(self, form: Form, tables: Iterable[tuple[tuple[str, float], ...]]) -> None:
        super().__init__(form)
        self._form = form
        self._shown: dict[str, float] = {}
        self.fields: dict[str, NumberField] = {}
        longest_first = sorted(tables, key=len, reverse=True)
        for name in dict.fromkeys(name for table in longest_first for name, _ in table):
            field = NumberField(_RANGES.get(name, Range()))
            form.add(parameter_name(name), field)
            form.show_row(field, False)
            field.entered.connect(partial(self._on_entered, name))
            self.fields[name] = field

    def show_parameters(self, parameters: tuple[tuple[str, float], ...]) -> None:
        """Show these and hide the others; nothing is emitted."""
        self._shown = dict(parameters)
        for name, field in self.fields.items():
            self._form.show_row(field, name in self._shown)
            if name in self._shown:
                field.show_value(self._shown[name])

    def _on_entered(self, name: str, value: float) -> None:
        self.changed.emit(self._shown | {name: value})
