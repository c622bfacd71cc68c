"""The list of keyboard shortcuts, read off the menus, so that it is never wrong."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nnviz.ui.menus.menu import Menu


class ShortcutList(QDialog):
    """Every key of the window, menu by menu."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        for menu in window.findChildren(Menu):
            actions = [action for action in menu.actions() if action.shortcuts()]
            if actions:
                column.addWidget(self._group(menu, actions))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(QLabel(self.tr("While you type in a field, its keys belong to the field.")))
        layout.addWidget(close)

    def sizeHint(self) -> QSize:
        """High enough for most of the list."""
        return QSize(self.fontMetrics().averageCharWidth() * 64, self.fontMetrics().height() * 40)

    def _group(self, menu: QMenu, actions: list[QAction]) -> QWidget:
        box = QGroupBox(_without_access_key(menu.title()))
        form = QFormLayout(box)
        for action in actions:
            keys = QLabel(_keys(action))
            keys.setStyleSheet("font-weight: bold")
            form.addRow(_without_access_key(action.text()), keys)
        return box


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "   ".join(key.toString(native) for key in action.shortcuts())


def _without_access_key(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
