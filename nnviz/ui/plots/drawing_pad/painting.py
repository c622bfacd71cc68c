"""Paints the pad and the answer: on the screen and in files alike."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from nnviz.core.arrays import Array
from nnviz.data.handwriting import half_thickness
from nnviz.ui.diagram.pictures_item import image
from nnviz.ui.plots.drawing_pad.answer import Answer
from nnviz.ui.plots.drawing_pad.sheet import Sheet
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import format_number, signed

PREVIEW, LARGE = 3.6, 2.4
"""The side of the picture that the network sees, and the letters of the winner, in lines of text."""
LOW, LOW_PREVIEW = 17.0, 2.4
"""The height, in lines, below which that picture has no caption and this side."""
ROW = 1.5
"""A bar and the gap below it at most, in lines."""
LARGEST = 1e4
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Words:
    """What stands beside the pictures."""

    invitation: str
    seen: str
    rebuilt: str


@dataclass(frozen=True, slots=True, eq=False)
class PadDrawing:
    """What is drawn, what the network sees of it, and what it answers."""

    sheet: Sheet
    seen: Array  # (rows, columns), 0 to 1
    answer: Answer | None  # none while the sheet is empty
    words: Words
    digits: int


def sheet_place(shape: tuple[int, int], room: QRectF) -> QRectF:
    """Where the sheet lies in its room: its cells are square."""
    rows, columns = shape
    cell = min((room.width() - 4) / columns, (room.height() - 4) / rows)
    place = QRectF(0, 0, columns * cell, rows * cell)
    place.moveCenter(room.center())
    return place


def paint_sheet(painter: QPainter, drawing: PadDrawing, room: QRectF, theme: Theme) -> None:
    """The sheet with its strokes."""
    sheet, place = drawing.sheet, sheet_place(drawing.sheet.shape, room)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(place, theme.canvas)
    if sheet.coarse:
        _paint_cells(painter, sheet, place, theme)
    else:
        painter.setClipRect(place)
        _paint_strokes(painter, sheet, place, theme)
        painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.quiet, 2.0))
    painter.drawRect(place)
    if not sheet.strokes:
        painter.setPen(theme.quiet)
        painter.drawText(place.adjusted(8, 8, -8, -8), CENTER | Qt.TextFlag.TextWordWrap, drawing.words.invitation)
    painter.restore()


def paint_answer(painter: QPainter, drawing: PadDrawing, room: QRectF, theme: Theme) -> None:
    """What the network sees, what wins, what the hidden layers say, and a bar for every output."""
    line, answer = QFontMetricsF(painter.font()).height(), drawing.answer
    seen = () if drawing.sheet.coarse else ((drawing.words.seen, drawing.seen),)
    if answer is not None and answer.rebuilt is not None:
        _paint_pictures(painter, (*seen, (drawing.words.rebuilt, answer.rebuilt)), room, theme)
        return
    low = room.height() < LOW * line
    side, caption = (LOW_PREVIEW, 0.0) if low else (PREVIEW, 1.2)
    head = QRectF(room.left(), room.top(), room.width(), (side + caption) * line)
    _paint_pictures(painter, tuple(("" if low else text, pixels) for text, pixels in seen), head, theme)
    if answer is None:
        return
    beside = head.adjusted((side + 1) * line if seen else 0, caption * line, 0, 0)
    if answer.winner is not None:
        _paint_winner(painter, answer, beside, theme, drawing.digits)
    rest = QRectF(room.left(), head.bottom() + 0.6 * line, room.width(), room.bottom() - head.bottom() - 0.6 * line)
    spare = rest.height() - 1.1 * line * len(answer.names) - 2.2 * line * len(answer.hidden)
    if spare >= 0:
        rest.setTop(_paint_hidden(painter, answer, rest, theme))
    _paint_bars(painter, answer, rest, theme, drawing.digits)


def _paint_cells(painter: QPainter, sheet: Sheet, place: QRectF, theme: Theme) -> None:
    cells, cell = sheet.ink(center=False), place.width() / sheet.shape[1]
    for (row, column), full in np.ndenumerate(cells):
        painter.setPen(QPen(theme.border, 1.5))
        painter.setBrush(theme.text if full else theme.canvas)
        painter.drawRect(QRectF(place.left() + column * cell, place.top() + row * cell, cell, cell))


def _paint_strokes(painter: QPainter, sheet: Sheet, place: QRectF, theme: Theme) -> None:
    cell = place.width() / sheet.shape[1]
    pen = QPen(theme.text, 2 * half_thickness(sheet.shape) * cell)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for stroke in sheet.strokes:
        points = [QPointF(place.left() + x * cell, place.top() + y * cell) for x, y in stroke.tolist()]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))


def _paint_pictures(painter: QPainter, pictures: tuple[tuple[str, Array], ...], room: QRectF, theme: Theme) -> None:
    """Pictures with their names above: beside each other, or below where they are larger so."""
    if not pictures:
        return
    metrics, count = QFontMetricsF(painter.font()), len(pictures)
    line, (rows, columns) = metrics.height(), pictures[0][1].shape
    caption = 1.2 * line if pictures[0][0] else 0.0
    wide = (room.width() - (count - 1) * line) / count
    high = (room.height() - (count - 1) * 0.5 * line) / count - caption
    beside = min(wide / columns, (room.height() - caption) / rows)
    below = min(room.width() / columns, high / rows)
    across = beside >= below and max(metrics.horizontalAdvance(text) for text, _ in pictures) <= wide
    cell = beside if across else below
    for place, (text, pixels) in enumerate(pictures):
        left = room.left() + (place * (wide + line) if across else 0)
        top = room.top() + (0 if across else place * (high + caption + 0.5 * line))
        painter.setPen(theme.quiet)
        painter.drawText(QRectF(left, top, room.width(), line), LEFT, text)
        _paint_pixels(painter, pixels, QRectF(left, top + caption, columns * cell, rows * cell), theme)


def _paint_pixels(painter: QPainter, pixels: Array, place: QRectF, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    paper, full = (np.array(color.getRgb(), np.float64) for color in (theme.canvas, theme.text))
    painter.drawImage(place, image(paper + pixels[..., np.newaxis] * (full - paper)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.quiet, 1.5))
    painter.drawRect(place)


def _paint_winner(painter: QPainter, answer: Answer, place: QRectF, theme: Theme, digits: int) -> None:
    """The name of the class that wins in large letters, its output beside."""
    assert answer.winner is not None
    plain, name = painter.font(), answer.names[answer.winner]
    number = _number(float(answer.values[answer.winner]), digits)
    room = place.width() - QFontMetricsF(plain).horizontalAdvance(number) - 14
    font = QFont(plain)
    font.setBold(True)
    font.setPixelSize(round(LARGE * QFontMetricsF(plain).height()))
    wide = QFontMetricsF(font).horizontalAdvance(name)
    if wide > room:
        font.setPixelSize(max(round(QFontMetricsF(plain).ascent()), int(font.pixelSize() * room / wide)))
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    painter.setFont(font)
    painter.setPen(theme.text)
    painter.drawText(place, LEFT, text)
    painter.setFont(plain)
    painter.setPen(theme.quiet)
    painter.drawText(place.adjusted(metrics.horizontalAdvance(text) + 10, 0, 0, 0), LEFT, number)


def _paint_hidden(painter: QPainter, answer: Answer, room: QRectF, theme: Theme) -> float:
    """The activations of each hidden layer as a row of colors; returns where they end."""
    line = QFontMetricsF(painter.font()).height()
    top = room.top()
    for name, a in answer.hidden:
        painter.setPen(theme.quiet)
        painter.drawText(QRectF(room.left(), top, room.width(), line), LEFT, name)
        colors = theme.signed_image(a[np.newaxis], float(np.abs(np.nan_to_num(a)).max(initial=0.0)) or 1.0)
        place = QRectF(room.left(), top + 1.05 * line, room.width(), 0.7 * line)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(place, image(colors))
        top += 2.2 * line
    return top


def _paint_bars(painter: QPainter, answer: Answer, room: QRectF, theme: Theme, digits: int) -> None:
    """A bar for every output; where not all have room, for the largest."""
    metrics = QFontMetricsF(painter.font())
    line, values = metrics.height(), np.nan_to_num(answer.values)
    fits = max(1, int(room.height() / line))
    shown = np.sort(np.argsort(-values, kind="stable")[:fits]).tolist()
    names = [answer.names[index] for index in shown]
    numbers = [_number(float(answer.values[index]), digits) for index in shown]
    wide = min(max(map(metrics.horizontalAdvance, names)), 0.35 * room.width())
    number = max(map(metrics.horizontalAdvance, numbers))
    row = min(ROW * line, room.height() / len(shown))
    bars = QRectF(room.left() + wide + 8, room.top(), room.width() - wide - number - 18, row)
    low, high = answer.span
    zero = bars.left() + bars.width() * -low / (high - low)
    for place, index in enumerate(shown):
        top = room.top() + place * row
        share = min(max(float(values[index]), low), high) / (high - low)
        bar = QRectF(zero, top + 0.16 * row, share * bars.width(), 0.68 * row).normalized()
        color = theme.positive if values[index] >= 0 else theme.negative
        won = answer.winner in (None, index)
        painter.fillRect(bar, color if won else theme.faded(color, 0.45))
        text = metrics.elidedText(names[place], Qt.TextElideMode.ElideRight, wide)
        painter.setPen(theme.text)
        painter.drawText(QRectF(room.left(), top, wide, row), RIGHT, text)
        painter.drawText(QRectF(room.right() - number - 2, top, number + 2, row), RIGHT, numbers[place])
    painter.setPen(QPen(theme.quiet, 1.5))
    painter.drawLine(QPointF(zero, room.top()), QPointF(zero, room.top() + row * len(shown)))


def _number(value: float, digits: int) -> str:
    """With fixed decimals, so that small outputs do not stand out; very large ones shorter."""
    return signed(f"{value:.{digits}f}") if abs(value) < LARGEST else format_number(value, digits)
