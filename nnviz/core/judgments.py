"""Which NumPy calls judge the answers of the output layer, without making a new array?

Arrays are feature-major, (K, m). A loss that is not known here works all the same, through its ``Loss``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array
from nnviz.core.kernels import Call, constant, value_calls
from nnviz.core.losses import Loss


@dataclass(frozen=True, slots=True)
class Judgment:
    """How answers are made of z, and judged against the targets of a batch.

    ``judge(y, parts)`` finds the error of each output, and the parts of the loss: the loss is a factor times their sum,
    or times the sum of their squares.
    """

    answer: list[Call]
    judge: Callable[[Array, Array], list[Call]]
    squared: bool = False


_SQUARES: dict[str, Callable[[int], float]] = {
    "half_sse": lambda _: 0.5,
    "sse": lambda _: 1.0,
    "mean_half_sse": lambda _: 0.5,
    "mean_sse": lambda _: 1.0,
    "mse": lambda outputs: 1.0 / outputs,
}
"""E_n of the losses that are a factor times the sum of squares, by the number of outputs."""


def loss_factor(loss: Loss, outputs: int, samples: int) -> float:
    """What the sum of the parts, or of their squares, is to be multiplied with."""
    return loss.share(samples) * (_SQUARES[loss.name](outputs) if loss.name in _SQUARES else 1.0)


def error_factor(loss: Loss, outputs: int, samples: int) -> float:
    """What a - y (of a loss not known here: dE_n/da) is to be multiplied with."""
    return loss_factor(loss, outputs, samples) * (2.0 if loss.name in _SQUARES else 1.0)


def judgment(loss: Loss, activation: Activation, z: Array, a: Array, error: Array, factor: float) -> Judgment:
    """The calls of a loss with the activation of the output layer; ``error`` receives ``factor`` times the error."""
    if loss.name in _SQUARES:
        return _squares(value_calls(activation, z, a), a, error, factor)
    if loss.name == "binary_crossentropy":
        return _binary(value_calls(activation, z, a), z, a, error, factor)
    if loss.name == "categorical_crossentropy":
        return _categorical(z, a, error, factor)
    return _any_loss(loss, value_calls(activation, z, a), z, a, error, factor)


def _squares(answer: list[Call], a: Array, error: Array, factor: float) -> Judgment:
    scale = constant(factor, a)

    def judge(y: Array, parts: Array) -> list[Call]:
        return [partial(np.subtract, a, y, parts), partial(np.multiply, parts, scale, error)]

    return Judgment(answer, judge, squared=True)


def _scaled(error: Array, factor: float) -> list[Call]:
    return [] if factor == 1 else [partial(np.multiply, error, constant(factor, error), error)]


def _binary(answer: list[Call], z: Array, a: Array, error: Array, factor: float) -> Judgment:
    """-[y ln a + (1 - y) ln(1 - a)] = ln(1 + e^z) - y z, finite for every z."""
    product, zero = np.empty_like(z), constant(0, z)
    scaled = _scaled(error, factor)

    def judge(y: Array, parts: Array) -> list[Call]:
        return [
            partial(np.logaddexp, zero, z, parts),
            partial(np.multiply, y, z, product),
            partial(np.subtract, parts, product, parts),
            partial(np.subtract, a, y, error),
            *scaled,
        ]

    return Judgment(answer, judge)


def _categorical(z: Array, a: Array, error: Array, factor: float) -> Judgment:
    """-y ln a = y (ln sum e^(z - top) - (z - top)); a matrix of ones sums over the classes, the sum in every row."""
    top, shifted, total = np.empty(z.shape[1], z.dtype), np.empty_like(z), np.empty_like(z)
    ones = np.ones((len(z), len(z)), z.dtype)
    answer: list[Call] = [
        partial(np.fmax.reduce, z, 0, None, top),
        partial(np.subtract, z, top, shifted),
        partial(np.exp, shifted, a),
        partial(ones.dot, a, total),
        partial(np.divide, a, total, a),
    ]
    scaled = _scaled(error, factor)

    def judge(y: Array, parts: Array) -> list[Call]:
        return [
            partial(np.log, total, total),
            partial(np.subtract, total, shifted, shifted),
            partial(np.multiply, y, shifted, parts),
            partial(ones.dot, y, total),
            partial(np.multiply, a, total, error),
            partial(np.subtract, error, y, error),
            *scaled,
        ]

    return Judgment(answer, judge)


def _any_loss(loss: Loss, answer: list[Call], z: Array, a: Array, error: Array, factor: float) -> Judgment:
    def judge(y: Array, parts: Array) -> list[Call]:
        def measure() -> None:
            parts.T[...] = loss.parts(z.T, a.T, y.T)
            error.T[...] = factor * loss.gradient(z.T, a.T, y.T)

        return [measure]

    return Judgment(answer, judge)
