"""What does an activation do to its net input?  Its curve, its derivative, and a point to be moved along."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from nnviz.core.activations import ACTIVATIONS, Activation, activation
from nnviz.core.arrays import Array
from nnviz.core.tangent import holds_others
from nnviz.session.state import State
from nnviz.ui.check import Check
from nnviz.ui.choice import Choice, numbered
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.formula_text import rich_formula
from nnviz.ui.names import name_of
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.picture import Picture
from nnviz.ui.plots.explorer.canvas import ExplorerCanvas
from nnviz.ui.plots.explorer.drawing import REACHES, ExplorerDrawing, explored
from nnviz.ui.plots.explorer.net_inputs import net_inputs
from nnviz.ui.plots.explorer.painting import frame_of, paint_explorer
from nnviz.ui.plots.explorer.words import told
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import format_number

REDRAWS = 20
"""A second, while training runs."""
DIGITS = 4
NOTHING = ""
WIDEST, NARROWEST, NOTCHES = 3.0, 0.001, 300
"""Of the step of the secant, and the places of its slider."""
SIZE = QSizeF(720, 480)
"""Of a picture in a file."""


class ActivationExplorer(PicturePanel):
    """The activation explorer.

    Shows: the activation of a layer, or any other, and the net inputs of that layer. Commands: none.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._state: State | None = None
        self._shown: tuple[object, ...] = ()
        self._layers: tuple[str, ...] = ()
        self._at = 0.5
        self._net_inputs: Array = np.array([])
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self._make_fields()
        self.canvas = ExplorerCanvas(theme)
        self.values, self.formula = QLabel(wordWrap=True), QuietLabel(theme, wraps=True)
        for label in (self.values, self.formula):
            label.setTextFormat(Qt.TextFormat.RichText)
        self._place()
        self.canvas.moved.connect(self._on_moved)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the net inputs of the layer, and its activation where no other was chosen."""
        self._state = state
        names = tuple(layer.name for layer in state.network.layers)
        if names != self._layers:
            self._layers = names
            self.layer.offer(numbered(names, self.tr("Layer: {name}")))
            self._shown = ()
        network = state.network_seen
        shown = (state.seen, network, state.recipe.dataset, state.view.digits)
        if shown == self._shown or not self._pace.allows(state.playing):
            return
        self._shown = shown
        self._draw()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.canvas, self.formula):
            part.restyle(theme)

    def picture(self, theme: Theme) -> Picture:
        """What is seen, for a file."""
        drawing = self.canvas.drawing
        assert drawing is not None

        def paint(painter: QPainter) -> None:
            room = QRectF(QPointF(), SIZE).adjusted(12, 12, -12, -12)
            paint_explorer(painter, drawing, frame_of(drawing, room, QFontMetricsF(painter.font())), theme)

        return Picture(SIZE, paint, name_of(drawing.curves[0].activation.name))

    def _make_fields(self) -> None:
        functions = [(name, name_of(name), rich_formula(activation(name).formula)) for name in ACTIVATIONS]
        self.function = Choice([(NOTHING, self.tr("As the layer"), ""), *functions])
        self.second = Choice([(NOTHING, self.tr("Compare with…"), ""), *functions])
        self.layer = Choice()
        self.z = NumberField(Range(-REACHES[-1], REACHES[-1]), characters=7)
        self.z.setAccessibleName("z")
        self.z.setToolTip(
            self.tr("The net input z at which the point stands; drag the point, or click and use the arrows")
        )
        self.secant = Check(self.tr("Secant"))
        self.secant.setToolTip(
            self.tr("The line through a second point, h farther on: the smaller h, the nearer the tangent")
        )
        self.step = QSlider(Qt.Orientation.Horizontal)
        self.step.setRange(0, NOTCHES)
        self.step.setValue(NOTCHES // 4)
        self.step.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.step.setAccessibleName(self.tr("Step h of the secant"))
        self.step.hide()
        self.function.chosen.connect(self._on_chosen)
        self.second.chosen.connect(self._on_chosen)
        self.layer.chosen.connect(self._on_layer)
        self.secant.toggled.connect(self._on_secant)
        self.step.valueChanged.connect(self._draw)
        self.z.entered.connect(self._on_moved)

    def _place(self) -> None:
        fields = QWidget()
        flow = FlowLayout(fields, gap=10, row_gap=4)
        flow.setContentsMargins(0, 0, 0, 0)
        for field in (self.function, self.second, self.z, self.layer):
            flow.addWidget(field)
        line = QHBoxLayout()
        line.addWidget(self.secant)
        line.addWidget(self.step, 1)
        line.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(fields)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(line)
        layout.addWidget(self.values)
        layout.addWidget(self.formula)

    def _functions(self) -> list[Activation]:
        assert self._state is not None
        own = self._state.network.layers[int(self.layer.key)].activation
        keys = [self.function.key or own.name, self.second.key]
        return [own if key == own.name else activation(key) for key in keys if key]

    def _draw(self) -> None:
        if self._state is None:
            return
        self._net_inputs = net_inputs(self._state, int(self.layer.key))
        step = (
            NARROWEST * (WIDEST / NARROWEST) ** (1 - self.step.value() / NOTCHES) if self.secant.isChecked() else None
        )
        drawing = explored(self._functions(), self._at, step, self._net_inputs)
        self.canvas.show_drawing(drawing)
        self.z.show_value(self._at)
        self._say(drawing)

    def _say(self, drawing: ExplorerDrawing) -> None:
        """The numbers at the point, the formulas and what is shaded."""
        assert self._state is not None
        digits = DIGITS if self._state.view.digits is None else self._state.view.digits
        z, value, slope = (format_number(number, digits) for number in (drawing.at, drawing.value, drawing.slope))
        parts = [f"<b>f({z}) = {value}</b>", f"<b>f′({z}) = {slope}</b>"]
        if drawing.secant is not None:
            parts.append(f"(f(z + h) − f(z)) / h = {format_number(drawing.secant, digits)}")
        self.values.setText(" &nbsp; ".join(parts))
        lines = [_described(curve.activation) for curve in drawing.curves]
        if holds_others(drawing.curves[0].activation):
            lines.append(self.tr("One net input runs, the others are held at 0."))
        if drawing.flat:
            lines.append(self.tr("Shaded: |f′| below 0.01, where hardly anything is learned."))
        if len(drawing.bars):
            lines.append(self.tr("Green bars: the net inputs z of the layer."))
        self.formula.setText("<br>".join(lines))

    def _on_moved(self, z: float) -> None:
        self._at = z
        self._draw()

    def _on_layer(self) -> None:
        self.function.show_key(NOTHING)
        self._draw()

    def _on_chosen(self) -> None:
        self._draw()

    def _on_secant(self, shown: bool) -> None:
        self.step.setVisible(shown)
        self._draw()

    def _on_due(self) -> None:
        assert self._state is not None
        self.render(self._state)


def _described(kind: Activation) -> str:
    """The formulas of a function and where they are from."""
    formulas = f"{rich_formula(kind.formula)}; f′ = {rich_formula(told(kind.derivative_formula))}"
    return f"{name_of(kind.name)}: {formulas} ({told(kind.source)})"
