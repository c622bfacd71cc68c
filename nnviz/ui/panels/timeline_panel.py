"""The timeline: the whole run as a line, from its epochs down to single facts, and the way to any place of it."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.recipe import Recipe
from nnviz.session.commands import Seek
from nnviz.session.state import State, StepSize
from nnviz.session.timeline import Place
from nnviz.session.walks import fact_counts
from nnviz.ui.button import Button, Weight
from nnviz.ui.icons import Icon
from nnviz.ui.pace import Pace
from nnviz.ui.panel import Panel
from nnviz.ui.panels.timeline_marks import Line
from nnviz.ui.panels.timeline_ruler import Ruler
from nnviz.ui.panels.timeline_scrubber import Scrubber
from nnviz.ui.panels.timeline_words import cursor_words
from nnviz.ui.steady_label import SteadyLabel
from nnviz.ui.theme import Theme

REDRAWS = 10
"""A second, while training runs."""
ZOOM = 3.0
"""How much a press of a button zooms."""
WHOLE_RUN = (StepSize.ITERATION, StepSize.EPOCH)
"""Who steps so far sees the whole run at first; others see one iteration."""


class TimelinePanel(Panel):
    """The timeline.

    Shows: the run, the cursor in it, and the edits.
    Commands: Seek.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._state: State | None = None
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self._step_size: StepSize | None = None
        self._ruler = Ruler((0,))
        self._measured: tuple[Recipe | None, list[tuple[int, ...]]] = (None, [])  # what the ruler was made for
        self._busy = False
        self._wanted: Seek | None = None  # where the handle was dragged while the last place was still on its way
        self.scrubber = Scrubber(theme)
        self.scrubber.sought.connect(self._on_sought)
        self.scrubber.let_go.connect(self._on_let_go)
        self.words = SteadyLabel()
        self.wider = Button(theme, "", Icon.MINUS, Weight.BARE)
        self.closer = Button(theme, "", Icon.PLUS, Weight.BARE)
        self.wider.setToolTip(self.tr("Show more of the run"))
        self.closer.setToolTip(self.tr("Show less of the run, in more detail"))
        self.wider.clicked.connect(lambda: self.scrubber.zoom(ZOOM))
        self.closer.clicked.connect(lambda: self.scrubber.zoom(1 / ZOOM))
        self._place()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        timeline = state.work.timeline
        self._state, self._busy = state, state.busy
        self.scrubber.first_layer = state.view.first_layer
        self._measure(state)
        if self._pace.allows(state.playing):
            self.scrubber.show_line(Line(timeline, self._ruler))
        self.words.setText(cursor_words(timeline))
        if state.step_size is not self._step_size:
            self._step_size = state.step_size
            self.scrubber.show_all(state.step_size in WHOLE_RUN)
        if self._wanted is not None and not self._busy:
            QTimer.singleShot(0, self._send_wanted)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        self.scrubber.theme = theme
        self.scrubber.update()
        self.wider.restyle(theme)
        self.closer.restyle(theme)

    def _measure(self, state: State) -> None:
        """Make a ruler where the iterations have other facts than before."""
        recipe, shapes = state.recipe, [layer.weight.shape for layer in state.network.layers]
        known_recipe, known_shapes = self._measured
        if state.playing and recipe is known_recipe and shapes == known_shapes:
            return
        self._measured = recipe, shapes
        counts = fact_counts(state) or (0, *(1,) * (2 * state.network.depth + 2))
        if counts != self._ruler.counts:
            self._ruler = Ruler(counts)

    @Slot()
    def _on_due(self) -> None:
        assert self._state is not None
        self.render(self._state)

    @Slot(object, bool)
    def _on_sought(self, place: Place, within: bool) -> None:
        """Ask for the place at once, or when the one before has come: so each of them is seen, and the newest wins."""
        self._wanted = Seek(place.iteration, place.position, place.fact) if within else Seek(place.iteration)
        if not self._busy:
            self._send_wanted()

    @Slot()
    def _on_let_go(self) -> None:
        """Wait no longer for what is on its way to another place."""
        self._send_wanted()

    @Slot()
    def _send_wanted(self) -> None:
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.commanded.emit(wanted)

    def _place(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addStretch(1)
        buttons.addWidget(self.wider)
        buttons.addWidget(self.closer)
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addStretch(1)
        side.addWidget(self.words)
        side.addLayout(buttons)
        side.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 12, 4)
        layout.setSpacing(12)
        layout.addWidget(self.scrubber, 1)
        layout.addLayout(side)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
