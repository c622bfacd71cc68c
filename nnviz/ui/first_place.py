"""How large is the window when it is first seen?"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

SHARE = 0.92
"""Of the screen."""
LEAST = QSize(1280, 800)
"""Where the screen has so much."""


def give_size(window: QWidget) -> None:
    """Most of the screen, never more than all of it."""
    room = window.screen().availableSize()
    window.resize((room * SHARE).expandedTo(LEAST).boundedTo(room))


def fill_small_screen(window: QWidget) -> None:
    """Take all of a screen so low that the window with its frame would end below it."""
    if window.screen().availableSize().height() <= LEAST.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)
