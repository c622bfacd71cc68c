"""Data from outside as the window meets them: a table dropped on it, published data that were asked for."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QWidget

from nnviz.data.downloads import PUBLISHED
from nnviz.data.spec import DataSpec, Table
from nnviz.session.commands import DocumentRead, SetData
from nnviz.storage.dataset_part import write_data
from nnviz.storage.document import Document
from nnviz.ui.downloads.get_data_dialog import GetDataDialog
from nnviz.ui.files import Files
from nnviz.ui.look import Look
from nnviz.ui.shell import Shell
from nnviz.ui.tables.taking import Taking, take_file
from nnviz.ui.theme import Theme


class Incoming(QObject):
    """Takes data in, in front of a window."""

    def __init__(self, window: QWidget, shell: Shell, look: Look, files: Files) -> None:
        super().__init__(window)
        self._window, self._shell, self._look, self._files = window, shell, look, files
        self.published, self.folder = PUBLISHED, user_folder() / "data"
        self.dialog: GetDataDialog | None = None
        shell.data_wanted.connect(self.offer)
        look.changed.connect(self._on_look)

    def take_table(self, path: Path) -> None:
        """Ask what a table is to be, and learn from it."""
        folder = self._shell.state.path.parent if self._shell.state.path else None
        taking = Taking(self._window, self._look.theme, lambda spec: self._shell.send(SetData(spec)))
        take_file(taking, path, folder)

    @Slot()
    def offer(self) -> None:
        """Show which data can be downloaded."""
        if self.dialog is None:
            self.dialog = GetDataDialog(self._look.theme, self.folder, self.published, self._window)
            self.dialog.arrived.connect(self._on_arrived)
            self.dialog.finished.connect(self._on_finished)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def close(self) -> None:
        """Give a download up: the window closes."""
        if self.dialog is not None:
            self.dialog.reject()

    @Slot(object)
    def _on_arrived(self, document: Document) -> None:
        """Open what came; of a table the columns are looked at first."""
        data = document.data
        assert data is not None
        if isinstance(data.source, Table):
            taking = Taking(self._window, self._look.theme, lambda spec: self._open(document, spec))
            take_file(taking, Path(data.source.file), None, data)
        else:
            self._open(document, data)

    def _open(self, document: Document, spec: DataSpec) -> None:
        assert document.data is not None
        as_offered = write_data(spec) == write_data(document.data)

        def show() -> None:
            self._shell.send(DocumentRead(document, None))
            if not as_offered:
                self._shell.send(SetData(spec))

        self._files.leave(show)

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None

    @Slot(object)
    def _on_look(self, theme: Theme) -> None:
        if self.dialog is not None:
            self.dialog.restyle(theme)


def user_folder() -> Path:
    """Where the app keeps what belongs to its user."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
