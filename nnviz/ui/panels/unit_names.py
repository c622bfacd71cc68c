"""The names of the units of one layer, in a list that unfolds; a double click edits a name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nnviz.ui.button import Button, Weight
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.icons import Icon
from nnviz.ui.theme import Theme

ROWS = 6
"""How many names are seen at once; the others are reached by scrolling."""


class UnitNames(QWidget):
    """A button that unfolds the names.

    Signals: ``renamed(int, str)``, the unit and its new name.
    """

    renamed = Signal(int, str)

    def __init__(self, theme: Theme, title: str, beside: QWidget | None = None, parent: QWidget | None = None) -> None:
        """``beside``: what stands at the left of the button."""
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self.unfold = Button(theme, title, Icon.FOLDED, Weight.BARE)
        self.unfold.setToolTip(self.tr("Double-click a name to change it"))
        self.list = QListWidget()
        self.list.setVisible(False)
        self.list.setEditTriggers(QListWidget.EditTrigger.DoubleClicked | QListWidget.EditTrigger.SelectedClicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(_row(beside, self.unfold))
        layout.addWidget(self.list)
        self.unfold.clicked.connect(self._on_unfold)
        self.list.itemChanged.connect(self._on_changed)

    def show_names(self, names: tuple[str, ...]) -> None:
        """Show the names; nothing is emitted."""
        if names == self._names:
            return
        self._names = names
        if not self.list.isHidden():
            self._fill()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.unfold.restyle(theme)

    def _on_unfold(self) -> None:
        folded = self.list.isHidden()
        if folded:
            self._fill()
        self.list.setVisible(folded)
        self.unfold.show_as(self.unfold.text(), Icon.UNFOLDED if folded else Icon.FOLDED)

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for name in self._names:
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        self.list.blockSignals(False)
        row = self.list.sizeHintForRow(0)
        self.list.setFixedHeight(min(ROWS, len(self._names)) * row + 2 * self.list.frameWidth())

    def _on_changed(self, item: QListWidgetItem) -> None:
        unit, name = self.list.row(item), item.text().strip()
        self.list.blockSignals(True)
        item.setText(self._names[unit])
        self.list.blockSignals(False)
        if name and name != self._names[unit]:
            self.renamed.emit(unit, name)


def _row(left: QWidget | None, right: QWidget) -> FlowLayout:
    row = FlowLayout(gap=8, row_gap=2)
    if left is not None:
        row.addWidget(left)
    row.addWidget(right)
    return row
