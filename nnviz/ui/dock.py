"""A panel that can be moved to another side of the window, float, or be closed."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from nnviz.ui.button import Button, Weight
from nnviz.ui.icons import Icon
from nnviz.ui.panel import Panel
from nnviz.ui.theme import Theme


class Dock(QDockWidget):
    """A frame around one panel, with its heading."""

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget) -> None:
        """``name`` is for the remembered layout, ``title`` for the user."""
        super().__init__(title, parent)
        self.panel: Panel | None = None  # also while it is enlarged, elsewhere
        self.setObjectName(name)
        self._heading = QLabel(title)
        heavy = QFont()
        heavy.setBold(True)  # all else follows the font of the app
        self._heading.setFont(heavy)
        self.enlarge = Button(theme, "", Icon.ENLARGE, Weight.BARE)
        self.enlarge.setToolTip(self.tr("Enlarge this panel (E while the pointer is over it)"))
        self.enlarge.setAccessibleName(self.tr("Enlarge"))
        self._close = Button(theme, "", Icon.CROSS, Weight.BARE)
        self._close.setToolTip(self.tr("Close this panel; View > Panels brings it back"))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.close)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(12, 6, 6, 2)
        row.addWidget(self._heading)
        row.addStretch()
        row.addWidget(self.enlarge)
        row.addWidget(self._close)
        self._no_bar = QWidget(self)  # Qt draws a heading of its own where there is none
        self._no_bar.hide()
        self.setTitleBarWidget(self._bar)
        self.toggleViewAction().triggered.connect(self.raise_)  # in front of the others behind its row of tabs

    @property
    def shows_heading(self) -> bool:
        """Whether it has its heading."""
        return self.titleBarWidget() is self._bar

    def show_heading(self, shown: bool) -> None:
        """Show the heading, or hide it where a tab says the same."""
        if shown != self.shows_heading:
            self.titleBarWidget().hide()
            self.setTitleBarWidget(self._bar if shown else self._no_bar)
            self.titleBarWidget().show()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for button in (self.enlarge, self._close):
            button.restyle(theme)


class Column(QScrollArea):
    """A panel that fills its place, and scrolls where the place is smaller than the panel can be."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setWidget(inside)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def sizeHint(self) -> QSize:
        """As large as the panel must be at least, its scroll bar included."""
        needed = self._inside.minimumSizeHint()
        return QSize(needed.width() + self.verticalScrollBar().sizeHint().width(), needed.height())

    def minimumSizeHint(self) -> QSize:
        """Small: the window must fit on every screen."""
        return QSize(160, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the panel into the new place."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the panel when its content has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    @property
    def least_height(self) -> int:
        """The height at which nothing is scrolled, in the width there is."""
        return self._least().height()

    def _least(self) -> QSize:
        """The size that the panel needs."""
        inside, layout = self._inside, self._inside.layout()
        least = inside.minimumSizeHint()
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(layout.minimumHeightForWidth(max(self.viewport().width(), least.width())))
        return least

    def _fit(self) -> None:
        self._inside.resize(self.viewport().size().expandedTo(self._least()))
