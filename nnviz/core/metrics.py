"""How good is the network?  The loss over all rows of a part, and measures a person can judge: accuracy and R2."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.classes import classes_in
from nnviz.core.dataset import Dataset
from nnviz.core.forward import forward
from nnviz.core.losses import LOSSES, suits
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe

METRICS = ("accuracy", "r2")
CHUNK = 512
"""Rows that are sent through at once: many need memory that has to be found anew every time, which takes longer."""


def accuracy(a: Array, y: Array, every: Array | None = None) -> float | None:
    """The share of samples answered right; None where the targets are neither one-hot nor two-valued.

    Several outputs: by the largest. One output: by the nearer of the two target values, which ``every``, the targets of
    all parts, may know better than the few of ``y``.
    """
    classes = classes_in(y if every is None else every)
    return None if classes is None else float((classes.named(a) == classes.named(y)).mean())


def r2(a: Array, y: Array) -> float | None:
    """1 - SSE/SST over all outputs; None where the targets do not vary."""
    total = float(((y - y.mean(axis=0)) ** 2).sum())
    return 1.0 - float(((a - y) ** 2).sum()) / total if total > 0 else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured over the training rows, and over the test rows where there are any."""

    names: tuple[str, ...]  # the trained loss first, then the reported measures
    train: tuple[float | None, ...]
    test: tuple[float | None, ...] | None

    @property
    def train_loss(self) -> float:
        """The data loss over all training rows, without penalty."""
        loss = self.train[0]
        assert loss is not None
        return loss

    @property
    def test_loss(self) -> float | None:
        """The data loss over all test rows, where there are any."""
        return None if self.test is None else self.test[0]


def evaluate(network: Network, recipe: Recipe, report: tuple[str, ...] = ()) -> Evaluation:
    """The recipe's loss and the measures of ``report``, over all rows of each part."""
    assert recipe.dataset is not None
    names = (recipe.loss.name, *report)
    train = _measure(network, recipe, recipe.dataset.train_rows, names)
    test = _measure(network, recipe, recipe.dataset.test_rows, names) if len(recipe.dataset.test_rows) else None
    return Evaluation(names, train, test)


def _measure(network: Network, recipe: Recipe, rows: Array, names: tuple[str, ...]) -> tuple[float | None, ...]:
    data = recipe.dataset
    assert data is not None
    outputs = [_output(network, recipe, rows[begin : begin + CHUNK]) for begin in range(0, len(rows), CHUNK)]
    z, a = outputs[0] if len(outputs) == 1 else map(np.concatenate, zip(*outputs, strict=True))
    activation, y = network.layers[-1].activation.name, data.targets[rows]
    return tuple(_one(name, activation, z, a, y, data) for name in names)


def _output(network: Network, recipe: Recipe, rows: Array) -> tuple[Array, Array]:
    """The net inputs and activations of the last layer for some rows."""
    assert recipe.dataset is not None
    in_a_row = rows[-1] - rows[0] == len(rows) - 1  # they are in order: no copy is needed
    x = recipe.dataset.inputs[rows[0] : rows[-1] + 1] if in_a_row else recipe.dataset.inputs[rows]
    output = forward(network, x.astype(recipe.precision, copy=False))[-1]
    assert output.z is not None
    assert output.a is not None
    return output.z, output.a


def _one(name: str, activation: str, z: Array, a: Array, y: Array, data: Dataset) -> float | None:
    """A loss of the numbers that the network sees, or a measure of them in their original units."""
    if name in LOSSES:
        return LOSSES[name].total(z, a, y) if suits(LOSSES[name], activation) else None
    return accuracy(a, y, data.targets) if name == "accuracy" else r2(data.answers(a), data.answers(y))
