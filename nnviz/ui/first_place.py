"""How large is the window when it is first seen?"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

SHARE = 0.92
"""Of the screen."""
LEAST = QSize(1280, 800)
"""Where the screen has so much."""


LINES = 40
"""The height of a screen, in lines of text, that has room for two rows of panels and for all controls."""


def is_low(widget: QWidget) -> bool:
    """Whether the screen is low for the size of its text, as one of 1080 lines is at twice the size."""
    return widget.screen().availableSize().height() < LINES * widget.fontMetrics().height()


def give_size(window: QWidget) -> None:
    """Most of the screen, never more than all of it."""
    room = window.screen().availableSize()
    window.resize((room * SHARE).expandedTo(LEAST).boundedTo(room))


def fill_small_screen(window: QWidget) -> None:
    """Take all of a screen so low that the window with its frame would end below it."""
    if window.screen().availableSize().height() <= LEAST.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)
