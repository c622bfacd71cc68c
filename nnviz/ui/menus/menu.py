"""A menu that shows its actions' tips, and one way to put an action into it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

Value = TypeVar("Value")


class Menu(QMenu):
    """A menu of the window."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setToolTipsVisible(True)

    def add(self, text: str, slot: Callable[[], object], keys: Sequence[str] = (), tip: str = "") -> QAction:
        """Put an action at the end; ``tip`` says more than its text."""
        action = QAction(text, self)
        action.triggered.connect(lambda: slot())
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setToolTip(tip)
        self.addAction(action)
        return action

    def add_choices(
        self, choices: Sequence[tuple[str, Value]], chosen: Value, choose: Callable[[Value], object]
    ) -> list[QAction]:
        """Put in actions of which one is checked; ``choose`` is called with what a click has chosen."""
        group = QActionGroup(self)
        actions = []
        for text, value in choices:
            action = self.add(text, partial(choose, value))
            action.setCheckable(True)
            action.setChecked(value == chosen)
            group.addAction(action)
            actions.append(action)
        return actions
