"""Which calls do the next few hundred iterations make?  Those of one iteration, on one batch after another."""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.dataset import Dataset
from nnviz.core.flat import FlatState
from nnviz.core.iteration import Iteration
from nnviz.core.kernels import Call
from nnviz.core.recipe import Recipe


@lru_cache(maxsize=1)
def _prepared(data: Dataset, precision: str, biased: bool) -> tuple[Array, Array]:
    """All inputs, with a column of ones where there are biases, and all targets; kept while the same data train."""
    inputs = np.empty((data.samples, data.inputs.shape[1] + biased), precision)
    inputs[:, -1] = 1
    inputs[:, : data.inputs.shape[1]] = data.inputs
    return read_only(inputs), read_only(data.targets.astype(precision))


class Block:
    """Batches of given sizes, gone through ``repeats`` times, and the calls bound to them."""

    def __init__(
        self,
        sizes: tuple[int, ...],
        repeats: int,
        recipe: Recipe,
        state: FlatState,
        iteration_for: Callable[[int], Iteration],
    ) -> None:
        self.length = len(sizes) * repeats
        self._make_buffers(sizes, recipe, state)
        self._bind([iteration_for(size) for size in sizes], state.dtype)

    def _make_buffers(self, sizes: tuple[int, ...], recipe: Recipe, state: FlatState) -> None:
        """The samples of all batches in one piece, in which each batch has its ``x``, (m, n_0), and ``y``, (K, m)."""
        assert recipe.dataset is not None
        self._inputs, self._targets = _prepared(recipe.dataset, recipe.precision, state.biased[0])
        total, outputs = sum(sizes), self._targets.shape[1]
        self._samples = np.empty((total, self._inputs.shape[1]), state.dtype)
        self._rows = [slice(begin, end) for begin, end in pairwise(np.cumsum([0, *sizes]))]
        self._x = [self._samples[rows] for rows in self._rows]
        self._y = [np.empty((outputs, size), state.dtype) for size in sizes]

    def _bind(self, iterations: list[Iteration], dtype: np.dtype[np.generic]) -> None:
        batches = [iteration.on(x, y) for iteration, x, y in zip(iterations, self._x, self._y, strict=True)]
        self._loss_parts = np.zeros((self.length, max(y.size for y in self._y)), dtype)
        self._loss_weights = self._loss_parts if iterations[0].squared else np.ones_like(self._loss_parts)
        self._loss_factors = np.resize([iteration.loss_factor for iteration in iterations], self.length)
        self._calls: list[Call] = []
        self._begins = [0]  # where in the list each iteration begins
        for index, row in enumerate(self._loss_parts):
            batch = index % len(batches)
            y = self._y[batch]
            self._calls += batches[batch](row[: y.size].reshape(y.shape))
            self._begins.append(len(self._calls))

    def fill(self, batches: list[Array]) -> None:
        """Fetch the samples of these rows, one array of rows a batch."""
        rows = np.concatenate(batches)
        self._inputs.take(rows, 0, self._samples, "clip")
        targets = self._targets[rows]
        for part, y in zip(self._rows, self._y, strict=True):
            y.T[...] = targets[part]

    def run(self, first: int, count: int) -> Array:
        """Make ``count`` iterations from the ``first`` of the block on; their batch losses, without penalty."""
        for call in self._calls[self._begins[first] : self._begins[first + count]]:
            call()
        made = slice(first, first + count)
        return np.asarray(np.vecdot(self._loss_parts[made], self._loss_weights[made]) * self._loss_factors[made])
