"""How a truth table is written: its number of inputs, and what stands for false."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from nnviz.data.truth_tables import FUNCTIONS
from nnviz.ui.panels.field_row import FieldRow
from nnviz.ui.panels.present_source import TruthTable
from nnviz.ui.segmented import Segmented


class TruthTableFields(QObject):
    """The fields of a truth table.

    Signals: ``changed(TruthTable)``, another one was chosen.
    """

    changed = Signal(object)

    def __init__(self, row: FieldRow) -> None:
        super().__init__(row)
        self._row = row
        self._table: TruthTable | None = None
        self.inputs = Segmented(row.theme, [(number, str(number), "") for number in (1, 2, 3, 4)])
        self.input_low = self._lows(self.tr("False and true among the inputs"))
        self.low = self._lows(self.tr("False and true among the targets"))
        self.input_low.setAccessibleName(self.tr("Input values"))
        self.low.setAccessibleName(self.tr("Target values"))
        self._groups = [
            row.add(self.tr("Inputs"), self.inputs),
            row.add("x", self.input_low),
            row.add("y", self.low),
        ]
        self.inputs.chosen.connect(lambda number: self._change(inputs=number))
        self.input_low.chosen.connect(lambda low: self._change(input_low=low))
        self.low.chosen.connect(lambda low: self._change(low=low))

    def show_table(self, table: TruthTable | None) -> None:
        """Show a truth table, and which numbers of inputs its function has; None: nothing."""
        self._table = table
        self._row.show_groups(self._groups, table is not None)
        if table is None:
            return
        function = FUNCTIONS[table.function]
        for number in (1, 2, 3, 4):
            self.inputs.button(number).setEnabled(function.fewest <= number <= function.most)
        self.inputs.show_value(table.inputs)
        self.input_low.show_value(table.input_low)
        self.low.show_value(table.low)

    def _lows(self, tooltip: str) -> Segmented:
        return Segmented(self._row.theme, [(0.0, "0 / 1", tooltip), (-1.0, "−1 / +1", tooltip)])

    def _change(self, **change: float) -> None:
        assert self._table is not None
        self.changed.emit(replace(self._table, **change))  # type: ignore[arg-type]
