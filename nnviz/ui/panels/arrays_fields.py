"""Arrays from an NPZ file: which file, and the names of the arrays in it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QLabel

from nnviz.data.arrays import guessed
from nnviz.data.spec import Arrays
from nnviz.errors import BadInput
from nnviz.ui.name_field import NameField
from nnviz.ui.panels.data_paths import as_written
from nnviz.ui.panels.field_row import FieldRow
from nnviz.ui.questions import notify

NAME = 9
"""The width of a name, in characters."""


class ArraysFields(QObject):
    """The file and the names of its arrays.

    Signals: ``changed(Arrays)``, another file or other arrays were chosen.
    """

    changed = Signal(object)

    def __init__(self, row: FieldRow) -> None:
        super().__init__(row)
        self._row = row
        self._arrays: Arrays | None = None
        self._folder: Path | None = None
        self.name = QLabel()
        self.inputs, self.targets = NameField(NAME), NameField(NAME)
        self._groups = [
            row.add(self.tr("File"), self.name),
            row.add(self.tr("Inputs"), self.inputs),
            row.add(self.tr("Targets"), self.targets),
        ]
        self.inputs.setToolTip(self.tr("The array of inputs, one row for each sample"))
        self.targets.setToolTip(self.tr("The array of targets: numbers, or classes as whole numbers"))
        self.inputs.renamed.connect(lambda name: self._change(inputs=name))
        self.targets.renamed.connect(lambda name: self._change(targets=name))

    def show_arrays(self, arrays: Arrays | None, folder: Path | None) -> None:
        """Show the names; ``folder`` is the network file's, none before it was saved."""
        self._arrays, self._folder = arrays, folder
        self._row.show_groups(self._groups, arrays is not None)
        if arrays is None:
            return
        self.name.setText(Path(arrays.npz).name)
        tests = [name for name in (arrays.test_inputs, arrays.test_targets) if name]
        self.name.setToolTip("\n".join([arrays.npz, *tests]))
        self.inputs.show_name(arrays.inputs)
        self.targets.show_name(arrays.targets or arrays.inputs)

    def choose(self) -> None:
        """Let the user choose a file; its arrays are taken by their names."""
        kinds = self.tr("NumPy arrays") + " (*.npz);;" + self.tr("All files") + " (*)"
        path, _ = QFileDialog.getOpenFileName(self._row, self.tr("Choose a file"), str(self._folder or ""), kinds)
        if not path:
            return
        try:
            found = guessed(Path(path))
        except BadInput as error:
            notify(self._row, str(error))
        else:
            self.changed.emit(replace(found, npz=as_written(path, self._folder)))

    def _change(self, **change: str) -> None:
        """Ask for other arrays, without the test arrays that belong to the old ones."""
        assert self._arrays is not None
        self.changed.emit(replace(self._arrays, test_inputs=None, test_targets=None, **change))
