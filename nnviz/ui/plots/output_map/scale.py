"""From what the network answers to levels of color: one output on the scale of all values, or every class in its own.

A level is a byte: the place in the table of colors that is made of the theme when the picture is painted.
"""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.ui.plots.round_numbers import bounded

STEPS = 256
"""Levels of a scale; the classes share them."""
FAINTER = 0.22
"""How much the map steps back behind its points."""
FROM_0_TO_1 = frozenset({"sigmoid", "softmax", "step", "satlin", "radbas", "piecewise_linear"})
FROM_MINUS_1_TO_1 = frozenset({"tanh", "sign", "bipolar_sigmoid"})


@dataclass(frozen=True, slots=True)
class Scale:
    """What the ends of the color scale stand for, and whether its middle parts two classes."""

    low: float
    high: float
    parts: bool

    @property
    def middle(self) -> float:
        """The value between both ends."""
        return (self.low + self.high) / 2

    def levels(self, values: Array, *, in_two: bool = False) -> Array:
        """The level of each value, the middle where there is none; ``in_two``: only on which side of it it is."""
        if in_two:
            return np.where(values > self.middle, np.uint8(STEPS - 1), np.uint8(0))
        factor = (STEPS - 1) / (self.high - self.low)
        steps = np.multiply(np.subtract(values, self.low), factor)
        return np.clip(np.nan_to_num(steps, copy=False, nan=(STEPS - 1) / 2) + 0.5, 0, STEPS - 1).astype(np.uint8)


def scale_of(network: Network, data: Dataset | None, output: int) -> Scale:
    """The scale of one output: between its two targets, or as far as targets or the activation reach from 0."""
    kind = network.layers[-1].activation.name
    targets = np.unique(data.targets[:, output]) if data is not None else np.array([])
    if len(targets) == 2:
        return Scale(float(targets[0]), float(targets[1]), True)
    if kind in FROM_0_TO_1:
        return Scale(0.0, 1.0, bool(np.isin(targets, (0, 1)).all()))
    if kind in FROM_MINUS_1_TO_1:
        return Scale(-1.0, 1.0, bool(np.isin(targets, (-1, 1)).all()))
    largest = float(np.abs(targets).max(initial=0.0))
    reach = bounded(largest) if largest > 0 else 1.0
    return Scale(-reach, reach, False)


def tells_classes(network: Network, data: Dataset | None) -> bool:
    """Whether the outputs are classes, of which the largest wins."""
    if network.outputs < 2:
        return False
    if data is None:
        return network.layers[-1].activation.name == "softmax"
    y = data.targets
    return bool(((y == 0) | (y == 1)).all() and (y.sum(axis=1) == 1).all())


def class_steps(classes: int) -> int:
    """The levels of each class."""
    return max(1, STEPS // classes)


def class_levels(outputs: Array, *, in_two: bool = False) -> Array:
    """The level of each point, ``outputs`` (K, ...): the class that wins, and how clearly beyond mere chance."""
    classes = len(outputs)
    steps = class_steps(classes)
    winner = outputs.argmax(axis=0)
    if in_two:
        return np.asarray((winner * steps + steps - 1).astype(np.uint8))
    chance = 1.0 / classes
    sure = np.clip((np.nan_to_num(outputs.max(axis=0)) - chance) / (1.0 - chance), 0.0, 1.0)
    return np.asarray((winner * steps + np.minimum(sure * steps, steps - 1).astype(np.int64)).astype(np.uint8))


def leads(outputs: Array) -> list[Array]:
    """By how much each class is above the best of the others; where it is 0, another one takes over."""
    found = []
    for index, own in enumerate(outputs):
        others = np.delete(outputs, index, axis=0).max(axis=0)
        found.append(np.asarray(own - others))
    return found
