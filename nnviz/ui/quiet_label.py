"""Small print: what explains, and does not ask for attention."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnviz.ui.theme import Theme


class QuietLabel(QLabel):
    """A label in the color of small print; one that wraps takes any width, and the height that its text needs."""

    def __init__(self, theme: Theme, text: str = "", *, wraps: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            self.setWordWrap(True)  # after the policy, which would forget that the height follows from the width
        self.restyle(theme)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.quiet)
        self.setPalette(palette)
