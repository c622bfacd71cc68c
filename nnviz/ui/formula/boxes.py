"""How do parts of a formula stand beside each other?  Boxes with a baseline, put together into larger ones.

Lengths are in hundredths of an em (see ``typeset.EM``); y grows downwards, and the baseline is at 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath, QPainterPathStroker

from nnviz.ui.formula.scripts import Sign, braced, taken_apart
from nnviz.ui.formula.typeset import number_font, typeset
from nnviz.walkthrough.quantity import What

AXIS = 26.0
"""The height of fraction lines, and of the middle of a minus sign."""
LINE = 6.6
GAP = 13.0
MEDIUM, THICK = 22.0, 28.0
"""Spaces around signs of operation and of relation."""
SMALL = 0.72
"""The size of an exponent."""
SUBSCRIPT, SUBSCRIPT_BESIDE, SUPERSCRIPT = 21.0, 28.0, 46.0
"""How far scripts are lowered, alone and beside a raised one, and raised."""
CLOSER, AFTER = 5.0, 3.0
"""How far scripts move under the overhang of their sign, and the air behind them."""
WORTH_BREAKING = 1600.0
"""What is shorter stays together in its brackets."""
BRACKETS = (("", 92, 56), (r"\big", 105, 66), (r"\Big", 152, 98), (r"\bigg", 195, 145), (r"\Bigg", inf, inf))
"""Sizes of brackets, each with the ascent and descent that it holds; the last one must do for everything."""


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text in any font."""

    text: str
    font: QFont
    heavy: bool = False  # its outline is drawn too: not every font has a bold one
    quiet: bool = False  # it explains, and does not ask for attention


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """A drawing or a text at its place, with the number it stands for."""

    what: QPainterPath | Text
    extent: QRectF
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    of: What | None = None

    @property
    def place(self) -> QRectF:
        """Where it is."""
        size = self.extent
        left, top = self.x + size.x() * self.scale, self.y + size.y() * self.scale
        return QRectF(left, top, size.width() * self.scale, size.height() * self.scale)


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A part of a formula that stands for a number."""

    place: QRectF
    of: What


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A part of a formula."""

    width: float
    ascent: float
    descent: float
    inks: tuple[Ink, ...] = ()
    spots: tuple[Spot, ...] = ()
    breaks: tuple[float, ...] = ()  # where a long line may go on below

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.ascent + self.descent

    def moved(self, x: float, y: float, scale: float = 1.0) -> tuple[tuple[Ink, ...], tuple[Spot, ...]]:
        """What is in the box, where the box stands somewhere else in another size."""
        inks = tuple(
            Ink(ink.what, ink.extent, x + ink.x * scale, y + ink.y * scale, ink.scale * scale, ink.of)
            for ink in self.inks
        )
        return inks, tuple(replace(spot, place=_moved(spot.place, x, y, scale)) for spot in self.spots)

    def scaled(self, scale: float) -> "Box":
        """The box in another size; it is not broken any more."""
        inks, spots = self.moved(0, 0, scale)
        return Box(self.width * scale, self.ascent * scale, self.descent * scale, inks, spots)

    def about(self, what: What) -> "Box":
        """The box as the picture of a number."""
        inks = tuple(replace(ink, of=what) for ink in self.inks)
        whole = Spot(QRectF(0, -self.ascent, self.width, self.height), what)
        return replace(self, inks=inks, spots=(whole,), breaks=())


def _moved(place: QRectF, x: float, y: float, scale: float) -> QRectF:
    return QRectF(x + place.x() * scale, y + place.y() * scale, place.width() * scale, place.height() * scale)


def space(width: float) -> Box:
    """Nothing."""
    return Box(width, 0, 0)


@lru_cache(maxsize=8192)
def drawn(tex: str) -> Box:
    """A symbol of LaTeX; what has parts is put together from them, so that each is typeset but once."""
    if tex.startswith(r"\frac{"):
        top, rest = braced(tex[5:])
        bottom, rest = braced(rest)
        whole = fraction(_derivative(top), _derivative(bottom))
        return row((whole, drawn(rest))) if rest else whole
    signs = taken_apart(tex)
    if len(signs) > 1 or (signs and signs[0].tex != tex):
        return row(_with_scripts(sign) for sign in signs)
    glyphs = typeset(tex)
    extent = QRectF(0, -glyphs.ascent, glyphs.width, glyphs.ascent + glyphs.descent)
    return Box(glyphs.width, glyphs.ascent, glyphs.descent, (Ink(glyphs.path, extent),))


def _with_scripts(sign: Sign) -> Box:
    """A sign with what stands above and below it, at its right."""
    base = drawn(braced(sign.tex)[0] if sign.tex.startswith("{") else sign.tex)
    x, scripts = base.width - CLOSER, list[tuple[Box, float]]()
    if sign.below:
        scripts.append((drawn(sign.below).scaled(SMALL), SUBSCRIPT_BESIDE if sign.above else SUBSCRIPT))
    if sign.above:
        scripts.append((drawn(sign.above).scaled(SMALL), -SUPERSCRIPT))
    if not scripts:
        return base
    inks = [*base.inks, *(ink for box, y in scripts for ink in box.moved(x, y)[0])]
    ascent = max(base.ascent, *(box.ascent - y for box, y in scripts))
    descent = max(base.descent, *(box.descent + y for box, y in scripts))
    return Box(x + max(box.width for box, _ in scripts) + AFTER, ascent, descent, tuple(inks))


