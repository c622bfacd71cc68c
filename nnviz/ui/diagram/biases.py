"""The biases: which one stands in which box, what is written there, and the new values that are not yet in force."""

from collections.abc import Iterator, Set

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from nnviz.session.state import Element, Part
from nnviz.ui.diagram.drawing import ARROW, Drawing, line_pen, paint_clearly, unit_color
from nnviz.ui.diagram.measuring import ONE_SIDE
from nnviz.ui.diagram.neurons_item import narrowed
from nnviz.walkthrough.decimals import format_number

CENTER = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def bias_row(drawing: Drawing, column: int, index: int) -> int:
    """Which bias of the layer stands in the box ``index`` of a column."""
    pieces = drawing.plan.columns[column].pieces
    if len(drawing.arrangement.columns[column].biases) == 1:
        return 0
    return drawing.order[column][index // pieces] * pieces + index % pieces


def bias_text(drawing: Drawing, layer: int, row: int) -> tuple[str, str]:
    """The name of a bias and its number; the new one where the update has moved it."""
    readings = drawing.readings
    bias = readings.network.layers[layer].bias
    assert bias is not None
    name = readings.names.bias(layer, row)
    new = None if readings.coming is None else readings.coming.bias(layer, row)
    if new is not None and not new.pending:
        return name, f"{ARROW} {format_number(new.value, drawing.edge_digits)}"
    return name, format_number(float(bias[row]), drawing.edge_digits)


def waiting_biases(drawing: Drawing) -> dict[Element, tuple[str, QRectF]]:
    """The biases whose new values are pending, with those and the frame for each, where one hides nothing."""
    coming, arrangement = drawing.readings.coming, drawing.arrangement
    if coming is None:
        return {}
    taken = [*arrangement.obstacles(), *(rect for places in drawing.labels for rect in places)]
    found, room = {}, QRectF(QPointF(), arrangement.size)
    for element, box in _boxes(drawing):
        new = coming.bias(element.layer, element.unit)
        if new is None or not new.pending:
            continue
        text = f"{ARROW} {format_number(new.value, drawing.edge_digits)}"
        frames = (frame for frame in _beside(drawing, text, box) if room.contains(frame))
        frame = next((frame for frame in frames if not any(frame.intersects(rect) for rect in taken)), None)
        if frame is not None:
            taken.append(frame)
            found[element] = text, frame
    return found


def _boxes(drawing: Drawing) -> Iterator[tuple[Element, QRectF]]:
    """The biases that stand beside their units, and where."""
    for column in range(len(drawing.arrangement.columns)):
        if not drawing.bias_on_card(column):
            for index, box in enumerate(drawing.bias_boxes(column)):
                yield Element(Part.BIAS, column - 1, bias_row(drawing, column, index)), box


def _beside(drawing: Drawing, text: str, box: QRectF) -> Iterator[QRectF]:
    """Above the box of a bias, right of it, or left of it."""
    em = drawing.em
    width, height = drawing.inks.width(text, 0.95) + 0.6 * em, 1.25 * em
    yield QRectF(box.right() - width, box.top() - height - 0.1 * em, width, height)
    for left in (box.right() + 0.2 * em, box.left() - width - 0.2 * em):
        yield QRectF(left, box.center().y() - height / 2, width, height)


def draw_biases(painter: QPainter, drawing: Drawing) -> None:
    """Paint every bias, then the values that wait."""
    waiting = waiting_biases(drawing)
    for column in range(len(drawing.arrangement.columns)):
        _draw_column(painter, drawing, column, waiting.keys())
    for element, (text, frame) in waiting.items():
        paint_clearly(painter, drawing.is_clear(element))
        _draw_waiting(painter, drawing, text, frame)


def _draw_column(painter: QPainter, drawing: Drawing, column: int, waiting: Set[Element]) -> None:
    boxes = drawing.bias_boxes(column)
    for index, box in enumerate(boxes):
        element = Element(Part.BIAS, column - 1, bias_row(drawing, column, index))
        paint_clearly(painter, drawing.is_clear(element))
        dashed = _is_pending(drawing, element) and element not in waiting
        _draw_bias(painter, drawing, element, box, drawing.bias_on_card(column), dashed)


def _is_pending(drawing: Drawing, element: Element) -> bool:
    """Whether a bias waits for its update."""
    coming = drawing.readings.coming
    new = None if coming is None else coming.bias(element.layer, element.unit)
    return new is not None and new.pending


def _draw_bias(
    painter: QPainter, drawing: Drawing, element: Element, box: QRectF, on_card: bool, pending: bool
) -> None:
    theme, em = drawing.theme, drawing.em
    chosen = drawing.is_chosen(element)
    ring = drawing.ring(element, False)
    if ring is not None and not chosen:
        spread = 0.0 if on_card else 0.15 * em
        painter.setPen(line_pen(ring, 0.3 * em, painter))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-spread, -spread, spread, spread), 0.5 * em, 0.5 * em)
    if chosen or pending or not on_card:
        color = theme.accent if chosen else theme.update if pending else theme.border
        style = Qt.PenStyle.DashLine if pending else Qt.PenStyle.SolidLine
        painter.setPen(line_pen(color, 0.14 * em, painter, style))
        painter.setBrush(theme.window)
        painter.drawRoundedRect(box, 0.4 * em, 0.4 * em)
    name, number = bias_text(drawing, element.layer, element.unit)
    inside = box.adjusted(0.3 * em, 0, -0.3 * em, 0)
    if drawing.readings.names.bias_as == "x0" and not on_card:
        _draw_one(painter, drawing, QRectF(box.left(), box.top(), ONE_SIDE * em, box.height()))
        inside.setLeft(inside.left() + ONE_SIDE * em)
    painter.setFont(narrowed(drawing, f"{name} {number}", inside.width(), 0.95))
    painter.setPen(theme.quiet)
    painter.drawText(inside, LEFT, name)
    painter.setPen(theme.text)
    painter.drawText(inside, RIGHT, number)


def _draw_waiting(painter: QPainter, drawing: Drawing, text: str, frame: QRectF) -> None:
    """Paint a new value that is not yet in force."""
    painter.setPen(line_pen(drawing.theme.update, 0.1 * drawing.em, painter, Qt.PenStyle.DashLine))
    painter.setBrush(drawing.theme.canvas)
    painter.drawRoundedRect(frame, 0.3 * drawing.em, 0.3 * drawing.em)
    painter.setFont(drawing.sized(0.95))
    painter.drawText(frame, CENTER, text)


def _draw_one(painter: QPainter, drawing: Drawing, place: QRectF) -> None:
    """Paint the unit that is always 1: the bias is its weight."""
    theme, em = drawing.theme, drawing.em
    circle = QRectF(0, 0, 1.2 * em, 1.2 * em)
    circle.moveCenter(place.center())
    circle.translate(0.1 * em, 0)
    painter.setPen(line_pen(theme.faded(theme.text, 0.1), 0.1 * em, painter))
    painter.setBrush(unit_color(theme, 1.0, 1.0, False))
    painter.drawEllipse(circle)
    painter.setPen(theme.text)
    painter.setFont(drawing.sized(0.85, bold=True))
    painter.drawText(circle, CENTER, "1")
