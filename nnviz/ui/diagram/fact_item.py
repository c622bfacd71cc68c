"""The number that the fact of the moment is about, said beside what it belongs to."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from nnviz.session.state import Element, Part
from nnviz.ui.diagram.biases import bias_row
from nnviz.ui.diagram.callout_place import LINE, MARGIN, frame_of
from nnviz.ui.diagram.callouts import said_of
from nnviz.ui.diagram.drawing import Drawing, line_pen
from nnviz.ui.diagram.room import Shape
from nnviz.ui.diagram.scene_item import SceneItem


class FactItem(SceneItem):
    """A frame with the symbol and the number, in the color of the phase, and the pixels that the fact is made of."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint the pixels, then the frame with a line to what it belongs to."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_pixels(painter, drawing)
        said, about = said_of(drawing), drawing.spotlight.about
        anchor = None if about is None else anchor_of(drawing, about)
        if said is None or anchor is None:
            return
        frame, em = frame_of(drawing, said, anchor), drawing.em
        color = drawing.theme.phase(said.phase)
        painter.setPen(line_pen(color, 0.14 * em, painter))
        start = _nearest(frame, anchor.center())
        end = _rim(anchor, start) if _is_round(drawing, about) else _nearest(anchor, frame.center())
        if not frame.contains(end):
            painter.drawLine(QLineF(start, end))
        painter.setBrush(drawing.theme.raised)
        painter.drawRoundedRect(frame, 0.4 * em, 0.4 * em)
        colors = color, drawing.theme.text, drawing.theme.update
        line = QRectF(frame.left(), frame.top() + MARGIN * em, frame.width(), LINE * em)
        for index, text in enumerate(said.lines):
            painter.setFont(drawing.sized(1.0, bold=index == 0))
            painter.setPen(colors[index])
            painter.drawText(line.translated(0, index * line.height()), Qt.AlignmentFlag.AlignCenter, text)


def anchor_of(drawing: Drawing, element: Element) -> QRectF | None:
    """The place of an element; of an edge that of its number, or a point on its line. None where it is not shown."""
    place, column = drawing.arrangement, element.layer + 1
    match element.part:
        case Part.WEIGHT:
            return _edge_anchor(drawing, element)
        case Part.TARGET:
            shown = zip(drawing.order[-1], place.losses, strict=False)
        case Part.BIAS:
            boxes = place.columns[column].biases
            shown = zip((bias_row(drawing, column, index) for index in range(len(boxes))), boxes, strict=True)
        case _:
            pixel_place = _pixel(drawing, element)
            if pixel_place is not None:
                return pixel_place
            shown = zip(drawing.order[column], place.columns[column].units, strict=True)
    return next((rect for unit, rect in shown if unit == element.unit), None)


def _nearest(rect: QRectF, point: QPointF) -> QPointF:
    """The point of a rectangle that is nearest to another."""
    x = max(rect.left(), min(point.x(), rect.right()))
    return QPointF(x, max(rect.top(), min(point.y(), rect.bottom())))


def _rim(circle: QRectF, point: QPointF) -> QPointF:
    """Where the line from a point to the middle of a circle meets it."""
    line = QLineF(circle.center(), point)
    return line.pointAt(min(1.0, circle.width() / 2 / max(line.length(), 1e-6)))


def _is_round(drawing: Drawing, element: Element | None) -> bool:
    circles = drawing.arrangement.shape is Shape.CIRCLES
    return circles and element is not None and element.part in (Part.UNIT, Part.INPUT)


def _edge_anchor(drawing: Drawing, element: Element) -> QRectF | None:
    line = drawing.line(element)
    if line is None:
        return None
    bundle, places = drawing.bundles[element.layer], drawing.labels[element.layer]
    index = bundle.index(element.unit, element.source)
    if places and index is not None:
        return QRectF(places[index])
    share = 0.7 if drawing.arrangement.shape is Shape.CARDS else 0.5
    anchor = QRectF(0, 0, drawing.em, drawing.em)
    anchor.moveCenter(line.pointAt(share))
    return anchor


def _pixel(drawing: Drawing, element: Element) -> QRectF | None:
    """The place of an input that is a pixel of the picture."""
    frame, shape = drawing.arrangement.columns[0].picture, drawing.plan.picture
    if frame is None or shape is None or element.part is not Part.INPUT:
        return None
    line, place = divmod(element.unit, shape[1])
    width, height = frame.width() / shape[1], frame.height() / shape[0]
    return QRectF(frame.left() + place * width, frame.top() + line * height, width, height)


def _draw_pixels(painter: QPainter, drawing: Drawing) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for element in {*drawing.spotlight.terms, *drawing.chosen}:
        rect = _pixel(drawing, element)
        if rect is not None:
            color = drawing.theme.accent if drawing.is_chosen(element) else drawing.theme.highlight
            painter.setPen(line_pen(color, 0.25 * drawing.em, painter))
            painter.drawRect(rect.adjusted(-1, -1, 1, 1))
