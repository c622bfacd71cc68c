"""How does a page fit into its place?  Lines are broken, and made smaller where that is not enough; nothing is cut."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import inf

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from nnviz.core.network import Network
from nnviz.session.linking import element_of
from nnviz.ui.formula.boxes import Box, Ink, Spot, Text, broken, row, space, written_in
from nnviz.ui.formula.colors import color_of, lit
from nnviz.ui.formula.lines import Line, Page, body_font, explanation, lines, title, words
from nnviz.ui.formula.typeset import EM
from nnviz.ui.style import BODY
from nnviz.ui.theme import Theme
from nnviz.walkthrough.quantity import Quantity, What
from nnviz.walkthrough.scene import Scene

HEADING, LABEL = 1.15, 0.86
"""Sizes, as multiples of the body text."""
SHRINKING = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4, 0.34, 0.28)
SENTENCES, FORMULAS, LEAST_USUAL = 2.7, 9.9, 0.6
"""Heights of two sentences and of the lines of usual formulas, as multiples of the body text: in a low room all
formulas are as small as the usual ones must be, but not smaller than the least, so that their size seldom changes."""
LEAST_GAP, MOST_GAP = 0.3, 0.8
"""Between two lines, as multiples of the body text."""
BESIDE = 80.0
"""Around the label of a line that stands at the end of another one."""
INDENT = 200.0
"""Of a line of code that goes on below."""
NO_CORNER = QSizeF(0, 0)
UP, DOWN = 74.0, 22.0
"""Every line is at least so high: numbers that change do not shake the page."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page in its place, in pixels from the top left."""

    inks: tuple[Ink, ...]
    spots: tuple[Spot, ...]
    size: QSizeF  # what it takes

    def spot_at(self, point: QPointF) -> Spot | None:
        """What is pointed at."""
        return next((spot for spot in self.spots if spot.place.contains(point)), None)


def compose(page: Page, room: QSizeF, em: float, corner: QSizeF = NO_CORNER) -> Sheet:
    """Fit a page into a room; ``em``: pixels of the body text; ``corner``: what is left free at the top right."""
    sentences, parts = (words(title(page), heavy=True), words(explanation(page), quiet=True)), lines(page)
    usual = min(1.0, max(LEAST_USUAL, (room.height() / em - SENTENCES) / FORMULAS))

    @cache
    def shrunk(step: int) -> _Column:
        size = usual * SHRINKING[step]
        return _Column(sentences, parts, room, (em * min(1.0, size * 1.25), em * size), corner)

    def fits(step: int) -> bool:
        size = shrunk(step).size
        return size.width() <= room.width() + 1 and size.height() <= room.height() + 1

    last = len(SHRINKING) - 1
    return shrunk(0 if fits(0) else bisect_left(range(last), True, lo=1, key=fits)).sheet()


@dataclass(frozen=True, slots=True, eq=False)
class _Stack:
    """Boxes below each other in one size; those of a part of the page have its label, and a gap above them."""

    boxes: Sequence[Box]
    size: float  # pixels of an em
    x: float = 0.0
    label: Box | None = None

    @property
    def width(self) -> float:
        """How far to the right they reach."""
        return self.x + max(box.width for box in self.boxes) * self.size / EM

    @property
    def baselines(self) -> Sequence[float]:
        """Where they stand, from the top; the last number is where they end."""
        found, y = [], 0.0
        for box in self.boxes:
            found.append(y + max(box.ascent, UP) * self.size / EM)
            y = found[-1] + max(box.descent, DOWN) * self.size / EM
        return *found, y


