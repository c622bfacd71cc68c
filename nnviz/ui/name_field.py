"""A field for a name, confirmed by Enter or by leaving it; Escape brings the old name back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nnviz.ui.field import Field


class NameField(Field):
    """A name that can be changed, never to nothing.

    Signals: ``renamed(str)``, the user confirmed another name.
    """

    renamed = Signal(str)

    def __init__(self, characters: int = 0, parent: QWidget | None = None) -> None:
        """``characters``: its width; 0: it takes the width there is."""
        super().__init__(characters, parent)
        self._name = ""
        self.setMaxLength(60)
        self.editingFinished.connect(self._on_finished)
        self.returnPressed.connect(self.clearFocus)

    def show_name(self, name: str) -> None:
        """Show a name, unless another is being typed."""
        if self.isModified() and self.hasFocus():
            return
        self._name = name
        if name != self.text():
            self.setText(name)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring the old name back on Escape."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self.setText(self._name)
        self.clearFocus()

    def _on_finished(self) -> None:
        name = self.text().strip()
        if not self.isModified():
            return
        self.setText(self._name)
        if name and name != self._name:
            self.renamed.emit(name)
