"""Which calls do the next few hundred iterations make?  Those of one iteration, on one batch after another."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.flat import FlatState
from nnviz.core.iteration import Iteration
from nnviz.core.kernels import Call
from nnviz.core.recipe import Recipe


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
        assert recipe.dataset is not None
        self._inputs, self._targets = recipe.dataset.inputs, recipe.dataset.targets
        total, sources, outputs = sum(sizes), self._inputs.shape[1], self._targets.shape[1]
        self._gathered = np.empty((total, sources)), np.empty((total, outputs))
        self._x = np.ones((total, sources + state.biased[0]), state.dtype)
        self._y = np.empty(total * outputs, state.dtype)
        ends = np.cumsum([0, *sizes])
        self._parts = [slice(begin, end) for begin, end in pairwise(ends)]
        self._y_parts = [
            self._y[part.start * outputs : part.stop * outputs].reshape(outputs, -1) for part in self._parts
        ]
        self.length = len(sizes) * repeats
        self._bind([iteration_for(size) for size in sizes] * repeats, state.dtype)

    def _bind(self, iterations: list[Iteration], dtype: np.dtype[np.generic]) -> None:
        self._losses = np.zeros(self.length, dtype)
        self._factors = np.array([iteration.loss_factor for iteration in iterations])
        self._calls: list[Call] = []
        self._begins = [0]  # where in the list each iteration begins
        for index, iteration in enumerate(iterations):
            batch = index % len(self._parts)
            loss = self._losses[index : index + 1].reshape(())
            self._calls += iteration.calls(self._x[self._parts[batch]], self._y_parts[batch], loss)
            self._begins.append(len(self._calls))

    def fill(self, batches: list[Array]) -> None:
        """Fetch the samples of these rows, one array of rows a batch."""
        rows = np.concatenate(batches)
        x, y = self._gathered
        self._inputs.take(rows, 0, x, "clip")
        self._targets.take(rows, 0, y, "clip")
        self._x[:, : x.shape[1]] = x
        for part, view in zip(self._parts, self._y_parts, strict=True):
            view[...] = y[part].T

    def run(self, first: int, count: int) -> Array:
        """Make ``count`` iterations from the ``first`` of the block on; their batch losses, without penalty."""
        for call in self._calls[self._begins[first] : self._begins[first + count]]:
            call()
        return np.asarray(self._losses[first : first + count] * self._factors[first : first + count])
