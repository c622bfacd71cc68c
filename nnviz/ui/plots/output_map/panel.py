"""What does the network answer to every input?  A map over two of them, or a curve over the only one."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.session.commands import Command, ShowSample
from nnviz.session.predicting import outputs_are_secret
from nnviz.session.state import State
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.picture import Picture
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.output_map.chooser import Chooser
from nnviz.ui.plots.output_map.drawing import CurveDrawing, MapDrawing
from nnviz.ui.plots.output_map.hand import Hand
from nnviz.ui.plots.output_map.hand_canvas import HandCanvas
from nnviz.ui.plots.output_map.making import Ground, Wish, drawn, ground
from nnviz.ui.plots.output_map.painting import paint_drawing
from nnviz.ui.plots.output_map.reading import reading
from nnviz.ui.plots.output_map.subject import Subject, subject_of
from nnviz.ui.plots.output_map.tools import Tools
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme

REDRAWS = 30
"""A second, while training runs."""
SIZE, FINE = QSizeF(640, 540), 300
"""Of a picture in a file, and its points along each side."""


class OutputMap(PicturePanel):
    """The output map.

    Shows: what the network seen answers over its inputs, the samples, and the sample shown.
    Commands: ShowSample, AddSamples, RemoveSamples, MoveSample.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._latest: State | None = None
        self._state: State | None = None  # the one that is shown
        self._shape: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._ground: Ground | None = None
        self._pointed: tuple[float, float] | None = None
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self.chooser = Chooser(theme, self)
        self.choices, self.held = self.chooser.choices, self.chooser.held
        self.tools = Tools(self.choices)
        self.canvas = HandCanvas(theme)
        self._hand = Hand(self.tools, self.canvas)
        self._spans: tuple[Span, Span] | None = None  # what the axes cover after a stroke: the picture stands still
        self._coming: tuple[Span, Span] | None = None  # the same for the samples that a stroke asks for
        self.note = QuietLabel(theme, wraps=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setMinimumHeight(2 * self.note.fontMetrics().height())  # the picture keeps still
        self._place()
        self.chooser.changed.connect(self._on_chosen)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.chosen.connect(lambda row: self.commanded.emit(ShowSample(row)))
        self._hand.wished.connect(self._on_wished)
        self.tools.changed.connect(self._on_tool)

    def _place(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self.choices)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.held)
        layout.addWidget(self.note)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show what the network answers."""
        self._latest = state
        network = state.network_seen
        shown = (network, state.sample_shown, state.recipe.dataset, outputs_are_secret(state), state.view.digits)
        if shown == self._shown:
            self._state = state
        elif self._pace.allows(state.playing):
            self._shown = shown
            self._show(state)

    def _show(self, state: State) -> None:
        self._state = state
        network = state.network_seen
        shape = (
            state.recipe.dataset,
            network.input_names,
            network.layers[-1].unit_names,
            network.layers[-1].activation,
        )
        if shape != self._shape:
            self._shape = shape
            self._take(subject_of(network, state.recipe.dataset))
        elif self._ground is not None and self.chooser.follows_sample:
            self._ground = None
        self._draw()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.choices, self.tools, self.canvas, self.note):
            part.restyle(theme)

    def picture(self, theme: Theme) -> Picture:
        """What is seen, for a file."""
        assert self._state is not None
        prepared = ground(self.chooser.subject, self._state.network_seen, self._wish(), FINE, self._spans)
        drawing = self._drawing(prepared)

        def paint(painter: QPainter) -> None:
            if drawing is not None:
                paint_drawing(painter, drawing, QRectF(QPointF(), SIZE).adjusted(12, 12, -12, -12), theme)

        return Picture(SIZE, paint, self._state.work.document.name)

    def _take(self, subject: Subject) -> None:
        """Begin anew with another kind of network, or other data."""
        self._ground = None
        self._spans, self._coming = self._coming, None
        self.chooser.take(subject)

    def _draw(self) -> None:
        state = self._state
        assert state is not None
        network = state.network_seen
        if self._ground is None:
            self._ground = ground(self.chooser.subject, network, self._wish(), spans=self._spans)
            self._hand.take(self._ground, network, allowed=not self.chooser.follows_sample)
        self.canvas.show_drawing(self._drawing(self._ground))
        self._say()

    def _drawing(self, prepared: Ground) -> MapDrawing | CurveDrawing | None:
        """The picture of what is prepared; none while what the network answers is asked about."""
        assert self._state is not None
        if outputs_are_secret(self._state):
            return None
        return drawn(prepared, self._state.network_seen, self._state.sample_shown)

    def _wish(self) -> Wish:
        assert self._state is not None
        return self.chooser.wish(self._state, (self.tr("train"), self.tr("test")))

    def _say(self) -> None:
        """Write what is under the pointer, or what a click does."""
        state, ground = self._state, self._ground
        assert state is not None
        assert ground is not None
        if outputs_are_secret(state):
            self.note.setText(self.tr("The answer is asked about first."))
            return
        if self._pointed is None:
            follows = self.tr("The other inputs are those of the sample shown.") if self.chooser.follows_sample else ""
            self.note.setText(follows or self.tools.hint())
            return
        self.note.setText(reading(ground, state.network_seen, self._pointed, state.view.digits))

    def _on_pointed(self, values: tuple[float, float] | None) -> None:
        self._pointed = values
        if self._ground is not None:
            self._say()

    def _on_wished(self, command: Command) -> None:
        """Ask for what a stroke comes to; the picture stands still meanwhile."""
        assert self._latest is not None
        assert self._ground is not None
        self._coming = self._ground.x, self._ground.y
        self.commanded.emit(command)
        if self._latest.recipe.dataset is self._shape[0]:
            self._coming = None  # refused, asked about first, or shown already
        else:
            self._show(self._latest)  # at once, whatever the pace: what was painted does not vanish for a moment

    def _on_tool(self) -> None:
        if self._ground is not None:
            self._say()

    def _on_chosen(self) -> None:
        assert self._state is not None
        old = None if self._ground is None else self._ground.wish
        if old is None or (old.columns, old.output) != (self.choices.columns, self.choices.output):
            self._spans = None
        self._ground = None
        self._draw()

    def _on_due(self) -> None:
        assert self._latest is not None
        self.render(self._latest)
