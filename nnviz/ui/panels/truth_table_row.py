"""How a truth table is written: its number of inputs, and what stands for false."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnviz.data.truth_tables import FUNCTIONS
from nnviz.ui.panels.field_row import FieldRow
from nnviz.ui.panels.present_source import TruthTable
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import Theme


class TruthTableRow(FieldRow):
    """The fields of a truth table.

    Signals: ``changed(TruthTable)``, another one was chosen.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._table: TruthTable | None = None
        self.inputs = Segmented(theme, [(number, str(number), "") for number in (1, 2, 3, 4)])
        self.input_low = self._lows(self.tr("False and true among the inputs"))
        self.low = self._lows(self.tr("False and true among the targets"))
        for name, field in (
            (self.tr("Inputs"), self.inputs),
            (self.tr("Input values"), self.input_low),
            (self.tr("Targets"), self.low),
        ):
            self.add(name, field)
        self.inputs.chosen.connect(lambda number: self._change(inputs=number))
        self.input_low.chosen.connect(lambda low: self._change(input_low=low))
        self.low.chosen.connect(lambda low: self._change(low=low))

    def show_table(self, table: TruthTable) -> None:
        """Show a truth table, and which numbers of inputs its function has."""
        self._table = table
        function = FUNCTIONS[table.function]
        for number in (1, 2, 3, 4):
            self.inputs.button(number).setEnabled(function.fewest <= number <= function.most)
        self.inputs.show_value(table.inputs)
        self.input_low.show_value(table.input_low)
        self.low.show_value(table.low)

    def _lows(self, tooltip: str) -> Segmented:
        return Segmented(self.theme, [(0.0, "0 / 1", tooltip), (-1.0, "−1 / +1", tooltip)])

    def _change(self, **change: float) -> None:
        assert self._table is not None
        self.changed.emit(replace(self._table, **change))  # type: ignore[arg-type]
