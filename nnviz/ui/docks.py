"""Where the panels stand around the diagram: at first, as the user has left them, and back again."""

from itertools import pairwise

from PySide6.QtCore import QByteArray, QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QTabBar, QTabWidget

from nnviz.session.state import State
from nnviz.ui.below import Below
from nnviz.ui.dock import Column, Dock
from nnviz.ui.enlarging import Enlarged
from nnviz.ui.first_place import is_low
from nnviz.ui.panel import Panel
from nnviz.ui.rows import Rows
from nnviz.ui.theme import Theme

TELLING = 4
"""Samples from which on a map of one or two inputs says more than their table."""
LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Docks:
    """The panels that can be moved, and their layout."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        self._window = window
        self._document = ""
        self._make(theme, window)
        left = (self.network, self.training, self.notation)
        self._upper = (self.loss, self.history, self.gradients, self.landscape, self.outputs, self.weights)
        self._lower = (
            self.data,
            self.output_map,
            self.surface,
            self.hidden_space,
            self.matrices,
            self.algorithm,
            self.explorer,
            self.drawing_pad,
        )
        self.all = (*left, *self._upper, *self._lower)
        self._place(left)
        self._tabs = QTimer(window, singleShot=True, interval=0)
        self._tabs.timeout.connect(self._on_tabs)
        self.below = Below(window, theme)
        self.enlarged = Enlarged(theme, window, self.all, self.below)
        self.rows = Rows(window, self.all)
        self._closed = (
            self.landscape,
            self.outputs,
            self.weights,
            self.surface,
            self.hidden_space,
            self.algorithm,
            self.explorer,
            self.drawing_pad,
        )
        self._begin()
        self._default = window.saveState()

    def _make(self, theme: Theme, window: QMainWindow) -> None:
        self.network = Dock(theme, "network", QCoreApplication.translate("Docks", "Network"), window)
        self.training = Dock(theme, "training", QCoreApplication.translate("Docks", "Training"), window)
        self.notation = Dock(theme, "notation", QCoreApplication.translate("Docks", "Notation"), window)
        self.loss = Dock(theme, "loss", QCoreApplication.translate("Docks", "Loss plot"), window)
        self.history = Dock(theme, "history", QCoreApplication.translate("Docks", "History"), window)
        self.gradients = Dock(theme, "gradients", QCoreApplication.translate("Docks", "Gradient sizes"), window)
        self.landscape = Dock(theme, "landscape", QCoreApplication.translate("Docks", "Loss landscape"), window)
        self.outputs = Dock(theme, "outputs", QCoreApplication.translate("Docks", "Outputs"), window)
        self.weights = Dock(theme, "weights", QCoreApplication.translate("Docks", "Weights"), window)
        self.data = Dock(theme, "data", QCoreApplication.translate("Docks", "Data"), window)
        self.output_map = Dock(theme, "output_map", QCoreApplication.translate("Docks", "Output map"), window)
        self.surface = Dock(theme, "surface", QCoreApplication.translate("Docks", "Output surface"), window)
        self.hidden_space = Dock(theme, "hidden_space", QCoreApplication.translate("Docks", "Hidden space"), window)
        self.matrices = Dock(theme, "matrices", QCoreApplication.translate("Docks", "Matrices"), window)
        self.algorithm = Dock(theme, "algorithm", QCoreApplication.translate("Docks", "Algorithm"), window)
        self.explorer = Dock(theme, "explorer", QCoreApplication.translate("Docks", "Activation explorer"), window)
        self.drawing_pad = Dock(theme, "drawing_pad", QCoreApplication.translate("Docks", "Drawing pad"), window)

    def _begin(self) -> None:
        """Watch what is moved; close what is shown on demand alone, and bring the first of each row to the front."""
        for dock in self.all:
            for signal in (dock.visibilityChanged, dock.topLevelChanged, dock.dockLocationChanged):
                signal.connect(self._tabs.start)
        for dock in self._closed:
            dock.hide()
        for dock in (self.training, self.loss, self.data):
            dock.raise_()

    def _place(self, left: tuple[Dock, ...]) -> None:
        """Put every panel into its row of tabs."""
        for dock in self.all:
            self._window.addDockWidget(LEFT if dock in left else RIGHT, dock)
        for side in (LEFT, RIGHT):
            self._window.setTabPosition(side, QTabWidget.TabPosition.North)
        for row in (left[1:], self._upper, self._lower):
            for one, another in pairwise(row):
                self._window.tabifyDockWidget(one, another)

    @property
    def groups(self) -> tuple[tuple[Dock, ...], ...]:
        """What explains the step, what sets it up, and the pictures."""
        explaining = (self.matrices, self.algorithm)
        settings = (self.network, self.training, self.notation, self.data)
        return explaining, settings, tuple(dock for dock in self.all if dock not in explaining + settings)

    def fill(self, dock: Dock, panel: Panel) -> None:
        """Put a panel into its dock."""
        dock.panel = panel
        dock.setWidget(Column(panel))

    def render(self, state: State) -> None:
        """Bring the output map to the front when a document is opened of which it says much."""
        name, inputs = state.work.document.name, state.network.inputs
        if name == self._document:
            return
        self._document = name
        data = state.recipe.dataset
        telling = inputs <= 2 and data is not None and data.samples >= TELLING
        if telling and self.output_map not in self._window.tabifiedDockWidgets(self.loss):
            self.output_map.raise_()

    @property
    def layout(self) -> QByteArray:
        """Where all panels stand; its version tells whether the user has dragged a line between them."""
        return self._window.saveState(int(self.rows.dragged))

    def restore(self, layout: QByteArray) -> bool:
        """Stand as the layout says; return whether it could be read."""
        for dragged in (False, True):
            if self._window.restoreState(layout, int(dragged)):
                self.rows.dragged = dragged
                return True
        return False

    def restore_default(self) -> None:
        """Stand as at first."""
        self.rows.dragged = False
        self._window.restoreState(self._default)
        self.arrange()

    def arrange(self) -> None:
        """Give the sides what their panels need, and leave most of the room to the diagram."""
        layout = self._window.layout()
        if layout is not None:
            layout.activate()
        width, height = self._window.width(), self._window.height()
        self._stack(is_low(self._window))
        left = max(round(width * 0.18), *map(_need, (self.network, self.training, self.notation)))
        right = max(round(width * 0.27), _need(self.loss), _need(self.data))
        sides = [min(left, round(width * 0.28)), min(right, round(width * 0.32))]
        self._window.resizeDocks([self.network, self.loss], sides, ACROSS)
        self._window.resizeDocks([self.network, self.training], [height // 2, height // 2], DOWN)
        self._window.resizeDocks([self.loss, self.data], [height // 2, height // 2], DOWN)
        self.below.fit()

    def _stack(self, stacked: bool) -> None:
        """Put all panels of a side behind one row of tabs, or take them apart again."""
        if stacked == (self.data in self._window.tabifiedDockWidgets(self.loss)):
            return
        if not stacked:
            self._window.restoreState(self._default)
            return
        self._window.tabifyDockWidget(self.network, self.training)
        self._window.tabifyDockWidget(self.training, self.notation)
        for one, another in pairwise((self._upper[-1], *self._lower)):
            self._window.tabifyDockWidget(one, another)
        for front in (self.training, self.loss):
            front.raise_()

    def _on_tabs(self) -> None:
        """Show a heading where no tab says the same; no name on a tab is cut, no row of tabs is left over."""
        for dock in self.all:
            dock.show_heading(dock.isFloating() or not self._window.tabifiedDockWidgets(dock))
        bars = self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for bar in bars:
            bar.setElideMode(Qt.TextElideMode.ElideNone)
            bar.setUsesScrollButtons(True)
            self.enlarged.watch(bar)
            if any(_same_tabs(bar, other) for other in bars if other is not bar) and not self._heads(bar):
                bar.hide()

    def _heads(self, bar: QTabBar) -> bool:
        """Whether a row of tabs stands above a panel; Qt forgets to hide rows of a layout that was never seen."""
        foot = bar.geometry().bottomLeft()
        tops = (dock.geometry().topLeft() for dock in self.all if dock.isVisible() and not dock.isFloating())
        return any(top.x() == foot.x() and abs(top.y() - foot.y()) <= 2 for top in tops)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for part in (*self.all, self.enlarged):
            part.restyle(theme)


def _same_tabs(bar: QTabBar, other: QTabBar) -> bool:
    """Whether a panel has a tab in both."""
    names = {bar.tabText(index) for index in range(bar.count())}
    return any(other.tabText(index) in names for index in range(other.count()))


def _need(dock: Dock) -> int:
    """The width of a panel that need not scroll sideways."""
    panel = dock.widget()
    return 0 if panel is None else panel.sizeHint().width()
