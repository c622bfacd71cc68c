"""A panel has one input, ``render(state)``, and one output, ``commanded(command)``."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnviz.session.state import State
from nnviz.ui.picture import Picture
from nnviz.ui.theme import Theme


class Panel(QWidget):
    """A part of the window.

    Signals: ``commanded(Command)``, a wish of the user.
    """

    commanded = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state; return at once where the part shown *is* what is already shown."""
        raise NotImplementedError

    def restyle(self, theme: Theme) -> None:
        """Draw with another theme; widgets painted by Qt follow the application's palette by themselves."""
        self.theme = theme
        self.update()


class PicturePanel(Panel):
    """A panel whose picture can be exported."""

    def picture(self, theme: Theme) -> Picture:
        """What it shows, for a file; only once it was rendered."""
        raise NotImplementedError
