"""Which NumPy calls answer, judge and carry back, without making a new array?

Arrays are feature-major here, (units, samples), so that the values of every layer, and of all layers, lie in one piece.
What has no entry in these tables works all the same, through its ``Activation`` or ``Loss``; an entry is only speed.
A call takes its arrays and its output by position: NumPy is quicker so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array
from nnviz.core.losses import Loss

Call = Callable[[], object]
"""A NumPy function with its arrays; it answers into one of them."""


@dataclass(frozen=True, slots=True)
class Kernel:
    """The calls of an activation whose slope is known from its value."""

    value: Callable[[Array, Array], list[Call]]  # (z, a); a may be z itself
    slope: Callable[[Array, Array], list[Call]] | None = None  # (a, slope), any shape; none where it is 1 everywhere


def constant(value: float, like: Array) -> Array:
    """A number as NumPy takes it fastest: an array without axes."""
    return np.array(value, like.dtype)


def _linear(z: Array, a: Array) -> list[Call]:
    return [] if a is z else [partial(np.copyto, a, z)]


def _sigmoid(z: Array, a: Array) -> list[Call]:
    one = constant(1, a)  # e^-z may be infinite, and 1/(1 + infinity) is the right answer
    return [partial(np.negative, z, a), partial(np.exp, a, a), partial(np.add, a, one, a), partial(np.reciprocal, a, a)]


def _sigmoid_slope(a: Array, slope: Array) -> list[Call]:
    return [partial(np.subtract, constant(1, a), a, slope), partial(np.multiply, a, slope, slope)]


def _tanh(z: Array, a: Array) -> list[Call]:
    return [partial(np.tanh, z, a)]


def _tanh_slope(a: Array, slope: Array) -> list[Call]:
    return [partial(np.multiply, a, a, slope), partial(np.subtract, constant(1, a), slope, slope)]


def _relu(z: Array, a: Array) -> list[Call]:
    return [partial(np.fmax, z, constant(0, a), a)]


def _relu_slope(a: Array, slope: Array) -> list[Call]:
    return [partial(np.sign, a, slope)]


KERNELS: dict[str, Kernel] = {
    "linear": Kernel(_linear),
    "sigmoid": Kernel(_sigmoid, _sigmoid_slope),
    "tanh": Kernel(_tanh, _tanh_slope),
    "relu": Kernel(_relu, _relu_slope),
}


def value_calls(activation: Activation, z: Array, a: Array) -> list[Call]:
    """From z (n * pieces, m) to a (n, m)."""
    if activation.name in KERNELS:
        return KERNELS[activation.name].value(z, a)

    def answer() -> None:
        a.T[...] = activation.value(z.T)

    return [answer]


def backward_call(activation: Activation, z: Array, a: Array, output_gradient: Array, delta: Array) -> Call:
    """From dE/da (n, m) to delta (n * pieces, m), for an activation without a kernel."""

    def carry_back() -> None:
        delta.T[...] = activation.backward(z.T, a.T, output_gradient.T)

    return carry_back


@dataclass(frozen=True, slots=True)
class Judgment:
    """How the output's answers are judged: z and a, (K, m), against the targets y of a batch."""

    answer: list[Call]  # from z to a
    judge: Callable[[Array, Array], list[Call]]  # (y, loss): the error, and a number proportional to the loss
    loss_factor: float = 1.0  # what that number is to be multiplied with for the sum of E_n
    error_factor: float = 1.0  # and the error, for dE_n/da, or for dE_n/dz in an output pair


_SQUARES: dict[str, Callable[[int], float]] = {
    "half_sse": lambda _: 0.5,
    "sse": lambda _: 1.0,
    "mean_half_sse": lambda _: 0.5,
    "mean_sse": lambda _: 1.0,
    "mse": lambda outputs: 1.0 / outputs,
}


def judgment(loss: Loss, activation: Activation, z: Array, a: Array, error: Array) -> Judgment:
    """The calls of a loss with the activation of the output layer; ``error`` (K, m) is theirs to fill."""
    if loss.name in _SQUARES:
        return _squares(_SQUARES[loss.name](len(a)), value_calls(activation, z, a), a, error)
    if loss.name == "binary_crossentropy":
        return _binary(value_calls(activation, z, a), z, a, error)
    if loss.name == "categorical_crossentropy":
        return _categorical(z, a, error)
    return _any_loss(loss, value_calls(activation, z, a), z, a, error)


def _squares(factor: float, answer: list[Call], a: Array, error: Array) -> Judgment:
    errors = error.reshape(-1)

    def judge(y: Array, loss: Array) -> list[Call]:
        return [partial(np.subtract, a, y, error), partial(errors.dot, errors, loss)]

    return Judgment(answer, judge, factor, 2 * factor)


def _binary(answer: list[Call], z: Array, a: Array, error: Array) -> Judgment:
    """-[y ln a + (1 - y) ln(1 - a)] = ln(1 + e^z) - y z, finite for every z."""
    rest, product = np.empty_like(z), np.empty_like(z)
    ones = np.ones(z.size, z.dtype)
    zero = constant(0, z)

    def judge(y: Array, loss: Array) -> list[Call]:
        return [
            partial(np.subtract, a, y, error),
            partial(np.logaddexp, zero, z, rest),
            partial(np.multiply, y, z, product),
            partial(np.subtract, rest, product, rest),
            partial(ones.dot, rest.reshape(-1), loss),
        ]

    return Judgment(answer, judge)


def _categorical(z: Array, a: Array, error: Array) -> Judgment:
    """-y ln a = y (ln sum e^(z - top) - (z - top)); a matrix of ones sums over the classes, the sum in every row."""
    top = np.empty(z.shape[1], z.dtype)
    shifted, total = np.empty_like(z), np.empty_like(z)
    ones = np.ones((len(z), len(z)), z.dtype)
    answer: list[Call] = [
        partial(np.fmax.reduce, z, 0, None, top),
        partial(np.subtract, z, top, shifted),
        partial(np.exp, shifted, a),
        partial(ones.dot, a, total),
        partial(np.divide, a, total, a),
    ]

    def judge(y: Array, loss: Array) -> list[Call]:
        return [
            partial(np.log, total, total),
            partial(np.subtract, total, shifted, shifted),
            partial(y.reshape(-1).dot, shifted.reshape(-1), loss),
            partial(ones.dot, y, total),
            partial(np.multiply, a, total, error),
            partial(np.subtract, error, y, error),
        ]

    return Judgment(answer, judge)


def _any_loss(loss: Loss, answer: list[Call], z: Array, a: Array, error: Array) -> Judgment:
    def judge(y: Array, batch_loss: Array) -> list[Call]:
        def measure() -> None:
            batch_loss[...] = loss.value(z.T, a.T, y.T).sum()
            error.T[...] = loss.gradient(z.T, a.T, y.T)

        return [measure]

    return Judgment(answer, judge)
