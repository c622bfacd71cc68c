"""A part of the run under one recipe: its checkpoints, and which epoch an iteration of it belongs to."""

from bisect import bisect_right
from dataclasses import dataclass

from nnviz.core.batches import batches_per_epoch
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.data.spec import DataSpec


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A part of the run under one recipe."""

    recipe: Recipe
    checkpoints: tuple[Checkpoint, ...]  # in order; the first is where the stretch begins
    initial: Network  # to which Reset returns from here: it has the shape of these checkpoints
    data: DataSpec | None = None  # the source of the recipe's samples
    foreseen: bool = False  # begun by a change of the recipe made in the iteration before; nothing else changed with it

    @property
    def begins(self) -> int:
        """The iteration where it begins."""
        return self.checkpoints[0].iteration

    @property
    def last(self) -> Checkpoint:
        """The last place of it that was kept."""
        return self.checkpoints[-1]

    def nearest(self, iteration: int) -> Checkpoint:
        """The last checkpoint at or before ``iteration``; the first where there is none."""
        return self.checkpoints[max(0, self._index_after(iteration) - 1)]

    def keeping(self, checkpoint: Checkpoint) -> tuple[Checkpoint, ...]:
        """Its checkpoints and one more, which lies in it."""
        index = self._index_after(checkpoint.iteration)
        if self.checkpoints[index - 1].iteration == checkpoint.iteration:
            return self.checkpoints
        return (*self.checkpoints[:index], checkpoint, *self.checkpoints[index:])

    def keeping_all(self, checkpoints: tuple[Checkpoint, ...]) -> tuple[Checkpoint, ...]:
        """Its checkpoints and more in order, which lie in it; where both know an iteration, its own stay."""
        if not checkpoints:
            return self.checkpoints
        index = self._index_after(checkpoints[0].iteration - 1)  # most of a run lies before what it brings
        before, own = self.checkpoints[:index], self.checkpoints[index:]
        kept = {checkpoint.iteration: checkpoint for checkpoint in (*checkpoints, *own)}
        return (*before, *(kept[iteration] for iteration in sorted(kept)))

    @property
    def moments(self) -> int:
        """The moments of an iteration: READY, forward, loss, backward, update."""
        return 2 * self.checkpoints[0].network.depth + 3

    @property
    def iterations_per_epoch(self) -> int:
        """The number of batches of an epoch; 1 without data."""
        return 1 if self.recipe.dataset is None else batches_per_epoch(self.recipe)

    def epoch_at(self, iteration: int) -> tuple[int, int]:
        """How many epochs are finished after ``iteration`` iterations, and how many batches of the next are made."""
        first = self.checkpoints[0]
        epochs, batch = divmod(first.batch + iteration - first.iteration, self.iterations_per_epoch)
        return first.epoch + epochs, batch

    def begin_of(self, epoch: int) -> int:
        """The iteration at which an epoch would begin if the whole run were this stretch."""
        first = self.checkpoints[0]
        return first.iteration - first.batch + (epoch - first.epoch) * self.iterations_per_epoch

    def _index_after(self, iteration: int) -> int:
        return bisect_right(self.checkpoints, iteration, key=lambda kept: kept.iteration)
