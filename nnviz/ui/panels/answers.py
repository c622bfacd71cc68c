"""What the network answers to the samples, and whether it is right: computed a few rows at a time, when asked."""

from collections.abc import Callable

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.classes import classes_in
from nnviz.core.dataset import Dataset
from nnviz.core.forward import forward
from nnviz.core.network import Network

BLOCK = 64
"""Rows computed at once."""
SCORED = 2_000
"""Up to so many samples all answers are counted,"""
SCORED_WORK = 4_000_000
"""unless it takes more products than this."""

Judge = Callable[[Array, Array], Array]
"""Outputs (m, n_L) and targets (m, n_L) -> which of the m answers are right."""


def judge_for(targets: Array) -> Judge | None:
    """How answers are judged: several outputs by the largest, one output by the nearer of the two target values.

    None where the targets are neither one-hot nor two-valued.
    """
    classes = classes_in(targets)
    return None if classes is None else lambda a, y: np.asarray(classes.named(a) == classes.named(y))


class Answers:
    """The outputs of one network for one data set; blocks of rows are kept once computed."""

    def __init__(self, network: Network, data: Dataset, judge: Judge | None) -> None:
        self._network = network
        self._data = data
        self._judge = judge
        self._blocks: dict[int, tuple[Array, Array | None]] = {}

    def output(self, row: int) -> Array:
        """The outputs for one sample, (n_L,)."""
        return np.asarray(self._block(row)[0][row % BLOCK])

    def right(self, row: int) -> bool | None:
        """Whether the answer to one sample is right; None where that has no meaning."""
        verdicts = self._block(row)[1]
        return None if verdicts is None else bool(verdicts[row % BLOCK])

    def score(self) -> int | None:
        """How many answers are right; None where that has no meaning or is long to compute."""
        count = self._data.samples
        if self._judge is None or count > SCORED or count * self._network.parameters > SCORED_WORK:
            return None
        return [self.right(row) for row in range(count)].count(True)

    def _block(self, row: int) -> tuple[Array, Array | None]:
        begin = row // BLOCK * BLOCK
        if begin not in self._blocks:
            inputs, targets = (values[begin : begin + BLOCK] for values in (self._data.inputs, self._data.targets))
            a = forward(self._network, inputs.astype(self._network.layers[0].weight.dtype, copy=False))[-1].a
            assert a is not None
            self._blocks[begin] = a, None if self._judge is None else self._judge(a, targets)
        return self._blocks[begin]
