"""What does the network answer over two of its inputs?  A surface in space that can be turned."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.core.network import Network
from nnviz.session.commands import ShowSample
from nnviz.session.predicting import outputs_are_secret
from nnviz.session.state import State
from nnviz.ui.check import Check
from nnviz.ui.choice import Choice
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.panels.present_source import TruthTable, present_source
from nnviz.ui.picture import Picture
from nnviz.ui.plots.output_map.chooser import Chooser
from nnviz.ui.plots.output_map.subject import subject_of
from nnviz.ui.plots.space.camera import Camera
from nnviz.ui.plots.space.canvas import SpaceCanvas
from nnviz.ui.plots.surface.drawing import SurfaceDrawing
from nnviz.ui.plots.surface.making import COARSE, FINE, MOST_SAMPLES, Base, Words, base, drawn, is_table
from nnviz.ui.plots.surface.painting import paint_surface, view_of
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme

REDRAWS = 15
"""A second, while training runs."""
FIRST = Camera(-120.0, 30.0)
"""The first input grows to the right, the second away from the viewer."""
SIZE = QSizeF(640, 540)
"""Of a picture in a file."""
NEAR = 0.8
"""How near to a sample a click must be, in lines of text."""


class OutputSurface(PicturePanel):
    """The surface of an output.

    Shows: what the network seen answers over two inputs, the samples at the height of their targets, the sample shown.
    Commands: ShowSample.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._latest: State | None = None
        self._state: State | None = None  # the one that is shown
        self._shape: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._base: Base | None = None
        self.drawing: SurfaceDrawing | None = None
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self.chooser = Chooser(theme, self)
        self.mesh = Choice([(str(count), f"{count} × {count}", "") for count in (COARSE, FINE)])
        self.mesh.setToolTip(self.tr("Points of the surface along each side"))
        self.residuals = Check(self.tr("Residuals"))
        self.residuals.setToolTip(self.tr("From what the network answers to each sample to its target"))
        self.residuals.setChecked(True)
        self.canvas = SpaceCanvas(theme, FIRST)
        self.canvas.setAccessibleName(self.tr("Output surface"))
        self.note = QuietLabel(theme, wraps=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.chooser.changed.connect(self._on_chosen)
        self.mesh.chosen.connect(self._on_chosen)
        self.residuals.toggled.connect(self._on_chosen)
        self.canvas.clicked.connect(self._on_clicked)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        for widget in (self.mesh, self.residuals):
            self.chooser.choices.add(widget)
        layout.addWidget(self.chooser.choices)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.chooser.held)
        layout.addWidget(self.note)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show what the network answers."""
        self._latest = state
        network = state.network_seen
        shown = (network, state.sample_shown, state.recipe.dataset, outputs_are_secret(state))
        if shown == self._shown:
            self._state = state
        elif self._pace.allows(state.playing):
            self._state, self._shown = state, shown
            last = network.layers[-1]
            shape = (state.recipe.dataset, network.input_names, last.unit_names, last.activation)
            if shape != self._shape:
                self._shape = shape
                self._take(network, state)
            elif self._base is not None and self.chooser.follows_sample:
                self._base = None
            self._draw()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.chooser.choices, self.canvas, self.note):
            part.restyle(theme)

    def picture(self, theme: Theme) -> Picture:
        """What is seen, for a file."""
        assert self._state is not None
        drawing, camera = self.drawing, self.canvas.camera

        def paint(painter: QPainter) -> None:
            if drawing is not None:
                paint_surface(painter, QRectF(QPointF(), SIZE).adjusted(12, 12, -12, -12), camera, theme, drawing)

        return Picture(SIZE, paint, self._state.work.document.name)

    def _take(self, network: Network, state: State) -> None:
        """Begin anew with another kind of network, or other data."""
        data = state.recipe.dataset
        self._base = None
        self.chooser.take(subject_of(network, data))
        self.chooser.choices.discretize.hide()
        possible = len(self.chooser.subject.inputs) > 1
        for part in (self.chooser.choices, self.canvas):
            part.setVisible(possible)
        self.residuals.setVisible(data is not None and len(self.chooser.subject.inputs) == 2)  # no others are held
        self.mesh.show_key(str(COARSE if is_table(data) else FINE))
        self.chooser.choices.fit_rows()

    def _say(self) -> None:
        """Write what the mouse does, and what is not seen."""
        assert self._state is not None
        if len(self.chooser.subject.inputs) < 2:
            self.note.setText(self.tr("A surface needs a network with two inputs or more."))
            return
        if outputs_are_secret(self._state):
            self.note.setText(self.tr("The answer is asked about first."))
            return
        texts = [self.tr("Drag to turn, roll to zoom, double-click to look as at first.")]
        if self.chooser.follows_sample:
            texts.append(self.tr("The other inputs are those of the sample shown."))
        data = self.chooser.subject.data
        if data is not None and data.samples > MOST_SAMPLES:
            seen = self.tr("{shown} of {all} samples are drawn, evenly chosen.")
            texts.append(seen.format(shown=MOST_SAMPLES, all=data.samples))
        self.note.setText(" ".join(texts))

    def _draw(self) -> None:
        state = self._state
        assert state is not None
        self._say()
        if len(self.chooser.subject.inputs) < 2 or outputs_are_secret(state):
            self.drawing = None
            self.canvas.show_scene(self._paint)
            return
        network = state.network_seen
        if self._base is None:
            words = self.tr("train"), self.tr("test")
            wish, count = self.chooser.wish(state, words), int(self.mesh.key)
            named = Words(self._title(state), self.tr("largest output"))
            self._base = base(self.chooser.subject, network, wish, count, named)
        joined = self.residuals.isChecked() and not self.residuals.isHidden()
        self.drawing = drawn(self._base, network, state.sample_shown, residuals=joined)
        self.canvas.show_scene(self._paint)

    def _title(self, state: State) -> str:
        """The name of a truth table; nothing over other data."""
        table = present_source(state.data)
        if isinstance(table, TruthTable):
            return self.tr("{function} logic").format(function=table.function)
        return state.work.document.name if is_table(state.recipe.dataset) else ""

    def _paint(self, painter: QPainter, room: QRectF, camera: Camera, theme: Theme) -> None:
        if self.drawing is not None:
            paint_surface(painter, room, camera, theme, self.drawing)

    def _on_chosen(self) -> None:
        self._base = None
        if self._state is not None:
            self._draw()

    def _on_clicked(self, point: QPointF) -> None:
        """Show the sample at a place."""
        drawing, canvas = self.drawing, self.canvas
        if drawing is None or drawing.samples is None or not len(drawing.samples.rows):
            return
        metrics = QFontMetricsF(canvas.font())
        seen = view_of(drawing, QRectF(canvas.rect()), canvas.camera, metrics).screen(drawing.samples.places)
        far = np.hypot(seen[:, 0] - point.x(), seen[:, 1] - point.y())
        if far.min() <= NEAR * metrics.height():
            self.commanded.emit(ShowSample(int(drawing.samples.rows[far.argmin()])))

    def _on_due(self) -> None:
        assert self._latest is not None
        self.render(self._latest)
