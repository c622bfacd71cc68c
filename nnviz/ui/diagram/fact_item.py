"""The number that the fact of the moment is about, said beside what it belongs to."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from nnviz.session.state import Element, Part
from nnviz.ui.diagram.biases import bias_row
from nnviz.ui.diagram.callout_place import LINE, MARGIN, frame_of
from nnviz.ui.diagram.callouts import Said, said_of
from nnviz.ui.diagram.drawing import Drawing, line_pen
from nnviz.ui.diagram.room import Shape
from nnviz.ui.diagram.scene_item import SceneItem


@dataclass(frozen=True, slots=True)
class _Callout:
    """What is said, where, and of what."""

    said: Said
    frame: QRectF
    anchor: QRectF
    round: bool  # what it belongs to is a circle


class LeaderItem(SceneItem):
    """The line from the frame to what it belongs to, below all numbers."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint it where the frame does not stand at its end anyway."""
        callout = _callout(drawing)
        if callout is None:
            return
        frame, anchor = callout.frame, callout.anchor
        start = _nearest(frame, anchor.center())
        end = _rim(anchor, start) if callout.round else _nearest(anchor, frame.center())
        if not frame.contains(end):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(line_pen(drawing.theme.phase(callout.said.phase), 0.14 * drawing.em, painter))
            painter.drawLines(drawing.beside_labels(QLineF(start, end)))


class FactItem(SceneItem):
    """A frame with the symbol and the number, in the color of the phase, and the pixels that the fact is made of."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint the pixels, then the frame."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_pixels(painter, drawing)
        callout = _callout(drawing)
        if callout is None:
            return
        said, frame, em = callout.said, callout.frame, drawing.em
        color = drawing.theme.phase(said.phase)
        painter.setPen(line_pen(color, 0.14 * em, painter))
        painter.setBrush(drawing.theme.raised)
        painter.drawRoundedRect(frame, 0.4 * em, 0.4 * em)
        colors = color, drawing.theme.text, drawing.theme.update
        line = QRectF(frame.left(), frame.top() + MARGIN * em, frame.width(), LINE * em)
        for index, text in enumerate(said.lines):
            painter.setFont(drawing.sized(1.0, bold=index == 0))
            painter.setPen(colors[index])
            painter.drawText(line.translated(0, index * line.height()), Qt.AlignmentFlag.AlignCenter, text)


def _callout(drawing: Drawing) -> _Callout | None:
    """The callout of the fact; none where nothing is to be said, or where it is not shown what it belongs to."""
    said, about = said_of(drawing), drawing.spotlight.about
    anchor = None if about is None else anchor_of(drawing, about)
    if said is None or anchor is None:
        return None
    return _Callout(said, frame_of(drawing, said, anchor), anchor, _is_round(drawing, about))


def anchor_of(drawing: Drawing, element: Element) -> QRectF | None:
    """The place of an element; of an edge that of its number, or a point on its line. None where it is not shown."""
    place, column = drawing.arrangement, element.layer + 1
    match element.part:
        case Part.WEIGHT:
            return _edge_anchor(drawing, element)
        case Part.TARGET:
            shown = zip(drawing.order[-1], place.losses, strict=False)
        case Part.BIAS:
            boxes = drawing.bias_boxes(column)
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
