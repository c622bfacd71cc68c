"""What will the update make of a weight or bias?  Known with its gradient, in force only when all are known."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.core.recipe import BiasMode
from nnviz.core.snapshot import Phase, Snapshot
from nnviz.session.predicting import is_hidden
from nnviz.session.state import State
from nnviz.session.walks import shows_moment
from nnviz.walkthrough.quantity import Kind, Quantity


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
    hides: Callable[[Quantity], bool]  # whether a number is asked about, so that it must not be shown

    @property
    def waits(self) -> bool:
        """Whether any new weight is still to come into force."""
        told = self.seen.updated
        return told is None or any(bool(np.isnan(layer.weight).any()) for layer in told.layers)

    def weight(self, layer: int, row: int, source: int) -> NewValue | None:
        """The new value of a weight; none before its gradient is known."""
        told = None if self.seen.updated is None else self.seen.updated.layers[layer].weight
        gradient, new = self.seen.traces[layer].weight_gradient, self.updated.layers[layer].weight
        found = _new_value(gradient, new, told, (row, source))
        return self._unless_asked(found, Quantity(Kind.NEW_WEIGHT, layer, row, source))

    def bias(self, layer: int, row: int) -> NewValue | None:
        """The new value of a bias; none before its gradient is known, or where it does not learn."""
        new = self.updated.layers[layer].bias
        if not self.moves_biases or new is None:
            return None
        told = None if self.seen.updated is None else self.seen.updated.layers[layer].bias
        found = _new_value(self.seen.traces[layer].bias_gradient, new, told, (row,))
        return self._unless_asked(found, Quantity(Kind.NEW_BIAS, layer, row))

    def _unless_asked(self, found: NewValue | None, quantity: Quantity) -> NewValue | None:
        return None if found is not None and found.pending and self.hides(quantity) else found


def coming(state: State) -> Coming | None:
    """What the iteration makes new; none before its way back, or while none of its moments is shown."""
    seen = state.seen
    if seen is None or not shows_moment(state) or seen.mark.phase < Phase.BACKWARD:
        return None
    updated = state.work.timeline.moments[-1].updated
    if updated is None:
        return None
    return Coming(seen, updated, state.recipe.bias_mode is not BiasMode.FROZEN, partial(is_hidden, state))


def _new_value(gradient: Array | None, new: Array, told: Array | None, place: tuple[int, ...]) -> NewValue | None:
    if gradient is None or np.isnan(gradient[place]):
        return None
    return NewValue(float(new[place]), told is None or bool(np.isnan(told[place])))
