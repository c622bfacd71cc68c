"""How wrong is the network?  One number per sample, and how it changes with each output.

Targets are y, outputs a, both (m, K); e = a - y. A loss gives each sample's value E_n; the batch's loss is
``share(m) * sum_n E_n``, where the share is 1 for a sum and 1/m for an average. The two cross-entropies belong to one
output activation each (``PAIRS``): computed from z by log-sum-exp, with delta a - y, they are finite wherever the
mathematics is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from nnviz.core.arrays import Array

Values = Callable[[Array, Array, Array], Array]
"""(z, a, y) of the output layer -> (m, K): each output's part of E_n, or dE_n/da."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A named measure of error; ``formula`` carries its factor."""

    name: str
    formula: str
    source: str
    parts: Values = field(compare=False, repr=False)  # each output's part of E_n; they add up to E_n
    gradient: Values = field(compare=False, repr=False)  # dE_n/da of each sample
    averaged: bool = False

    def value(self, z: Array, a: Array, y: Array) -> Array:
        """E_n of each sample, (m,)."""
        return np.asarray(self.parts(z, a, y).sum(axis=1))

    def share(self, samples: int) -> float:
        """The factor of each sample in the loss of a batch of ``samples``."""
        return 1.0 / samples if self.averaged else 1.0

    def total(self, z: Array, a: Array, y: Array) -> float:
        """The loss of the whole batch."""
        return float(self.value(z, a, y).sum(dtype=np.float64) * self.share(len(y)))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled, it is a name: functions cannot be sent to another process."""
        return _named, (self.name,)


@dataclass(frozen=True, slots=True)
class OutputPair:
    """A loss that is computed together with its output activation, from z."""

    activation: str
    loss: str
    delta: Values = field(compare=False, repr=False)  # dE_n/dz of each sample, (m, K)


def _squares(factor: Callable[[int], float]) -> tuple[Values, Values]:
    def parts(_: Array, a: Array, y: Array) -> Array:
        return np.asarray(factor(y.shape[1]) * (a - y) ** 2)

    def gradient(_: Array, a: Array, y: Array) -> Array:
        return np.asarray(2 * factor(y.shape[1]) * (a - y))

    return parts, gradient


def _weighted(y: Array, logarithm: Array) -> Array:
    """Y times the logarithm, with 0 log 0 = 0."""
    return np.where(y == 0, 0.0, y * logarithm)


def _binary_parts(z: Array, _: Array, y: Array) -> Array:
    zero = np.zeros((), z.dtype)
    return _weighted(y, np.logaddexp(zero, -z)) + _weighted(1 - y, np.logaddexp(zero, z))


def _binary_gradient(_: Array, a: Array, y: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y == 1, 0.0, (1 - y) / (1 - a)) - np.where(y == 0, 0.0, y / a)


def _categorical_parts(z: Array, _: Array, y: Array) -> Array:
    shifted = z - z.max(axis=1, keepdims=True)
    return _weighted(y, np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted)


def _categorical_gradient(_: Array, a: Array, y: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y == 0, 0.0, -y / a)


def _difference(_: Array, a: Array, y: Array) -> Array:
    return a - y


def _softmax_difference(_: Array, a: Array, y: Array) -> Array:
    return np.asarray(a * y.sum(axis=1, keepdims=True) - y)


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss("half_sse", "E = 1/2 Σₙ Σₖ (a − y)²", "decks 003, 004", *_squares(lambda _: 0.5)),
        Loss("sse", "E = Σₙ Σₖ (a − y)²", "deck 004, example 2", *_squares(lambda _: 1.0)),
        Loss("mean_half_sse", "E = 1/N Σₙ 1/2 Σₖ (a − y)²", "deck 001", *_squares(lambda _: 0.5), averaged=True),
        Loss("mean_sse", "E = 1/N Σₙ Σₖ (a − y)²", "deck 000", *_squares(lambda _: 1.0), averaged=True),
        Loss(
            "mse", "E = 1/(N K) Σₙ Σₖ (a − y)²", "deck 000; NumPy's mean", *_squares(lambda k: 1.0 / k), averaged=True
        ),
        Loss(
            "binary_crossentropy",
            "E = −1/N Σₙ Σₖ [y ln a + (1 − y) ln(1 − a)]",
            "deck 002",
            _binary_parts,
            _binary_gradient,
            averaged=True,
        ),
        Loss(
            "categorical_crossentropy",
            "E = −1/N Σₙ Σₖ y ln a",
            "deck 002",
            _categorical_parts,
            _categorical_gradient,
            averaged=True,
        ),
    )
}

PAIRS: dict[str, OutputPair] = {
    "binary_crossentropy": OutputPair("sigmoid", "binary_crossentropy", _difference),
    "categorical_crossentropy": OutputPair("softmax", "categorical_crossentropy", _softmax_difference),
}
"""Loss name -> the one output activation it goes with; any other loss goes with any activation."""


def _named(name: str) -> Loss:
    return LOSSES[name]


def suits(loss: Loss, output_activation: str) -> bool:
    """Whether this loss can be used with an output layer of that activation."""
    return loss.name not in PAIRS or PAIRS[loss.name].activation == output_activation
