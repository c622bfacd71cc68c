"""Where does training stand?  All that is needed to go on, bit for bit, from between two iterations."""

from dataclasses import dataclass, field, replace

import numpy as np

from nnviz.core.arrays import Array, frozen
from nnviz.core.network import Network
from nnviz.core.optimizers import ALIVE, OptimizerState, Parameters
from nnviz.core.recipe import BiasMode, Recipe

NO_ROWS = frozen([], np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """A network, what its optimizer remembers, and the place in the run."""

    network: Network
    optimizer_state: OptimizerState
    iteration: int = 0  # iterations made so far
    epoch: int = 0  # epochs finished so far
    batch: int = 0  # batches of this epoch made so far
    carried: Array = field(
        default_factory=lambda: NO_ROWS
    )  # rows the last epoch left over for the first batch of this one

    @property
    def nbytes(self) -> int:
        """The memory of the arrays."""
        return self.network.nbytes + self.optimizer_state.nbytes + self.carried.nbytes


def start(network: Network, recipe: Recipe) -> Checkpoint:
    """The place before the first iteration."""
    network = network.as_precision(recipe.precision)
    return Checkpoint(network, fresh_state(network, recipe))


def fresh_state(network: Network, recipe: Recipe) -> OptimizerState:
    """What the optimizer remembers before its first step, and which weights still live under l1 with dead weights."""
    return _with_alive(recipe.optimizer.start(network, recipe.bias_mode is BiasMode.FROZEN), network, recipe)


def under(checkpoint: Checkpoint, old: Recipe, new: Recipe) -> Checkpoint:
    """The same place under another recipe.

    Another optimizer starts with fresh state; other data, batch size or order begin a new epoch.
    """
    network = checkpoint.network.as_precision(new.precision)
    if old.optimizer != new.optimizer or old.precision != new.precision:
        state = fresh_state(network, new)
    else:
        state = _with_alive(checkpoint.optimizer_state, network, new)
    moved = replace(checkpoint, network=network, optimizer_state=state)
    if old.same_batches(new):
        return moved
    return replace(moved, epoch=moved.epoch + (1 if moved.batch else 0), batch=0, carried=NO_ROWS)


def _with_alive(state: OptimizerState, network: Network, recipe: Recipe) -> OptimizerState:
    """The state with (or without) the note of which weights l1 has not yet killed: 1 where alive, 0 where dead."""
    if not recipe.regularization.dead_weights:
        return replace(state, memory=tuple(kept for kept in state.memory if kept[0] != ALIVE))
    if state.remembers(ALIVE):
        return state
    ones = tuple(Parameters(frozen(np.ones_like(layer.weight), layer.weight.dtype), None) for layer in network.layers)
    return replace(state, memory=(*state.memory, (ALIVE, ones)))
