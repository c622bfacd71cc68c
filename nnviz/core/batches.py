"""Which samples does an iteration see?  The training rows in order, or shuffled anew each epoch, cut into batches.

The order of epoch e is drawn from ``np.random.RandomState([seed, 2, e])``. With ``carry`` the rows that do not fill the
last batch join the first batch of the next epoch: its first update averages them all, as in TensorFlow Playground.
"""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.checkpoint import NO_ROWS
from nnviz.core.recipe import Leftover, Recipe


def epoch_rows(recipe: Recipe, epoch: int) -> Array:
    """The training rows in the order in which this epoch visits them, (N,)."""
    assert recipe.dataset is not None
    rows = recipe.dataset.train_rows
    if not recipe.shuffle:
        return rows
    return np.random.RandomState([recipe.seed % 2**32, 2, epoch]).permutation(rows)


def epoch_batches(recipe: Recipe, epoch: int, carried: Array = NO_ROWS) -> tuple[list[Array], Array]:
    """The batches of one epoch, and the rows carried over to the next."""
    rows = epoch_rows(recipe, epoch)
    size = min(recipe.batch_size, len(rows))
    batches = [rows[begin : begin + size] for begin in range(0, len(rows), size)]
    left = NO_ROWS
    if recipe.leftover is Leftover.CARRY and len(batches[-1]) < size:
        left = batches.pop()
    if len(carried):
        batches[0] = np.concatenate([carried, batches[0]])
    return batches, left


def batches_per_epoch(recipe: Recipe) -> int:
    """The number of iterations of one epoch."""
    assert recipe.dataset is not None
    count = len(recipe.dataset.train_rows)
    size = min(recipe.batch_size, count)
    return count // size if recipe.leftover is Leftover.CARRY else -(-count // size)
