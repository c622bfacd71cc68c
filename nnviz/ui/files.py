"""Opening and saving as the user meets it: dialogs, and the question about unsaved work before anything replaces it."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from nnviz.session.commands import Command, ExportLossLog, GetData, NewDocument, OpenDocument, Pause, SaveDocument
from nnviz.session.state import State
from nnviz.ui.questions import unsaved_work
from nnviz.ui.settings import Settings
from nnviz.ui.shell import Shell

SUFFIX = "json"


class Files(QObject):
    """What File does."""

    def __init__(self, window: QWidget, shell: Shell, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._shell = shell
        self._settings = settings
        self._path: Path | None = None
        shell.changed.connect(self._on_changed)
        self._on_changed(shell.state)

    def new(self) -> None:
        """Begin with a small new network."""
        self._replace_work(NewDocument())

    def open(self) -> None:
        """Let the user choose a file."""
        dialog = self._dialog(self.tr("Open"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.fileSelected.connect(lambda chosen: self.open_path(Path(chosen)))
        dialog.open()

    def open_path(self, path: Path, example: bool = False) -> None:
        """Open this file."""
        self._replace_work(OpenDocument(path, example))

    def get_data(self) -> None:
        """Show which data can be downloaded."""
        self._shell.send(GetData())

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Write the file; what never had one gets a name first. ``then`` follows where that succeeds."""
        path = self._shell.state.path
        if path is None:
            self.save_as(then)
        else:
            self._write(path, then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Let the user choose where to."""
        dialog = self._dialog(self.tr("Save as"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        path = self._shell.state.path
        dialog.selectFile(path.name if path else f"{self.plain_name}.{SUFFIX}")
        dialog.fileSelected.connect(lambda chosen: self._write(Path(chosen), then))
        dialog.open()

    def export_loss(self) -> None:
        """Let the user choose where the loss so far is written to, as a table."""
        dialog = QFileDialog(self._window, self.tr("Export the loss log"), str(self.folder))
        dialog.setNameFilter(self.tr("Tables") + " (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self.plain_name}-loss.csv")
        dialog.fileSelected.connect(lambda chosen: self._shell.send(ExportLossLog(Path(chosen))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @property
    def plain_name(self) -> str:
        """What a file about the open network may be called, without a suffix."""
        path = self._shell.state.path
        return path.stem if path else _file_name(self._shell.state.work.document.name)

    def leave(self, then: Callable[[], object]) -> None:
        """Do what ends the work on this network, once unsaved work is saved or given up."""
        state = self._shell.state
        if not state.unsaved:
            then()
            return
        self._shell.send(Pause())
        unsaved_work(self._window, state.work.document.name, lambda: self.save(then), then)

    @Slot(object)
    def _on_changed(self, state: State) -> None:
        """Remember the file that was opened, or saved under another name."""
        if state.path is not None and state.path != self._path:
            self._settings.remember(state.path)
        self._path = state.path

    def _replace_work(self, command: Command) -> None:
        self.leave(lambda: self._shell.send(command))

    def _write(self, path: Path, then: Callable[[], object] | None) -> None:
        before = self._shell.state.saved
        self._shell.send(SaveDocument(path))
        written = self._shell.state.saved is not before
        if written and then is not None:
            then()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(self.folder))
        dialog.setNameFilter(self.tr("Networks (*.json)"))
        dialog.setAcceptMode(mode)
        if mode is QFileDialog.AcceptMode.AcceptOpen:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    @property
    def folder(self) -> Path:
        """Where the open file is, else the one before, else the user's documents."""
        known = [self._shell.state.path, *self._settings.recent]
        folders = [path.parent for path in known if path is not None and path.parent.is_dir()]
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return folders[0] if folders else Path(documents)


def _file_name(name: str) -> str:
    """A name without signs that mean something to a file system."""
    return re.sub(r"[^\w()+-]+", "-", name.lower()).strip("-") or "network"
