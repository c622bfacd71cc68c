"""A heading within a panel."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Heading(QLabel):
    """A text in bold letters; one that wraps takes any width, and the height that it needs."""

    def __init__(self, text: str = "", *, wraps: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        heavy = QFont()
        heavy.setBold(True)  # all else follows the font of the app
        self.setFont(heavy)
        if wraps:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
