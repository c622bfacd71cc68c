"""What does one unit answer over the plane of the two inputs?  Its map, enlarged: with samples, axes, and z = 0."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnviz.core.arrays import Array
from nnviz.core.response import responses
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.kept import Kept
from nnviz.ui.diagram.readings import Readings
from nnviz.ui.diagram.response_maps import Maps, plane_ground
from nnviz.ui.plots.contour import contour
from nnviz.ui.plots.output_map.drawing import Legend, MapDrawing
from nnviz.ui.plots.output_map.making import Ground
from nnviz.ui.plots.output_map.scale import Scale
from nnviz.walkthrough.decimals import signed

FINENESS = 60
"""Points along each side."""

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, eq=False)
class UnitMap:
    """The enlarged map of a unit, and what is written around it."""

    title: str  # the unit
    picture: MapDrawing
    classes: int  # that the colors of the samples tell apart; 0: they are on the scale of an output
    note: str  # what the line in the picture is


def place_of(maps: Maps, sample: int | None) -> tuple[float, float] | None:
    """Where a sample stands in the plane."""
    data = maps.ground.subject.data
    if sample is None or data is None:
        return None
    x, y = data.raw_inputs[sample].tolist()
    return x, y


class UnitMapper:
    """Makes enlarged maps, and keeps what has not changed."""

    def __init__(self) -> None:
        self._ground: Kept[Ground] = Kept()
        self._made: Kept[UnitMap] = Kept()

    def map_of(self, maps: Maps, element: Element, readings: Readings) -> UnitMap | None:
        """The map of a unit or input; none of anything else."""
        if element.part not in (Part.UNIT, Part.INPUT):
            return None
        output = _colored_by(maps, element)
        subject = maps.ground.subject
        prepared = self._ground.get(
            (maps.ground, output), lambda: plane_ground(maps.network, subject.data, output, FINENESS)
        )
        key = maps, prepared, element, readings.symbols
        return self._made.get(key, lambda: _made(maps, prepared, element, readings))


def _made(maps: Maps, prepared: Ground, element: Element, readings: Readings) -> UnitMap:
    subject = prepared.subject
    a, z = _answers(maps, prepared, element)
    scale = maps.scale(element.layer + 1, element.unit)
    line, note = _line(a, z, scale, readings)
    across, up = subject.inputs
    levels, legend = scale.levels(a), _legend(maps, scale)
    picture = MapDrawing((across, up), prepared.x, prepared.y, levels, line, legend, prepared.points)
    title = readings.columns[element.layer + 1].names[element.unit]
    return UnitMap(title, picture, len(subject.classes) if prepared.wish.output is None else 0, note)


def _colored_by(maps: Maps, element: Element) -> int | None:
    """The output whose targets color the samples: the unit itself, or the only one; none: all, as classes."""
    if element.layer == maps.network.depth - 1:
        return element.unit
    return None if maps.ground.subject.classes else 0


def _answers(maps: Maps, prepared: Ground, element: Element) -> tuple[Array, Array | None]:
    """The activations of a unit, (side, side), and its net inputs, where it has one alone."""
    shape = prepared.count, prepared.count
    if element.part is Part.INPUT:
        return prepared.inputs[element.unit].reshape(shape), None
    network = maps.network.as_precision("float32")
    with np.errstate(invalid="ignore"):  # where a feature has no value
        found = [prepared.inputs, *responses(network, prepared.inputs)]
        layer, row = network.layers[element.layer], element.unit
        a = found[element.layer + 1][row].reshape(shape)
        if layer.activation.pieces > 1 or layer.activation.name == "softmax":
            return a, None
        z = layer.weight[row] @ found[element.layer]
    return a, (z if layer.bias is None else z + layer.bias[row]).reshape(shape)


def _line(a: Array, z: Array | None, scale: Scale, readings: Readings) -> tuple[Array, str]:
    """Where an output passes from one class to the other, or else where the net input is 0; and what that is called."""
    symbols, line = readings.symbols, translate("Diagram", "Line: {symbol} = {value}")
    if scale.parts:
        return contour(a, scale.middle), line.format(symbol=symbols.output, value=signed(f"{scale.middle:g}"))
    if z is None:
        return np.empty((0, 4)), ""
    return contour(z), line.format(symbol=symbols.net_input, value=0)


def _legend(maps: Maps, scale: Scale) -> Legend:
    data = maps.ground.subject.data
    tests = data is not None and len(data.test_rows) > 0
    words = (translate("Diagram", "train"), translate("Diagram", "test")) if tests else ("", "")
    return Legend((scale.low, scale.middle, scale.high), (), False, *words)
