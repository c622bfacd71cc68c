"""What will the update make of a weight or bias?  Known with its gradient, in force only when all are known."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.core.recipe import BiasMode
from nnviz.core.snapshot import Phase, Snapshot


@dataclass(frozen=True, slots=True)
class NewValue:
    """A new value; ``pending`` while the old one is still in force."""

    value: float
    pending: bool


@dataclass(frozen=True, slots=True, eq=False)
class Coming:
    """The new values of an iteration, as far as the moment seen allows to know them."""

    seen: Snapshot
    updated: Network  # at the end of the iteration
    moves_biases: bool

    def weight(self, layer: int, row: int, source: int) -> NewValue | None:
        """The new value of a weight; none before its gradient is known."""
        told = None if self.seen.updated is None else self.seen.updated.layers[layer].weight
        gradient, new = self.seen.traces[layer].weight_gradient, self.updated.layers[layer].weight
        return _new_value(gradient, new, told, (row, source))

    def bias(self, layer: int, row: int) -> NewValue | None:
        """The new value of a bias; none before its gradient is known, or where it does not learn."""
        new = self.updated.layers[layer].bias
        if not self.moves_biases or new is None:
            return None
        told = None if self.seen.updated is None else self.seen.updated.layers[layer].bias
        return _new_value(self.seen.traces[layer].bias_gradient, new, told, (row,))


def coming(seen: Snapshot | None, end: Snapshot | None, mode: BiasMode) -> Coming | None:
    """What the iteration that ends with ``end`` makes new; none before the way back."""
    if seen is None or end is None or end.updated is None or seen.mark.phase < Phase.BACKWARD:
        return None
    return Coming(seen, end.updated, mode is not BiasMode.FROZEN)


def _new_value(gradient: Array | None, new: Array, told: Array | None, place: tuple[int, ...]) -> NewValue | None:
    if gradient is None or np.isnan(gradient[place]):
        return None
    return NewValue(float(new[place]), told is None or bool(np.isnan(told[place])))
