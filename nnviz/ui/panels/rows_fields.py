"""Which samples of a file are used: all, the first ones, those of the lecture, or a typed list."""

from PySide6.QtCore import QObject, Signal

from nnviz.data.row_list import LECTURE, parse_rows, write_rows
from nnviz.errors import BadInput
from nnviz.ui.choice import Choice
from nnviz.ui.field import Field
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.panels.field_row import FieldRow
from nnviz.ui.translation import translated

ALL, FIRST, DIGITS, LIST = "all", "first", "digits", "list"
SOME = 1000
"""The first ones at first."""
MOST = 100_000
CHARACTERS = 14


class RowsFields(QObject):
    """The choice of rows.

    Signals: ``changed(object)``, the rows wanted, a tuple of numbers, or None for all.
    """

    changed = Signal(object)

    def __init__(self, row: FieldRow) -> None:
        super().__init__(row)
        self._row = row
        self._rows: tuple[int, ...] | None = None
        self._count = 0
        self.choice = Choice(
            [
                (ALL, self.tr("All"), self.tr("Every sample of the file")),
                (FIRST, self.tr("The first"), self.tr("The first samples of the file")),
                (DIGITS, self.tr("The ten digits of the lecture"), self.tr("Rows 1, 3, … 19 of MNIST, counted from 0")),
                (LIST, self.tr("These rows"), self.tr("A list of rows, counted from 0")),
            ]
        )
        self.first = NumberField(Range(1, MOST, whole=True), characters=6)
        self.first.setAccessibleName(self.tr("How many"))
        self.list = Field(CHARACTERS)
        self.list.setPlaceholderText("0, 2, 5-9")
        self.list.setAccessibleName(self.tr("Rows, counted from 0"))
        self._group = row.add(self.tr("Rows"), self.choice)
        self._first, self._list = (row.add("", field) for field in (self.first, self.list))
        self.choice.chosen.connect(self._on_chosen)
        self.first.entered.connect(lambda count: self.changed.emit(tuple(range(int(count)))))
        self.list.editingFinished.connect(self._on_list)

    def show_rows(self, rows: tuple[int, ...] | None, samples: int, visible: bool) -> None:
        """Show which rows are used; ``samples``: how many these are."""
        self._rows = rows
        self._count = max(self._count, samples) if rows is not None else samples
        self._row.show_groups([self._group], visible)
        self._show_kind(_kind(rows) if visible else ALL)
        if rows is not None:
            self.first.show_value(len(rows))
        self.list.setText("" if rows is None else write_rows(rows))
        self.list.setToolTip("")
        self.list.wrong = False

    def _show_kind(self, kind: str) -> None:
        self.choice.show_key(kind)
        self._row.show_groups([self._first], kind == FIRST)
        self._row.show_groups([self._list], kind == LIST)

    def _on_chosen(self, kind: str) -> None:
        """Ask for other rows; a list is typed first."""
        self._show_kind(kind)
        if kind == LIST:
            self.list.setFocus()
        elif kind != _kind(self._rows):
            first = tuple(range(min(SOME, self._count)))
            self.changed.emit({ALL: None, FIRST: first, DIGITS: LECTURE}[kind])

    def _on_list(self) -> None:
        """Take the list, or say what is wrong with it."""
        if not self.list.isModified():
            return
        try:
            rows = parse_rows(self.list.text())
        except BadInput as error:
            self.list.wrong = True
            self.list.setToolTip(translated(error.args[0]))
            self.list.update()
            return
        self.list.setModified(False)
        if rows != self._rows:
            self.changed.emit(rows)


def _kind(rows: tuple[int, ...] | None) -> str:
    if rows is None:
        return ALL
    if rows == LECTURE:
        return DIGITS
    return FIRST if rows == tuple(range(len(rows))) else LIST
