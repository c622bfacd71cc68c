"""A panel has one input, ``render(state)``, and one output, ``commanded(command)``."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnviz.session.state import State


class Panel(QWidget):
    """A part of the window.

    Signals: ``commanded(Command)``, a wish of the user.
    """

    commanded = Signal(object)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state; return at once where the part shown *is* what is already shown."""
        raise NotImplementedError
