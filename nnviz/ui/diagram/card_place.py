"""Where does a card about an element stand, so that it covers least of what feeds the element?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from nnviz.session.state import Element, Part
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.fact_item import anchor_of
from nnviz.ui.diagram.focus import Focus, focus_on
from nnviz.ui.diagram.neurons_item import element_of
from nnviz.ui.diagram.surroundings_item import bias_row

AWAY = 14
"""Pixels between the card and what it tells of."""
ITSELF, FEEDS, OTHER = 8.0, 4.0, 1.0
"""How much worse it is to cover the element than what feeds it, and that than anything else."""
FAR = 3.0
"""Pixels covered that are as bad as a pixel of distance."""
AROUND = ((1, 1), (-1, 1), (1, -1), (-1, -1), (0, 1), (0, -1), (1, 0), (-1, 0))


@dataclass(frozen=True, slots=True)
class Taken:
    """A place that should stay visible, and how much that matters."""

    place: QRectF
    weight: float


def places_to_keep(drawing: Drawing, element: Element) -> Iterator[Taken]:
    """Everything in the diagram, in units of the scene: the element first, if it is shown."""
    anchor, focus = anchor_of(drawing, element), focus_on(drawing.readings, element)
    if anchor is not None:
        yield Taken(anchor, ITSELF)
    for index, column in enumerate(drawing.arrangement.columns):
        for unit, rect, badge in zip(drawing.order[index], column.units, column.badges, strict=True):
            whole = rect.united(badge) if drawing.has_badges(index) else rect
            yield Taken(whole, _weight(focus, element_of(index, unit)))
        for box, rect in enumerate(column.biases):
            yield Taken(rect, _weight(focus, Element(Part.BIAS, index - 1, bias_row(drawing, index, box))))
    last = drawing.readings.network.depth - 1
    for output, rect in zip(drawing.order[-1], drawing.arrangement.losses, strict=False):
        yield Taken(rect, _weight(focus, Element(Part.TARGET, last, output)))
    for bundle, labels in zip(drawing.bundles, drawing.labels, strict=True):
        for clear, rect in zip(focus.edges(bundle).tolist(), labels, strict=False):
            yield Taken(rect, FEEDS if clear else OTHER)


def place_card(size: QSizeF, room: QRectF, anchor: QRectF, taken: Sequence[Taken]) -> QPointF:
    """The upper left corner: around the anchor or in a corner of the room, wherever the card covers least."""
    card, best, least = QRectF(QPointF(), size), QPointF(), float("inf")
    for center in _centers(size, room, anchor):
        card.moveCenter(center)
        card.moveLeft(max(room.left(), min(card.left(), room.right() - size.width())))
        card.moveTop(max(room.top(), min(card.top(), room.bottom() - size.height())))
        cost = FAR * _distance(card, anchor) + sum(each.weight * _shared(card, each.place) for each in taken)
        if cost < least:
            best, least = card.topLeft(), cost
    return best


def _weight(focus: Focus, element: Element) -> float:
    return FEEDS if focus.has(element) else OTHER


def _centers(size: QSizeF, room: QRectF, anchor: QRectF) -> Iterator[QPointF]:
    wide, high = (anchor.width() + size.width()) / 2 + AWAY, (anchor.height() + size.height()) / 2 + AWAY
    yield from (anchor.center() + QPointF(x * wide, y * high) for x, y in AROUND)
    yield from (room.topLeft(), room.topRight(), room.bottomLeft(), room.bottomRight())
    yield from (QPointF(anchor.center().x(), y) for y in (room.top(), room.bottom()))


def _shared(card: QRectF, place: QRectF) -> float:
    both = card.intersected(place)
    return 0.0 if both.isEmpty() else both.width() * both.height()


def _distance(card: QRectF, anchor: QRectF) -> float:
    """How far apart the two rectangles are."""
    across = max(0.0, card.left() - anchor.right(), anchor.left() - card.right())
    down = max(0.0, card.top() - anchor.bottom(), anchor.top() - card.bottom())
    return across + down
