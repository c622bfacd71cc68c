"""Small named fields side by side, in as many rows as the width asks for."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme


class FieldRow(QWidget):
    """Fields, each with its name before it and, where it has one, its unit after it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._labels: list[QuietLabel] = []
        self._fields: list[QWidget] = []
        self._flow = FlowLayout(self, gap=14, row_gap=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, name: str, *fields: QWidget, unit: str = "") -> QWidget:
        """Add fields that share a name, and return what holds them; the first is told the name for screen readers."""
        group = QWidget()
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if name:
            row.addWidget(self._label(name))
        for field in fields:
            row.addWidget(field)
        if unit:
            row.addWidget(self._label(unit))
        if fields and not fields[0].accessibleName():
            fields[0].setAccessibleName(name)
        self._fields += fields
        self._flow.addWidget(group)
        return group

    def show_groups(self, groups: Sequence[QWidget], visible: bool) -> None:
        """Show or hide fields with their names."""
        for group in groups:
            group.setVisible(visible)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the rows need, whatever the fields stand in."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        for label in self._labels:
            label.restyle(theme)
        for field in self._fields:
            if hasattr(field, "restyle"):
                field.restyle(theme)

    def _label(self, text: str) -> QuietLabel:
        label = QuietLabel(self.theme, text)
        self._labels.append(label)
        return label
