"""Small signs at the units that learn badly: a triangle where one is saturated, a zero where one is dead."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from nnviz.ui.diagram.drawing import Drawing, paint_clearly
from nnviz.ui.diagram.neurons_item import element_of
from nnviz.ui.diagram.room import Shape
from nnviz.ui.diagram.scene_item import SceneItem

SIDE = 1.3
"""In em."""


class SignsItem(SceneItem):
    """The signs, on the upper left of their units."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint a sign at every unit that has one."""
        if not (any(drawing.warnings.saturated) or any(drawing.warnings.dead)):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(drawing.sized(0.85, bold=True))
        for index, column in enumerate(drawing.arrangement.columns[1:]):
            for unit, rect in zip(drawing.order[index + 1], column.units, strict=True):
                paint_clearly(painter, drawing.is_clear(element_of(index + 1, unit)))
                place = _place(drawing, rect)
                if drawing.warnings.is_dead(index, unit):
                    _draw_zero(painter, drawing, place)
                elif drawing.warnings.slope(index, unit) is not None:
                    _draw_triangle(painter, drawing, place)


def _place(drawing: Drawing, rect: QRectF) -> QRectF:
    """On the rim of a circle, below the number of before that may stand on top, or on the corner of a card."""
    place = QRectF(0, 0, SIDE * drawing.em, SIDE * drawing.em)
    on_rim = QPointF(0.046 * rect.width(), 0.29 * rect.height())
    on_corner = QPointF(-0.1 * drawing.em, -0.05 * drawing.em)
    place.moveCenter(rect.topLeft() + (on_rim if drawing.arrangement.shape is Shape.CIRCLES else on_corner))
    return place


def _draw_triangle(painter: QPainter, drawing: Drawing, place: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(drawing.theme.highlight)
    wide = place.adjusted(-0.12 * place.width(), -0.05 * place.height(), 0.12 * place.width(), 0.05 * place.height())
    painter.drawPolygon(QPolygonF([QPointF(wide.center().x(), wide.top()), wide.bottomRight(), wide.bottomLeft()]))
    painter.setPen(drawing.theme.sign_text)
    painter.drawText(place.translated(0, 0.1 * place.height()), Qt.AlignmentFlag.AlignCenter, "!")


def _draw_zero(painter: QPainter, drawing: Drawing, place: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(drawing.theme.error)
    painter.drawEllipse(place)
    painter.setPen(drawing.theme.canvas)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "0")
