"""What the surfaces of all pictures have in common: they take the room there is, and keep enough to be read."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.ui.theme import Theme


class PictureCanvas(QWidget):
    """The surface of a picture; the classes below it paint."""

    least = QSize()
    """The size at least, in lines of text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Large enough that what matters is seen."""
        return self.least * self.fontMetrics().height()

    def sizeHint(self) -> QSize:
        """The same."""
        return self.minimumSizeHint()
