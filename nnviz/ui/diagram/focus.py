"""What feeds one number?  The part of the diagram that stays clear while the focus is on an element."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.snapshot import Phase
from nnviz.session.state import Element, Part, Shown
from nnviz.ui.diagram.edges import Bundle
from nnviz.ui.diagram.readings import Readings
from nnviz.walkthrough.notation import has_one_bias

BACKWARD = (Shown.DELTAS, Shown.GRADIENTS)


@dataclass(frozen=True, slots=True)
class Focus:
    """What is shown clearly; all the rest steps back."""

    units: frozenset[tuple[int, int | None]] = frozenset()  # column and unit; none: all of the column
    layer: int | None = None  # into which the edges lead
    rows: range | None = None  # where those edges end; none: anywhere in the layer
    source: int | None = None  # where they begin; none: anywhere
    biases: frozenset[tuple[int, int]] = frozenset()  # layer and row
    losses: frozenset[int] = frozenset()

    def has_column(self, column: int) -> bool:
        """Whether anything of the column is clear."""
        return any(lit == column for lit, _ in self.units)

    def has(self, element: Element) -> bool:
        """Whether the element is clear; of edges ``edges`` knows."""
        if element.part is Part.BIAS:
            return (element.layer, element.unit) in self.biases
        if element.part is Part.TARGET:
            return element.unit in self.losses
        column = element.layer + 1
        return (column, element.unit) in self.units or (column, None) in self.units

    def edges(self, bundle: Bundle) -> Array:
        """Which edges of a bundle are clear, (k,)."""
        clear = np.full(len(bundle.rows), bundle.layer == self.layer)
        if self.rows is not None:
            clear &= (bundle.rows >= self.rows.start) & (bundle.rows < self.rows.stop)
        return clear if self.source is None else clear & (bundle.sources == self.source)


def focus_on(readings: Readings, element: Element) -> Focus:
    """The element and what feeds it: on the way back, and where deltas are shown, what feeds its delta."""
    layers, layer, unit = readings.network.layers, element.layer, element.unit
    match element.part:
        case Part.UNIT:
            return _on_unit(readings, layer, unit)
        case Part.INPUT:
            return Focus(frozenset({(0, unit), (1, None)}), 0, source=unit)
        case Part.TARGET:
            return Focus(frozenset({(len(layers), unit)}), losses=frozenset({unit}))
        case Part.WEIGHT:
            ends = frozenset({(layer, element.source), (layer + 1, unit // layers[layer].activation.pieces)})
            return Focus(ends, layer, range(unit, unit + 1), element.source)
        case Part.BIAS:
            one = has_one_bias(layers[layer], readings.recipe.bias_mode)
            reached = (layer + 1, None if one else unit // layers[layer].activation.pieces)
            return Focus(frozenset({reached}), biases=frozenset({(layer, unit)}))


def _on_unit(readings: Readings, layer: int, unit: int) -> Focus:
    own = (layer + 1, unit)
    if not _looks_back(readings):
        listening = readings.network.layers[layer]
        pieces = listening.activation.pieces
        rows = range(unit * pieces, (unit + 1) * pieces)
        biases = (0,) if has_one_bias(listening, readings.recipe.bias_mode) else rows
        return Focus(frozenset({own, (layer, None)}), layer, rows, biases=frozenset((layer, row) for row in biases))
    if layer == readings.network.depth - 1:
        return Focus(frozenset({own}), losses=frozenset({unit}))
    return Focus(frozenset({own, (layer + 2, None)}), layer + 1, source=unit)


def _looks_back(readings: Readings) -> bool:
    """Whether the moment, or what is shown, is about deltas."""
    if readings.on_units in BACKWARD or readings.on_edges in BACKWARD:
        return True
    walks_back = readings.seen is not None and readings.seen.mark.phase is Phase.BACKWARD
    return walks_back and not readings.live
