"""Which NumPy calls answer and carry back, without making a new array?

Arrays are feature-major here, (units, samples), so that the values of every layer, and of all layers, lie in one piece.
What has no entry in the table works all the same, through its ``Activation``; an entry is only speed.
A call takes its arrays and its output by position: NumPy is quicker so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array

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
    return [partial(np.fmax, z, np.zeros_like(a), a)]  # a whole array of zeros is quicker than one zero


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
