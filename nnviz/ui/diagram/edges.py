"""Which edges are drawn, and from where to where?  All between small layers, of wide ones the strongest few."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF

from nnviz.core.arrays import Array
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.arrangement import Arrangement
from nnviz.ui.diagram.plan import Plan

STRONGEST = 3
"""Edges per unit of a wide layer."""
STRONGEST_PIXELS = 8
"""Edges from a picture to the selected unit."""

Order = tuple[tuple[int, ...], ...]
"""Which units stand in each column, from top to bottom."""


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """The edges into one layer that are drawn."""

    layer: int
    rows: Array  # of the weight, (k,)
    sources: Array
    lines: tuple[QLineF, ...]
    whole: bool  # nothing was left out
    pixels: bool = False  # they begin at the pixels of the picture

    def index(self, row: int, source: int) -> int | None:
        """The place of one weight among the lines."""
        found = np.flatnonzero((self.rows == row) & (self.sources == source))
        return int(found[0]) if len(found) else None


def bundles(
    arrangement: Arrangement, plan: Plan, order: Order, values: Sequence[Array], focus: Element | None
) -> tuple[Bundle, ...]:
    """The edges into every layer; ``values`` say which are strong, ``focus`` is what is selected or pointed at."""
    return tuple(_bundle(arrangement, plan, order, layer, values[layer], focus) for layer in range(len(values)))


def _bundle(
    arrangement: Arrangement, plan: Plan, order: Order, layer: int, values: Array, focus: Element | None
) -> Bundle:
    if plan.columns[layer + 1].sees_picture:
        return _from_picture(arrangement, plan, order, layer, values, focus)
    pieces = plan.columns[layer + 1].pieces
    rows = np.array([unit * pieces + piece for unit in order[layer + 1] for piece in range(pieces)], dtype=np.intp)
    sources = np.array(order[layer], dtype=np.intp)
    chosen = np.ones((len(rows), len(sources)), dtype=bool)
    whole = all(len(order[column]) == plan.columns[column].units for column in (layer, layer + 1))
    if not whole:
        chosen = _strong(values[np.ix_(rows, sources)], rows // pieces, sources, layer, focus)
    ways, starts = np.nonzero(chosen)
    lines = tuple(
        QLineF(
            arrangement.leaving(layer, start),
            arrangement.reaching(layer + 1, way // pieces, way % pieces, pieces),
        )
        for way, start in zip(ways.tolist(), starts.tolist(), strict=True)
    )
    return Bundle(layer, rows[ways], sources[starts], lines, whole)


def _strong(values: Array, units: Array, sources: Array, layer: int, focus: Element | None) -> Array:
    """Which edges of a wide layer are drawn: all of the selected unit where there is one, else the strongest few."""
    if focus is not None and focus.part in (Part.UNIT, Part.INPUT):
        if focus.layer == layer and focus.unit in units:
            return np.broadcast_to((units == focus.unit)[:, np.newaxis], values.shape)
        if focus.layer == layer - 1 and focus.unit in sources:
            return np.broadcast_to(sources == focus.unit, values.shape)
    count = min(STRONGEST, values.shape[1])
    strength = np.abs(values)
    limit = np.partition(strength, -count, axis=1)[:, -count][:, np.newaxis]
    return np.asarray((strength >= limit) & (strength > 0))


def _from_picture(
    arrangement: Arrangement, plan: Plan, order: Order, layer: int, values: Array, focus: Element | None
) -> Bundle:
    """The strongest edges from the pixels to the selected unit; none where none is selected."""
    empty = np.array([], dtype=np.intp)
    frame, pieces = arrangement.columns[0].picture, plan.columns[1].pieces
    seen = focus is not None and focus.part in (Part.UNIT, Part.WEIGHT) and focus.layer == layer
    if not seen or focus is None or frame is None or plan.picture is None:
        return Bundle(layer, empty, empty, (), False, True)
    row = focus.unit if focus.part is not Part.UNIT else focus.unit * pieces
    unit = row // pieces
    if unit not in order[1]:
        return Bundle(layer, empty, empty, (), False, True)
    count = min(STRONGEST_PIXELS, values.shape[1])
    sources = np.sort(np.argpartition(np.abs(values[row]), -count)[-count:])
    end = arrangement.reaching(1, order[1].index(unit), row % pieces, pieces)
    lines = tuple(QLineF(pixel(frame, plan.picture, source), end) for source in sources.tolist())
    return Bundle(layer, np.full(len(sources), row), sources, lines, False, True)


def pixel(frame: QRectF, shape: tuple[int, int], source: int) -> QPointF:
    """The middle of a pixel of the picture."""
    line, place = divmod(source, shape[1])
    return QPointF(
        frame.left() + (place + 0.5) * frame.width() / shape[1], frame.top() + (line + 0.5) * frame.height() / shape[0]
    )
