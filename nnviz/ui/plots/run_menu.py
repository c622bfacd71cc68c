"""What can be done with a kept run: give it a name of its own, keep it no longer."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from nnviz.session.commands.comparing import RemoveRun, RemoveRuns, RenameRun

LONGEST = 60
"""Letters of a name."""


class RunMenu(QObject):
    """The menu of the kept runs, opened for one of them.

    Signals: ``wished(Command)``.
    """

    wished = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._number, self._name = 0, ""
        self.menu = QMenu(parent)
        self.rename = self.menu.addAction(self.tr("Rename…"))
        self.remove = self.menu.addAction(self.tr("Remove"))
        self.remove_all = self.menu.addAction(self.tr("Remove all kept runs"))
        self.rename.triggered.connect(self._on_rename)
        self.remove.triggered.connect(lambda: self.wished.emit(RemoveRun(self._number)))
        self.remove_all.triggered.connect(lambda: self.wished.emit(RemoveRuns()))

    def open(self, number: int, name: str, place: QPoint) -> None:
        """Open for a run, at a place of the screen."""
        self._number, self._name = number, name
        self.menu.popup(place)

    def _on_rename(self) -> None:
        number = self._number
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Rename the run"))
        dialog.setLabelText(self.tr("Name (none: what sets the run apart)"))
        dialog.setTextValue(self._name)
        dialog.setOkButtonText(self.tr("OK"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.textValueSelected.connect(lambda name: self.wished.emit(RenameRun(number, name.strip()[:LONGEST])))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
