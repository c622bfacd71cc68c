"""While a value is tried out: what did each number that has changed say before, and where does that stand?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from nnviz.ui.diagram.biases import bias_row, bias_text
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.labels_item import callout
from nnviz.ui.diagram.neurons_item import badge_text, big_text, small_text
from nnviz.ui.diagram.plan import Biases
from nnviz.ui.diagram.room import Shape
from nnviz.ui.diagram.surroundings_item import loss_text, target_text, total_text

SIZE = 0.85
"""Of the text, compared with that of the diagram."""


@dataclass(frozen=True, slots=True)
class Ghost:
    """A number of before, in its frame."""

    text: str
    frame: QRectF


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be said, and where its middle may be, the best first."""

    text: str
    middles: tuple[QPointF, ...]


_Wishes = tuple[_Wish, ...]
"""The ways to say one thing, the best first."""


def ghosts(drawing: Drawing) -> tuple[Ghost, ...]:
    """What every number that has changed said before; nothing where no value is tried out."""
    if drawing.readings.before is None:
        return ()
    before = replace(drawing, readings=drawing.readings.before)
    numbers = _edge_numbers(drawing)
    taken, found = [*numbers.values(), *_bias_boxes(drawing)], []
    for wishes in (*_around_edges(drawing, before), *_of_edges(drawing, before, numbers)):
        found.append(_placed(drawing, wishes, taken))
        taken.append(found[-1].frame)
    return tuple(found)


def _placed(drawing: Drawing, wishes: _Wishes, taken: list[QRectF]) -> Ghost:
    """The first way that hides nothing, or else the one that hides least."""
    best, least = None, float("inf")
    for wish in wishes:
        for middle in wish.middles:
            ghost = _centered(drawing, wish.text, middle)
            hidden = _hidden(ghost.frame, taken)
            if hidden < least:
                best, least = ghost, hidden
    assert best is not None
    return best


def _hidden(frame: QRectF, taken: list[QRectF]) -> float:
    parts = (frame.intersected(rect) for rect in taken if frame.intersects(rect))
    return sum(part.width() * part.height() for part in parts)


def _around_edges(drawing: Drawing, before: Drawing) -> Iterator[_Wishes]:
    for column in range(len(drawing.arrangement.columns)):
        yield from _of_units(drawing, before, column)
        yield from _of_biases(drawing, before, column)
    yield from _of_losses(drawing, before)


def _of_units(drawing: Drawing, before: Drawing, column: int) -> Iterator[_Wishes]:
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
            yield (_Wish(was, (below,)),) if round_ else _beside(drawing, was, rect, badge.center().y())


def _on_rim(drawing: Drawing, numbers: tuple[str, ...], rect: QRectF) -> _Wishes:
    """Both numbers on the upper rim of a circle; the first alone where both would hide something."""
    room = (rect.height() / 2 - 2.8 * drawing.em) / 2  # between the rim and the name
    rim = QPointF(rect.center().x(), rect.top() + max(0.0, room))
    aside = [QPointF(shift * rect.width(), 0.0) for shift in (0.0, 0.15, -0.15, 0.3, -0.3)]
    shifted = tuple(rim + shift for shift in aside)
    return _Wish(", ".join(numbers), shifted[:1]), _Wish(numbers[0], shifted)


def _numbers(drawing: Drawing, column: int, unit: int) -> tuple[str, ...]:
    """The large number of a unit, and the small one where it has one."""
    reading = drawing.readings.columns[column]
    large = big_text(drawing, reading, unit)
    if drawing.arrangement.shape is Shape.CARDS:
        return (large,)
    return large, small_text(drawing, reading, unit, column).replace("\n", ", ")


def _changed(now: tuple[str, ...], before: tuple[str, ...]) -> Iterator[str]:
    return (was for text, was in zip(now, before, strict=True) if text != was)


def _of_biases(drawing: Drawing, before: Drawing, column: int) -> Iterator[_Wishes]:
    place = drawing.arrangement.columns[column]
    for index, box in enumerate(drawing.bias_boxes(column)):
        row = bias_row(drawing, column, index)
        was = bias_text(before, column - 1, row)[1]
        if was == bias_text(drawing, column - 1, row)[1]:
            continue
        if drawing.bias_on_card(column):
            unit = place.units[index * len(place.units) // len(place.biases)]
            yield _beside(drawing, was, unit, box.center().y())
        else:
            aside = QPointF((box.width() + _frame(drawing, was).width()) / 2, 0.0)
            above = QPointF(0.0, -box.height() / 2 - 0.6 * drawing.em)
            yield (_Wish(was, tuple(box.center() + shift for shift in (-aside, aside, above))),)


def _bias_boxes(drawing: Drawing) -> Iterator[QRectF]:
    inset = 0.1 * drawing.em
    for index, column in enumerate(drawing.arrangement.columns):
        if not drawing.bias_on_card(index):
            yield from (box.adjusted(0, inset, 0, -inset) for box in column.biases)


def _of_losses(drawing: Drawing, before: Drawing) -> Iterator[_Wishes]:
    for output, rect in zip(drawing.order[-1], drawing.arrangement.losses, strict=False):
        for text, y in ((target_text, rect.top() - 0.3 * drawing.em), (loss_text, rect.bottom() + 0.4 * drawing.em)):
            was = text(before, output)
            if was != text(drawing, output):
                yield (_Wish(was, (QPointF(rect.center().x(), y),)),)
    total, was = drawing.arrangement.total, total_text(before)
    if total is not None and was != total_text(drawing):
        yield (_Wish(was, (QPointF(total.center().x(), total.bottom() + 0.4 * drawing.em),)),)


def _of_edges(drawing: Drawing, before: Drawing, numbers: dict[tuple[int, int, int], QRectF]) -> Iterator[_Wishes]:
    """Below the number of each edge, or where there is more room around it."""
    for edge, rect in numbers.items():
        was = before.edge_text(*edge)[1]
        if was != drawing.edge_text(*edge)[1]:
            yield (_Wish(was, _around(rect, _frame(drawing, was))),)


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


def _around(rect: QRectF, frame: QRectF) -> tuple[QPointF, ...]:
    """Below a number, above it, or beside it."""
    down, aside = (rect.height() + frame.height()) / 2, (rect.width() + frame.width()) / 2
    rows = (QPointF(x, y) for x in (0.0, -rect.width() / 2, rect.width() / 2) for y in (down, -down))
    return tuple(rect.center() + shift for shift in (*rows, QPointF(-aside, 0.0), QPointF(aside, 0.0)))


def _centered(drawing: Drawing, text: str, center: QPointF) -> Ghost:
    frame = _frame(drawing, text)
    frame.moveCenter(center)
    return Ghost(text, frame)


def _beside(drawing: Drawing, text: str, rect: QRectF, y: float) -> _Wishes:
    """Right of a card or left of it; only left of one that the losses stand beside."""
    away = 0.3 * drawing.em + _frame(drawing, text).width() / 2
    left, right = QPointF(rect.left() - away, y), QPointF(rect.right() + away, y)
    last = drawing.arrangement.losses and rect in drawing.arrangement.columns[-1].units
    return (_Wish(text, (left,) if last else (right, left)),)


def _frame(drawing: Drawing, text: str) -> QRectF:
    return QRectF(0, 0, drawing.inks.width(text, SIZE) + 0.9 * drawing.em, 1.2 * drawing.em)
