"""The middle of the window: the diagram, and below it what explains its moment."""

from PySide6.QtGui import QResizeEvent
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
        self._below: list[Panel] = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask the panels below again how high they want to be: some of them make room in a low window."""
        for panel in self._below:
            panel.updateGeometry()
        super().resizeEvent(event)

    def add_below(self, panel: Panel) -> None:
        """Put a panel at the bottom of the column."""
        self._below.append(panel)
        self._rows.addWidget(panel)
