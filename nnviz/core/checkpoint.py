"""Where does training stand?  All that is needed to go on, bit for bit, from between two iterations."""

from dataclasses import dataclass, field, replace

import numpy as np

from nnviz.core.arrays import Array, frozen
from nnviz.core.network import Network
from nnviz.core.optimizers import OptimizerState
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
    return Checkpoint(network, recipe.optimizer.start(network, recipe.bias_mode is BiasMode.FROZEN))


def under(checkpoint: Checkpoint, old: Recipe, new: Recipe) -> Checkpoint:
    """The same place under another recipe.

    Another optimizer starts with fresh state; other data, batch size or order begin a new epoch.
    """
    network = checkpoint.network.as_precision(new.precision)
    state = checkpoint.optimizer_state
    if old.optimizer != new.optimizer or old.precision != new.precision:
        state = new.optimizer.start(network, new.bias_mode is BiasMode.FROZEN)
    moved = replace(checkpoint, network=network, optimizer_state=state)
    if old.same_batches(new):
        return moved
    return replace(moved, epoch=moved.epoch + (1 if moved.batch else 0), batch=0, carried=NO_ROWS)
