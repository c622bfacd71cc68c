"""The list of keyboard shortcuts, read off the menus, so that it is never wrong."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from nnviz.ui.menus.menu import Menu


class ShortcutList(QDialog):
    """Every key of the window, menu by menu."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        table = QWidget()
        self._grid = QGridLayout(table)
        self._grid.setHorizontalSpacing(32)
        self._grid.setColumnStretch(1, 1)
        for menu in window.findChildren(Menu):
            self._list(menu)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(table)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(QLabel(self.tr("While you type in a field, its keys belong to the field.")))
        layout.addWidget(close)

    def sizeHint(self) -> QSize:
        """High enough for the whole list, where the screen is."""
        return QSize(self.fontMetrics().averageCharWidth() * 64, self.fontMetrics().height() * 44)

    def _list(self, menu: Menu) -> None:
        actions = [action for action in menu.actions() if action.shortcuts()]
        if not actions:
            return
        heading = QLabel(_without_access_key(menu.title()))
        heavy = QFont()
        heavy.setBold(True)
        heading.setFont(heavy)
        heading.setContentsMargins(0, 8, 0, 0)
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)
        for action in actions:
            row = self._grid.rowCount()
            self._grid.addWidget(QLabel(_without_access_key(action.text())), row, 0)
            self._grid.addWidget(QLabel(_keys(action)), row, 1)


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "   ".join(key.toString(native) for key in action.shortcuts())


def _without_access_key(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
