"""Where does everything in the diagram stand?  Pure geometry: columns from the inputs to the losses, no drawing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, QSizeF

from nnviz.ui.diagram.choosing import choose
from nnviz.ui.diagram.plan import Biases, ColumnPlan, Measures, Plan
from nnviz.ui.diagram.room import Room, Shape, text_place

CHIP = 2.1
"""In em: the room that is needed to say how many units are not shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of the diagram, its places from top to bottom; which unit stands where is said elsewhere."""

    units: tuple[QRectF, ...]
    biases: tuple[QRectF, ...]  # one for all units, or one for each piece of each unit, or none
    biases_beside: tuple[QRectF, ...]  # the same while deltas are shown
    badges: tuple[QRectF, ...]  # where the delta of each unit stands
    picture: QRectF | None = None  # the inputs drawn as one picture instead of units
    more: QRectF | None = None  # where it says how many units are not shown


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """Everything's place, in units that are pixels of the view divided by ``scale``."""

    shape: Shape
    lines: int  # of text on a card
    slim: bool  # the first of them is the name
    em: float  # the size of the text
    size: QSizeF
    scale: float  # at which it just fits the view
    columns: tuple[Column, ...]  # the inputs, then every layer
    captions: tuple[QRectF, ...]  # of the columns, and of the losses
    losses: tuple[QRectF, ...]  # beside the output units
    total: QRectF | None  # the sum of the losses
    label_widths: tuple[float, ...]  # of the numbers on the edges between two columns; 0: none is wanted
    numbered: bool  # these numbers have the room that they want

    def leaving(self, column: int, place: int) -> QPointF:
        """Where the edges leave a unit."""
        rect = self.columns[column].units[place]
        return rect.center() if self.shape is Shape.CIRCLES else QPointF(rect.right(), rect.center().y())

    def reaching(self, column: int, place: int, piece: int = 0, pieces: int = 1) -> QPointF:
        """Where the edges reach a unit, or one piece of it."""
        rect = self.columns[column].units[place]
        y = rect.center().y() + ((piece + 0.5) / pieces - 0.5) * 0.7 * rect.height()
        return QPointF(rect.center().x() if self.shape is Shape.CIRCLES else rect.left(), y)

    def obstacles(self) -> tuple[QRectF, ...]:
        """Everything that a label must not cover."""
        found = [*self.losses]
        for index, column in enumerate(self.columns):
            found += [*column.biases, *(column.badges if index else ())]
            found += (
                column.units if self.shape is Shape.CARDS else (part for unit in column.units for part in _disk(unit))
            )
        return tuple(found)


def _disk(square: QRectF) -> Iterator[QRectF]:
    """A circle as rectangles: its corners are free."""
    for angle in (15, 35, 55, 75):
        x, y = (square.width() / 2 * part(radians(angle)) for part in (cos, sin))
        yield QRectF(square.center().x() - x, square.center().y() - y, 2 * x, 2 * y)


def arrange(plan: Plan, measures: Measures, view: QSizeF, density: float = 1.0) -> Arrangement:
    """The places of all that ``plan`` wants to show, for a view of that size with so many dots for each pixel."""
    room, scale = choose(plan, measures, view, density)
    least = room.height(1) + (CHIP * measures.em if plan.most_units > 1 else 0.0)
    size = QSizeF(max(view.width() / scale, room.width), max(view.height() / scale, least))
    lefts = _lefts(room, len(plan.columns) - 1, size.width(), measures.em)
    columns = tuple(
        _column(column, plan.picture if index == 0 else None, measures, room, _band(room, size, index, lefts))
        for index, column in enumerate(plan.columns)
    )
    losses: tuple[QRectF, ...] = ()
    total = None
    if plan.losses:
        losses, total = _losses(columns[-1], _band(room, size, len(plan.columns), lefts), room, measures.em)
    captions = _captions(room, size, lefts, columns[0].picture, measures.em)
    fits = min(view.width() / size.width(), view.height() / size.height())
    return Arrangement(
        room.shape,
        room.lines,
        room.slim,
        measures.em,
        size,
        fits,
        columns,
        captions,
        losses,
        total,
        measures.labels,
        room.numbered,
    )


def _lefts(room: Room, layers: int, width: float, em: float) -> list[float]:
    """The left ends of the columns: what is left over goes between them, not before the losses, up to a limit."""
    extra = [0.0 if index == layers else 1 / gap for index, gap in enumerate(room.gaps)]
    spare = min(max(0.0, width - room.width), 12 * em * layers)
    left = (width - room.width - spare) / 2 + room.margin
    lefts = []
    for own, gap, share in zip(room.widths, (*room.gaps, 0.0), (*extra, 0.0), strict=True):
        lefts.append(left)
        left += own + gap + share * spare / sum(extra)
    return lefts


def _band(room: Room, size: QSizeF, index: int, lefts: list[float]) -> QRectF:
    """The room of one column, from top to bottom."""
    return QRectF(lefts[index], 0, room.widths[index], size.height())


def _captions(room: Room, size: QSizeF, lefts: list[float], picture: QRectF | None, em: float) -> tuple[QRectF, ...]:
    """The captions, each as wide as the room up to the middle of the gaps on both sides; a picture's is close to it."""
    rights = [left + width for left, width in zip(lefts, room.widths, strict=True)]
    middles = [(right + left) / 2 for right, left in zip(rights, lefts[1:], strict=False)]
    y = size.height() - 2.2 * em if room.shape is Shape.CIRCLES else 0.4 * em
    found = []
    for left, right, low, high in zip(lefts, rights, [0.0, *middles], [*middles, size.width()], strict=True):
        center = (left + right) / 2
        half = min(center - low, high - center)
        found.append(QRectF(center - half, y, 2 * half, 1.7 * em))
    if picture is not None:
        found[0].moveBottom(picture.top() - 0.4 * em)
    return tuple(found)


