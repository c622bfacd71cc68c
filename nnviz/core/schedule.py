"""Which batch comes when?  The batches from a checkpoint on, through as many epochs as it takes."""

from nnviz.core.arrays import Array
from nnviz.core.batches import batches_per_epoch, epoch_batches
from nnviz.core.checkpoint import NO_ROWS, Checkpoint
from nnviz.core.recipe import Leftover, Recipe


class Schedule:
    """The order of the batches; ``made`` counts the iterations made since the checkpoint ``start``."""

    def __init__(self, start: Checkpoint, recipe: Recipe) -> None:
        self._start = start
        self._recipe = recipe
        self.per_epoch = batches_per_epoch(recipe)
        self.carries = recipe.leftover is Leftover.CARRY
        self._epoch = -1  # the epoch of which the batches are known
        self._batches: list[Array] = []

    @property
    def repeats(self) -> bool:
        """Whether every epoch has the same batches in the same order."""
        data = self._recipe.dataset
        assert data is not None
        left_over = len(data.train_rows) % min(self._recipe.batch_size, len(data.train_rows))
        return not self._recipe.shuffle and not (self.carries and left_over)

    def place(self, made: int) -> tuple[int, int]:
        """The epochs finished, and the batches of the next that were made."""
        epochs, batch = divmod(self._start.batch + made, self.per_epoch)
        return self._start.epoch + epochs, batch

    def carried(self, epoch: int) -> Array:
        """The rows that the epoch before left over for this one."""
        if epoch == self._start.epoch:
            return self._start.carried
        return epoch_batches(self._recipe, epoch - 1)[1] if self.carries else NO_ROWS

    def batches(self, made: int, count: int) -> list[Array]:
        """The rows of the next ``count`` batches."""
        rows: list[Array] = []
        while len(rows) < count:
            epoch, batch = self.place(made + len(rows))
            rows += self._of_epoch(epoch)[batch : batch + count - len(rows)]
        return rows

    def _of_epoch(self, epoch: int) -> list[Array]:
        if epoch != self._epoch:
            self._epoch, self._batches = epoch, epoch_batches(self._recipe, epoch, self.carried(epoch))[0]
        return self._batches
