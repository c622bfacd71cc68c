"""How are large weights discouraged?  A penalty on the weights, never on the biases, is added to the loss.

l2 adds ``rate/2 sum w^2``, l1 adds ``rate sum |w|``; with ``divide_by_samples`` both are divided by the m samples of
the batch. With ``dead_weights`` l1 works TensorFlow Playground's way: the step towards 0 follows the gradient step, and
a weight whose sign it would flip becomes 0 for good.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array


@dataclass(frozen=True, slots=True)
class RegularizationKind:
    """One entry of the table: the penalty of one weight and its slope."""

    formula: str
    source: str
    penalty: Callable[[Array], float]  # sum over a weight matrix, without the rate
    gradient: Callable[[Array], Array]  # its slope by each weight, without the rate


REGULARIZATIONS: dict[str, RegularizationKind] = {
    "none": RegularizationKind("0", "", lambda _: 0.0, np.zeros_like),
    "l2": RegularizationKind("λ/(2m) Σ w²", "deck 002", lambda w: 0.5 * float(np.vdot(w, w)), lambda w: w),
    "l1": RegularizationKind(
        "λ/m Σ |w| (slope 0 at 0)", "TensorFlow Playground", lambda w: float(np.abs(w).sum()), np.sign
    ),
}


@dataclass(frozen=True, slots=True)
class Regularization:
    """The penalty in use and its rate (lambda in the decks)."""

    name: str = "none"
    rate: float = 0.0
    divide_by_samples: bool = True
    dead_weights: bool = False

    @property
    def active(self) -> bool:
        """Whether there is any penalty at all."""
        return self.name != "none" and self.rate > 0

    def strength(self, samples: int) -> float:
        """The factor of the penalty in the loss of a batch of ``samples``."""
        return self.rate / samples if self.divide_by_samples else self.rate

    def penalty(self, weights: list[Array], samples: int) -> float:
        """What the penalty adds to the loss of a batch."""
        if not self.active:
            return 0.0
        return self.strength(samples) * sum(REGULARIZATIONS[self.name].penalty(weight) for weight in weights)

    def gradient(self, weight: Array, samples: int) -> Array:
        """What the penalty adds to the gradient of ``weight``, of its shape."""
        return np.asarray(self.strength(samples) * REGULARIZATIONS[self.name].gradient(weight), weight.dtype)


NO_REGULARIZATION = Regularization()
