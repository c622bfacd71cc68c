"""How did one weight, one bias or one unit change over the run?  A small chart of what is selected in the diagram."""

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.session.state import Element, Part, State
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.picture import Picture
from nnviz.ui.plots.history_values import history, value_at
from nnviz.ui.plots.legend import Entry
from nnviz.ui.plots.line import Line
from nnviz.ui.plots.loss_canvas import LossCanvas
from nnviz.ui.plots.loss_picture import LossPicture, picture_of
from nnviz.ui.plots.read_out import PointerReadOut
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import format_number
from nnviz.walkthrough.notation import Names, subscripted

THICK, THIN = 3.0, 1.5
REDRAWS = 5
"""A second, while training runs."""
WIDTH = 16
"""At least, in lines of text."""
DIGITS = 4
"""Decimals where the view shows numbers rounded to 0 or 1."""
NOTHING = np.zeros(0)


class HistoryPlot(PicturePanel):
    """The history of the selection.

    Shows: the selected weight, bias or unit at every checkpoint, and the cursor's place. Commands: none.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._latest: State | None = None
        self._state: State | None = None  # the one that is shown
        self._shown: tuple[object, ...] = ()
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self._points: tuple[Array, Array] = (NOTHING, NOTHING)
        self._pointed: int | None = None
        self.title, self.value = QLabel(), QLabel()
        font = self.value.font()
        font.setBold(True)
        self.value.setFont(font)
        self.canvas = LossCanvas(theme)
        self.empty = QuietLabel(theme, wraps=True, parent=self.canvas)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.read_out = PointerReadOut(theme, self.canvas)
        heading = QHBoxLayout()
        heading.addWidget(self.title)
        heading.addStretch(1)
        heading.addWidget(self.value)
        layout = QVBoxLayout(self)
        layout.addLayout(heading)
        layout.addWidget(self.canvas, 1)
        self.canvas.pointed.connect(self._on_pointed)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the history of what is selected."""
        timeline = state.work.timeline
        shown = (timeline.stretches, timeline.now, state.selection, state.sample_shown, state.view)
        self._latest = state
        other = shown[2:] != self._shown[2:]
        if shown == self._shown:
            self._state = state
        elif other or self._pace.allows(state.playing):
            self._state, self._shown = state, shown
            if other:
                self.canvas.follow()
            self._draw(state)

    def minimumSizeHint(self) -> QSize:
        """Wide enough that a curve has a shape."""
        return super().minimumSizeHint().expandedTo(QSize(WIDTH * self.fontMetrics().height(), 0))

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.canvas, self.empty, self.read_out):
            part.restyle(theme)
        if self._state is not None:
            self._draw(self._state)

    def picture(self, theme: Theme) -> Picture:
        """What is seen, for a file."""
        state, known = self._state, len(self._points[0]) > 1
        assert state is not None
        name = self._name(state, state.selection) if known and state.selection is not None else ""
        shown = LossPicture(
            self._lines(state, theme) if known else [],
            [],
            [Entry(None, name, QPen(theme.positive, THICK), self.value.text())] if known else [],
            self.title.text() if known else self.empty.text(),
            (self.tr("iteration"), name, "", "{epoch}"),
            None,
            self.canvas.ranges,
            self.canvas.logarithmic,
        )
        return picture_of(shown, theme, state.work.document.name)

    @property
    def points(self) -> tuple[Array, Array]:
        """The iterations and values that are drawn."""
        return self._points

    def _draw(self, state: State) -> None:
        element, timeline = state.selection, state.work.timeline
        if element is None or value_at(state.network, state.recipe, element, state.sample_shown) is None:
            self._show_nothing(self.tr("Select a weight, a bias or a neuron in the diagram to see its history."))
            return
        name = self._name(state, element)
        self._points = x, _ = history(timeline, element, state.sample_shown)
        self.title.setText(self.tr("History of {name}").format(name=name))
        self.value.setText(self._number(self._value_at(timeline.now.iteration)))
        if len(x) < 2:
            self._show_empty(self.tr("The history of {name} appears here while the network learns.").format(name=name))
            return
        self.canvas.axes.label(self.tr("iteration"), name, "", "{epoch}")
        self.canvas.draw(self._lines(state, self.theme), None, max(int(x[-1]), timeline.end))
        self.canvas.place_cursor(timeline.now.iteration)
        self.canvas.show_instead(self.empty, False)
        self._show_pointed()

    def _lines(self, state: State, theme: Theme) -> list[Line]:
        """The curve, and a line at zero."""
        x, y = self._points
        end = float(max(int(x[-1]), state.work.timeline.end))
        zero = Line(np.array([0.0, end]), np.zeros(2), QPen(theme.quiet, THIN), is_faint=True)
        return [zero, Line(x, y, QPen(theme.positive, THICK))]

    def _show_nothing(self, why: str) -> None:
        self._points = (NOTHING, NOTHING)
        self.title.setText("")
        self.value.setText("")
        self._show_empty(why)

    def _show_empty(self, why: str) -> None:
        self.empty.setText(why)
        self.canvas.show_instead(self.empty, True)
        self.read_out.hide()

    def _name(self, state: State, element: Element) -> str:
        """The name of an element, of a unit with its sample."""
        if element.part is Part.UNIT:
            unit = subscripted(state.network.layers[element.layer].unit_names[element.unit])
            sample = 0 if state.sample_shown is None else state.sample_shown + 1
            return self.tr("{unit}, sample {sample}").format(unit=unit, sample=sample)
        view = state.view
        names = Names(state.network, state.recipe.bias_mode, view.notation, view.bias_as, view.first_layer)
        if element.part is Part.BIAS:
            return names.bias(element.layer, element.unit)
        return names.weight(element.layer, element.unit, element.source)

    def _value_at(self, iteration: int) -> float | None:
        """The value at the last point not after an iteration."""
        x, y = self._points
        last = int(np.searchsorted(x, iteration, "right")) - 1
        return float(y[last]) if last >= 0 else None

    def _number(self, value: float | None) -> str:
        digits = None if self._state is None else self._state.view.digits
        return "–" if value is None else format_number(value, DIGITS if digits is None else digits)

    def _on_pointed(self, iteration: int | None) -> None:
        self._pointed = iteration
        self._show_pointed()

    def _show_pointed(self) -> None:
        """Show the value under the pointer."""
        iteration, (x, _) = self._pointed, self._points
        self.canvas.point_at(iteration)
        if iteration is None or not len(x):
            self.read_out.hide()
            return
        nearest = int(x[np.abs(x - iteration).argmin()])
        self.read_out.show_values(
            self.tr("iteration {iteration}").format(iteration=nearest),
            [Entry(None, "", QPen(self.theme.positive, THICK), self._number(self._value_at(nearest)))],
            on_the_right=self.canvas.share_of(nearest) < 0.5,
        )

    def _on_due(self) -> None:
        assert self._latest is not None
        self.render(self._latest)
