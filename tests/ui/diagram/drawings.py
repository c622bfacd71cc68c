"""Drawings for tests: composed without a window, and everything that they say."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont

from nnviz.session.state import Element, Part, Shown, State
from nnviz.ui.diagram.arranging import Canvas
from nnviz.ui.diagram.biases import bias_text
from nnviz.ui.diagram.composer import Composer
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.neurons_item import badge_text, big_text, small_text
from nnviz.ui.diagram.surroundings_item import loss_text, target_text, total_text
from nnviz.ui.theme import LIGHT


def drawing_of(state: State, shown: Shown = Shown.WEIGHTS, size: tuple[int, int] = (1100, 760)) -> Drawing:
    """The diagram of a state, all that the switch above it shows."""
    units = Shown.ACTIVATIONS if shown is Shown.WEIGHTS else shown
    state = replace(state, shown_on_edges=shown, shown_on_units=units)
    return Composer().compose(state, Canvas(LIGHT, QFont("DejaVu Sans"), 14, QSizeF(*size)), None)


def elements_of(drawing: Drawing) -> Iterator[Element]:
    """Everything that can be pointed at."""
    network = drawing.readings.network
    for unit in range(network.inputs):
        yield Element(Part.INPUT, -1, unit)
    for index, layer in enumerate(network.layers):
        for unit in range(layer.units):
            yield Element(Part.UNIT, index, unit)
            yield Element(Part.BIAS, index, unit)
        for row in range(len(layer.weight)):
            yield from (Element(Part.WEIGHT, index, row, source) for source in range(layer.sources))
    for output in range(network.outputs):
        yield Element(Part.TARGET, network.depth - 1, output)


def shown_texts(drawing: Drawing) -> Iterator[str]:
    """Every number that is drawn."""
    for element in elements_of(drawing):
        column = drawing.readings.columns[element.layer + 1]
        match element.part:
            case Part.INPUT | Part.UNIT:
                yield big_text(drawing, column, element.unit)
                yield small_text(drawing, column, element.unit, element.layer + 1)
                yield badge_text(drawing, element.layer + 1, element.unit)
            case Part.WEIGHT:
                yield drawing.edge_text(element.layer, element.unit, element.source)[1]
            case Part.BIAS:
                yield bias_text(drawing, element.layer, element.unit)[1]
            case Part.TARGET:
                yield target_text(drawing, element.unit)
                yield loss_text(drawing, element.unit)
    yield total_text(drawing)
