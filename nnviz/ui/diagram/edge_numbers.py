"""Which numbers stand on the edges, where, and with how many digits?  While new ones are pending, in two lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from nnviz.ui.diagram.arrangement import Arrangement
from nnviz.ui.diagram.edges import Bundle
from nnviz.ui.diagram.label_places import place_labels

FEWER = 4
"""Digits after the point that are left where more have no room."""
TEXTS = (1.0, 0.9, 0.8)
"""Of the text: so small are the numbers where larger ones do not find their places in the room made for them."""
AIR = 0.25
"""In em: so far do the numbers keep from everything else."""

Places = tuple[QRectF, ...]


@dataclass(frozen=True, slots=True, eq=False)
class EdgeNumbers:
    """The places of the numbers of each bundle; none where they would hide each other."""

    places: tuple[Places, ...]
    digits: int | None
    text: float  # how large, compared with other texts


@dataclass(frozen=True, slots=True)
class _Style:
    """How the numbers are written."""

    digits: int | None
    text: float


class _Room:
    """What the numbers are placed in: ``digit`` is the width of one, ``digits`` how many the widths have."""

    def __init__(self, arrangement: Arrangement, digits: int | None, digit: float) -> None:
        self.em, self.digits, self._digit, self._arrangement = arrangement.em, digits, digit, arrangement
        air = AIR * arrangement.em
        self._obstacles = [rect.adjusted(-air, -air, air, air) for rect in arrangement.obstacles()]

    def wants(self, bundle: Bundle) -> bool:
        """Whether there are to be numbers on these edges."""
        return bool(self._arrangement.label_widths[bundle.layer] and bundle.whole and bundle.lines)

    def places(self, bundle: Bundle, lines: int, style: _Style) -> Places:
        """The places for numbers of so many lines; none where there is no room, or no number is wanted."""
        if not self.wants(bundle):
            return ()
        arrangement, width = self._arrangement, self._arrangement.label_widths[bundle.layer]
        if style.digits is not None and self.digits is not None:
            width -= (self.digits - style.digits) * self._digit
        left, right = arrangement.leaving(bundle.layer, 0).x(), arrangement.reaching(bundle.layer + 1, 0).x()
        band = QRectF(left, 0, right - left, arrangement.size.height())
        size = QSizeF(width, (0.1 + 1.3 * lines) * self.em) * style.text
        return place_labels(bundle.lines, size, band, self._obstacles) or ()

    def one_line(self, bundle: Bundle, style: _Style) -> Places:
        """The places for one line where two would stand, so that it stays there when a new one comes below it."""
        height = 1.4 * style.text * self.em
        two = tuple(_middle(place, height) for place in self.places(bundle, 2, style))
        return two or self.places(bundle, 1, style)


def resting_numbers(arrangement: Arrangement, drawn: Sequence[Bundle], digits: int | None, digit: float) -> EdgeNumbers:
    """One number on each edge."""
    room = _Room(arrangement, digits, digit)
    styles = [_Style(digits, text) for text in _texts(arrangement)]
    return _fullest((_alone(room, drawn, style) for style in styles), sum(map(room.wants, drawn)))


def moving_numbers(arrangement: Arrangement, drawn: Sequence[Bundle], digits: int | None, digit: float) -> EdgeNumbers:
    """The old number above the new one: with fewer digits or smaller where that gives more edges room for both."""
    room = _Room(arrangement, digits, digit)
    steps = (digits,) if digits is None else (digits, *range(min(digits, 8) - 1, FEWER - 1, -1))
    largest, *smaller = _texts(arrangement)
    styles = [_Style(fewer, largest) for fewer in steps] + [_Style(steps[-1], text) for text in smaller]
    return _fullest((_old_and_new(room, drawn, style) for style in styles), 2 * sum(map(room.wants, drawn)))


def _texts(arrangement: Arrangement) -> tuple[float, ...]:
    return TEXTS if arrangement.numbered else TEXTS[:1]


def _alone(room: _Room, drawn: Sequence[Bundle], style: _Style) -> tuple[EdgeNumbers, int]:
    """The number in force; and to how many bundles it could be given."""
    places = tuple(room.one_line(bundle, style) for bundle in drawn)
    return EdgeNumbers(places, style.digits, style.text), _count(places)


def _old_and_new(room: _Room, drawn: Sequence[Bundle], style: _Style) -> tuple[EdgeNumbers, int]:
    """Both numbers where there is room for them, else the one in force; and to how many bundles each could be given."""
    both = tuple(room.places(bundle, 2, style) for bundle in drawn)
    places = tuple(two or room.places(bundle, 1, style) for two, bundle in zip(both, drawn, strict=True))
    return EdgeNumbers(places, style.digits, style.text), _count(both) + _count(places)


def _count(places: Sequence[Places]) -> int:
    return sum(map(bool, places))


def _fullest(ways: Iterable[tuple[EdgeNumbers, int]], most: int) -> EdgeNumbers:
    """The first way that shows most; no further one is looked at once it shows so many."""
    found: list[tuple[EdgeNumbers, int]] = []
    for way in ways:
        found.append(way)
        if way[1] == most:
            break
    return max(found, key=lambda way: way[1])[0]


def _middle(place: QRectF, height: float) -> QRectF:
    """So much of the middle of a place."""
    found = QRectF(QPointF(), QSizeF(place.width(), height))
    found.moveCenter(place.center())
    return found
