"""Help: the keys, and what nnviz is made of."""

from PySide6.QtWidgets import QWidget

from nnviz.ui.about import About
from nnviz.ui.menus.menu import Menu
from nnviz.ui.shortcuts import ShortcutList


class HelpMenu(Menu):
    """The Help menu."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("", window)
        self.setTitle(self.tr("&Help"))
        self.add(self.tr("&Keyboard shortcuts"), lambda: ShortcutList(window).open(), ["F1"])
        self.add(self.tr("&About nnviz"), lambda: About(window).open())
