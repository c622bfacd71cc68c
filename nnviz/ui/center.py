"""The middle of the window: the diagram, and below it what explains its moment."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.ui.panel import Panel


class Center(QWidget):
    """A column: the diagram takes all the room that the panels below it do not need."""

    def __init__(self, diagram: Panel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(diagram, 1)

    def add_below(self, panel: Panel) -> None:
        """Put a panel at the bottom of the column."""
        self._rows.addWidget(panel)
