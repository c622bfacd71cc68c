"""From the state to one frame of the diagram, keeping what has not changed since the last one."""

from nnviz.session.predicting import outputs_are_secret
from nnviz.session.state import Element, Shown, State
from nnviz.ui.diagram.arrangement import Arrangement
from nnviz.ui.diagram.arranging import Arranger, Canvas
from nnviz.ui.diagram.drawing import Drawing, gaps
from nnviz.ui.diagram.edge_numbers import EdgeNumbers, moving_numbers, resting_numbers
from nnviz.ui.diagram.edges import Bundle, Order, bundles
from nnviz.ui.diagram.focus import focus_on
from nnviz.ui.diagram.inks import Inks
from nnviz.ui.diagram.interrupting import Parts, interrupted
from nnviz.ui.diagram.kept import Kept
from nnviz.ui.diagram.ordering import choose_order
from nnviz.ui.diagram.plan import Plan
from nnviz.ui.diagram.readings import Readings, read
from nnviz.ui.diagram.response_maps import CLOUDS_ONLY, FINENESS, Mapping, Maps, MapsWanted, has_plane
from nnviz.ui.diagram.spotlight import spotlight_of
from nnviz.ui.diagram.warnings import NO_WARNINGS, Watch


class Composer:
    """Makes drawings, one after the other."""

    def __init__(self, maps: MapsWanted = CLOUDS_ONLY, fineness: int = FINENESS) -> None:
        """``fineness``: points along each side of a unit's map."""
        self.warns = True  # whether units that learn badly have a sign
        self.maps = maps
        self._mapping = Mapping(fineness)
        self._watch = Watch()
        self._arranger = Arranger()
        self._order: Order = ()
        self._inks: Kept[Inks] = Kept()
        self._bundled: Kept[tuple[Bundle, ...]] = Kept()
        self._numbered: Kept[EdgeNumbers] = Kept()
        self._parts: Kept[tuple[tuple[Parts, ...], ...]] = Kept()

    def compose(self, state: State, canvas: Canvas, hovered: Element | None) -> Drawing:
        """The drawing of this state."""
        readings = read(state)
        mapped = self._is_mapped(readings)
        arranged = self._arranger.arrange(readings, canvas, state.view.digits, mapped)
        plan, arrangement = arranged.plan, arranged.places
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
            (arrangement, drawn, moving), lambda: numbered(arrangement, drawn, arranged.edge_digits, inks.width("0"))
        )
        parts = self._parts.get(
            (drawn, numbers),
            lambda: tuple(interrupted(bundle.lines, gaps(numbers.places, canvas.em)) for bundle in drawn),
        )
        return Drawing(
            inks,
            plan,
            arrangement,
            self._order,
            drawn,
            numbers.places,
            parts,
            readings,
            state.view.digits,
            arranged.unit_digits,
            numbers.digits,
            numbers.text,
            state.selection,
            hovered,
            focus_on(readings, state.selection) if state.focused and state.selection else None,
            self._watch.look(readings, state.playing) if self.warns else NO_WARNINGS,
            state.playing,
            spotlight,
            self._mapped(state, readings) if mapped else None,
        )

    def _is_mapped(self, readings: Readings) -> bool:
        """Whether every unit is to have a map."""
        data = readings.recipe.dataset
        return self.maps.holds(data) and has_plane(readings.network, data)

    def _mapped(self, state: State, readings: Readings) -> Maps | None:
        """The maps; none while what the network answers is asked about."""
        if outputs_are_secret(state):
            return None
        return self._mapping.look(readings.network, readings.recipe.dataset, state.playing)

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
