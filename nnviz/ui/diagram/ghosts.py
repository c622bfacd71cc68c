"""While a value is tried out: what did each number that has changed say before, and where does that stand?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.labels_item import callout
from nnviz.ui.diagram.neurons_item import badge_text, big_text, small_text
from nnviz.ui.diagram.plan import Biases
from nnviz.ui.diagram.room import Shape
from nnviz.ui.diagram.surroundings_item import bias_row, bias_text, loss_text, target_text, total_text

SIZE = 0.85
"""Of the text, compared with that of the diagram."""


@dataclass(frozen=True, slots=True)
class Ghost:
    """A number of before, in its frame."""

    text: str
    frame: QRectF


def ghosts(drawing: Drawing) -> tuple[Ghost, ...]:
    """What every number that has changed said before; nothing where no value is tried out."""
    if drawing.readings.before is None:
        return ()
    before = replace(drawing, readings=drawing.readings.before)
    around = tuple(_around_edges(drawing, before))
    return (*around, *_of_edges(drawing, before, [ghost.frame for ghost in around]))


def _around_edges(drawing: Drawing, before: Drawing) -> Iterator[Ghost]:
    for column in range(len(drawing.arrangement.columns)):
        yield from _of_units(drawing, before, column)
        yield from _of_biases(drawing, before, column)
    yield from _of_losses(drawing, before)


def _of_units(drawing: Drawing, before: Drawing, column: int) -> Iterator[Ghost]:
    """Circles have them on their upper rim and below the delta; cards beside them, where the losses are not."""
    place, em = drawing.arrangement.columns[column], drawing.em
    round_ = drawing.arrangement.shape is Shape.CIRCLES
    for rect, badge, unit in zip(place.units, place.badges, drawing.order[column], strict=True):
        numbers = tuple(_changed(_numbers(drawing, column, unit), _numbers(before, column, unit)))
        if numbers and round_:
            yield _on_rim(drawing, numbers, rect)
        elif numbers:
            tall = drawing.plan.columns[column].biases is not Biases.EACH and not drawing.has_badges(column)
            yield _beside(drawing, numbers[0], rect, rect.center().y() if tall else rect.top() + 0.93 * em)
        delta, was = badge_text(drawing, column, unit), badge_text(before, column, unit)
        if delta != was and drawing.has_badges(column):
            below = QPointF(badge.center().x(), badge.bottom() + 0.45 * em)
            yield _centered(drawing, was, below) if round_ else _beside(drawing, was, rect, badge.center().y())


def _on_rim(drawing: Drawing, numbers: tuple[str, ...], rect: QRectF) -> Ghost:
    """Both numbers on the upper rim of a circle; the first alone where both would hide the number of an edge."""
    rim = QPointF(rect.center().x(), rect.top())
    both = _centered(drawing, ", ".join(numbers), rim)
    hides = any(both.frame.intersects(number) for number in _edge_numbers(drawing).values())
    return _centered(drawing, numbers[0], rim) if hides else both


def _numbers(drawing: Drawing, column: int, unit: int) -> tuple[str, ...]:
    """The large number of a unit, and the small one where it has one."""
    reading = drawing.readings.columns[column]
    large = big_text(drawing, reading, unit)
    if drawing.arrangement.shape is Shape.CARDS:
        return (large,)
    return large, small_text(drawing, reading, unit, column)


def _changed(now: tuple[str, ...], before: tuple[str, ...]) -> Iterator[str]:
    return (was for text, was in zip(now, before, strict=True) if text != was)


def _of_biases(drawing: Drawing, before: Drawing, column: int) -> Iterator[Ghost]:
    if drawing.hides_biases(column):
        return
    place = drawing.arrangement.columns[column]
    for index, box in enumerate(place.biases):
        row = bias_row(drawing, column, index)
        was = bias_text(before, column - 1, row)[1]
        if was == bias_text(drawing, column - 1, row)[1]:
            continue
        if drawing.bias_on_card(column):
            unit = place.units[index * len(place.units) // len(place.biases)]
            yield _beside(drawing, was, unit, box.center().y())
        else:
            yield _centered(drawing, was, QPointF(box.center().x(), box.top() - 0.3 * drawing.em))


def _of_losses(drawing: Drawing, before: Drawing) -> Iterator[Ghost]:
    for output, rect in zip(drawing.order[-1], drawing.arrangement.losses, strict=False):
        for text, y in ((target_text, rect.top() - 0.3 * drawing.em), (loss_text, rect.bottom() + 0.4 * drawing.em)):
            was = text(before, output)
            if was != text(drawing, output):
                yield _centered(drawing, was, QPointF(rect.center().x(), y))
    total, was = drawing.arrangement.total, total_text(before)
    if total is not None and was != total_text(drawing):
        yield _centered(drawing, was, QPointF(total.center().x(), total.bottom() + 0.4 * drawing.em))


def _of_edges(drawing: Drawing, before: Drawing, taken: list[QRectF]) -> Iterator[Ghost]:
    """Below the number of each edge, or where there is more room around it; ``taken`` is the room of others."""
    numbers = _edge_numbers(drawing)
    taken += numbers.values()
    for edge, rect in numbers.items():
        was = before.edge_text(*edge)[1]
        if was != drawing.edge_text(*edge)[1]:
            ghost = _around(drawing, was, rect, taken)
            taken.append(ghost.frame)
            yield ghost


def _edge_numbers(drawing: Drawing) -> dict[tuple[int, int, int], QRectF]:
    """Where the number of each edge stands; the selected one and the one pointed at have frames."""
    found = {}
    for bundle, places in zip(drawing.bundles, drawing.labels, strict=True):
        for row, source, rect in zip(bundle.rows.tolist(), bundle.sources.tolist(), places, strict=False):
            found[bundle.layer, row, source] = rect
    for element in (drawing.selection, drawing.hovered):
        frame = None if element is None else callout(drawing, element)
        if element is not None and frame is not None:
            found[element.layer, element.unit, element.source] = frame
    return found


def _around(drawing: Drawing, text: str, rect: QRectF, taken: list[QRectF]) -> Ghost:
    """Below a number, above it, or beside it: the first place that is free, else below."""
    frame, center = _frame(drawing, text), rect.center()
    down, aside = 0.4 * drawing.em, (rect.width() + frame.width()) / 2
    upper_and_lower = (rect.bottom() + down, rect.top() - down)
    places = [QPointF(x, y) for x in (center.x(), rect.left(), rect.right()) for y in upper_and_lower]
    places += [QPointF(center.x() - aside, center.y()), QPointF(center.x() + aside, center.y())]
    found = [_centered(drawing, text, place) for place in places]
    free = (ghost for ghost in found if not any(ghost.frame.intersects(other) for other in taken if other is not rect))
    return next(free, found[0])


def _centered(drawing: Drawing, text: str, center: QPointF) -> Ghost:
    frame = _frame(drawing, text)
    frame.moveCenter(center)
    return Ghost(text, frame)


def _beside(drawing: Drawing, text: str, rect: QRectF, y: float) -> Ghost:
    """Right of a card; left of one that the losses stand beside."""
    frame, air = _frame(drawing, text), 0.3 * drawing.em
    last = drawing.arrangement.losses and rect in drawing.arrangement.columns[-1].units
    x = rect.left() - air - frame.width() / 2 if last else rect.right() + air + frame.width() / 2
    frame.moveCenter(QPointF(x, y))
    return Ghost(text, frame)


def _frame(drawing: Drawing, text: str) -> QRectF:
    return QRectF(0, 0, drawing.inks.width(text, SIZE) + 0.9 * drawing.em, 1.2 * drawing.em)
