"""The fields above a picture: side by side, in as many rows as they need."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.ui.choice import Choice
from nnviz.ui.flow_layout import FlowLayout


class Fields(QWidget):
    """A place for fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=10, row_gap=4)
        self._flow.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, field: QWidget) -> None:
        """Put a field at the end."""
        self._flow.addWidget(field)

    def drop(self, field: QWidget) -> None:
        """Take a field out for good."""
        self._flow.removeWidget(field)
        field.hide()
        field.deleteLater()

    def fit_rows(self) -> None:
        """Take the height that the rows need."""
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width there may be more rows, or fewer."""
        super().resizeEvent(event)
        self.fit_rows()


def keep_apart(other: Choice, taken: Choice) -> None:
    """Of two lists of the same things, let the other one show another than the one that was taken."""
    if other.key == taken.key:
        other.show_key("1" if taken.key == "0" else "0")