def _derivative(tex: str) -> Box:
    sign, found, of = tex.partition(r"\partial ")
    return row((drawn(r"\partial"), drawn(of))) if found and not sign else drawn(tex)


def text(written: str, *, heavy: bool = False) -> Box:
    """Numbers in the font of the symbols."""
    return written_in(Text(written, number_font(), heavy), 68.0, 6.0)


def written_in(what: Text, ascent: float, descent: float) -> Box:
    """A text."""
    width = QFontMetricsF(what.font).horizontalAdvance(what.text)
    return Box(width, ascent, descent, (Ink(what, QRectF(0, -ascent, width, ascent + descent)),))


def row(boxes: Iterable[Box]) -> Box:
    """Boxes on one baseline."""
    x, inks, spots, breaks, ascent, descent = 0.0, list[Ink](), list[Spot](), list[float](), 0.0, 0.0
    for box in boxes:
        moved, places = box.moved(x, 0)
        inks += moved
        spots += places
        breaks += [x + place for place in box.breaks]
        x += box.width
        ascent, descent = max(ascent, box.ascent), max(descent, box.descent)
    return Box(x, ascent, descent, tuple(inks), tuple(spots), tuple(breaks))


def sign(tex: str, around: float = MEDIUM, *, breaks: bool = False) -> Box:
    """A sign between two parts; a long line may be broken before it."""
    whole = row((space(around), drawn(tex), space(around)))
    return replace(whole, breaks=(around * 0.5,)) if breaks else whole


def fraction(top: Box, bottom: Box) -> Box:
    """One over the other."""
    width = max(top.width, bottom.width) + 12
    up = -(AXIS + LINE / 2 + GAP + max(top.descent, 4.0))
    down = -AXIS + LINE / 2 + GAP + max(bottom.ascent, 62.0)
    inks, spots = top.moved((width - top.width) / 2, up)
    lower, places = bottom.moved((width - bottom.width) / 2, down)
    bar = _bar(QRectF(2, -AXIS - LINE / 2, width - 4, LINE))
    return Box(width + 4, top.ascent - up, down + bottom.descent, (*inks, bar, *lower), (*spots, *places))


def _bar(place: QRectF) -> Ink:
    path = QPainterPath()
    path.addRect(place)
    return Ink(path, place)


def power(base: Box, exponent: Box) -> Box:
    """One raised by the other."""
    small = exponent.scaled(SMALL)
    up = -max(34.0, base.ascent - 36.0 + small.descent)
    inks, spots = small.moved(base.width + 3, up)
    width, ascent = base.width + 3 + small.width + 3, max(base.ascent, small.ascent - up)
    return Box(width, ascent, base.descent, (*base.inks, *inks), (*base.spots, *spots), base.breaks)


def bracketed(inside: Box) -> Box:
    """In brackets that are high enough."""
    size = next(size for size, up, down in BRACKETS if up >= inside.ascent and down >= inside.descent)
    if inside.width < WORTH_BREAKING:
        inside = replace(inside, breaks=())
    left, right = (drawn(size + which) for which in (("l(", "r)") if size else ("(", ")")))
    return row((left, inside, right))


def root(inside: Box) -> Box:
    """Under a root sign."""
    top, foot = -inside.ascent - 16.0, inside.descent + 2.0
    line = QPainterPath(QPointF(4, -24))
    for x, y in ((15, -32), (34, foot - 4), (56, top), (60 + inside.width, top)):
        line.lineTo(x, y)
    stroker = QPainterPathStroker()
    stroker.setWidth(LINE)
    stroker.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    hook = Ink(stroker.createStroke(line), QRectF(0, top, 60 + inside.width, foot - top))
    inks, spots = inside.moved(60, 0)
    return Box(66 + inside.width, LINE - top, foot, (hook, *inks), spots)


def between_bars(inside: Box) -> Box:
    """The absolute value."""
    up, height = -inside.ascent - 6.0, inside.height + 12.0
    bars = tuple(_bar(QRectF(x, up, LINE, height)) for x in (8.0, inside.width + 24.0))
    inks, spots = inside.moved(20, 0)
    return Box(inside.width + 40, -up, inside.descent + 6.0, (*bars, *inks), spots)


def broken(box: Box, width: float, later: float) -> list[Box]:
    """The lines of a box: the first at most ``width`` wide, the others ``later``, where it can be broken so."""
    lines, start, room = list[Box](), 0.0, width
    while box.width - start > room:
        places = [place for place in box.breaks if place > start + 1]
        fitting = [place for place in places if place <= start + room]
        if not places:
            break
        end = max(fitting) if fitting else min(places)
        lines.append(_part(box, start, end))
        start, room = end, later
    return [*lines, _part(box, start, box.width + 1)] if lines else [box]


def _part(box: Box, start: float, end: float) -> Box:
    """What stands in a box between two places."""

    def inside(place: QRectF) -> bool:
        return start <= place.center().x() < end

    inks = tuple(replace(ink, x=ink.x - start) for ink in box.inks if inside(ink.place))
    spots = tuple(Spot(spot.place.translated(-start, 0), spot.of) for spot in box.spots if inside(spot.place))
    ascent = max((-ink.place.top() for ink in inks), default=0.0)
    descent = max((ink.place.bottom() for ink in inks), default=0.0)
    return Box(min(end, box.width) - start, ascent, descent, inks, spots)
