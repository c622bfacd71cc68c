"""The edges of the diagram: blue or orange by sign, thick by size, all of them in one item."""

import numpy as np
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter

from nnviz.core.arrays import Array
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.biases import bias_row
from nnviz.ui.diagram.drawing import THICKEST, Drawing, line_pen, paint_clearly
from nnviz.ui.diagram.edges import Bundle
from nnviz.ui.diagram.inks import LEVELS
from nnviz.ui.diagram.interrupting import Parts
from nnviz.ui.diagram.readings import largest
from nnviz.ui.diagram.scene_item import SceneItem
from nnviz.ui.theme import blend


class WeightsItem(SceneItem):
    """Edges, and the lines to biases and losses."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint what lies lowest first."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not drawing.fast)
        for bundle in drawing.bundles:
            _draw_bundle(painter, drawing, bundle, drawing.parts[bundle.layer])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        spotlight = drawing.spotlight
        for elements, color in (
            (spotlight.terms, drawing.theme.highlight),
            (spotlight.pointed_terms, drawing.theme.accent),
        ):
            for element in sorted(elements, key=repr):
                _draw_lit(painter, drawing, element, drawing.soft(color))
        for element in (*drawing.chosen, *(() if spotlight.about is None else (spotlight.about,))):
            _draw_lit(painter, drawing, element, drawing.theme.highlight)
        _draw_links(painter, drawing)


def width_of(share: float, em: float) -> float:
    """How thick an edge is, in units of the scene; ``share`` of the largest value."""
    return (0.12 + (THICKEST - 0.12) * share) * em


def _draw_bundle(painter: QPainter, drawing: Drawing, bundle: Bundle, parts: tuple[Parts, ...]) -> None:
    def draw_lines(indices: Array) -> None:
        painter.drawLines([part for index in indices.tolist() for part in parts[index]])

    if not bundle.lines:
        return
    values = drawing.readings.edges[bundle.layer]
    if values is None:
        painter.setPen(line_pen(drawing.theme.border, 0.12 * drawing.em, painter))
        draw_lines(np.arange(len(parts)))
        return
    scale = drawing.readings.edge_scale
    if bundle.pixels:
        scale = largest(values) or 1.0
    stands_out = drawing.stands_out(bundle.layer) or drawing.focus is not None
    levels = _levels(values[bundle.rows, bundle.sources], scale)
    if drawing.focus is not None:
        clear = drawing.focus.edges(bundle)
        painter.setPen(line_pen(drawing.theme.faded(drawing.theme.border, 0.3), 0.1 * drawing.em, painter))
        draw_lines(np.flatnonzero(~clear))
        levels = np.where(clear, levels, 0)
    for level in np.unique(levels[levels != 0]).tolist():
        share = (abs(level) - 1) / LEVELS
        color = drawing.inks.edge(level, stands_out)
        painter.setPen(line_pen(color, width_of(share, drawing.em), painter))
        draw_lines(np.flatnonzero(levels == level))


def _levels(values: Array, scale: float) -> Array:
    """+1 .. +LEVELS + 1 for positive values, from weak to strong, and the same below zero."""
    share = np.clip(np.abs(np.nan_to_num(values)) / scale, 0.0, 1.0)
    level = 1 + np.round(share * LEVELS).astype(int)
    return np.asarray(np.where(values < 0, -level, level))


def _draw_lit(painter: QPainter, drawing: Drawing, element: Element, rim: QColor) -> None:
    """Paint one edge once more with a bright rim; one that is not drawn otherwise, too."""
    line = drawing.line(element)
    if line is None:
        return
    values = drawing.readings.edges[element.layer]
    value = 0.0 if values is None else float(np.nan_to_num(values[element.unit, element.source]))
    share = min(1.0, abs(value) / drawing.readings.edge_scale)
    width = width_of(share, drawing.em)
    painter.setPen(line_pen(rim, width + 0.5 * drawing.em, painter))
    parts = drawing.beside_labels(line)
    painter.drawLines(parts)
    color = blend(drawing.theme.neutral, drawing.theme.positive if value >= 0 else drawing.theme.negative, 1.0)
    painter.setPen(line_pen(drawing.theme.quiet if values is None else color, width, painter))
    painter.drawLines(parts)


def _draw_links(painter: QPainter, drawing: Drawing) -> None:
    """Paint the lines from the biases to their units, and from the outputs to their losses."""
    place = drawing.arrangement
    painter.setPen(line_pen(drawing.theme.border, 0.14 * drawing.em, painter))
    for number, column in enumerate(place.columns):
        if drawing.bias_on_card(number) or not column.biases:
            continue
        pieces = max(1, len(column.biases) // len(column.units))
        for index, box in enumerate(column.biases):
            element = Element(Part.BIAS, number - 1, bias_row(drawing, number, index))
            paint_clearly(painter, drawing.is_clear(element))
            unit = column.units[min(index // pieces, len(column.units) - 1)]
            painter.drawLine(QLineF(box.center().x(), box.bottom(), unit.center().x(), unit.top()))
    strong = drawing.readings.emphasis.losses
    color = drawing.theme.loss if strong else drawing.theme.border
    painter.setPen(line_pen(color, 0.14 * drawing.em, painter, Qt.PenStyle.DashLine))
    last = drawing.readings.network.depth - 1
    for output, unit, loss in zip(drawing.order[-1], place.columns[-1].units, place.losses, strict=False):
        paint_clearly(painter, drawing.is_clear(Element(Part.TARGET, last, output)))
        painter.drawLine(QLineF(unit.right(), unit.center().y(), loss.left(), loss.center().y()))
