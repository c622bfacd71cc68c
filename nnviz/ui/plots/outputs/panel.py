"""What does the network answer?  Bars of outputs and units, classes taken for each other, predictions, residuals."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.session.commands import ShowSample
from nnviz.session.predicting import outputs_are_secret
from nnviz.session.state import Element, State
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.picture import Picture
from nnviz.ui.plots.outputs.answering import Answering
from nnviz.ui.plots.outputs.browser import Browser
from nnviz.ui.plots.outputs.canvas import OutputsCanvas
from nnviz.ui.plots.outputs.charts import paint_chart
from nnviz.ui.plots.outputs.choices import OutputsChoices
from nnviz.ui.plots.outputs.looking import Sight, Wish, question_for, sight_of
from nnviz.ui.plots.outputs.making_bars import Seen
from nnviz.ui.plots.outputs.spot import Spot
from nnviz.ui.plots.outputs.subject import Subject, subject_of
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.style import file_font
from nnviz.ui.theme import Theme

REDRAWS = 20
"""A second, while training runs."""
DIGITS = 3
"""Where the view shows numbers rounded to 0 or 1, which would say little here."""
SIZE = QSizeF(720, 540)
"""Of a picture in a file."""


class Outputs(PicturePanel):
    """The outputs.

    Shows: what the network seen answers to the sample shown and to all of them. Commands: ShowSample.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._latest: State | None = None
        self._state: State | None = None  # the one that is shown
        self._subject: Subject | None = None
        self._shape: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._cell: tuple[int, int] | None = None
        self._selection: Element | None = None
        self._note = ""
        self._spot: Spot | None = None  # what the pointer is on
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self._answering = Answering(self)
        self._answering.completed.connect(self._draw)
        self.choices = OutputsChoices()
        self.canvas = OutputsCanvas(theme)
        self.browser = Browser(theme)
        self.note = QuietLabel(theme, wraps=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setMinimumHeight(2 * self.note.fontMetrics().height())  # the picture keeps still
        self._place()
        self.choices.changed.connect(self._on_choices)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.pressed.connect(self._on_pressed)
        self.canvas.resized.connect(self._draw)
        self.browser.chosen.connect(self._show_sample)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show what the network answers."""
        self._latest = state
        network, data = state.network_seen, state.recipe.dataset
        sample, secret = state.sample_shown, outputs_are_secret(state)
        shown = (network, data, sample, secret, state.view.digits, state.work.initial, state.selection, state.playing)
        if shown == self._shown:
            self._state = state
        elif self._pace.allows(state.playing):
            self._state, self._shown = state, shown
            shape = (data, network.input_names, *((layer.name, layer.unit_names) for layer in network.layers))
            if shape != self._shape:
                self._shape, self._cell = shape, None
                self._subject = None if data is None else subject_of(network, data)
                if self._subject is not None:
                    self.choices.show_subject(self._subject)
            if state.selection is not self._selection:
                self._selection = state.selection
                self.choices.follow(state.selection)
            self._draw()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.canvas, self.browser, self.note):
            part.restyle(theme)

    def picture(self, theme: Theme) -> Picture:
        """What is seen, for a file."""
        assert self._state is not None
        room = QRectF(QPointF(), SIZE).adjusted(12, 12, -12, -12)
        chart = self._sight(room, QFontMetricsF(file_font()).height()).chart

        def paint(painter: QPainter) -> None:
            if chart is not None:
                paint_chart(painter, chart, room, theme)

        return Picture(SIZE, paint, self._state.work.document.name)

    def _place(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self.choices)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.browser)
        layout.addWidget(self.note)

    def _draw(self) -> None:
        if self._state is None:
            return
        sight = self._sight(self.canvas.room(), QFontMetricsF(self.canvas.font()).height())
        self._note = sight.note
        self.choices.setVisible(self._subject is not None)
        self.canvas.show_chart(sight.chart)
        self.browser.setVisible(sight.listed is not None)
        if sight.listed is not None:
            self._list(sight.listed)
        self._on_pointed(self._spot)

    def _sight(self, room: QRectF, line: float) -> Sight:
        """The picture of what is chosen, for a room."""
        state, subject = self._state, self._subject
        assert state is not None
        if subject is None:
            return Sight(None, self.tr("No data yet. Choose data, and what the network answers is seen here."))
        if outputs_are_secret(state):
            return Sight(None, self.tr("The answer is asked about first."))
        network, wish = state.network_seen, self._wish()
        question = question_for(subject, network, wish)
        answer = None if question is None else self._answering.ask(question, whole=not state.playing)
        x = None if state.seen is None else state.seen.batch.x[state.row]
        digits = DIGITS if state.view.digits is None else state.view.digits
        seen = Seen(subject, network, state.sample_shown, x, digits)
        return sight_of(seen, state.work.initial, wish, answer, room, line)

    def _wish(self) -> Wish:
        chosen = self.choices
        return Wish(chosen.view, chosen.layer, chosen.unit, chosen.output, chosen.rows, self._cell)

    def _list(self, rows: Array) -> None:
        """Offer the samples of the cell that was clicked."""
        assert self._subject is not None
        assert self._state is not None
        text = self.tr("Click a square to go through its samples.")
        if self._cell is not None:
            true, answer = (self._subject.class_names[index] for index in self._cell)
            text = self.tr("Target {true}, answered {answer}:").format(true=true, answer=answer)
        self.browser.show_rows(self._subject.data, rows, self._state.sample_shown, text)

    def _on_pointed(self, spot: Spot | None) -> None:
        self._spot = spot
        self.note.setText(self._note if spot is None else spot.text)

    def _on_pressed(self, spot: Spot) -> None:
        if spot.cell is not None:
            self._cell = None if spot.cell == self._cell else spot.cell
            self._draw()
            if self._cell is not None and len(self.browser.rows):
                self._show_sample(int(self.browser.rows[0]))
        elif spot.row is not None:
            self._show_sample(spot.row)

    def _on_choices(self) -> None:
        self._cell = None
        self._draw()

    def _show_sample(self, row: int) -> None:
        self.commanded.emit(ShowSample(row))

    def _on_due(self) -> None:
        assert self._latest is not None
        self.render(self._latest)
