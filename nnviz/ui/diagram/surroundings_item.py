"""What stands around the units: biases, captions, targets and losses."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter

from nnviz.session.state import Element, Part
from nnviz.ui.diagram.biases import draw_biases
from nnviz.ui.diagram.drawing import MISSING, Drawing, line_pen, paint_clearly
from nnviz.ui.diagram.neurons_item import fitting, narrowed
from nnviz.ui.diagram.scene_item import SceneItem

CENTER = Qt.AlignmentFlag.AlignCenter


class SurroundingsItem(SceneItem):
    """Everything with a number that is neither a unit nor an edge."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint the columns' captions and biases, then the losses."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column in range(len(drawing.arrangement.captions)):
            _draw_caption(painter, drawing, column)
        draw_biases(painter, drawing)
        _draw_losses(painter, drawing)


def _draw_caption(painter: QPainter, drawing: Drawing, column: int) -> None:
    """Paint as much of the caption as there is room for."""
    place = drawing.arrangement.captions[column]
    room = place.width() - 0.6 * drawing.em
    texts = captions(drawing, column)
    text = next((text for text in texts if drawing.inks.width(text) <= room), texts[-1])
    painter.setPen(drawing.theme.quiet)
    painter.setFont(narrowed(drawing, text, room, 1.0))
    painter.drawText(place, CENTER | Qt.TextFlag.TextDontClip, text)


def captions(drawing: Drawing, column: int) -> tuple[str, ...]:
    """What a column is, from all that can be said to the least: name, activation, how many of its units are shown."""
    readings = drawing.readings
    if column == 0:
        shape = drawing.plan.picture
        name = QCoreApplication.translate("Diagram", "input")
        return (f"{name} · {shape[0]} × {shape[1]}" if shape else name,)
    if column == len(drawing.plan.columns):
        return (QCoreApplication.translate("Diagram", "loss"),)
    layer = readings.network.layers[column - 1]
    text = f"{layer.name} · {layer.activation.name}"
    shown = len(drawing.order[column])
    if shown == layer.units:
        return text, layer.name
    units = QCoreApplication.translate("Diagram", "{count} units").format(count=f"{layer.units:,}")
    order = QCoreApplication.translate("Diagram", "most active first")
    return f"{text} · {units}, {order}", f"{text} · {units}", text, layer.name


def _draw_losses(painter: QPainter, drawing: Drawing) -> None:
    """Paint what was wanted of each output and what it lacks, and their sum."""
    readings, place = drawing.readings, drawing.arrangement
    last = readings.network.depth - 1
    for output, rect in zip(drawing.order[-1], place.losses, strict=False):
        paint_clearly(painter, drawing.is_clear(Element(Part.TARGET, last, output)))
        _draw_loss(painter, drawing, output, rect)
    paint_clearly(painter, drawing.focus is None)
    if place.total is not None and readings.losses is not None:
        painter.setPen(drawing.theme.loss)
        text = total_text(drawing)
        painter.setFont(fitting(drawing, text, place.total.width() - 0.4 * drawing.em, largest=1.05))
        painter.drawText(place.total, CENTER, text)


def _draw_loss(painter: QPainter, drawing: Drawing, output: int, rect: QRectF) -> None:
    theme, em, readings = drawing.theme, drawing.em, drawing.readings
    ring = drawing.ring(Element(Part.TARGET, readings.network.depth - 1, output), readings.emphasis.losses)
    if ring is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ring)
        painter.drawRoundedRect(rect.adjusted(-0.3 * em, -0.3 * em, 0.3 * em, 0.3 * em), 0.7 * em, 0.7 * em)
    painter.setPen(line_pen(theme.border, 0.14 * em, painter))
    painter.setBrush(theme.raised)
    painter.drawRoundedRect(rect, 0.5 * em, 0.5 * em)
    upper, lower = target_line(rect), QRectF(rect.left(), rect.center().y(), rect.width(), rect.height() / 2)
    painter.setPen(theme.text)
    painter.setFont(drawing.sized(1.0))
    painter.drawText(upper, CENTER, target_text(drawing, output))
    painter.setPen(theme.loss)
    painter.setFont(drawing.sized(1.0, bold=True))
    painter.drawText(lower, CENTER, loss_text(drawing, output))


def target_text(drawing: Drawing, output: int) -> str:
    """What is wanted of an output."""
    targets = drawing.readings.targets
    value = MISSING if targets is None else _plain(float(targets[output]), drawing)
    return QCoreApplication.translate("Diagram", "target {value}").format(value=value)


def loss_text(drawing: Drawing, output: int) -> str:
    """An output's part of the loss."""
    losses = drawing.readings.losses
    return f"E {MISSING if losses is None else drawing.number(losses[output])}"


def total_text(drawing: Drawing) -> str:
    """The loss of all outputs."""
    loss = drawing.readings.loss
    return "" if np.isnan(loss) else f"Σ E = {drawing.number(loss)}"


def target_line(rect: QRectF) -> QRectF:
    """Where the target stands on the card of a loss."""
    return QRectF(rect.left(), rect.top(), rect.width(), rect.height() / 2)


def _plain(value: float, drawing: Drawing) -> str:
    """A target as short as it can be written: it is given, not computed."""
    short = f"{value:g}"
    return short.replace("-", "−") if len(short) <= 6 else drawing.number(value)