def _column(plan: ColumnPlan, picture: tuple[int, int] | None, measures: Measures, room: Room, band: QRectF) -> Column:
    em = measures.em
    inside = band.adjusted(0, room.head, 0, -room.foot)
    if picture:
        return _picture(picture, inside, em)
    chip, count = 0.0, plan.units
    if count * room.block - room.air > inside.height() + 1:
        chip = CHIP * em
        count = max(1, int((inside.height() - chip) / room.block))
    units = _units(count, room, inside.adjusted(0, 0, 0, -chip))
    more = QRectF(inside.left(), units[-1].bottom() + 0.5 * em, inside.width(), 1.7 * em) if chip else None
    badges = tuple(_badge(room, unit, plan, measures) for unit in units)
    biases = _biases(plan, measures, room, units)
    if not _share_line(room, plan):
        return Column(units, biases, biases, badges, more=more)
    lines = (_line(text_place(unit, plan, em, room.lines), 1, em) for unit in units)
    left = (QRectF(line.topLeft(), badge.bottomLeft()) for line, badge in zip(lines, badges, strict=True))
    return Column(units, biases, _on_cards(plan, left), badges, more=more)


def _units(count: int, room: Room, inside: QRectF) -> tuple[QRectF, ...]:
    """So many units spread over the height, not too far apart."""
    pitch = min((inside.height() + room.air) / count, (1.9 if room.shape is Shape.CIRCLES else 1.6) * room.block)
    top = inside.center().y() + (room.air - count * pitch + pitch - room.block) / 2 + room.above
    width = room.unit if room.shape is Shape.CIRCLES else inside.width()
    left = inside.center().x() - width / 2
    return tuple(QRectF(left, top + place * pitch, width, room.unit) for place in range(count))


def _picture(shape: tuple[int, int], inside: QRectF, em: float) -> Column:
    """The inputs as a picture of square pixels."""
    pixel = min(inside.width() / shape[1], (inside.height() - 2 * em) / shape[0])
    frame = QRectF(0, 0, pixel * shape[1], pixel * shape[0])
    frame.moveCenter(inside.center())
    return Column((), (), (), (), frame)


def _biases(plan: ColumnPlan, measures: Measures, room: Room, units: tuple[QRectF, ...]) -> tuple[QRectF, ...]:
    em = measures.em
    if plan.biases is Biases.NONE:
        return ()
    if plan.biases is Biases.ONE:
        return (_box(units[0], measures.bias, em, 0.0),)
    pieces = range(plan.pieces)
    if room.shape is Shape.CIRCLES:
        middle = (plan.pieces - 1) / 2
        return tuple(_box(unit, measures.bias, em, piece - middle) for unit in units for piece in pieces)
    return _on_cards(plan, (_line(text_place(unit, plan, em, room.lines), 2 if room.slim else 1, em) for unit in units))


def _on_cards(plan: ColumnPlan, lines: Iterable[QRectF]) -> tuple[QRectF, ...]:
    """The biases of each card, beside each other in its line."""
    return tuple(
        QRectF(line.left() + piece * line.width() / plan.pieces, line.top(), line.width() / plan.pieces, line.height())
        for line in lines
        for piece in range(plan.pieces)
    )


def _box(unit: QRectF, width: float, em: float, shift: float) -> QRectF:
    """A box above a unit; ``shift`` counts boxes to the right."""
    return QRectF(unit.center().x() + shift * (width + 0.4 * em) - width / 2, unit.top() - 2.3 * em, width, 1.7 * em)


def _line(text: QRectF, line: int, em: float) -> QRectF:
    """A line of text on a card."""
    left = text.left() + 0.35 * em
    return QRectF(left, text.top() + (0.15 + 1.55 * line) * em, text.right() - 0.35 * em - left, 1.55 * em)


def _badge(room: Room, unit: QRectF, plan: ColumnPlan, measures: Measures) -> QRectF:
    em = measures.em
    if room.shape is Shape.CARDS:
        line = _line(text_place(unit, plan, em, room.lines), room.lines - 1, em)
        if _share_line(room, plan):
            line.setLeft(line.right() - min(measures.badge, line.width() / 2))
        return line
    top = max(unit.center().y() + 2.2 * em, unit.bottom() - 1.5 * em)
    return QRectF(unit.center().x() - measures.badge / 2, top, measures.badge, 1.6 * em)


def _share_line(room: Room, plan: ColumnPlan) -> bool:
    """Whether the biases and the delta of a card stand beside each other."""
    return room.lines == 2 and plan.biases is Biases.EACH


def _losses(outputs: Column, band: QRectF, room: Room, em: float) -> tuple[tuple[QRectF, ...], QRectF | None]:
    """A card beside each output unit, and the place of their sum where there is room below them."""
    height = min(room.unit, 3.5 * em)
    found = tuple(QRectF(band.left(), unit.center().y() - height / 2, band.width(), height) for unit in outputs.units)
    total = QRectF(band.left(), found[-1].bottom() + 1.0 * em, band.width(), 2.0 * em)
    fits = len(found) > 1 and total.bottom() <= band.bottom() - room.foot + 0.4 * em
    return found, total if fits else None
