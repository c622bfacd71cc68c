"""What do the hidden layers make of the samples?  Their places in the space of each layer, and the way there."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.session.commands import ShowSample
from nnviz.session.predicting import open_question, outputs_are_secret
from nnviz.session.state import State
from nnviz.ui.check import Check
from nnviz.ui.choice import Choice, numbered
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.picture import Picture
from nnviz.ui.plots.hidden_space.canvas import HiddenSpaceCanvas
from nnviz.ui.plots.hidden_space.ground import Ground, ground
from nnviz.ui.plots.hidden_space.making import Shots, drawn, shots_of
from nnviz.ui.plots.hidden_space.naming import stage_name
from nnviz.ui.plots.hidden_space.painting import paint_space
from nnviz.ui.plots.hidden_space.stages import Stage, last_hidden, stages_of
from nnviz.ui.plots.hidden_space.way import Way
from nnviz.ui.plots.hidden_space.words import explanation, reading
from nnviz.ui.plots.output_map.scale import tells_classes
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme

REDRAWS = 30
"""A second, while training runs."""
SIZE = QSizeF(640, 580)
"""Of a picture in a file."""


class HiddenSpace(PicturePanel):
    """The hidden space.

    Shows: the samples, the input grid and the boundary in the space of each layer of the network seen.
    Commands: ShowSample.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._latest: State | None = None
        self._state: State | None = None  # the one that is shown
        self._structure: tuple[object, ...] = ()
        self._shape: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._stages: tuple[Stage, ...] = ()
        self._ground: Ground | None = None
        self._shots: Shots | None = None
        self._pointed: int | None = None
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self.canvas = HiddenSpaceCanvas(theme)
        self.way = Way(theme)
        self.grid = Check(self.tr("Input grid"))
        self.grid.setToolTip(self.tr("Straight lines of the input plane, as each layer bends them"))
        self.grid.setChecked(True)
        self.net_inputs = Check(self.tr("Net inputs, too"))
        self.net_inputs.setToolTip(
            self.tr("Stop before each activation: the weights only turn, stretch and move; the activation bends")
        )
        self.color = Choice()
        self.note = QuietLabel(theme, wraps=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setMinimumHeight(2 * self.note.fontMetrics().height())  # the picture keeps still
        self._place()
        self.way.moved.connect(self._draw)
        self.grid.toggled.connect(self._draw)
        self.net_inputs.toggled.connect(self._on_net_inputs)
        self.color.chosen.connect(self._on_color)
        self.canvas.chosen.connect(lambda row: self.commanded.emit(ShowSample(row)))
        self.canvas.pointed.connect(self._on_pointed)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show where the samples stand."""
        self._latest = state
        network = state.network_seen
        shown = (network, state.sample_shown, state.recipe.dataset, _secret(state), state.view)
        if shown == self._shown:
            self._state = state
        elif self._pace.allows(state.playing):
            self._state, self._shown = state, shown
            structure = (
                network.input_names,
                *((layer.name, layer.unit_names, layer.activation) for layer in network.layers),
            )
            if structure != self._structure:
                self._structure = structure
                self._offer_stages()
            shape = (structure, state.recipe.dataset)
            if shape != self._shape:
                self._shape = shape
                self._offer_colors()
                self._prepare()
            self._shoot()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.canvas, self.way, self.note):
            part.restyle(theme)

    def picture(self, theme: Theme) -> Picture:
        """What is seen, for a file."""
        drawing, camera = self.canvas.drawing, self.canvas.camera
        assert self._state is not None

        def paint(painter: QPainter) -> None:
            room = QRectF(QPointF(), SIZE).adjusted(12, 12, -12, -12)
            if drawing is not None:
                heading = 1.4 * painter.fontMetrics().height()
                painter.setPen(theme.text)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter), drawing.heading)
                paint_space(painter, drawing, room.adjusted(0, heading, 0, 0), camera, theme)

        return Picture(SIZE, paint, self._state.work.document.name)

    def _place(self) -> None:
        fields = QWidget()
        flow = FlowLayout(fields, gap=16, row_gap=4)
        flow.setContentsMargins(0, 0, 0, 0)
        for field in (self.grid, self.net_inputs, self.color):
            flow.addWidget(field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self.way)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(fields)
        layout.addWidget(self.note)

    def _offer_stages(self, place: int | None = None) -> None:
        """The stages of another network; at first the last hidden layer, which the outputs listen to."""
        assert self._state is not None
        network = self._state.network_seen
        self._stages = stages_of(network, self.net_inputs.isChecked())
        names = tuple(stage_name(network, stage, self._state.view) for stage in self._stages)
        self.way.show_stages(names, last_hidden(self._stages) if place is None else place)
        self.net_inputs.setVisible(len(stages_of(network, True)) > len(stages_of(network, False)))

    def _offer_colors(self) -> None:
        """The targets that can color the samples, where they are no classes."""
        assert self._state is not None
        network, data = self._state.network_seen, self._state.recipe.dataset
        names = network.layers[-1].unit_names if data is not None and not tells_classes(network, data) else ()
        self.color.offer(numbered(names, self.tr("Color: {name}")))
        self.color.setVisible(len(names) > 1)

    def _prepare(self) -> None:
        """What stays while the network trains."""
        assert self._state is not None
        output = max(0, self.color.currentIndex())
        words = self.tr("train"), self.tr("test")
        self._ground = ground(self._state.network_seen, self._state.recipe.dataset, output, words)
        self.grid.setVisible(bool(self._ground.plane))

    def _shoot(self) -> None:
        """Send everything through the network."""
        state, ground = self._state, self._ground
        assert state is not None
        assert ground is not None
        empty = not (ground.marks.count or ground.plane)
        self._shots = (
            None if empty else shots_of(ground, state.network_seen, self._stages, state.sample_shown, self._shots)
        )
        self._draw()

    def _draw(self) -> None:
        state, shots = self._state, self._shots
        if state is None:
            return
        drawing = None
        if shots is not None:
            drawing = drawn(shots, self.way.position, state.view, grid=self.grid.isChecked(), secret=_secret(state))
        self.canvas.show_drawing(drawing)
        self._say()

    def _say(self) -> None:
        """Write which sample is under the pointer, or what is seen."""
        state, shots = self._state, self._shots
        assert state is not None
        if shots is None:
            text = self.tr("There are no samples to show.")
        elif self._pointed is None:
            text = explanation(shots, self.way.position)
        elif _secret(state):
            text = self.tr("The answer is asked about first.")
        else:
            text = reading(shots, self.way.position, self._pointed, state.view)
        self.note.setText(text)

    def _on_pointed(self, row: int | None) -> None:
        if row != self._pointed:
            self._pointed = row
            self._say()

    def _on_net_inputs(self) -> None:
        """Stay where the picture is, and offer the stops between, or no longer."""
        if self._state is None:
            return
        stage = self._stages[round(self.way.position)]
        stages = stages_of(self._state.network_seen, self.net_inputs.isChecked())
        self._offer_stages(stages.index(stage if stage in stages else Stage(stage.layer)))
        self._shoot()

    def _on_color(self) -> None:
        self._prepare()
        self._shoot()

    def _on_due(self) -> None:
        assert self._latest is not None
        self.render(self._latest)


def _secret(state: State) -> bool:
    """Whether numbers that could be read off are or will be asked about."""
    return open_question(state) is not None or outputs_are_secret(state)
