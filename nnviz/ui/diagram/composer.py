"""From the state to one frame of the diagram, keeping what has not changed since the last one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont

from nnviz.session.state import Element, Shown, State
from nnviz.ui.diagram.arrangement import Arrangement, arrange
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.edge_numbers import FEWER, EdgeNumbers, moving_numbers, resting_numbers
from nnviz.ui.diagram.edges import Bundle, Order, bundles
from nnviz.ui.diagram.focus import focus_on
from nnviz.ui.diagram.inks import Inks
from nnviz.ui.diagram.measuring import measure, whole_digits
from nnviz.ui.diagram.ordering import choose_order
from nnviz.ui.diagram.plan import Plan, plan_of
from nnviz.ui.diagram.readings import Readings, read
from nnviz.ui.diagram.spotlight import spotlight_of
from nnviz.ui.diagram.warnings import NO_WARNINGS, Watch
from nnviz.ui.theme import Theme

LEGIBLE = 1.0
"""Below this scale the edges show fewer digits, for the sake of larger text."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a drawing is made for."""

    theme: Theme
    font: QFont
    em: float  # the size of the text, in pixels
    size: QSizeF

    @property
    def signature(self) -> tuple[object, ...]:
        """What the arrangement depends on."""
        return self.font.family(), self.em, self.size.width(), self.size.height()


class Composer:
    """Makes drawings, one after the other."""

    def __init__(self) -> None:
        self.warns = True  # whether units that learn badly have a sign
        self._watch = Watch()
        self._plan: Plan | None = None
        self._whole = (1, 1)
        self._order: Order = ()
        self._inks: _Kept[Inks] = _Kept()
        self._arranged: _Kept[tuple[Arrangement, int | None]] = _Kept()
        self._bundled: _Kept[tuple[Bundle, ...]] = _Kept()
        self._numbered: _Kept[EdgeNumbers] = _Kept()

    def compose(self, state: State, canvas: Canvas, hovered: Element | None) -> Drawing:
        """The drawing of this state."""
        readings = read(state)
        plan = plan_of(readings.network, readings.recipe)
        digits = state.view.digits
        whole = self._whole if state.trial is not None and plan == self._plan else self._whole_digits(plan, readings)
        key = (canvas.signature, digits, whole, plan, _all_names(readings))
        arrangement, edge_digits = self._arranged.get(key, lambda: _arrange(plan, readings, canvas, digits, whole))
        spotlight = spotlight_of(state)
        wanted = (*spotlight.ends(readings.network), *(() if state.selection is None else (state.selection,)))
        self._order = choose_order(arrangement, plan, readings, wanted, self._order, state.playing)
        drawn = self._draw_edges(arrangement, plan, readings, state, hovered or spotlight.pointed or spotlight.about)
        inks = self._inks.get(
            (canvas.theme.name, canvas.font, canvas.em), lambda: Inks(canvas.theme, canvas.font, canvas.em)
        )
        moving = readings.coming is not None and readings.on_edges is Shown.WEIGHTS
        numbered = moving_numbers if moving else resting_numbers
        numbers = self._numbered.get(
            (arrangement, drawn, moving), lambda: numbered(arrangement, drawn, edge_digits, inks.width("0"))
        )
        return Drawing(
            inks,
            plan,
            arrangement,
            self._order,
            drawn,
            numbers.places,
            readings,
            digits,
            numbers.digits,
            state.selection,
            hovered,
            focus_on(readings, state.selection) if state.focused and state.selection else None,
            self._watch.look(readings, state.playing) if self.warns else NO_WARNINGS,
            state.playing,
            spotlight,
        )

    def _whole_digits(self, plan: Plan, readings: Readings) -> tuple[int, int]:
        """The digits before the point, of units and of edges; they do not become fewer while the network stays."""
        whole = (whole_digits(tuple(column.shown for column in readings.columns)), whole_digits(readings.edges))
        if plan == self._plan:
            whole = (max(whole[0], self._whole[0]), max(whole[1], self._whole[1]))
        self._plan, self._whole = plan, whole
        return whole

    def _draw_edges(
        self, arrangement: Arrangement, plan: Plan, readings: Readings, state: State, hovered: Element | None
    ) -> tuple[Bundle, ...]:
        focus = hovered if state.selection is None else state.selection
        values = tuple(
            layer.weight if edges is None else edges
            for layer, edges in zip(readings.network.layers, readings.edges, strict=True)
        )
        whole = all(len(shown) == column.units for shown, column in zip(self._order, plan.columns, strict=True))
        changing = () if whole else (focus,) if state.playing else (focus, state.seen, readings.on_edges, state.row)
        key = (arrangement, self._order, *changing)
        return self._bundled.get(key, lambda: bundles(arrangement, plan, self._order, values, focus))


class _Kept(Generic[Value]):
    """The last value, and what it was made for."""

    def __init__(self) -> None:
        self._key: object = None
        self._value: Value | None = None

    def get(self, key: object, make: Callable[[], Value]) -> Value:
        """The value for this key, made anew only where the key has changed."""
        if self._value is None or key != self._key:
            self._key, self._value = key, make()
        return self._value


def _all_names(readings: Readings) -> tuple[object, ...]:
    network, names = readings.network, readings.names
    return (
        network.input_names,
        *(layer.unit_names for layer in network.layers),
        names.notation,
        names.bias_as,
        names.first_layer,
    )


def _arrange(
    plan: Plan, readings: Readings, canvas: Canvas, digits: int | None, whole: tuple[int, int]
) -> tuple[Arrangement, int | None]:
    """The places of everything; the edges show fewer digits where the text would become small."""
    on_edges = digits
    while True:
        measures = measure(canvas.font, canvas.em, plan, readings, (digits, on_edges), whole)
        arrangement = arrange(plan, measures, canvas.size)
        if arrangement.scale >= LEGIBLE or on_edges is None or on_edges <= FEWER:
            return arrangement, on_edges
        on_edges = max(FEWER, on_edges - 2)
