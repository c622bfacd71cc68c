"""The number that the fact of the moment is about, said beside what it belongs to."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from nnviz.session.state import Element, Part, Shown
from nnviz.ui.diagram.drawing import Drawing, line_pen
from nnviz.ui.diagram.room import Shape
from nnviz.ui.diagram.scene_item import SceneItem
from nnviz.ui.diagram.spotlight import UNKNOWN, Callout
from nnviz.ui.diagram.surroundings_item import bias_row
from nnviz.walkthrough.quantity import Kind

AROUND = ((0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1), (-1, 0), (1, 0))
"""Where the frame may stand, seen from what it belongs to; the first free place is taken."""


class FactItem(SceneItem):
    """A frame with the symbol and the number, in the color of the phase, and the pixels that the fact is made of."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint the pixels, then the frame with a line to what it belongs to."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_pixels(painter, drawing)
        callout, about = callout_of(drawing), drawing.spotlight.about
        anchor = None if about is None else anchor_of(drawing, about)
        if callout is None or anchor is None:
            return
        frame = frame_of(drawing, callout, anchor)
        color, em = drawing.theme.phase(callout.phase), drawing.em
        painter.setPen(line_pen(color, 0.14 * em, painter))
        start = _nearest(frame, anchor.center())
        end = _rim(anchor, start) if _is_round(drawing, about) else _nearest(anchor, frame.center())
        if not frame.contains(end):
            painter.drawLine(QLineF(start, end))
        painter.setBrush(drawing.theme.raised)
        painter.drawRoundedRect(frame, 0.4 * em, 0.4 * em)
        upper, lower = (QRectF(frame.left(), y, frame.width(), frame.height() / 2) for y in _halves(frame))
        painter.setFont(drawing.sized(1.0, bold=True))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, callout.symbol)
        painter.setPen(drawing.theme.text)
        painter.setFont(drawing.sized(1.0))
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, f"= {callout.value}")


def callout_of(drawing: Drawing) -> Callout | None:
    """What is to be said of the fact; nothing where its number stands in its place anyway."""
    callout = drawing.spotlight.callout
    if callout is None or callout.value == UNKNOWN:
        return callout
    return None if _stands(drawing, callout.kind) else callout


def _stands(drawing: Drawing, kind: Kind) -> bool:
    """Whether the fact's number stands in the diagram, in its unit, on its edge, or with the losses."""
    about, circles = drawing.spotlight.about, drawing.arrangement.shape is Shape.CIRCLES
    backward = drawing.readings.on_units in (Shown.DELTAS, Shown.GRADIENTS)
    match kind:
        case Kind.NET_INPUT:
            return circles and not backward
        case Kind.ACTIVATION:
            return circles or not backward
        case Kind.DELTA:
            large = drawing.readings.on_units is Shown.DELTAS
            return about is not None and (large or drawing.has_badges(about.layer + 1))
        case Kind.NEW_WEIGHT:
            shows = drawing.readings.on_edges is Shown.WEIGHTS
            return about is not None and shows and bool(drawing.labels[about.layer])
        case Kind.NEW_BIAS:
            return about is not None and not drawing.hides_biases(about.layer + 1)
    return kind in (Kind.OUTPUT_LOSS, Kind.SAMPLE_LOSS, Kind.LOSS, Kind.PENALTY, Kind.TOTAL)


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


def frame_of(drawing: Drawing, callout: Callout, anchor: QRectF) -> QRectF:
    """The frame of a callout: at the first place around the anchor that hides nothing, else where it hides least."""
    em, content = drawing.em, drawing.arrangement.size
    widths = drawing.inks.width(callout.symbol, bold=True), drawing.inks.width(f"= {callout.value}")
    frame = QRectF(0, 0, max(widths) + 1.2 * em, 2.9 * em)
    taken = [*drawing.arrangement.obstacles(), *(rect for places in drawing.labels for rect in places), anchor]
    room = QRectF(0, 0, content.width(), content.height())
    best, least = QRectF(), float("inf")
    for far in (0.9, 2.2):
        for x, y in AROUND:
            dx = x * ((anchor.width() + frame.width()) / 2 + far * em)
            dy = y * ((anchor.height() + frame.height()) / 2 + far * em)
            frame.moveCenter(anchor.center() + QPointF(dx, dy))
            hidden = _hidden(_inside(frame, room), taken)
            if hidden < least:
                best, least = _inside(frame, room), hidden
    return best


def _hidden(frame: QRectF, taken: list[QRectF]) -> float:
    """How much a frame hides of what is taken."""
    parts = (frame.intersected(rect) for rect in taken)
    return sum(part.width() * part.height() for part in parts if not part.isEmpty())


def _inside(frame: QRectF, room: QRectF) -> QRectF:
    moved = QRectF(frame)
    moved.moveLeft(max(room.left(), min(moved.left(), room.right() - moved.width())))
    moved.moveTop(max(room.top(), min(moved.top(), room.bottom() - moved.height())))
    return moved


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


def _halves(frame: QRectF) -> tuple[float, float]:
    inset = 0.1 * frame.height()
    return frame.top() + inset * 0.6, frame.center().y() - inset * 0.6


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
