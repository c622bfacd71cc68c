"""The samples as a table: inputs or the picture, targets, the network's outputs beside them, right or wrong."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.session.commands import EditInput, EditTarget
from nnviz.session.own_samples import MOST_EDITABLE
from nnviz.ui.numbers import parse_number, write_number
from nnviz.ui.panels.answers import Answers, Judge, judge_for
from nnviz.ui.panels.sample_columns import Column, Kind, columns_for
from nnviz.ui.theme import Theme, blend
from nnviz.walkthrough.decimals import format_number

RIGHT, WRONG, SECRET, UNSAID = "✓", "✗", "?", "–"
SHORT = 8
"""A number of the data with at most so many characters is shown whole."""
DIGITS = 4
"""Decimals of data where the view shows numbers rounded to 0 or 1."""

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What the table shows."""

    data: Dataset
    network: Network
    digits: int | None = DIGITS
    row: int | None = None  # the sample that the window shows
    secret: bool = False  # the outputs are asked about
    unsaid: int | None = None  # the sample whose outputs are still to be told


class SamplesModel(QAbstractTableModel):
    """One sample a row.

    Signals: ``edited(EditInput | EditTarget)``, another number was typed; ``laid_out()``, there are other columns.
    """

    edited = Signal(object)
    laid_out = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.shown: Shown | None = None
        self.columns: tuple[Column, ...] = ()
        self._judge: Judge | None = None
        self._answers: Answers | None = None
        self._tests: frozenset[int] = frozenset()
        self._texts: dict[Kind, Callable[[int, int], str]] = {
            Kind.INPUT: lambda row, index: self._number(float(self._data.raw_inputs[row, index])),
            Kind.FEATURE: lambda row, index: self._number(float(self._data.original_inputs[row, index])),
            Kind.TARGET: lambda row, index: self._number(float(self._data.raw_targets[row, index])),
            Kind.TARGET_FEATURE: lambda row, index: self._number(float(self._data.original_targets[row, index])),
            Kind.OUTPUT: self._output_text,
            Kind.TARGET_CLASS: lambda row, _: self._class_name(int(self._data.targets[row].argmax())),
            Kind.OUTPUT_CLASS: self._output_class,
            Kind.VERDICT: self._verdict,
            Kind.PART: lambda row, _: self.tr("test") if row in self._tests else self.tr("train"),
        }

    # --- what is shown ----------------------------------------------------------------------------------------------

    def show(self, shown: Shown | None) -> None:
        """Show this; where only values differ, the table stays where it is."""
        old, columns = self.shown, () if shown is None else columns_for(shown.data, shown.network)
        if shown is None or old is None or columns != self.columns or not _same_rows(old.data, shown.data):
            self.beginResetModel()
            self._take(shown, columns)
            self.endResetModel()
            self.laid_out.emit()
            return
        self._take(shown, columns)
        if _looks_new(old, shown):
            self.refresh()
        elif (old.row, old.unsaid) != (shown.row, shown.unsaid):
            for row in {old.row, shown.row, old.unsaid, shown.unsaid}:
                if row is not None:
                    self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
                    self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)

    def refresh(self) -> None:
        """Show every value anew."""
        if self.shown is not None:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def score(self) -> tuple[int, int] | None:
        """How many answers are right, of how many; None where that is not known."""
        secret = self.shown is None or self.shown.secret
        right = None if secret or self._answers is None else self._answers.score()
        return None if right is None else (right, self._data.samples)

    @property
    def editable(self) -> bool:
        """Whether the numbers can be typed over."""
        return self.shown is not None and self._data.raw_inputs.size + self._data.raw_targets.size <= MOST_EDITABLE

    def _take(self, shown: Shown | None, columns: tuple[Column, ...]) -> None:
        old = self.shown
        self.shown, self.columns = shown, columns
        if shown is None:
            self._answers = None
            return
        if old is None or old.data is not shown.data:
            self._judge = judge_for(shown.data.targets)
            self._tests = frozenset(shown.data.test_rows.tolist())
        if old is None or old.data is not shown.data or old.network is not shown.network:
            self._answers = Answers(shown.network, shown.data, self._judge)

    # --- what Qt asks -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The number of samples."""
        return 0 if parent.isValid() or self.shown is None else self._data.samples

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """What a cell shows, and how."""
        column, row = self.columns[index.column()], index.row()
        if role == Role.DisplayRole:
            text = self._texts.get(column.kind)
            return None if text is None else text(row, column.index)
        if role == Role.EditRole and column.kind in _EDITABLE:
            return self._value(column, row)
        if role == Role.TextAlignmentRole:
            return _alignment(column.kind)
        if role == Role.BackgroundRole and self.shown is not None and row == self.shown.row:
            return blend(self.theme.canvas, self.theme.highlight, 0.25 if self.theme.dark else 0.4)
        if role == Role.ForegroundRole:
            return self._color(column.kind, row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """The name of a column; the name or the number of a sample."""
        if role != Role.DisplayRole or self.shown is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.columns[section].title
        return str(section + 1) if self._data.sample_names is None else self._data.sample_names[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Inputs and targets can be edited."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self.editable and self.columns[index.column()].kind in _EDITABLE
        return usual | Qt.ItemFlag.ItemIsEditable if editable else usual

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Ask for another number, where the text is one."""
        number = parse_number(str(value))
        column, row = self.columns[index.column()], index.row()
        if number is None or number == self._value(column, row):
            return False
        command = EditInput if column.kind is Kind.INPUT else EditTarget
        self.edited.emit(command(row, column.index, number))
        return True

    # --- cells ------------------------------------------------------------------------------------------------------

    @property
    def _data(self) -> Dataset:
        assert self.shown is not None
        return self.shown.data

    def _value(self, column: Column, row: int) -> float:
        values = self._data.raw_inputs if column.kind is Kind.INPUT else self._data.raw_targets
        return float(values[row, column.index])

    def _number(self, value: float) -> str:
        """A number of the data: whole where it is short."""
        assert self.shown is not None
        text = write_number(value)
        return text if len(text) <= SHORT else format_number(value, self.shown.digits or DIGITS)

    def _output_text(self, row: int, index: int) -> str:
        assert self.shown is not None
        assert self._answers is not None
        hidden = self._hidden(row)
        if hidden:
            return hidden
        answer = self._data.answers(self._answers.output(row))
        return format_number(float(answer[index]), self.shown.digits)

    def answering(self, index: Index) -> int | None:
        """The output unit whose number a cell shows; none in other columns."""
        column = self.columns[index.column()]
        if column.kind is Kind.OUTPUT_CLASS and self._answers is not None:
            return int(self._answers.output(index.row()).argmax())
        return column.index if column.kind is Kind.OUTPUT else None

    def _output_class(self, row: int, _: int) -> str:
        assert self._answers is not None
        hidden = self._hidden(row)
        if hidden:
            return hidden
        output = self._answers.output(row)
        best = int(output.argmax())
        return f"{self._class_name(best)}   {self._output_text(row, best)}"

    def _hidden(self, row: int) -> str:
        """What stands where an answer is not to be read yet; nothing where it is."""
        assert self.shown is not None
        if self.shown.secret:
            return SECRET
        return UNSAID if row == self.shown.unsaid else ""

    def _class_name(self, index: int) -> str:
        assert self._data.class_names is not None
        return self._data.class_names[index]

    def _verdict(self, row: int, _: int) -> str:
        assert self._answers is not None
        return self._hidden(row) or (RIGHT if self._answers.right(row) else WRONG)

    def _color(self, kind: Kind, row: int) -> object:
        if kind is Kind.VERDICT and not self._hidden(row):
            return self.theme.forward if self._verdict(row, 0) == RIGHT else self.theme.error
        return self.theme.quiet if kind in (Kind.PART, Kind.FEATURE) else None


def _same_rows(old: Dataset, new: Dataset) -> bool:
    """Whether each row is still about the same sample: test samples may have moved to the end."""
    return old.samples == new.samples and np.array_equal(old.test_rows, new.test_rows)


def _looks_new(old: Shown, new: Shown) -> bool:
    """Whether any cell may show something else."""
    values = old.data is not new.data or old.network is not new.network
    return values or (old.digits, old.secret) != (new.digits, new.secret)


_EDITABLE = (Kind.INPUT, Kind.TARGET)


def _alignment(kind: Kind) -> int:
    numbers = (Kind.INPUT, Kind.FEATURE, Kind.TARGET, Kind.TARGET_FEATURE, Kind.OUTPUT)
    across = Qt.AlignmentFlag.AlignRight if kind in numbers else Qt.AlignmentFlag.AlignHCenter
    return int(across | Qt.AlignmentFlag.AlignVCenter)
