"""What is under the pointer?  The nearest thing of the drawing, and its number where it can be edited."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from nnviz.session.state import Element, Part, Shown
from nnviz.ui.diagram.biases import bias_row
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.edges import Bundle
from nnviz.ui.diagram.labels_item import label_at
from nnviz.ui.diagram.neurons_item import element_of
from nnviz.ui.diagram.room import Shape
from nnviz.ui.diagram.surroundings_item import target_line


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing of the drawing."""

    element: Element
    number: QRectF | None = None  # the place of the number, where a click on it edits it


def hit(drawing: Drawing, point: QPointF, reach: float) -> Hit | None:
    """What is at this point of the scene; edges are found from as far as ``reach``."""
    return _bias(drawing, point) or _unit(drawing, point) or _target(drawing, point) or _edge(drawing, point, reach)


def _bias(drawing: Drawing, point: QPointF) -> Hit | None:
    for index in range(len(drawing.arrangement.columns)):
        for box, rect in enumerate(drawing.bias_boxes(index)):
            if rect.contains(point):
                return Hit(Element(Part.BIAS, index - 1, bias_row(drawing, index, box)), rect)
    return None


def _unit(drawing: Drawing, point: QPointF) -> Hit | None:
    for index, column in enumerate(drawing.arrangement.columns):
        badges = drawing.has_badges(index)
        for unit, rect, badge in zip(drawing.order[index], column.units, column.badges, strict=True):
            if rect.contains(point) or (badges and badge.contains(point)):
                editable = index == 0 and drawing.readings.on_units in (Shown.ACTIVATIONS, Shown.WEIGHTS)
                number = _number(rect, drawing)
                return Hit(element_of(index, unit), number if editable and number.contains(point) else None)
    return None


def _number(rect: QRectF, drawing: Drawing) -> QRectF:
    """Where the large number of a unit stands."""
    if drawing.arrangement.shape is Shape.CARDS:
        return rect.adjusted(rect.width() * 0.4, 0, 0, 0)
    middle, height = rect.center().y(), 0.9 * drawing.em
    return QRectF(rect.left(), middle - height, rect.width(), 2 * height)


def _target(drawing: Drawing, point: QPointF) -> Hit | None:
    for output, rect in zip(drawing.order[-1], drawing.arrangement.losses, strict=False):
        if rect.contains(point):
            element = Element(Part.TARGET, drawing.readings.network.depth - 1, output)
            line = target_line(rect)
            return Hit(element, line if line.contains(point) else None)
    return None


def _edge(drawing: Drawing, point: QPointF, reach: float) -> Hit | None:
    label = label_at(drawing, point)
    if label is not None:
        return Hit(label[0], label[1] if drawing.readings.on_edges is Shown.WEIGHTS else None)
    best, nearest = None, reach
    for bundle in drawing.bundles:
        if bundle.lines:
            index, distance = _nearest(bundle, point)
            if distance < nearest:
                row, source = int(bundle.rows[index]), int(bundle.sources[index])
                best, nearest = Element(Part.WEIGHT, bundle.layer, row, source), distance
    return None if best is None else Hit(best)


def _nearest(bundle: Bundle, point: QPointF) -> tuple[int, float]:
    """The nearest line of a bundle and its distance."""
    ends = np.array([(line.x1(), line.y1(), line.dx(), line.dy()) for line in bundle.lines])
    offset = np.array([point.x(), point.y()]) - ends[:, :2]
    direction = ends[:, 2:]
    length = (direction**2).sum(axis=1)
    share = np.clip((offset * direction).sum(axis=1) / np.where(length > 0, length, 1.0), 0.0, 1.0)
    distance = np.hypot(*(offset - share[:, np.newaxis] * direction).T)
    index = int(distance.argmin())
    return index, float(distance[index])
