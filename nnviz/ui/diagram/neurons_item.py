"""The units of the diagram: circles where there is room, cards where there are many."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from nnviz.session.state import Element, Part, Shown
from nnviz.ui.diagram.arrangement import Column
from nnviz.ui.diagram.circle_lines import chord, circle_lines
from nnviz.ui.diagram.drawing import MISSING, Drawing, line_pen, paint_clearly, unit_color
from nnviz.ui.diagram.plan import Biases
from nnviz.ui.diagram.readings import ColumnReading
from nnviz.ui.diagram.room import Shape, text_place
from nnviz.ui.diagram.scene_item import SceneItem
from nnviz.ui.theme import blend

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
INSIDE = CENTER | Qt.TextFlag.TextDontClip


class NeuronsItem(SceneItem):
    """Every unit with its name, numbers and delta."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint column by column."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, column in enumerate(drawing.arrangement.columns):
            reading = drawing.readings.columns[index]
            for place, unit in enumerate(drawing.order[index]):
                clear = drawing.is_clear(element_of(index, unit))
                if not clear:
                    _hide_edges(painter, drawing, column.units[place])
                paint_clearly(painter, clear)
                _draw_unit(painter, drawing, index, unit, column.units[place])
                if drawing.arrangement.shape is Shape.CIRCLES:
                    _fill_circle(painter, drawing, reading, unit, column.units[place], index)
                else:
                    _fill_card(painter, drawing, reading, unit, column.units[place], index)
                _draw_badge(painter, drawing, index, unit, column.badges[place])
            paint_clearly(painter, drawing.focus is None)
            if column.more is not None:
                _draw_more(painter, drawing, column, drawing.plan.columns[index].units)


def element_of(column: int, unit: int) -> Element:
    """The unit of a column as something that can be selected."""
    return Element(Part.UNIT if column else Part.INPUT, column - 1, unit)


def _hide_edges(painter: QPainter, drawing: Drawing, rect: QRectF) -> None:
    """Paint the ground of a unit that steps back."""
    radius = rect.width() / 2 if drawing.arrangement.shape is Shape.CIRCLES else 0.5 * drawing.em
    paint_clearly(painter, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(drawing.theme.canvas)
    painter.drawRoundedRect(rect, radius, radius)


def _draw_unit(painter: QPainter, drawing: Drawing, column: int, unit: int, rect: QRectF) -> None:
    """Paint the body of a unit: filled by its number, with a ring when its turn has come."""
    theme, em, reading = drawing.theme, drawing.em, drawing.readings.columns[column]
    radius = rect.width() / 2 if drawing.arrangement.shape is Shape.CIRCLES else 0.5 * em
    emphasis = drawing.readings.emphasis
    ring = drawing.ring(element_of(column, unit), emphasis.column == column)
    if ring is not None:
        spread = 0.38 * em
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ring)
        painter.drawRoundedRect(rect.adjusted(-spread, -spread, spread, spread), radius + spread, radius + spread)
    quiet = emphasis.column not in (None, column) or emphasis.losses
    round_ = drawing.arrangement.shape is Shape.CIRCLES
    inks = drawing.inks
    line = inks.card_rim if not round_ else inks.quiet_rim if quiet else inks.rim
    painter.setPen(line_pen(line, 0.14 * em, painter))
    value = None if reading.shown is None or np.isnan(reading.shown[unit]) else float(reading.shown[unit])
    if round_:
        painter.setBrush(theme.canvas if value is None else _color(drawing, value, reading.scale))
        painter.drawEllipse(rect)
        return
    painter.setBrush(theme.raised)
    painter.drawRoundedRect(rect, radius, radius)
    if value is not None:
        text = text_place(rect, drawing.plan.columns[column], em, drawing.arrangement.lines)
        _draw_bar(painter, drawing, text, value, reading.scale)


def _color(drawing: Drawing, value: float, scale: float) -> QColor:
    return unit_color(drawing.theme, value, scale, drawing.readings.on_units in (Shown.DELTAS, Shown.GRADIENTS))


def _draw_bar(painter: QPainter, drawing: Drawing, rect: QRectF, value: float, scale: float) -> None:
    """Fill a card from the left, as far as the number goes."""
    inset = 0.16 * drawing.em
    inside = rect.adjusted(inset, inset, -inset, -inset)
    width = inside.width() * min(1.0, abs(value) / scale)
    if width < 1:
        return
    full = _color(drawing, scale if value >= 0 else -scale, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(blend(full, drawing.theme.raised, 0.25))
    radius = min(0.36 * drawing.em, width / 2)
    painter.drawRoundedRect(QRectF(inside.left(), inside.top(), width, inside.height()), radius, radius)


def _cut(painter: QPainter, drawing: Drawing, name: str, room: float) -> str:
    """A name as far as there is room for it; the card that opens under the pointer shows all of it."""
    if drawing.inks.width(name, italic=True) <= room:
        return name
    return painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room))


def big_text(drawing: Drawing, reading: ColumnReading, unit: int) -> str:
    """The large number of a unit."""
    if reading.shown is None:
        return MISSING
    return drawing.number(reading.shown[unit], signed=drawing.readings.on_units in (Shown.DELTAS, Shown.GRADIENTS))


