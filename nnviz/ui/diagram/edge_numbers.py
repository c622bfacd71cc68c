"""Which numbers stand on the edges, where, and with how many digits?  While new ones are pending, in two lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from nnviz.ui.diagram.arrangement import Arrangement
from nnviz.ui.diagram.edges import Bundle
from nnviz.ui.diagram.label_places import place_labels

FEWER = 4
"""Digits after the point that are left where more have no room."""
AIR = 0.25
"""In em: so far do the numbers keep from everything else."""

Places = tuple[QRectF, ...]


@dataclass(frozen=True, slots=True, eq=False)
class EdgeNumbers:
    """The places of the numbers of each bundle; none where they would hide each other."""

    places: tuple[Places, ...]
    digits: int | None


class _Room:
    """What the numbers are placed in: ``digit`` is the width of one, ``digits`` how many the widths have."""

    def __init__(self, arrangement: Arrangement, digits: int | None, digit: float) -> None:
        self.arrangement, self.digits, self._digit = arrangement, digits, digit
        air = AIR * arrangement.em
        self._obstacles = [rect.adjusted(-air, -air, air, air) for rect in arrangement.obstacles()]

    def wants(self, bundle: Bundle) -> bool:
        """Whether there are to be numbers on these edges."""
        return bool(self.arrangement.label_widths[bundle.layer] and bundle.whole and bundle.lines)

    def places(self, bundle: Bundle, lines: int, digits: int | None) -> Places | None:
        """The places for numbers of so many lines and digits; none where there is no room, or no number is wanted."""
        if not self.wants(bundle):
            return None
        arrangement, width = self.arrangement, self.arrangement.label_widths[bundle.layer]
        if digits is not None and self.digits is not None:
            width -= (self.digits - digits) * self._digit
        left, right = arrangement.leaving(bundle.layer, 0).x(), arrangement.reaching(bundle.layer + 1, 0).x()
        band = QRectF(left, 0, right - left, arrangement.size.height())
        size = QSizeF(width, (0.1 + 1.3 * lines) * arrangement.em)
        return place_labels(bundle.lines, size, band, self._obstacles)


def resting_numbers(arrangement: Arrangement, drawn: Sequence[Bundle], digits: int | None, digit: float) -> EdgeNumbers:
    """One number on each edge, where two lines would stand, so that it stays there when a new one comes below it."""
    room = _Room(arrangement, digits, digit)
    return EdgeNumbers(tuple(_resting(room, bundle) for bundle in drawn), digits)


def moving_numbers(arrangement: Arrangement, drawn: Sequence[Bundle], digits: int | None, digit: float) -> EdgeNumbers:
    """The old number above the new one: with fewer digits where that gives more edges room for both."""
    room = _Room(arrangement, digits, digit)
    wanted = sum(room.wants(bundle) for bundle in drawn)
    best: tuple[Places | None, ...] = tuple(None for _ in drawn)
    most, shown = 0, digits
    for fewer in (digits,) if digits is None else (digits, *range(min(digits, 8) - 1, FEWER - 1, -1)):
        two = tuple(room.places(bundle, 2, fewer) for bundle in drawn)
        count = sum(places is not None for places in two)
        if count > most:
            best, most, shown = two, count, fewer
        if most == wanted:
            break
    places = (
        room.places(bundle, 1, shown) if two_lines is None else two_lines
        for two_lines, bundle in zip(best, drawn, strict=True)
    )
    return EdgeNumbers(tuple(found or () for found in places), shown)


def _resting(room: _Room, bundle: Bundle) -> Places:
    two = room.places(bundle, 2, room.digits)
    if two is not None:
        return tuple(_one_line(place, room.arrangement.em) for place in two)
    return room.places(bundle, 1, room.digits) or ()


def _one_line(place: QRectF, em: float) -> QRectF:
    """A place for one line with the same middle."""
    found = QRectF(QPointF(), QSizeF(place.width(), 1.4 * em))
    found.moveCenter(place.center())
    return found
