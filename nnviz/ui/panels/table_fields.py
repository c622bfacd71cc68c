"""A table from a file: which one, and which of its columns."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QLabel

from nnviz.data.spec import DataSpec, Table
from nnviz.ui.button import Button
from nnviz.ui.panels.field_row import FieldRow
from nnviz.ui.tables.taking import SUFFIXES, Taking, take_file


class TableFields(QObject):
    """The file and the columns of a table.

    Signals: ``changed(DataSpec)``, another table or other columns were chosen.
    """

    changed = Signal(object)

    def __init__(self, row: FieldRow) -> None:
        super().__init__(row)
        self._row = row
        self._spec: DataSpec | None = None
        self._folder: Path | None = None
        self.name = QLabel()
        self.columns = Button(row.theme, self.tr("Columns…"))
        self.columns.setToolTip(self.tr("Choose other columns of this table, or read it in another way"))
        self._groups = [row.add(self.tr("File"), self.name), row.add("", self.columns)]
        self.columns.clicked.connect(self._on_columns)

    def show_spec(self, spec: DataSpec | None, folder: Path | None) -> None:
        """Show the file; ``folder`` is the network file's, none before it was saved."""
        self._spec, self._folder = spec, folder
        source = None if spec is None else spec.source
        self._row.show_groups(self._groups, isinstance(source, Table))
        if isinstance(source, Table):
            self.name.setText(Path(source.file).name)
            self.name.setToolTip(source.file)

    def choose(self) -> None:
        """Let the user choose a file."""
        kinds = self.tr("Tables") + f" ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
        everything = self.tr("All files") + " (*)"
        title = self.tr("Choose a table")
        path, _ = QFileDialog.getOpenFileName(self._row, title, str(self._folder or ""), f"{kinds};;{everything}")
        if path:
            take_file(self._taking(), Path(path), self._folder)

    def _on_columns(self) -> None:
        if self._spec is not None and isinstance(self._spec.source, Table):
            path = (self._folder or Path()) / self._spec.source.file
            take_file(self._taking(), path, self._folder, self._spec)

    def _taking(self) -> Taking:
        return Taking(self._row, self._row.theme, self.changed.emit)
