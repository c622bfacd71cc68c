"""Every cell of a table that is not a number, to be mended where the table was made."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from nnviz.data.columns import BadCell, told
from nnviz.ui.translation import translated


class BadCellsDialog(QDialog):
    """A line for each cell: its row, its column and what it says; the lines can be copied."""

    def __init__(self, cells: Sequence[BadCell], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Cells that are not numbers: {count}").format(count=f"{len(cells):,}"))
        self.lines = QPlainTextEdit("\n".join(translated(told(cell)) for cell in cells))
        self.lines.setReadOnly(True)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.lines)
        layout.addWidget(close)

    def sizeHint(self) -> QSize:
        """Room for a good many lines."""
        return QSize(32, 24) * self.fontMetrics().height()
