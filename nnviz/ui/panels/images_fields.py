"""Pictures from files: which images, which labels, and those that only test."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QLabel

from nnviz.data.spec import Images
from nnviz.ui.button import Button
from nnviz.ui.panels.data_paths import as_written
from nnviz.ui.panels.field_row import FieldRow


class ImagesFields(QObject):
    """The files of a set of pictures.

    Signals: ``changed(Images)``, files were chosen.
    """

    changed = Signal(object)

    def __init__(self, row: FieldRow) -> None:
        super().__init__(row)
        self._row = row
        self._files: Images | None = None
        self._folder: Path | None = None
        self.names = QLabel()
        self.tests = Button(row.theme, self.tr("Choose test images…"))
        self.tests.setToolTip(self.tr("Choose the images and labels that only test"))
        self._groups = [row.add(self.tr("Files"), self.names), row.add("", self.tests)]
        self.tests.clicked.connect(self.choose_tests)

    def show_files(self, files: Images | None, folder: Path | None) -> None:
        """Show the names of the files; ``folder`` is the network file's, none before it was saved."""
        self._files, self._folder = files, folder
        self._row.show_groups(self._groups, files is not None)
        if files is None:
            return
        paths = [path for path in (files.images, files.labels, files.test_images, files.test_labels) if path]
        self.names.setText("\n".join(Path(path).name for path in paths))
        self.names.setToolTip("\n".join(paths))

    def choose(self) -> None:
        """Let the user choose images and labels to train with."""
        pair = self._pair()
        if pair is not None:
            self.changed.emit(Images(*pair))

    def choose_tests(self) -> None:
        """Let the user choose images and labels to test with."""
        pair = self._pair()
        if pair is not None and self._files is not None:
            self.changed.emit(replace(self._files, test_images=pair[0], test_labels=pair[1]))

    def _pair(self) -> tuple[str, str] | None:
        images = self._path(self.tr("Choose the images"), str(self._folder or ""))
        labels = self._path(self.tr("Choose the labels of these images"), str(Path(images).parent)) if images else ""
        return (as_written(images, self._folder), as_written(labels, self._folder)) if images and labels else None

    def _path(self, title: str, folder: str) -> str:
        idx = self.tr("IDX files, gzipped or not") + " (*ubyte *ubyte.gz *.idx *.idx.gz *.gz)"
        path, _ = QFileDialog.getOpenFileName(self._row, title, folder, idx + ";;" + self.tr("All files") + " (*)")
        return path
