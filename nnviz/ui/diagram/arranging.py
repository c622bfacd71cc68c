"""From the numbers of each frame to where everything stands, so that nothing shakes while they change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont

from nnviz.ui.diagram.arrangement import Arrangement, arrange
from nnviz.ui.diagram.edge_numbers import FEWER
from nnviz.ui.diagram.kept import Kept
from nnviz.ui.diagram.measuring import measure, whole_digits
from nnviz.ui.diagram.plan import Plan, plan_of
from nnviz.ui.diagram.readings import Readings
from nnviz.ui.theme import Theme

LEGIBLE = 1.0
"""Below this scale the edges show fewer digits, for the sake of larger text."""
MAPPED, LEAST_SHARE = 0.72, 0.9
"""Maps are left out where they make the text smaller than this, and than this share of its size without them."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a drawing is made for."""

    theme: Theme
    font: QFont
    em: float  # the size of the text, in pixels
    size: QSizeF
    density: float = 1.0  # dots of the screen for each pixel

    @property
    def signature(self) -> tuple[object, ...]:
        """What the arrangement depends on."""
        return self.font.family(), self.em, self.size.width(), self.size.height(), self.density


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """What has a place, and where."""

    plan: Plan
    places: Arrangement
    unit_digits: int | None
    edge_digits: int | None


@dataclass(frozen=True, slots=True)
class _Digits:
    """After the point, and before it: of units and of edges."""

    shown: int | None
    whole: tuple[int, int]


class Arranger:
    """Arranges one frame after the other, and keeps what has not changed."""

    def __init__(self) -> None:
        self._plan: Plan | None = None
        self._whole = (1, 1)
        self._kept: Kept[Arranged] = Kept()

    def arrange(self, readings: Readings, canvas: Canvas, digits: int | None, maps: bool) -> Arranged:
        """The places of everything; with ``maps`` those of the maps, too, where there is room for them."""
        plan = plan_of(readings.network, readings.recipe, maps)
        tried = readings.before is not None and plan == self._plan
        widths = _Digits(digits, self._whole if tried else self._whole_digits(plan, readings))
        key = (canvas.signature, widths, plan, _all_names(readings))
        return self._kept.get(key, lambda: _with_room(plan, readings, canvas, widths))

    def _whole_digits(self, plan: Plan, readings: Readings) -> tuple[int, int]:
        """The digits before the point, of units and of edges; they do not become fewer while the network stays."""
        whole = (whole_digits(tuple(column.shown for column in readings.columns)), whole_digits(readings.edges))
        if plan == self._plan:
            whole = (max(whole[0], self._whole[0]), max(whole[1], self._whole[1]))
        self._plan, self._whole = plan, whole
        return whole


def _all_names(readings: Readings) -> tuple[object, ...]:
    network, names = readings.network, readings.names
    return (
        network.input_names,
        *(layer.unit_names for layer in network.layers),
        names.notation,
        names.bias_as,
        names.first_layer,
    )


def _with_room(plan: Plan, readings: Readings, canvas: Canvas, digits: _Digits) -> Arranged:
    """The places with maps, or without them where they would make the text small or push out units."""
    found = _arrange(plan, readings, canvas, digits)
    if not plan.maps:
        return found
    plain = _arrange(plan.without_maps, readings, canvas, digits)
    large = found.places.scale >= min(MAPPED, LEAST_SHARE * plain.places.scale)
    return found if large and _units(found) >= _units(plain) else plain


def _units(arranged: Arranged) -> int:
    return sum(len(column.units) for column in arranged.places.columns)


def _arrange(plan: Plan, readings: Readings, canvas: Canvas, digits: _Digits) -> Arranged:
    """The places of everything; the edges show fewer digits where the text would become small.

    The units do so, too, where that gives the numbers on the edges their room.
    """

    def tried(units: int | None, edges: int | None) -> Arranged:
        measures = measure(canvas.font, canvas.em, plan, readings, (units, edges), digits.whole)
        return Arranged(plan, arrange(plan, measures, canvas.size, canvas.density), units, edges)

    steps = _steps(digits.shown)
    found = _first((tried(digits.shown, fewer) for fewer in steps), lambda it: it.places.scale >= LEGIBLE)
    if found.places.numbered:
        return found
    shorter = _first((tried(fewer, found.edge_digits) for fewer in steps), lambda it: it.places.numbered)
    return shorter if shorter.places.numbered else found


def _steps(digits: int | None) -> tuple[int | None, ...]:
    """Fewer and fewer digits, down to those that are always left."""
    if digits is None or digits <= FEWER:
        return (digits,)
    return (*range(digits, FEWER, -2), FEWER)


def _first(ways: Iterator[Arranged], good: Callable[[Arranged], bool]) -> Arranged:
    """The first good way, or the last."""
    for found in ways:
        if good(found):
            break
    return found
