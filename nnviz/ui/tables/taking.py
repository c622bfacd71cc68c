"""From a file or the clipboard to the dialog that asks what a table is to be."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from nnviz.core.arrays import frozen
from nnviz.data.columns import numbers
from nnviz.data.guess import layout_of
from nnviz.data.sources import CLIPBOARD
from nnviz.data.spec import DataSpec, Inline
from nnviz.data.text_table import read_text, table_of
from nnviz.errors import BadInput
from nnviz.ui.questions import notify
from nnviz.ui.tables.import_dialog import ImportDialog, Origin
from nnviz.ui.theme import Theme

SUFFIXES = (".csv", ".tsv", ".tab", ".txt")


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes a table: the window or panel that asks, its colors, and what follows with the samples."""

    parent: QWidget
    theme: Theme
    then: Callable[[DataSpec], object]


def is_table(path: Path) -> bool:
    """Whether a file is called like a table."""
    return path.suffix.lower() in SUFFIXES


def take_file(taking: Taking, path: Path, folder: Path | None, present: DataSpec | None = None) -> None:
    """Ask what the table in a file is to be; ``folder`` is the network file's, ``present`` what was chosen before."""
    try:
        text = read_text(path)
    except BadInput as error:
        notify(taking.parent, str(error))
        return
    inside = folder is not None and path.is_relative_to(folder)
    written = path.relative_to(folder).as_posix() if inside and folder is not None else str(path)
    _ask(taking, Origin(path.name, text, written), present)


def take_text(taking: Taking, text: str, inputs: int, targets: int) -> None:
    """Take a table of numbers that fits the network as it is; ask about any other."""
    if not text.strip():
        notify(taking.parent, _tr("The clipboard holds no table. Copy cells of a spreadsheet first."))
        return
    samples = _fitting(text, inputs, targets)
    if samples is None:
        _ask(taking, Origin(_tr("from the clipboard"), text), None)
    else:
        taking.then(DataSpec(samples))


def _ask(taking: Taking, origin: Origin, present: DataSpec | None) -> None:
    dialog = ImportDialog(origin, taking.theme, present, taking.parent.window())
    dialog.taken.connect(taking.then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _fitting(text: str, inputs: int, targets: int) -> Inline | None:
    """The samples, where the text is a table of as many numbers; else none."""
    layout = layout_of(text)
    try:
        table = table_of(text, layout.delimiter, layout.header)
    except BadInput:
        return None
    columns = [numbers(table, place, layout.decimal) for place in range(len(table.names))]
    values = np.concatenate([column.values for column in columns], axis=1)
    if values.shape[1] != inputs + targets or np.isnan(values).any():
        return None
    samples = Inline(frozen(values[:, :inputs]), frozen(values[:, inputs:]), origin=CLIPBOARD)
    if not layout.header:
        return samples
    return replace(samples, input_names=table.names[:inputs], target_names=table.names[inputs:])


def _tr(text: str) -> str:
    return QCoreApplication.translate("Tables", text)
