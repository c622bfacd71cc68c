"""A table of one's own, before the network learns from it: how it is read, and which columns are inputs and targets."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.arrays import frozen
from nnviz.data.columns import SHOWN, BadCell, bad_cells, picked
from nnviz.data.guess import Content, Layout, content_of, layout_of, suggested
from nnviz.data.sources import CLIPBOARD
from nnviz.data.spec import DataSpec, Inline, Table
from nnviz.data.table import Chosen, chosen, gaps_told
from nnviz.data.text_table import TextTable, table_of
from nnviz.errors import BadInput
from nnviz.ui.button import Button, Weight
from nnviz.ui.tables.bad_cells_dialog import BadCellsDialog
from nnviz.ui.tables.columns_table import INPUT, ONE_HOT, TARGET, ColumnsTable
from nnviz.ui.tables.import_form import LayoutForm, SamplesForm
from nnviz.ui.theme import Theme
from nnviz.ui.translation import translated

FEW = 50
"""Samples of which none are kept for testing, unless that is asked for."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from."""

    name: str
    text: str
    file: str | None = None  # as the network file says it; none where the text was pasted


class ImportDialog(QDialog):
    """A preview, and the choices.

    Signals: ``taken(DataSpec)``, the samples that are wanted.
    """

    taken = Signal(object)

    def __init__(
        self, origin: Origin, theme: Theme, present: DataSpec | None = None, parent: QWidget | None = None
    ) -> None:
        """``present``: the choices made before for this table."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Own table: {name}").format(name=origin.name))
        self._origin, self._theme, self._present = origin, theme, present
        self._table: TextTable | None = None
        self._contents: list[Content] = []
        self._found: Chosen | None = None
        source = present.source if present is not None and isinstance(present.source, Table) else None
        layout = Layout(source.delimiter, source.decimal, source.header) if source else layout_of(origin.text)
        self.layout_form = LayoutForm(theme, layout)
        self.columns = ColumnsTable(theme)
        self.samples_form = SamplesForm(theme)
        self.message = QLabel()
        self.take = Button(theme, self.tr("Use this table"), weight=Weight.MAIN)
        self.all_bad = Button(theme, self.tr("List all"))
        self.all_bad.setToolTip(self.tr("Every cell that is not a number, by row and column"))
        self.all_bad.hide()
        self._bad: list[BadCell] = []
        self._place(theme)
        self._read(source)
        self.layout_form.changed.connect(lambda: self._read(None))
        self.columns.changed.connect(self._judge)
        self.samples_form.changed.connect(self._judge)
        self.take.clicked.connect(self._on_take)
        self.all_bad.clicked.connect(lambda: BadCellsDialog(self._bad, self).open())

    def sizeHint(self) -> QSize:
        """Large enough to see what the table holds."""
        return QSize(60, 36) * self.fontMetrics().height()

    def _place(self, theme: Theme) -> None:
        self.message.setWordWrap(True)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.message.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        cancel = Button(theme, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.take.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.all_bad)
        buttons.addWidget(cancel)
        buttons.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.layout_form)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self.samples_form)
        layout.addLayout(buttons)

    def _read(self, source: Table | None) -> None:
        """Read the text as the layout says; ``source``: what was chosen before, else a suggestion is shown."""
        layout = self.layout_form.chosen_layout
        try:
            self._table = table_of(self._origin.text, layout.delimiter, layout.header)
        except BadInput as error:
            self._table = None
            self.columns.setRowCount(0)
            self._say(error)
            return
        self._contents = [content_of(cells, layout.decimal) for cells in self._table.columns]
        shown = source or suggested(self._origin.file or "", layout, self._table, self._contents)
        self.columns.show_table(self._table, self._contents, shown)
        self._show_samples(source, len(self._table.rows))
        self._judge()

    def _show_samples(self, source: Table | None, rows: int) -> None:
        if source is not None and self._present is not None:
            self.samples_form.show_values(source.missing, self._present.standardize, self._present.test_fraction or 0.0)
        elif self.samples_form.tests.value is None:
            self.samples_form.show_values("drop", self._origin.file is not None, 0.2 if rows >= FEW else 0.0)

    def _source(self) -> Table:
        """What is chosen."""
        layout = self.layout_form.chosen_layout
        inputs, targets = self.columns.ticked(INPUT), self.columns.ticked(TARGET)
        return Table(
            self._origin.file or "",
            inputs,
            targets,
            layout.delimiter,
            layout.decimal,
            layout.header,
            self.samples_form.chosen_missing,
            tuple(name for name in self.columns.ticked(ONE_HOT) if name in inputs + targets),
        )

    def _judge(self) -> None:
        """Say what would be learned from, or why that is impossible."""
        self._bad = []
        if self._table is not None:
            self._judge_table(self._table, self._source())
        self.all_bad.setVisible(len(self._bad) > SHOWN)

    def _judge_table(self, table: TextTable, source: Table) -> None:
        if not source.inputs or not source.targets:
            self._say(BadInput(self.tr("Tick at least one input and one target.")))
            return
        try:
            self._found = chosen(table, source)
        except BadInput as error:
            wanted = dict.fromkeys(source.inputs + source.targets)
            self._bad = bad_cells([picked(table, name, source) for name in wanted if name not in source.one_hot])
            self._say(error, self._hint(source))
            return
        self._show_message(self._summary(self._found), good=True)

    def _summary(self, found: Chosen) -> str:
        targets = 0 if found.targets is None else found.targets.shape[1]
        text = self.tr("Samples: {samples} · inputs: {inputs} · targets: {targets}").format(
            samples=len(found.inputs), inputs=found.inputs.shape[1], targets=targets
        )
        gaps = gaps_told(found)
        return f"{text} · {translated(gaps)}" if gaps else text

    def _hint(self, source: Table) -> str:
        """What to do where a column of texts is to be numbers, or where numbers are written with commas."""
        assert self._table is not None
        wanted = set(source.inputs + source.targets).difference(source.one_hot)
        contents = [content for name, content in zip(self._table.names, self._contents, strict=True) if name in wanted]
        if any(content.grouped for content in contents):
            return self.tr("Write 1000 for 1,000, or choose the comma as the decimal sign.")
        return "" if all(content.numeric for content in contents) else self.tr("For a column of texts, tick One-hot.")

    def _say(self, error: BadInput, hint: str = "") -> None:
        self._found = None
        self._show_message(f"{translated(error.args[0])} {hint}", good=False)

    def _show_message(self, text: str, *, good: bool) -> None:
        palette = self.message.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.text if good else self._theme.error)
        self.message.setPalette(palette)
        self.message.setText(text)
        self.take.setEnabled(good)

    def _on_take(self) -> None:
        if self._found is None:
            return
        form, extras = self.samples_form, self._present.extras if self._present else {}
        spec = DataSpec(
            self._source(), test_fraction=form.test_fraction, standardize=form.standardize.isChecked(), extras=extras
        )
        if self._origin.file is None:
            spec = replace(spec, source=self._pasted(self._found), class_names=self._found.class_names)
        self.accept()
        self.taken.emit(spec)

    def _pasted(self, found: Chosen) -> Inline:
        """The samples themselves; columns without a header have no names."""
        assert found.targets is not None
        samples = Inline(frozen(found.inputs), frozen(found.targets), origin=CLIPBOARD)
        if not self.layout_form.chosen_layout.header:
            return samples
        return replace(samples, input_names=found.input_names, target_names=found.target_names)
