"""The bottom of the window: what explains the moment, as wide as the diagram and the panels at its right."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from nnviz.session.state import State, StepSize
from nnviz.session.walks import current_index
from nnviz.ui.formula.formula_panel import FormulaPanel
from nnviz.ui.panels.aside_panel import AsidePanel
from nnviz.ui.panels.timeline_panel import TimelinePanel
from nnviz.ui.theme import Theme

WHOLE = (StepSize.ITERATION, StepSize.EPOCH)
"""Steps in which no number is explained: the room belongs to the diagram then."""


class Below(QDockWidget):
    """The formula with what stands beside it, and the timeline; the line above them can be dragged."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._called: StepSize | None = None  # the step size in which the row was asked for all the same
        self._size = StepSize.VALUE
        self._left: object = None  # where the cursor stood when a step size was chosen that explains nothing
        self.formula, self.aside, self.timeline = FormulaPanel(theme), AsidePanel(theme), TimelinePanel(theme)
        self.panels = (self.formula, self.aside, self.timeline)
        self.setObjectName("below")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())
        self._place()
        for panel in self.panels:
            panel.installEventFilter(self)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the row of the formula where a number is explained, or may be at the next step."""
        here = (state.work.timeline.place, state.asked)
        if state.step_size in WHOLE and self._size is not state.step_size:
            self._left = here  # the row goes when such steps are chosen, not in the step after that
        self._size = state.step_size
        explained = not state.playing and current_index(state) is not None and here != self._left
        explains = state.step_size not in WHOLE or explained
        self._show_row(explains or self._called is state.step_size)

    def check(self) -> None:
        """Check all gradients, in sight."""
        self._called = self._size
        self._show_row(True)
        self.aside.show_check()

    def fit(self) -> None:
        """Be as high as the panels want to be."""
        for layout in self._layouts:
            layout.activate()  # a panel that was just closed wants nothing
        self._window.resizeDocks([self], [self._inside.sizeHint().height()], Qt.Orientation.Vertical)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the room of a panel that was closed to the diagram, and take it back."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            QTimer.singleShot(0, self, self.fit)
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self._inside, self._row = QWidget(), QWidget()
        side_by_side = QHBoxLayout(self._row)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(0)
        side_by_side.addWidget(self.formula, 1)
        side_by_side.addWidget(self.aside)
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._row)
        rows.addWidget(self.timeline)
        self._layouts = side_by_side, rows
        self.setWidget(self._inside)

    def _show_row(self, shown: bool) -> None:
        if self._row.isVisibleTo(self._inside) != shown:
            self._row.setVisible(shown)
            QTimer.singleShot(0, self, self.fit)
