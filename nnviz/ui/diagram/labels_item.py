"""The numbers on the edges, where they can be read; of a selected or pointed-at edge always."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from nnviz.session.state import Element, Part
from nnviz.ui.diagram.drawing import ARROW, Drawing, line_pen, paint_clearly
from nnviz.ui.diagram.scene_item import SceneItem

MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LabelsItem(SceneItem):
    """The number of every edge that has a place for it."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint each number where its edge is interrupted."""
        painter.setFont(drawing.sized(drawing.edge_text_size))
        for bundle, places in zip(drawing.bundles, drawing.labels, strict=True):
            clear = None if drawing.focus is None else drawing.focus.edges(bundle)
            for index, rect in enumerate(places):
                row, source = int(bundle.rows[index]), int(bundle.sources[index])
                paint_clearly(painter, clear is None or bool(clear[index]))
                _draw_text(painter, drawing, rect, (bundle.layer, row, source), drawing.stands_out(bundle.layer))


class CalloutsItem(SceneItem):
    """The number of the selected and of the pointed-at edge, above everything."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint the numbers in frames."""
        painter.setFont(drawing.sized(1.0, bold=True))
        for element in drawing.chosen:
            rect = callout(drawing, element)
            if rect is None:
                continue
            painter.setPen(line_pen(drawing.theme.accent, 0.14 * drawing.em, painter))
            painter.setBrush(drawing.theme.raised)
            painter.drawRoundedRect(rect, 0.4 * drawing.em, 0.4 * drawing.em)
            _draw_text(painter, drawing, rect, (element.layer, element.unit, element.source), True)


def callout(drawing: Drawing, element: Element) -> QRectF | None:
    """The frame of the number of a chosen edge; none where the edge is not drawn."""
    if element.part is not Part.WEIGHT:
        return None
    bundle = drawing.bundles[element.layer]
    index = bundle.index(element.unit, element.source)
    if index is None:
        return None
    name, number = drawing.edge_text(element.layer, element.unit, element.source)
    lines = number.split("\n")
    width = drawing.inks.width(f"{name}  {max(lines, key=len)}", bold=True) + 1.0 * drawing.em
    rect = QRectF(0, 0, width, (0.3 + 1.3 * len(lines)) * drawing.em)
    places = drawing.labels[element.layer]
    rect.moveCenter(places[index].center() if places else bundle.lines[index].pointAt(0.5))
    return rect


def label_at(drawing: Drawing, point: QPointF) -> tuple[Element, QRectF] | None:
    """The edge whose number stands at this point."""
    for element in (drawing.hovered, drawing.selection):
        rect = None if element is None else callout(drawing, element)
        if element is not None and rect is not None and rect.contains(point):
            return element, rect
    for bundle, places in zip(drawing.bundles, drawing.labels, strict=True):
        for row, source, rect in zip(bundle.rows.tolist(), bundle.sources.tolist(), places, strict=False):
            if rect.contains(point):
                return Element(Part.WEIGHT, bundle.layer, row, source), rect
    return None


def _draw_text(painter: QPainter, drawing: Drawing, rect: QRectF, edge: tuple[int, int, int], stands_out: bool) -> None:
    """Paint the name quietly and the number clearly, together in the middle of the rectangle.

    Where two numbers do not fit below each other, the one in force is painted.
    """
    name, number = drawing.edge_text(*edge)
    lines, new = number.split("\n"), drawing.new_weight(*edge)
    pending = new is not None and new.pending
    if not drawing.has_two_lines(rect):
        lines = lines[:1] if pending else lines[-1:]
    metrics = painter.fontMetrics()
    gap = 0.4 * drawing.em if number else 0.0
    name_width = metrics.horizontalAdvance(name) + gap
    width = name_width + metrics.horizontalAdvance(lines[0])
    left, height = rect.center().x() - width / 2, rect.height() / len(lines)
    painter.setPen(drawing.theme.quiet)
    painter.drawText(QRectF(left, rect.top(), name_width + drawing.em, height), MIDDLE, name)
    painter.setPen(drawing.theme.text if stands_out else drawing.theme.quiet)
    painter.drawText(QRectF(left + name_width, rect.top(), width, height), MIDDLE, lines[0])
    if len(lines) > 1:
        arrow = metrics.horizontalAdvance(f"{ARROW} ")
        place = QRectF(left + name_width - arrow, rect.top() + height, width - name_width + arrow, height)
        painter.setPen(drawing.theme.update)
        painter.drawText(place, MIDDLE | Qt.TextFlag.TextDontClip, lines[1])
    else:
        place = QRectF(left, rect.top(), width, height)
    if pending:
        _draw_waiting(painter, drawing, place)


def _draw_waiting(painter: QPainter, drawing: Drawing, place: QRectF) -> None:
    """Paint a dashed frame around a number that is not in force, or is no longer for long."""
    em = drawing.em
    painter.setPen(line_pen(drawing.theme.update, 0.1 * em, painter, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(-0.3 * em, 0, 0.3 * em, 0), 0.3 * em, 0.3 * em)
