"""How much room does everything need?  For large circles and for cards: the sizes of one unit with all around it."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSizeF

from nnviz.ui.diagram.circle_lines import PIECE
from nnviz.ui.diagram.plan import Biases, ColumnPlan, Measures, Plan

LONG = 0.9
"""Of the text: so large are long numbers in circles at least."""
STACK = 2.6
"""In em: by so much the columns are farther apart where numbers of two lines stand above each other."""
CLOSE = 2.2
"""In em: so close to each other are the columns at least, where maps or many layers need the room."""
SHORT = 3.2
"""In em: names are cut to it where a map says, too, what a unit is."""
RIM = 0.2
"""In em: of a card, around its small picture."""
BESIDE = 0.65
"""Of the text: so large are a bias and a delta at least that stand beside each other."""
CROWN = 5.2
"""In em: by so much a card is higher where its small picture stands above its text."""


class Shape(Enum):
    """How the units of the diagram are drawn."""

    CIRCLES = "circles"
    CARDS = "cards"


@dataclass(frozen=True, slots=True)
class Room:
    """The sizes that one shape needs at least, in pixels."""

    shape: Shape
    unit: float  # height of a circle or card
    block: float  # of a unit with what stands above and below it
    above: float  # of the block, above the unit
    head: float  # above the first block
    foot: float  # below the last
    widths: tuple[float, ...]  # of each column, the losses last
    gaps: tuple[float, ...]  # between the columns
    margin: float  # left and right of all
    lines: int = 0  # of text on a card
    slim: bool = False  # the name of a card has a line of its own
    numbered: bool = True  # the edges have room for their numbers, the new ones below the old ones
    air: float = 0.0  # of the block, below the unit, not needed below the last

    @property
    def width(self) -> float:
        """The least width of the diagram."""
        return sum(self.widths) + sum(self.gaps) + 2 * self.margin

    def height(self, units: int) -> float:
        """The least height of a diagram whose largest column has that many units."""
        return self.head + self.foot + units * self.block - self.air

    def scale(self, units: int, view: QSizeF) -> float:
        """The scale at which it just fits into a view of that size."""
        return min(view.width() / self.width, view.height() / self.height(units))


class Gap(Enum):
    """How the numbers on crossing edges have room between the columns."""

    WIDE = "wide"  # beside each other
    STACKED = "stacked"  # in two lines above each other, each on its own edge
    NARROW = "narrow"  # in one line above each other


def circles(plan: Plan, measures: Measures, gap: Gap) -> Room:
    """The room for circles, with biases above them and deltas below."""
    em = measures.em
    pieces = max(column.pieces for column in plan.columns)
    side = max((5.4 + PIECE * (pieces - 1)) * em, LONG * measures.number + em)
    above = 2.3 * em if plan.has(Biases.EACH) else 0.0
    head = 3.0 * em if plan.has(Biases.ONE) and not above else 0.6 * em
    widths = tuple(
        max(side, column.pieces * (measures.bias + 0.4 * em) if column.biases is Biases.EACH else 0.0)
        for column in plan.columns
    )
    aside = {Gap.WIDE: 0.35 * side, Gap.STACKED: STACK * em, Gap.NARROW: 0.0}[gap]
    gaps = tuple(max(4.5 * em, least) for least in _gaps(plan, measures, 1.8 * em, aside))
    air = (2.6 if gap is Gap.STACKED else 1.2) * em if any(measures.labels) else 0.0
    losses = ((measures.loss,), (2.2 * em,)) if plan.losses else ((), ())
    return Room(
        Shape.CIRCLES,
        unit=side,
        block=above + side + 1.5 * em + air,
        above=above,
        head=head,
        foot=2.4 * em,
        widths=(*widths, *losses[0]),
        gaps=(*gaps, *losses[1]),
        margin=1.2 * em,
        air=air,
        numbered=gap is not Gap.NARROW or not any(measures.labels),
    )


def _gaps(plan: Plan, measures: Measures, air: float, aside: float) -> tuple[float, ...]:
    """The room between the columns for the numbers on the edges; more where they have to stand beside each other."""
    gaps = []
    for label, left, right in zip(measures.labels, plan.columns, plan.columns[1:], strict=False):
        crossing = min(left.units, right.units)
        many = crossing > 2
        wide = label * (1.6 if many else 1.0) + air + (aside if crossing > 1 else 0.0)
        gaps.append(wide if label and (aside or not many) else 0.0)
    return tuple(gaps)


def cards(plan: Plan, measures: Measures, lines: int, labels: bool, crown: bool = False, slim: bool = False) -> Room:
    """The room for cards of so many lines: name and activation, then bias and delta in one line or two.

    With ``labels`` there is room between the columns for the numbers on the edges. With ``crown`` the small pictures
    stand above the texts, not beside them. A ``slim`` card has its name in a further line, the first.
    """
    em = measures.em
    number = 1.1 * (measures.sign + measures.number)
    name = min(measures.name, SHORT * em) if plan.maps else measures.name
    if slim:
        plain = max(name, number, BESIDE * measures.bias) + 1.0 * em
        lines += 1
    else:
        plain = max(name + number + 1.6 * em, measures.bias + 0.8 * em)
    if lines == 2 and plan.has(Biases.EACH):
        plain = max(plain, BESIDE * (measures.bias + measures.badge) + 0.8 * em)
    text = _text_height(em, lines)
    picture = 0.0 if crown else text - RIM * em
    widths = tuple(plain + (picture if column.pictured else 0.0) for column in plan.columns)
    if plan.picture:
        widths = (14 * em, *widths[1:])
    losses = ((measures.loss,), (2.0 * em,)) if plan.losses else ((), ())
    least = (6.5 if labels else CLOSE if slim or (plan.maps and not crown) else 3.4) * em
    gaps = tuple(max(least, gap if labels else 0.0) for gap in _gaps(plan, measures, 2.0 * em, 4.0 * em))
    height = text + (CROWN * em if crown else 0.0)
    return Room(
        Shape.CARDS,
        unit=height,
        block=height + 0.55 * em,
        above=0.25 * em,
        head=(4.4 if plan.has(Biases.ONE) else 2.4) * em,
        foot=0.6 * em,
        widths=(*widths, *losses[0]),
        gaps=(*gaps, *losses[1]),
        margin=1.0 * em,
        lines=lines,
        slim=slim,
        numbered=labels or not any(measures.labels),
    )


def text_place(card: QRectF, column: ColumnPlan, em: float, lines: int) -> QRectF:
    """The part of a card where its text stands: below the small picture or right of it, where it has one."""
    height = _text_height(em, lines)
    if not column.pictured:
        return card
    if card.height() > height + em:
        return QRectF(card.left(), card.bottom() - height, card.width(), height)
    return card.adjusted(height - RIM * em, 0, 0, 0)


def picture_place(card: QRectF, em: float, lines: int) -> QRectF:
    """Where the small picture stands on a card."""
    crown = card.height() - _text_height(em, lines)
    side = crown - RIM * em if crown > em else card.height() - 2 * RIM * em
    left = card.center().x() - side / 2 if crown > em else card.left() + RIM * em
    return QRectF(left, card.top() + RIM * em, side, side)


def _text_height(em: float, lines: int) -> float:
    return (1.55 * lines + 0.3) * em
