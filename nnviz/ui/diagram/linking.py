"""Which number of the drawing is under the pointer?  Its address, for the other panels and for the way to its fact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from nnviz.session.linking import quantity_of
from nnviz.session.state import Element, Part, Shown
from nnviz.ui.diagram.circle_lines import circle_lines
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.labels_item import label_at
from nnviz.ui.diagram.neurons_item import badge_text, element_of, small_text
from nnviz.ui.diagram.room import Shape
from nnviz.ui.diagram.surroundings_item import target_line, total_text
from nnviz.walkthrough.quantity import Kind, Quantity

GIVEN = (Kind.INPUT, Kind.TARGET, Kind.WEIGHT, Kind.BIAS)


@dataclass(frozen=True, slots=True)
class Link:
    """A number and the place where it stands."""

    quantity: Quantity
    place: QRectF


def number_at(drawing: Drawing, point: QPointF) -> Quantity | None:
    """The number that is written at a point."""
    return next((link.quantity for link in _numbers(drawing, point) if link.place.contains(point)), None)


def made_at(drawing: Drawing, point: QPointF) -> Quantity | None:
    """The same where the number was made, so that a fact tells how; none where it was given, and can be edited."""
    found = None if drawing.readings.live else number_at(drawing, point)
    return None if found is None or found.kind in GIVEN else found


def meant_by(drawing: Drawing, element: Element) -> Quantity:
    """The number that an element as a whole stands for."""
    edge = element.part is Part.WEIGHT
    return quantity_of(
        element, drawing.readings.network, drawing.readings.on_edges if edge else drawing.readings.on_units
    )


def _numbers(drawing: Drawing, point: QPointF) -> Iterator[Link]:
    """The numbers around a point, those on top first."""
    for column, place in enumerate(drawing.arrangement.columns):
        for unit, rect, badge in zip(drawing.order[column], place.units, place.badges, strict=True):
            if rect.contains(point) or badge.contains(point):
                yield from _of_unit(drawing, column, unit, (rect, badge))
    yield from _of_losses(drawing, point)
    yield from _of_edge(drawing, point)


def _of_unit(drawing: Drawing, column: int, unit: int, places: tuple[QRectF, QRectF]) -> Iterator[Link]:
    rect, badge = places
    reading, layer = drawing.readings.columns[column], column - 1
    pieces = drawing.plan.columns[column].pieces
    if drawing.has_badges(column) and badge_text(drawing, column, unit):
        yield Link(Quantity(Kind.DELTA, layer, unit * pieces), badge)
    round_, lines = drawing.arrangement.shape is Shape.CIRCLES, circle_lines(rect, drawing.em, pieces)
    if round_ and small_text(drawing, reading, unit, column):
        yield from _small(drawing, column, unit, lines.small)
    if reading.shown is not None and not np.isnan(reading.shown[unit]):
        place = lines.large if round_ else rect.adjusted(0.4 * rect.width(), 0, 0, 0)
        yield Link(meant_by(drawing, element_of(column, unit)), place)


def _small(drawing: Drawing, column: int, unit: int, lines: Sequence[QRectF]) -> Iterator[Link]:
    """The net inputs below each other; or the activation, where another number is large."""
    layer, pieces = column - 1, drawing.plan.columns[column].pieces
    if drawing.readings.on_units in (Shown.DELTAS, Shown.GRADIENTS):
        heard = Quantity(Kind.INPUT, -1, unit) if column == 0 else Quantity(Kind.ACTIVATION, layer, unit)
        yield Link(heard, lines[0])
        return
    for piece, place in enumerate(lines):
        yield Link(Quantity(Kind.NET_INPUT, layer, unit * pieces + piece), place)


def _of_losses(drawing: Drawing, point: QPointF) -> Iterator[Link]:
    readings, last = drawing.readings, drawing.readings.network.depth - 1
    for output, rect in zip(drawing.order[-1], drawing.arrangement.losses, strict=False):
        upper = target_line(rect)
        yield Link(Quantity(Kind.TARGET, last, output), upper)
        if readings.losses is not None and not np.isnan(readings.losses[output]) and rect.contains(point):
            one = readings.network.outputs == 1
            yield Link(_sample_loss(drawing) if one else Quantity(Kind.OUTPUT_LOSS, last, output), rect)
    total = drawing.arrangement.total
    if total is not None and total_text(drawing):
        yield Link(_sample_loss(drawing), total)


def _sample_loss(drawing: Drawing) -> Quantity:
    seen = drawing.readings.seen
    return Quantity(Kind.LOSS if seen is None or len(seen.batch.rows) == 1 else Kind.SAMPLE_LOSS)


def _of_edge(drawing: Drawing, point: QPointF) -> Iterator[Link]:
    found = label_at(drawing, point)
    if found is None:
        return
    element, place = found
    lines = drawing.edge_text(element.layer, element.unit, element.source)[1].split("\n")
    if not lines[0]:
        return
    own = meant_by(drawing, element)
    below = place.center().y() + 0.15 * drawing.em
    if len(lines) > 1 and drawing.has_two_lines(place) and point.y() > below:
        own = Quantity(Kind.NEW_WEIGHT, own.layer, own.unit, own.source)
    yield Link(own, place)
