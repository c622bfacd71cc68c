"""One panel as large as the diagram and the panels at its right; the controls, the formula and the timeline stay."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QCursor, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QTabBar, QVBoxLayout, QWidget

from nnviz.ui.below import Below
from nnviz.ui.button import Button
from nnviz.ui.dock import Dock
from nnviz.ui.heading import Heading
from nnviz.ui.theme import Theme


class Enlarged(QWidget):
    """Covers the middle of the window with the panel of one dock, until Esc or its button gives it back."""

    def __init__(self, theme: Theme, window: QMainWindow, docks: tuple[Dock, ...], below: Below) -> None:
        super().__init__(window)
        self._window, self._docks, self._below = window, docks, below
        self.dock: Dock | None = None
        self._panel: QWidget | None = None
        self._heading = Heading()
        self.restore = Button(theme, self.tr("Restore"))
        self.restore.setToolTip(self.tr("Put the panel back into its place (Esc)"))
        self.restore.clicked.connect(self.leave)
        self._escape = QShortcut(Qt.Key.Key_Escape, self, self.leave, context=Qt.ShortcutContext.WindowShortcut)
        self._place()
        self.setAutoFillBackground(True)
        self.hide()
        for watched in (window, window.centralWidget(), below):
            assert watched is not None
            watched.installEventFilter(self)
        for dock in docks:
            dock.enlarge.clicked.connect(lambda _=False, dock=dock: self.show_dock(dock))
            dock.toggleViewAction().triggered.connect(self.leave)  # what is asked for is to be seen

    def watch(self, bar: QTabBar) -> None:
        """Enlarge the panel whose tab is double-clicked."""
        if not bar.property("watched"):
            bar.setProperty("watched", True)
            bar.tabBarDoubleClicked.connect(lambda index: self._on_tab(bar.tabText(index)))

    def toggle(self) -> None:
        """Enlarge the panel under the pointer, or under whose tab it is, or give the enlarged one back."""
        if self.dock is not None:
            self.leave()
            return
        under = QApplication.widgetAt(QCursor.pos())
        if isinstance(under, QTabBar):
            self._on_tab(under.tabText(under.tabAt(under.mapFromGlobal(QCursor.pos()))))
        for dock in self._docks:
            if under is not None and dock.isAncestorOf(under):
                self.show_dock(dock)

    def show_dock(self, dock: Dock) -> None:
        """Enlarge the panel of a dock, be it open or closed."""
        self.leave()
        panel = dock.widget()
        if panel is None:
            return
        self.dock, self._panel = dock, panel
        self._heading.setText(dock.windowTitle())
        self._column.addWidget(panel, 1)
        self._cover()
        self.show()
        panel.show()

    def leave(self) -> None:
        """Put the panel back into its dock."""
        if self.dock is not None and self._panel is not None:
            self._column.removeWidget(self._panel)
            self.dock.setWidget(self._panel)
            self.dock = self._panel = None
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the room there is."""
        if self.dock is not None and event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest):
            self._cover()
        return super().eventFilter(watched, event)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.restore.restyle(theme)

    def _on_tab(self, title: str) -> None:
        for dock in self._docks:
            if dock.windowTitle() == title:
                self.show_dock(dock)

    def _cover(self) -> None:
        """From the left edge of the diagram to that of the window, down to the formula."""
        diagram = self._window.centralWidget()
        assert diagram is not None
        middle, below = diagram.geometry(), self._below.geometry()
        foot = below.top() if self._below.isVisible() else middle.bottom()
        self.setGeometry(QRect(middle.left(), middle.top(), self._window.width() - middle.left(), foot - middle.top()))
        self.raise_()

    def _place(self) -> None:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 2)
        row.addWidget(self._heading)
        row.addStretch()
        row.addWidget(self.restore)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(bar)
