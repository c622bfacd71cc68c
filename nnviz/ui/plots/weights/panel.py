"""What do the weights look like, and how do weights, activations and gradients spread while the network learns?"""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.session.commands import Select
from nnviz.session.state import State
from nnviz.ui.choice import Choice, numbered
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.picture import Picture
from nnviz.ui.plots.weights.canvas import WeightsCanvas
from nnviz.ui.plots.weights.making import matrix_of, sees_pictures, streams_of, wall_of
from nnviz.ui.plots.weights.past import Past
from nnviz.ui.plots.weights.sheet import Sheet
from nnviz.ui.plots.weights.streams import Words
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme

REDRAWS = 5
"""A second, while training runs."""
MORE = 20
"""Milliseconds that the window has between two slices of a long past."""
SIZE = QSizeF(720, 540)
"""Of a picture in a file."""


class Look(StrEnum):
    """What is drawn."""

    PICTURES = "pictures"
    MATRIX = "matrix"
    WEIGHTS = "weights"
    ACTIVATIONS = "activations"
    GRADIENTS = "gradients"


INKS = {Look.WEIGHTS: "accent", Look.ACTIVATIONS: "forward", Look.GRADIENTS: "backward"}


class WeightsPanel(PicturePanel):
    """The weights.

    Shows: the weights of a layer as pictures or as a matrix, or histograms of every layer over the run.
    Commands: Select.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._state: State | None = None
        self._shown: tuple[object, ...] = ()
        self._layers: tuple[str, ...] = ()
        self._past = Past()
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self._more = QTimer(self, singleShot=True, interval=MORE)
        self._more.timeout.connect(self._on_more)
        self.look = Choice(
            (
                self.tr("Now"),
                (
                    Look.PICTURES.value,
                    self.tr("Pictures"),
                    self.tr("The weights of each unit, as the picture it looks for"),
                ),
                (Look.MATRIX.value, self.tr("Matrix"), self.tr("A row for each unit, a column for each input")),
                self.tr("Over the run"),
                (Look.WEIGHTS.value, self.tr("Weights"), self.tr("How the weights of each layer spread")),
                (
                    Look.ACTIVATIONS.value,
                    self.tr("Activations"),
                    self.tr("How the activations of training samples spread"),
                ),
                (Look.GRADIENTS.value, self.tr("Gradients"), self.tr("How large the gradients are, in powers of ten")),
            )
        )
        self.layer = Choice()
        self.canvas = WeightsCanvas(theme)
        self.note = QuietLabel(theme, wraps=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setMinimumHeight(2 * self.note.fontMetrics().height())  # the picture keeps still
        self._chosen: Look | None = None
        self._pointed = ""
        self._place()
        self.look.chosen.connect(self._on_look)
        self.layer.chosen.connect(self._draw)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.chosen.connect(lambda element: self.commanded.emit(Select(element)))

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the weights."""
        self._state = state
        names = tuple(layer.name for layer in state.network.layers)
        if names != self._layers:
            self._layers = names
            self.layer.offer(numbered(names, self.tr("Layer: {name}")))
            self._shown = ()
        timeline = state.work.timeline
        shown = (state.network_seen, state.selection, state.view.digits, state.recipe.dataset, timeline.stretches)
        if shown == self._shown or not self._pace.allows(state.playing):
            return
        self._shown = shown
        self._draw()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.canvas, self.note):
            part.restyle(theme)

    def picture(self, theme: Theme) -> Picture:
        """What is seen, for a file."""
        sheet = self.canvas.sheet
        assert self._state is not None

        def paint(painter: QPainter) -> None:
            if sheet is not None:
                sheet.paint(painter, QRectF(QPointF(), SIZE).adjusted(12, 12, -12, -12), theme)

        return Picture(SIZE, paint, self._state.work.document.name)

    @property
    def chosen(self) -> Look:
        """What is drawn: of pictures the pictures, until another is chosen."""
        assert self._state is not None
        pictures = sees_pictures(self._state)
        if self._chosen is None or (self._chosen is Look.PICTURES and not pictures):
            return Look.PICTURES if pictures else Look.MATRIX
        return self._chosen

    def _place(self) -> None:
        bar = QWidget()
        flow = FlowLayout(bar, gap=10, row_gap=4)
        flow.setContentsMargins(0, 0, 0, 0)
        for part in (self.look, self.layer):
            flow.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(bar)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.note)

    def _draw(self) -> None:
        look = self.chosen
        assert self._state is not None
        self.look.refuse(
            Look.PICTURES.value, "" if sees_pictures(self._state) else self.tr("The inputs are no picture.")
        )
        self.look.show_key(look.value)
        self.layer.setVisible(look is Look.MATRIX and len(self._layers) > 1)
        self.canvas.show_sheet(self._sheet(look))
        self._say()

    def _sheet(self, look: Look) -> Sheet:
        state = self._state
        assert state is not None
        if look is Look.PICTURES:
            return wall_of(state)
        if look is Look.MATRIX:
            return matrix_of(state, int(self.layer.key))
        self._past.follow(state.work.timeline)
        if not self._past.complete:
            self._more.start()
        words = Words(
            self.tr("iteration"),
            self.tr("{layer}, iteration {iteration}: median {median}; nine of ten between {low} and {high}"),
            self.tr("nothing to show yet"),
        )
        return streams_of(self._past.places, look.value, list(self._layers), INKS[look], words)

    def _say(self) -> None:
        """Write what is under the pointer, or what the picture means."""
        lines = self.tr("The thick line is the median; nine of ten lie between the thin ones.")
        hints = {
            Look.PICTURES: self.tr("Blue pixels speak for the unit, orange ones against it."),
            Look.MATRIX: self.tr("Point at a cell to read it; click it to select the weight."),
            Look.WEIGHTS: lines,
            Look.ACTIVATIONS: self.tr("Of up to 100 training samples. {lines}").format(lines=lines),
            Look.GRADIENTS: self.tr("|∂E/∂w| in powers of ten, of up to 100 training samples; zeros are left out."),
        }
        self.note.setText(self._pointed or hints[self.chosen])

    def _on_look(self, key: str) -> None:
        self._chosen = Look(key)
        self._draw()

    def _on_pointed(self, text: str) -> None:
        self._pointed = text
        if self._state is not None:
            self._say()

    def _on_more(self) -> None:
        """Go on with what took too long for one redraw; out of sight, when it is shown again."""
        if self.isVisible():
            self._draw()
        else:
            self._shown = ()

    def _on_due(self) -> None:
        assert self._state is not None
        self.render(self._state)
