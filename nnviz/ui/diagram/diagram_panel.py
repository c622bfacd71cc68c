"""The network as a picture in which every number is alive."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QSizeF, Qt, Signal
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QGraphicsScene, QStackedWidget, QVBoxLayout, QWidget

from nnviz.session.commands import Select, SetDigits, SetFocus, ShowOnEdges, ShowOnUnits
from nnviz.session.state import Shown, State
from nnviz.ui.check import Check
from nnviz.ui.diagram.arranging import Canvas
from nnviz.ui.diagram.composer import Composer
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.legend import Legend, title_of
from nnviz.ui.diagram.likeness import exists, looks_like
from nnviz.ui.diagram.painting import items
from nnviz.ui.diagram.pointing import Pointing
from nnviz.ui.diagram.response_maps import MapsWanted, has_plane
from nnviz.ui.diagram.sample_bar import SampleBar
from nnviz.ui.diagram.view import DiagramView
from nnviz.ui.diagram.what_if_bar import WhatIfBar
from nnviz.ui.first_place import is_low
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.panel import Panel
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import Theme

SMALLEST_TEXT = 14
"""Pixels; a room cannot read less."""


class DiagramPanel(Panel):
    """The diagram, what it shows, and its scale.

    Shows: the sample seen, the selection, the moment. Commands: Select, ShowOnEdges, ShowOnUnits, ShowSample,
    SetDigits, EditWeight, EditBias, EditInput, EditTarget, TryValue, KeepTrial, DiscardTrial, SetFocus.
    Signals: ``maps_chosen(MapsWanted)``, where the user wants maps in the neurons.
    """

    maps_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._composer = Composer()
        self._state: State | None = None
        self.drawing: Drawing | None = None
        self._scene = QGraphicsScene(self)
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._items = items()
        for item in self._items:
            self._scene.addItem(item)
        self.view = DiagramView(self._scene)
        self.pointing = Pointing(theme, self.view)
        self._make_bars(theme)
        self._place()
        self._connect()
        self._paint_ground()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state, where anything that is shown has changed."""
        before, self._state = self._state, state
        if before is None or not looks_like(before, state):
            self._redraw()

    def restyle(self, theme: Theme) -> None:
        """Draw with another theme."""
        super().restyle(theme)
        self._paint_ground()
        for part in (self.switch, self.legend, self.samples, self.what_if, self.pointing.cards):
            part.restyle(theme)
        self._redraw()

    def fit(self) -> None:
        """Show all of the diagram."""
        self.view.fit()

    def zoom_in(self) -> None:
        """Show the middle larger."""
        self.view.zoom_in()

    def zoom_out(self) -> None:
        """Show more of the diagram."""
        self.view.zoom_out()

    @property
    def warns(self) -> bool:
        """Whether units that learn badly have a sign."""
        return self._composer.warns

    def show_warnings(self, on: bool) -> None:
        """Put signs on the units that learn badly, or none."""
        self._composer.warns = on
        self._redraw()

    @property
    def has_plane(self) -> bool:
        """Whether the raw inputs are two numbers, over whose plane every unit has a map."""
        state = self._state
        return state is not None and has_plane(state.network_seen, state.recipe.dataset)

    @property
    def maps(self) -> MapsWanted:
        """Where maps are wanted in the neurons."""
        return self._composer.maps

    def show_maps(self, wanted: MapsWanted) -> None:
        """Draw maps in the neurons where they are wanted."""
        self._composer.maps = wanted
        self._redraw()

    def toggle_maps(self) -> None:
        """Draw maps in the neurons of networks with data like these, or none."""
        if self._state is None or not self.has_plane:
            return
        data = self._state.recipe.dataset
        self.show_maps(self.maps.chosen(data, not self.maps.holds(data)))
        self.maps_chosen.emit(self.maps)

    @property
    def digits(self) -> int | None:
        """How many digits stand after the decimal point; none: rounded."""
        return None if self._state is None else self._state.view.digits

    def choose_digits(self, digits: int | None) -> None:
        """Show numbers with so many digits."""
        self.commanded.emit(SetDigits(digits))

    @property
    def focused(self) -> bool:
        """Whether only the selection and what feeds it is clear."""
        return self._state is not None and self._state.focused

    def toggle_focus(self) -> None:
        """Show clearly only what is selected, or else pointed at, and what feeds it; or everything again."""
        if self._state is None:
            return
        hovered = self.pointing.hovered
        if not self._state.focused and self._state.selection is None and hovered is not None:
            self.commanded.emit(Select(hovered))
        self.commanded.emit(SetFocus(not self._state.focused))

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text is another arrangement."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._redraw()

    def _paint_ground(self) -> None:
        self.view.setBackgroundBrush(self.theme.canvas)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self.theme.canvas)
        self.setPalette(palette)
        self.setAutoFillBackground(True)

    def _make_bars(self, theme: Theme) -> None:
        self.switch = Segmented(
            theme,
            (
                (Shown.WEIGHTS, self.tr("Weights"), self.tr("Edges show their weights, neurons their activations.")),
                (Shown.ACTIVATIONS, self.tr("Activations"),
                 self.tr("Edges show what they carry on: weight times activation.")),
                (Shown.DELTAS, self.tr("Deltas"), self.tr("Edges show what they carry back: weight times delta.")),
                (Shown.GRADIENTS, self.tr("Gradients"), self.tr("Edges show how the loss changes with their weights.")),
            ),
        )  # fmt: skip
        self.maps_switch = Check(self.tr("Maps"))
        self.maps_switch.setToolTip(
            self.tr(
                "In every neuron what it answers over the two inputs, on its own scale. Point at one to enlarge it."
            )
        )
        self.maps_switch.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.legend = Legend(theme)
        self.samples = SampleBar(theme)
        self.what_if = WhatIfBar(theme)

    def _place(self) -> None:
        bar = QWidget()
        top = FlowLayout(bar)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.switch)
        top.addWidget(self.maps_switch)
        top.set_corner(self.legend, yields=True)
        self._foot = QStackedWidget()  # as high as the higher of both: nothing moves when a trial begins
        self._foot.addWidget(self.samples)
        self._foot.addWidget(self.what_if)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._foot)

    def _connect(self) -> None:
        self.switch.chosen.connect(self._on_switched)
        self.maps_switch.clicked.connect(self.toggle_maps)
        self.samples.commanded.connect(self.commanded)
        self.what_if.commanded.connect(self.commanded)
        self.pointing.commanded.connect(self.commanded)
        self.pointing.pointed.connect(self._redraw)
        self.view.resized.connect(self._redraw)

    def _redraw(self) -> None:
        """Compose the drawing anew and hand it to the items."""
        state, viewport = self._state, self.view.viewport()
        if state is None or viewport.width() < 2:
            return
        em = max(SMALLEST_TEXT, QFontInfo(self.font()).pixelSize())
        canvas = Canvas(self.theme, self.font(), em, QSizeF(viewport.size()), self.devicePixelRatioF())
        selection, hovered = (
            element if exists(element, state) else None for element in (state.selection, self.pointing.hovered)
        )
        drawing = self._composer.compose(replace(state, selection=selection), canvas, hovered)
        for item in self._items:
            item.show(drawing)
        self.drawing = drawing
        self.view.show_all(drawing.arrangement.size)
        self.switch.show_value(state.shown_on_edges)
        self.maps_switch.setVisible(self.has_plane)
        self.maps_switch.setChecked(self.maps.holds(state.recipe.dataset))
        self.legend.show_scale(title_of(drawing.readings), drawing.readings.edge_scale)
        self.samples.render(state)
        self._show_trial(state, drawing)
        data = state.recipe.dataset
        alone = data is not None and data.samples == 1
        self._foot.setHidden(alone and state.trial is None and is_low(self))  # the View menu has the digits, too
        self.pointing.show(state, drawing)

    def _show_trial(self, state: State, drawing: Drawing) -> None:
        """Show the bar of the trial in place of the sample's, while a value is tried out."""
        if state.trial is not None:
            self.what_if.show_trial(state.trial, drawing.readings, state.view.digits)
        self._foot.setCurrentWidget(self.samples if state.trial is None else self.what_if)

    def _on_switched(self, shown: Shown) -> None:
        """Edges and units change together; units go on showing activations while the edges show weights."""
        self.commanded.emit(ShowOnEdges(shown))
        self.commanded.emit(ShowOnUnits(Shown.ACTIVATIONS if shown is Shown.WEIGHTS else shown))
