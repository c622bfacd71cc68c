"""Where does a card about an element stand, so that it covers least of what feeds the element?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF

from nnviz.core.arrays import Array
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.biases import bias_row
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.fact_item import anchor_of
from nnviz.ui.diagram.focus import Focus, focus_on
from nnviz.ui.diagram.neurons_item import element_of

AWAY = 14
"""Pixels between the card and what it tells of."""
ITSELF, FEEDS, OTHER = 8.0, 4.0, 1.0
"""How much worse it is to cover the element than what feeds it, and that than anything else."""
FAR = 3.0
"""Pixels covered that are as bad as a pixel of distance."""
GRID = 9
"""So many places across and down the room are tried, too."""
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
        for box, rect in enumerate(drawing.bias_boxes(index)):
            yield Taken(rect, _weight(focus, Element(Part.BIAS, index - 1, bias_row(drawing, index, box))))
    last = drawing.readings.network.depth - 1
    for output, rect in zip(drawing.order[-1], drawing.arrangement.losses, strict=False):
        yield Taken(rect, _weight(focus, Element(Part.TARGET, last, output)))
    for bundle, labels in zip(drawing.bundles, drawing.labels, strict=True):
        for clear, rect in zip(focus.edges(bundle).tolist(), labels, strict=False):
            yield Taken(rect, FEEDS if clear else OTHER)


def place_card(size: QSizeF, room: QRectF, anchor: QRectF, taken: Sequence[Taken]) -> QPointF:
    """The upper left corner: near the anchor or anywhere in the room, wherever the card covers least."""
    extent = np.array([size.width(), size.height()])
    low = np.array([room.left(), room.top()])
    high = np.maximum(low, np.array([room.right(), room.bottom()]) - extent)
    shares = np.linspace(0.0, 1.0, GRID)
    anywhere = np.stack(np.meshgrid(shares, shares), axis=-1).reshape(-1, 2) * (high - low) + low
    corners = np.clip(np.concatenate([_around(extent, anchor), anywhere]), low, high)
    places = _edges([each.place for each in taken])
    covered = _shared(corners, extent, places) @ np.array([each.weight for each in taken])
    best = corners[int((covered + FAR * _distances(corners, extent, _edges([anchor])[0])).argmin())]
    return QPointF(*best.tolist())


def _weight(focus: Focus, element: Element) -> float:
    return FEEDS if focus.has(element) else OTHER


def _around(extent: Array, anchor: QRectF) -> Array:
    """The upper left corners, (n, 2), of cards around the anchor."""
    middle = np.array(anchor.center().toTuple())
    away = (np.array([anchor.width(), anchor.height()]) + extent) / 2 + AWAY
    return np.asarray(middle + np.array(AROUND) * away - extent / 2)


def _edges(places: Sequence[QRectF]) -> Array:
    """Left, top, right and bottom of each, (n, 4)."""
    return np.array([(place.left(), place.top(), place.right(), place.bottom()) for place in places]).reshape(-1, 4)


def _shared(corners: Array, extent: Array, places: Array) -> Array:
    """The area that a card at each corner shares with each place, (corners, places)."""
    first = np.maximum(corners[:, np.newaxis], places[:, :2])
    last = np.minimum((corners + extent)[:, np.newaxis], places[:, 2:])
    return np.asarray(np.maximum(last - first, 0.0).prod(axis=2))


def _distances(corners: Array, extent: Array, anchor: Array) -> Array:
    """How far a card at each corner is from the anchor, across and down."""
    apart = np.maximum(np.maximum(corners - anchor[2:], anchor[:2] - corners - extent), 0.0)
    return np.asarray(apart.sum(axis=1))