class _Column:
    """The lines from top to bottom: how much room they need, and where they stand in it."""

    def __init__(
        self, sentences: tuple[Box, Box], parts: Sequence[Line], room: QSizeF, em: tuple[float, float], corner: QSizeF
    ) -> None:
        """``em``: pixels of text, and of formulas."""
        self._text, self._em = em
        self._room = room
        self._margin = (max(_label(part).width for part in parts) * LABEL / EM + 1.4) * self._text
        first = self._sentence(sentences[0], HEADING * self._text, corner.width())
        beside = first.baselines[-1] < corner.height()
        second = self._sentence(sentences[1], self._text, corner.width() if beside else 0.0)
        self._stacks = first, second, *(self._line(part) for part in self._joined(*parts))
        self._labels = len(self._stacks) - 2

    @property
    def size(self) -> QSizeF:
        """The least room that is enough."""
        heights = (stack.baselines[-1] for stack in self._stacks)
        width = max(stack.width for stack in self._stacks)
        return QSizeF(width, sum(heights) + LEAST_GAP * self._em * self._labels)

    def sheet(self) -> Sheet:
        """All lines, with what is left of the height between them."""
        least = self.size
        left = (self._room.height() - least.height()) / self._labels
        more = min((MOST_GAP - LEAST_GAP) * self._em, left) if 0 < left < inf else 0.0
        inks, spots = list[Ink](), list[Spot]()
        for box, x, baseline, size in self._placed(LEAST_GAP * self._em + more):
            moved, places = box.moved(x, baseline, size / EM)
            inks += moved
            spots += places
        return Sheet(tuple(inks), tuple(spots), QSizeF(least.width(), least.height() + more * self._labels))

    def _placed(self, gap: float) -> Iterator[tuple[Box, float, float, float]]:
        """Every box, its place, and the pixels of an em."""
        y = 0.0
        for stack in self._stacks:
            *baselines, end = stack.baselines
            if stack.label is not None:
                y += gap
                yield stack.label, 0.0, y + baselines[0], LABEL * self._text
            for box, baseline in zip(stack.boxes, baselines, strict=True):
                yield box, stack.x, y + baseline, stack.size
            y += end

    def _joined(self, first: Line, *parts: Line) -> Sequence[Line]:
        """The last line at the end of the first one, where there is room: the height is for the formulas."""
        *others, last = parts
        size = self._size(first)
        label, tail = _label(last).scaled(LABEL * self._text / size), last.tail.scaled(self._size(last) / size)
        end = row((label, space(BESIDE), tail))
        left = (self._room.width() - self._margin) * EM / size - first.head.width - first.tail.width - end.width - 1
        if left < BESIDE:
            return first, *parts
        return replace(first, tail=row((first.tail, space(left), end))), *others

    def _size(self, part: Line) -> float:
        return part.size * (self._text if part.plain else self._em)

    def _sentence(self, sentence: Box, size: float, taken: float) -> _Stack:
        """A sentence beside what is taken at the right."""
        width = (self._room.width() - taken) * EM / size
        return _Stack(broken(sentence, width, width), size)

    def _line(self, part: Line) -> _Stack:
        size, x = self._size(part), self._margin
        room, later = (self._room.width() - x) * EM / size, part.head.width or INDENT
        first, *others = broken(part.tail, room - part.head.width, room - later)
        below = (row((space(later), other)) for other in others)
        return _Stack((row((part.head, first)), *below), size, x, _label(part))


def _label(part: Line) -> Box:
    return written_in(Text(part.label.upper(), body_font(True), quiet=True), UP, DOWN)


def paint(painter: QPainter, sheet: Sheet, scene: Scene, theme: Theme, pointed: What | None = None) -> None:
    """Paint a sheet from the origin on, with light on what is pointed at."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    if pointed is not None:
        _paint_light(painter, lit_spots(sheet, pointed, scene.moment.network), theme)
    for ink in sheet.inks:
        painter.save()
        painter.translate(ink.x, ink.y)
        painter.scale(ink.scale, ink.scale)
        _paint_ink(painter, ink, scene, theme)
        painter.restore()
    painter.restore()


def lit_spots(sheet: Sheet, pointed: What, network: Network) -> list[Spot]:
    """Where a number stands, or several; where one stands nowhere, what belongs to the same thing of the diagram."""
    found = [spot for spot in sheet.spots if _shows(spot.of, pointed)]
    element = element_of(pointed, network) if isinstance(pointed, Quantity) else None
    if found or element is None:
        return found
    return [spot for spot in sheet.spots if isinstance(spot.of, Quantity) and element_of(spot.of, network) == element]


def _shows(shown: What, pointed: What) -> bool:
    """Whether one is the other, or is among the numbers of the other."""
    if isinstance(shown, Quantity):
        return shown == pointed if isinstance(pointed, Quantity) else pointed.holds(shown)
    return shown.holds(pointed) if isinstance(pointed, Quantity) else shown == pointed


def _paint_light(painter: QPainter, spots: Sequence[Spot], theme: Theme) -> None:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for spot in spots:
        path.addRoundedRect(spot.place.adjusted(-3, -3, 3, 3), 4, 4)
    painter.fillPath(path, lit(theme))


def _paint_ink(painter: QPainter, ink: Ink, scene: Scene, theme: Theme) -> None:
    what = ink.what
    color = color_of(ink.of, scene, theme)
    if isinstance(what, QPainterPath):
        painter.fillPath(what, color)
        return
    painter.setFont(what.font)
    painter.setPen(theme.quiet if what.quiet else color)
    painter.drawText(QPointF(0, 0), what.text)
    if what.heavy:
        outline = QPainterPath()
        outline.addText(QPointF(0, 0), what.font, what.text)
        painter.strokePath(outline, QPen(color, 3.0))


def paint_formula(painter: QPainter, place: QRectF, page: Page, theme: Theme, em: float = BODY) -> None:
    """Paint the page of a fact into a rectangle, as the panel does."""
    painter.save()
    painter.translate(place.topLeft())
    paint(painter, compose(page, place.size(), em), page.fact.scene, theme)
    painter.restore()


def needed_height(page: Page, width: float, em: float = BODY) -> float:
    """How high a page is that need not be made smaller."""
    return compose(page, QSizeF(width, inf), em).size.height()
