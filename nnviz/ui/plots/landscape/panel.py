"""What does the loss look like around the network, and which way does it go there?  A map over two of its numbers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QPainter, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nnviz.core.network import Network
from nnviz.session.commands import EditParameters
from nnviz.session.predicting import outputs_are_secret
from nnviz.session.state import State
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.picture import Picture
from nnviz.ui.plots.landscape.board import Board
from nnviz.ui.plots.landscape.choices import LandscapeChoices
from nnviz.ui.plots.landscape.drawing import Descent, LandscapeDrawing, Place, Relief, Words
from nnviz.ui.plots.landscape.making import relief_of
from nnviz.ui.plots.landscape.outlook import Outlook, along_parameters, along_random
from nnviz.ui.plots.landscape.parameters import MOST, Parameter, key_of, parameters_of
from nnviz.ui.plots.landscape.sentences import height_of, limit_of, reading, too_large
from nnviz.ui.plots.landscape.surveyor import Surveyor
from nnviz.ui.plots.landscape.view import rounded, scaled, shifted
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme

REDRAWS = 25
"""A second, while training runs."""


class LossLandscape(PicturePanel):
    """The loss landscape.

    Shows: the loss of the training samples over two parameters or directions, the way of the descent, the gradient and
    the next step; beside it, for a network of one input, the samples with its line.
    Commands: EditParameters.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._latest: State | None = None
        self._state: State | None = None  # the one that is shown: the outlook is for its network
        self._shown: tuple[object, ...] = ()
        self._subject: tuple[object, ...] = ()
        self._parameters: tuple[Parameter, ...] = ()
        self._outlook: Outlook | None = None
        self._descent = Descent((0.0, 0.0))
        self._relief: Relief | None = None
        self._pointed: Place | None = None
        self._pace = Pace(REDRAWS, self)
        self.surveyor = Surveyor(self)
        self.choices = LandscapeChoices(theme)
        self.board = Board(theme)
        self.note = QuietLabel(theme, wraps=True)
        self.warning = QLabel(wordWrap=True)
        self._place()
        self._connect()
        self.restyle(theme)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the network on its landscape; nothing is made for nobody."""
        self._latest = state
        if not self.isVisible():
            return
        timeline, network = state.work.timeline, state.network_seen
        asks = state.prediction, state.asking, outputs_are_secret(state)
        run = timeline.now, timeline.stretches, state.recipe, state.playing
        shown = (network, *run, *asks, state.view, state.sample_shown)
        if shown == self._shown:
            self._state = state
        elif self._pace.allows(state.playing):
            self._shown = shown
            self._take_subject(state, network)
            self._state = state
            self._draw()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.choices, self.board, self.note):
            part.restyle(theme)
        palette = self.warning.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.error)
        self.warning.setPalette(palette)

    def picture(self, theme: Theme) -> Picture:
        """What is seen, for a file; its heights are not waited for."""
        assert self._state is not None
        self.surveyor.hurry()

        def paint(painter: QPainter) -> None:
            self.board.paint(painter, theme)

        return Picture(self.board.size_in_file, paint, self._state.work.document.name)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self.surveyor.stop()
        self._shown = ()

    def _place(self) -> None:
        heavy = self.warning.font()
        heavy.setBold(True)
        self.warning.setFont(heavy)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setMinimumHeight(2 * self.note.fontMetrics().height())  # the picture keeps still
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self.choices)
        layout.addWidget(self.board, 1)
        layout.addWidget(self.warning)
        layout.addWidget(self.note)

    def _connect(self) -> None:
        canvas = self.board.canvas
        self._pace.due.connect(self._on_due)
        self.surveyor.done.connect(self._color)
        self.choices.changed.connect(self._on_axes)
        self.choices.recolored.connect(self._color)
        self.choices.weighed.connect(self._draw)
        self.choices.fitted.connect(self._on_fit)
        canvas.pointed.connect(self._on_pointed)
        canvas.clicked.connect(self._on_clicked)
        canvas.dragged.connect(self._on_dragged)
        canvas.rolled.connect(self._on_rolled)
        self.board.resized.connect(self._draw)

    def _take_subject(self, state: State, network: Network) -> None:
        """Begin anew with another kind of network, or with other names; what was shown stays until all is ready."""
        mode = state.recipe.bias_mode
        subject = (state.work.document.name, state.recipe.dataset is None, *key_of(network, mode, state.view))
        if subject == self._subject:
            return
        self._subject = subject
        self._parameters = parameters_of(network, mode, state.view)
        several = any(layer.sources > 1 for layer in network.layers)
        if len(self._parameters) > 1:
            names = [parameter.name for parameter in self._parameters]
            self.choices.offer(names, directions=several, random=several and network.parameters > MOST)
        self.board.line.begin_anew()
        self._take_axes(state, network)

    def _take_axes(self, state: State, network: Network) -> None:
        self.surveyor.stop()
        self._relief, self._pointed = None, None
        if len(self._parameters) < 2 or state.recipe.dataset is None:
            self._outlook = None
        elif self.choices.random:
            seed = int(self.choices.seed.value or 0)
            self._outlook = along_random(network, seed, (self.tr("direction 1"), self.tr("direction 2")))
        else:
            across, up = (self._parameters[index] for index in self.choices.axes)
            self._outlook = along_parameters(network, state.recipe, across, up)

    def _draw(self) -> None:
        """Show everything as it is now."""
        state, outlook = self._state, self._outlook
        for part in (self.choices, self.board):
            part.setVisible(outlook is not None)
        if state is None or outlook is None:
            self.warning.hide()
            self.note.setText(self.tr("A landscape needs data, and two weights or biases at least."))
            return
        network = state.network_seen
        self.choices.show_penalty(state.recipe.regularization.active)
        outlook.shape = self.board.canvas.shape
        self._descent = outlook.look(state, network, penalized=self.choices.penalty.isChecked())
        self._show()
        self.surveyor.watch(outlook, network, running=state.playing)
        self.board.show_line(network, state.recipe, state.sample_shown)
        self._say()

    def _show(self) -> None:
        outlook = self._outlook
        assert outlook is not None
        words = Words(self.tr("now"), self.tr("path so far"), self.tr("downhill"), self.tr("next step"))
        drawing = LandscapeDrawing(outlook.names, *outlook.view, words, self._relief, self._descent)
        self.board.canvas.show_drawing(drawing)

    def _color(self) -> None:
        """Color the heights that are known."""
        if self._outlook is None or self._outlook.survey is None:
            return
        self._relief = relief_of(self._outlook.survey, self.choices.scale)
        self.choices.show_scale(self._relief.scale.logarithmic)
        self._show()

    def _say(self) -> None:
        """Write whether the rate is too large, and what is under the pointer, or what the height is."""
        state, outlook = self._state, self._outlook
        assert state is not None
        assert outlook is not None
        warning = too_large(state.recipe.rate, outlook.stable_rate)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        if self._pointed is not None:
            loss = None if outputs_are_secret(state) else outlook.height(self._pointed)
            self.note.setText(reading(outlook.names, self._pointed, loss, state.view.digits))
            return
        start = self.tr("Click to start there.") if outlook.parameters is not None else ""
        limit = "" if warning else limit_of(outlook.stable_rate)
        self.note.setText(" ".join(filter(None, (height_of(outlook.measure), limit, start))))

    def _on_axes(self) -> None:
        assert self._state is not None
        self._take_axes(self._state, self._state.network_seen)
        self._draw()

    def _on_fit(self) -> None:
        if self._outlook is not None:
            self._outlook.fit(self._descent)
            self._draw()

    def _on_dragged(self, across: float, up: float) -> None:
        assert self._outlook is not None
        self._outlook.choose_view(shifted(self._outlook.view, across, up))
        self._draw()

    def _on_rolled(self, factor: float, still: Place) -> None:
        assert self._outlook is not None
        self._outlook.choose_view(scaled(self._outlook.view, factor, still))
        self._draw()

    def _on_pointed(self, place: Place | None) -> None:
        if self._outlook is None or self._state is None:
            return
        self._pointed = None if place is None else rounded(self._outlook.view, place)
        there = None if self._pointed is None else self._outlook.axes.moved(self._state.network_seen, *self._pointed)
        self.board.point_at(there)
        self._say()

    def _on_clicked(self, place: Place) -> None:
        """Let the network start from a place."""
        assert self._outlook is not None
        if self._outlook.parameters is not None:
            values = rounded(self._outlook.view, place)
            elements = (parameter.element for parameter in self._outlook.parameters)
            self.commanded.emit(EditParameters(tuple(zip(elements, values, strict=True))))

    def _on_due(self) -> None:
        if self._latest is not None:
            self.render(self._latest)
