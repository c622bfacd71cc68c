"""What is not yet said is not yet seen: the numbers of a moment that are still to come are NaN."""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.network import Network
from nnviz.core.snapshot import Snapshot, Trace
from nnviz.walkthrough.order import Block
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.walk import Walk

_TRACES = {
    Kind.NET_INPUT: "z",
    Kind.ACTIVATION: "a",
    Kind.OUTPUT_GRADIENT: "output_gradient",
    Kind.DELTA: "delta",
    Kind.WEIGHT_GRADIENT: "weight_gradient",
    Kind.BIAS_GRADIENT: "bias_gradient",
}
"""The kinds that a trace holds."""
_OF_THE_SAMPLE = (Kind.NET_INPUT, Kind.ACTIVATION, Kind.OUTPUT_GRADIENT, Kind.DELTA)
"""Those that each sample has of its own."""


def veiled(walk: Walk, position: int, fact: int, moment: Snapshot) -> Snapshot:
    """The moment with only the facts 0 to ``fact`` known, for the sample of the walk."""
    veil = _Veil(walk, moment)
    first = fact + 1
    for block in walk.blocks(position):
        if first < block.count:
            veil.hide(block, max(0, first))
        first -= block.count
    return veil.snapshot()


class _Veil:
    """Copies of the arrays in which something is hidden."""

    def __init__(self, walk: Walk, moment: Snapshot) -> None:
        self._row = walk.scene.row
        self._shared = walk.scene.recipe.bias_mode.value == "shared"
        self._moment = moment
        self._copies: dict[tuple[str, int], Array] = {}
        self._unknown: set[Kind] = set()

    def hide(self, block: Block, first: int) -> None:
        """Hide the facts of a block from number ``first`` on: the rest of one unit, and all units after it."""
        unit, rest = divmod(first, block.each)
        if rest:
            for number in range(first, (unit + 1) * block.each):
                self._hide(block.quantity(number))
            unit += 1
        for part in block.parts:
            if part.kind in _TRACES or part.kind in (Kind.NEW_WEIGHT, Kind.NEW_BIAS):
                self._hide_rows(part.kind, part.layer, part.rows_from(unit))
            elif part.kind is Kind.OUTPUT_LOSS:
                self._array(part.kind, 0)[self._row, unit:] = np.nan
            elif unit < block.units:
                self._unknown.add(part.kind)

    def _hide_rows(self, kind: Kind, layer: int, rows: slice) -> None:
        array = self._array(kind, layer)
        if kind in _OF_THE_SAMPLE:
            array[self._row, rows] = np.nan
        elif kind is Kind.NEW_WEIGHT:
            array.reshape(-1)[rows] = np.nan
        else:
            array[slice(None) if self._shared and rows.start == 0 else rows] = np.nan

    def _hide(self, quantity: Quantity) -> None:
        kind, layer, unit = quantity.kind, quantity.layer, quantity.unit
        if kind in _OF_THE_SAMPLE:
            self._array(kind, layer)[self._row, unit] = np.nan
        elif kind in (Kind.WEIGHT_GRADIENT, Kind.NEW_WEIGHT):
            self._array(kind, layer)[unit, quantity.source or 0] = np.nan
        elif kind in (Kind.BIAS_GRADIENT, Kind.NEW_BIAS):
            self._array(kind, layer)[slice(None) if self._shared else unit] = np.nan
        elif kind is Kind.OUTPUT_LOSS:
            self._array(kind, 0)[self._row, unit] = np.nan
        else:
            self._unknown.add(kind)

    def _array(self, kind: Kind, layer: int) -> Array:
        """The copy in which numbers of this kind are hidden."""
        key = (kind.value, layer)
        if key not in self._copies:
            self._copies[key] = self._original(kind, layer).copy()
        return self._copies[key]

    def _original(self, kind: Kind, layer: int) -> Array:
        if kind is Kind.OUTPUT_LOSS:
            found = self._moment.output_losses
        elif kind in _TRACES:
            found = getattr(self._moment.traces[layer], _TRACES[kind])
        else:
            assert self._moment.updated is not None
            updated = self._moment.updated.layers[layer]
            found = updated.weight if kind is Kind.NEW_WEIGHT else updated.bias
        assert found is not None
        return found

    def snapshot(self) -> Snapshot:
        """The moment with the copies in place."""
        moment = self._moment
        traces = tuple(self._trace(layer, trace) for layer, trace in enumerate(moment.traces))
        hidden = self._unknown
        losses = moment.sample_losses
        if hidden & {Kind.LOSS, Kind.SAMPLE_LOSS} and losses is not None:
            losses = losses.copy()
            losses[self._row] = np.nan if Kind.SAMPLE_LOSS in hidden or len(losses) == 1 else losses[self._row]
        return replace(
            moment,
            traces=traces,
            output_losses=self._copy(Kind.OUTPUT_LOSS, 0, moment.output_losses),
            sample_losses=losses,
            loss=None if Kind.LOSS in hidden else moment.loss,
            penalty=None if Kind.PENALTY in hidden else moment.penalty,
            input_delta=self._input_delta(),
            updated=None if moment.updated is None else self._updated(moment.updated),
        )

    def _input_delta(self) -> Array | None:
        """dE/dx, which every delta of the first layer goes into."""
        found, told = self._moment.input_delta, self._copies.get((Kind.DELTA.value, 0))
        if found is None or told is None or not np.isnan(told[self._row]).any():
            return found
        found = found.copy()
        found[self._row] = np.nan
        return read_only(found)

    def _copy(self, kind: Kind, layer: int, otherwise: Array | None) -> Array | None:
        copy = self._copies.get((kind.value, layer))
        return otherwise if copy is None else read_only(copy)

    def _trace(self, layer: int, trace: Trace) -> Trace:
        held = {name: self._copy(kind, layer, getattr(trace, name)) for kind, name in _TRACES.items()}
        return replace(trace, **held)

    def _updated(self, network: Network) -> Network:
        for layer, old in enumerate(network.layers):
            weight = self._copy(Kind.NEW_WEIGHT, layer, old.weight)
            bias = self._copy(Kind.NEW_BIAS, layer, old.bias)
            assert weight is not None
            if weight is not old.weight or bias is not old.bias:
                network = network.with_layer(layer, replace(old, weight=weight, bias=bias))
        return network