def _fill_circle(
    painter: QPainter, drawing: Drawing, reading: ColumnReading, unit: int, rect: QRectF, column: int
) -> None:
    """Paint the name, the large number and the small ones into a circle."""
    em, lines = drawing.em, circle_lines(rect, drawing.em, drawing.plan.columns[column].pieces)
    painter.setPen(drawing.inks.second)
    painter.setFont(drawing.sized(1.0, italic=True))
    room = chord(rect, lines.name.center().y()) - 0.6 * em
    painter.drawText(lines.name, INSIDE, _cut(painter, drawing, reading.names[unit], room))
    text = big_text(drawing, reading, unit)
    painter.setPen(drawing.theme.text)
    painter.setFont(fitting(drawing, text, rect.width() - 0.9 * em))
    painter.drawText(lines.large, INSIDE, text)
    painter.setPen(drawing.inks.second)
    for line, small in zip(lines.small, small_text(drawing, reading, unit, column).splitlines(), strict=False):
        width = min(rect.width() - 1.3 * em, chord(rect, line.center().y()) - 0.5 * em)
        painter.setFont(narrowed(drawing, small, width, min(0.9, 0.84 * line.height() / em)))
        painter.drawText(line, INSIDE, small)


def small_text(drawing: Drawing, reading: ColumnReading, unit: int, column: int) -> str:
    """The second number of a unit with its word: the net input, or the activation where another number is large.

    The net inputs of several pieces have a line each.
    """
    symbols = drawing.readings.symbols
    if drawing.readings.on_units in (Shown.DELTAS, Shown.GRADIENTS):
        value = np.nan if reading.a is None else reading.a[unit]
        word = symbols.output if column else ""
        return "" if np.isnan(value) else f"{word} {drawing.number(value)}".strip()
    if reading.z is None:
        return ""
    pieces = len(reading.z) // len(reading.names)
    values = reading.z[unit * pieces : (unit + 1) * pieces]
    return (
        "" if np.isnan(values).all() else "\n".join(f"{symbols.net_input} {drawing.number(value)}" for value in values)
    )


def fitting(drawing: Drawing, text: str, width: float, largest: float = 1.45) -> QFont:
    """The bold font in which a large number fits into that width."""
    needed = drawing.inks.width(text, bold=True)
    return drawing.sized(min(largest, max(0.6, width / max(needed, 1.0))), bold=True)


def narrowed(drawing: Drawing, text: str, width: float, largest: float = 0.9) -> QFont:
    """The font in which a small text fits into that width."""
    needed = drawing.inks.width(text)
    return drawing.sized(min(largest, max(0.6, width / max(needed, 1.0))))


def _fill_card(
    painter: QPainter, drawing: Drawing, reading: ColumnReading, unit: int, rect: QRectF, column: int
) -> None:
    """Paint the name left and the number right or, on a slim card, below; the bias below them where it is its own."""
    theme, em = drawing.theme, drawing.em
    plan = drawing.plan.columns[column]
    place = text_place(rect, plan, em, drawing.arrangement.lines)
    tall = plan.biases is not Biases.EACH and not drawing.has_badges(column)
    slim = drawing.arrangement.slim
    line = place.adjusted(0.5 * em, 1.55 * em if slim else 0.0, -0.5 * em, 0)
    first = QRectF(line.left(), place.top(), line.width(), 1.85 * em)
    if not tall:
        line.setHeight(first.height())
    text = big_text(drawing, reading, unit)
    painter.setFont(fitting(drawing, text, line.width(), 1.1))
    painter.setPen(theme.text)
    painter.drawText(line, RIGHT, text)
    room = line.width() - (0.0 if slim else drawing.inks.width(text, 1.1, bold=True) + 0.4 * em)
    painter.setFont(drawing.sized(1.0, italic=True))
    painter.setPen(drawing.inks.second)
    painter.drawText(first if slim else line, LEFT, _cut(painter, drawing, reading.names[unit], room))


def _draw_badge(painter: QPainter, drawing: Drawing, column: int, unit: int, rect: QRectF) -> None:
    """Paint the delta of a unit, once it exists."""
    if not drawing.has_badges(column):
        return
    theme = drawing.theme
    text = badge_text(drawing, column, unit)
    if not text:
        return
    painter.setFont(narrowed(drawing, text, rect.width() - 0.6 * drawing.em))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.backward)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(theme.accent_text)
    painter.drawText(rect, CENTER, text)


def badge_text(drawing: Drawing, column: int, unit: int) -> str:
    """The delta of a unit with its letter; nothing before it exists."""
    delta = drawing.readings.columns[column].delta
    return "" if delta is None or np.isnan(delta[unit]) else f"δ {drawing.number(delta[unit], signed=True)}"


def _draw_more(painter: QPainter, drawing: Drawing, column: Column, units: int) -> None:
    """Say how many units are not shown."""
    assert column.more is not None
    hidden = units - len(column.units)
    text = QCoreApplication.translate("Diagram", "{count} more").format(count=f"{hidden:,}")
    painter.setFont(drawing.sized(1.0))
    painter.setPen(line_pen(drawing.theme.border, 0.14 * drawing.em, painter))
    painter.setBrush(drawing.theme.raised)
    painter.drawRoundedRect(column.more, column.more.height() / 2, column.more.height() / 2)
    painter.setPen(drawing.theme.quiet)
    painter.drawText(column.more, CENTER, text)
