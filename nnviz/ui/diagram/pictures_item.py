"""Inputs that are a picture, drawn as the picture; the weights of the units that see it, each as a small one."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from nnviz.core.arrays import Array
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.drawing import Drawing, line_pen, paint_clearly
from nnviz.ui.diagram.readings import largest
from nnviz.ui.diagram.room import picture_place
from nnviz.ui.diagram.scene_item import SceneItem
from nnviz.ui.theme import Theme, blend


class FunnelItem(SceneItem):
    """The way from the picture to all units of the first layer."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint a quiet area, in place of thousands of edges."""
        frame = drawing.arrangement.columns[0].picture
        if frame is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_clearly(painter, drawing.focus is None or drawing.focus.has_column(0))
        units = drawing.arrangement.columns[1].units
        column = QRectF(units[0].topLeft(), units[-1].bottomRight())
        middle = (frame.right() + column.left()) / 2
        path = QPainterPath(frame.topRight())
        path.cubicTo(QPointF(middle, frame.top()), QPointF(middle, column.top()), column.topLeft())
        path.lineTo(column.bottomLeft())
        path.cubicTo(QPointF(middle, column.bottom()), QPointF(middle, frame.bottom()), frame.bottomRight())
        painter.fillPath(path, blend(drawing.theme.canvas, drawing.theme.border, 0.28))


class InputPictureItem(SceneItem):
    """The picture of the sample."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint pixel by pixel, without smoothing."""
        shape, frame = drawing.plan.picture, drawing.arrangement.columns[0].picture
        if shape is None or frame is None:
            return
        paint_clearly(painter, drawing.focus is None or drawing.focus.has_column(0))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        inputs = drawing.readings.columns[0].shown
        if inputs is not None:
            painter.drawImage(frame, ink(drawing.theme, np.asarray(inputs).reshape(shape)))
        painter.setPen(line_pen(drawing.theme.border, 0.14 * drawing.em, painter))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)


class WeightPicturesItem(SceneItem):
    """A small picture on every unit that sees the picture: how it weighs the pixels; and a note on the edges."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint the weights, or what the edges show instead, in the colors of the scale."""
        frame = drawing.arrangement.columns[0].picture
        if drawing.plan.picture is not None and frame is not None:
            _draw_note(painter, drawing, frame)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            _draw_weights(painter, drawing, drawing.plan.picture)


def ink(theme: Theme, pixels: Array) -> QImage:
    """Pixels from the color of the background (their smallest value, at most 0) to that of text (their largest)."""
    low, high = min(0.0, float(pixels.min())), float(pixels.max())
    share = ((pixels - low) / ((high - low) or 1.0))[..., np.newaxis]
    paper, text = (np.array(color.getRgb(), dtype=float) for color in (theme.canvas, theme.text))
    return image(paper + share * (text - paper))


def image(colors: Array) -> QImage:
    """An image of its own from (rows, columns, 4) colors."""
    data = np.ascontiguousarray(colors, dtype=np.uint8)
    rows, columns = data.shape[:2]
    return QImage(data.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()


def _draw_note(painter: QPainter, drawing: Drawing, frame: QRectF) -> None:
    """Say below the picture what is drawn, and how many edges of how many."""
    count = drawing.plan.columns[0].units
    bundle = drawing.bundles[0]
    if bundle.lines:
        text = QCoreApplication.translate("Diagram", "{shown} strongest of {count}")
        text = text.format(shown=len(bundle.lines), count=f"{count:,}")
    else:
        text = QCoreApplication.translate("Diagram", "{count} inputs, drawn as the picture").format(count=f"{count:,}")
    width = drawing.inks.width(text) + drawing.em
    place = QRectF(frame.center().x() - width / 2, frame.bottom() + 0.5 * drawing.em, width, 1.5 * drawing.em)
    painter.fillRect(place, drawing.theme.canvas)
    painter.setFont(drawing.sized(1.0))
    painter.setPen(drawing.theme.quiet)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _draw_weights(painter: QPainter, drawing: Drawing, shape: tuple[int, int]) -> None:
    values = drawing.readings.edges[0]
    if values is None:
        return
    units = np.array(drawing.order[1], dtype=np.intp) * drawing.plan.columns[1].pieces
    seen = values[units]
    colors = drawing.theme.signed_image(seen.reshape(-1, *shape), largest(seen))
    painter.setPen(line_pen(drawing.theme.border, 0.1 * drawing.em, painter))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for place, card in enumerate(drawing.arrangement.columns[1].units):
        frame = picture_place(card, drawing.em, drawing.arrangement.lines)
        paint_clearly(painter, drawing.is_clear(Element(Part.UNIT, 0, drawing.order[1][place])))
        painter.drawImage(frame, image(colors[place]))
        painter.drawRect(frame)
