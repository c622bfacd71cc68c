"""A panel that can be moved to another side of the window, float, or be closed."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from nnviz.ui.button import Button, Weight
from nnviz.ui.icons import Icon
from nnviz.ui.theme import Theme


class Dock(QDockWidget):
    """A frame around one panel, with its heading."""

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget) -> None:
        """``name`` is for the remembered layout, ``title`` for the user."""
        super().__init__(title, parent)
        self.setObjectName(name)
        self._heading = QLabel(title)
        heavy = QFont()
        heavy.setBold(True)  # all else follows the font of the app
        self._heading.setFont(heavy)
        self._close = Button(theme, "", Icon.CROSS, Weight.BARE)
        self._close.setToolTip(self.tr("Close this panel; View > Panels brings it back"))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.close)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 6, 2)
        row.addWidget(self._heading)
        row.addStretch()
        row.addWidget(self._close)
        self.setTitleBarWidget(bar)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._close.restyle(theme)


class Column(QScrollArea):
    """A panel that scrolls up and down where it is higher than its place."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for more width when the panel needs more."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """As wide as the panel wants to be, scroll bar included."""
        return self._with_bar(self.widget().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """As wide as the panel must be; low, because it scrolls."""
        needed = self._with_bar(self.widget().minimumSizeHint())
        return QSize(needed.width(), min(needed.height(), 8 * self.fontMetrics().height()))

    def _with_bar(self, size: QSize) -> QSize:
        return QSize(size.width() + self.verticalScrollBar().sizeHint().width(), size.height())
