"""What does a unit answer to its net input?  Forward ``a = f(z)``; backward ``delta = da/dz . dL/da``.

An activation works on z of shape (m, n_l). ``backward`` hands the blame on, so softmax (whose outputs depend on every
z) and maxout (whose unit has several z) need no special case elsewhere. At a kink the derivative is stated.
Decks are the lecture decks 000 to 004.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from nnviz.core.arrays import Array

Value = Callable[[Array], Array]
Slope = Callable[[Array, Array], Array]
"""(z, a) -> da/dz, elementwise."""
Backward = Callable[[Array, Array, Array], Array]
"""(z, a, output_gradient) -> delta of the shape of z."""


@dataclass(frozen=True, slots=True)
class Activation:
    """A named function of the net input, with the rule that carries blame back through it."""

    name: str
    formula: str
    derivative_formula: str
    source: str
    value: Value = field(compare=False, repr=False)  # z (m, n * pieces) -> a (m, n)
    backward: Backward = field(compare=False, repr=False)
    slope: Slope | None = field(default=None, compare=False, repr=False)  # none where da/dz is no elementwise function
    parameters: tuple[tuple[str, float], ...] = ()
    kinks: tuple[float, ...] = ()
    trainable: bool = True  # False: the slope is 0 almost everywhere, no gradient can train it

    @property
    def pieces(self) -> int:
        """How many net inputs one unit has: 1, or the pieces of maxout."""
        return int(dict(self.parameters).get("pieces", 1))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled, it is a name and parameters: functions cannot be sent to another process."""
        return _named, (self.name, self.parameters)


def _elementwise(
    name: str,
    formula: str,
    derivative_formula: str,
    source: str,
    value: Value,
    slope: Slope,
    **rest: tuple[float, ...] | tuple[tuple[str, float], ...] | bool,
) -> Activation:
    def backward(z: Array, a: Array, output_gradient: Array) -> Array:
        return np.asarray(output_gradient * slope(z, a))

    return Activation(name, formula, derivative_formula, source, value, backward, slope, **rest)  # type: ignore[arg-type]


def sigmoid(z: Array) -> Array:
    """1 / (1 + e^-z), computed from e^-|z| so that it is finite and exact on both sides."""
    decay = np.exp(-np.abs(z))
    return np.asarray(np.where(z >= 0, 1.0, decay).astype(z.dtype) / (1.0 + decay))


def softmax(z: Array) -> Array:
    """e^z_k / sum_j e^z_j along the last axis, shifted by the largest z."""
    power = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(power / power.sum(axis=-1, keepdims=True))


def _softmax_backward(_: Array, a: Array, output_gradient: Array) -> Array:
    return np.asarray(a * (output_gradient - (a * output_gradient).sum(axis=-1, keepdims=True)))


def _grouped(z: Array, pieces: int) -> Array:
    return z.reshape(*z.shape[:-1], z.shape[-1] // pieces, pieces)


def winners(z: Array, pieces: int) -> Array:
    """Which piece of each maxout unit won, shape (m, n); in a tie the lower one."""
    return np.asarray(np.argmax(_grouped(z, pieces), axis=-1))


def _maxout(pieces: float = 2) -> Activation:
    count = int(pieces)

    def value(z: Array) -> Array:
        return np.asarray(_grouped(z, count).max(axis=-1))

    def backward(z: Array, _: Array, output_gradient: Array) -> Array:
        won = np.arange(count) == winners(z, count)[..., np.newaxis]
        return np.asarray(np.where(won, output_gradient[..., np.newaxis], 0.0).reshape(z.shape).astype(z.dtype))

    return Activation(
        "maxout",
        "a = max(z_1, ..., z_k)",
        "1 for the winning piece (tie: the lower), else 0",
        "deck 001; Goodfellow et al. 2013, Maxout networks",
        value,
        backward,
        parameters=(("pieces", count),),
    )


def _softmax() -> Activation:
    return Activation(
        "softmax",
        "a_k = e^z_k / sum_j e^z_j",
        "da_k/dz_j = a_k (1[k=j] - a_j)",
        "decks 000, 002",
        softmax,
        _softmax_backward,
    )


def _linear() -> Activation:
    return _elementwise("linear", "a = z", "1", "deck 004 (purelin)", lambda z: z.copy(), lambda z, _: np.ones_like(z))


def _sigmoid() -> Activation:
    return _elementwise(
        "sigmoid", "a = 1/(1 + e^-z)", "a (1 - a)", "all decks (logsig in 004)", sigmoid, lambda _, a: a * (1 - a)
    )


def _tanh() -> Activation:
    return _elementwise(
        "tanh",
        "a = (e^z - e^-z)/(e^z + e^-z)",
        "1 - a^2",
        "decks 000, 001, 002, 004 (tansig)",
        lambda z: np.asarray(np.tanh(z)),
        lambda _, a: 1 - a * a,
    )


def _relu() -> Activation:
    return _elementwise(
        "relu",
        "a = max(0, z)",
        "1 if z > 0, else 0 (0 at 0)",
        "decks 000, 001, 002",
        lambda z: np.maximum(z, 0.0),
        lambda z, _: (z > 0).astype(z.dtype),
        kinks=(0.0,),
    )


def _leaky_relu(negative_slope: float = 0.1) -> Activation:
    return _elementwise(
        "leaky_relu",
        "a = z if z > 0, else negative_slope z",
        "1 if z > 0, else negative_slope (also at 0)",
        "deck 001 (slope 0.1)",
        lambda z: np.where(z > 0, z, negative_slope * z).astype(z.dtype),
        lambda z, _: np.where(z > 0, 1.0, negative_slope).astype(z.dtype),
        parameters=(("negative_slope", negative_slope),),
        kinks=(0.0,),
    )


def _elu(alpha: float = 1.0) -> Activation:
    return _elementwise(
        "elu",
        "a = z if z > 0, else alpha (e^z - 1)",
        "1 if z > 0, else a + alpha (alpha at 0)",
        "deck 001; Clevert et al. 2016, Fast and accurate deep network learning by ELUs",
        lambda z: np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0))).astype(z.dtype),
        lambda z, a: np.where(z > 0, 1.0, a + alpha).astype(z.dtype),
        parameters=(("alpha", alpha),),
        kinks=(0.0,),
    )


def _softplus() -> Activation:
    return _elementwise(
        "softplus",
        "a = ln(1 + e^z)",
        "1/(1 + e^-z)",
        "Glorot et al. 2011, Deep sparse rectifier neural networks",
        lambda z: np.asarray(np.logaddexp(z, np.zeros((), z.dtype))),
        lambda z, _: sigmoid(z),
    )


def _step() -> Activation:
    return _elementwise(
        "step",
        "a = 1 if z >= 0, else 0",
        "0 (none at 0; 0 is used)",
        "deck 003; deck 004 (hardlim)",
        lambda z: (z >= 0).astype(z.dtype),
        lambda z, _: np.zeros_like(z),
        kinks=(0.0,),
        trainable=False,
    )


def _sign() -> Activation:
    return _elementwise(
        "sign",
        "a = +1 if z >= 0, else -1",
        "0 (none at 0; 0 is used)",
        "deck 004 (hardlims)",
        lambda z: np.where(z >= 0, 1.0, -1.0).astype(z.dtype),
        lambda z, _: np.zeros_like(z),
        kinks=(0.0,),
        trainable=False,
    )


def _satlin() -> Activation:
    return _elementwise(
        "satlin",
        "a = 0 if z < 0, z if 0 <= z <= 1, 1 if z > 1",
        "1 if 0 < z < 1, else 0 (0 at 0 and at 1)",
        "deck 004",
        lambda z: np.clip(z, 0.0, 1.0),
        lambda z, _: ((z > 0) & (z < 1)).astype(z.dtype),
        kinks=(0.0, 1.0),
    )


def _radbas() -> Activation:
    return _elementwise(
        "radbas",
        "a = e^(-z^2)",
        "-2 z a",
        "deck 004",
        lambda z: np.asarray(np.exp(-z * z)),
        lambda z, a: -2 * z * a,
    )


def _piecewise_linear() -> Activation:
    return _elementwise(
        "piecewise_linear",
        "a = 0 if z < -1/2, z + 1/2 if -1/2 <= z <= 1/2, 1 if z > 1/2",
        "1 if -1/2 < z < 1/2, else 0 (0 at -1/2 and at 1/2)",
        "deck 003",
        lambda z: np.clip(z + 0.5, 0.0, 1.0),
        lambda z, _: ((z > -0.5) & (z < 0.5)).astype(z.dtype),
        kinks=(-0.5, 0.5),
    )


def _bipolar_sigmoid() -> Activation:
    return _elementwise(
        "bipolar_sigmoid",
        "a = (1 - e^-z)/(1 + e^-z) = tanh(z/2)",
        "(1 - a^2)/2",
        "deck 003",
        lambda z: np.asarray(np.tanh(z / 2)),
        lambda _, a: (1 - a * a) / 2,
    )


ACTIVATIONS: dict[str, Callable[..., Activation]] = {
    "linear": _linear,
    "sigmoid": _sigmoid,
    "tanh": _tanh,
    "relu": _relu,
    "leaky_relu": _leaky_relu,
    "elu": _elu,
    "softplus": _softplus,
    "softmax": _softmax,
    "step": _step,
    "sign": _sign,
    "satlin": _satlin,
    "radbas": _radbas,
    "piecewise_linear": _piecewise_linear,
    "bipolar_sigmoid": _bipolar_sigmoid,
    "maxout": _maxout,
}
"""Name -> maker; the maker's keyword arguments are the activation's parameters."""

ALIASES = {"logsig": "sigmoid", "tansig": "tanh", "purelin": "linear", "hardlim": "step", "hardlims": "sign"}


def activation(name: str, **parameters: float) -> Activation:
    """The activation of that name or alias; unknown names and parameters raise KeyError and TypeError."""
    return ACTIVATIONS[ALIASES.get(name, name)](**parameters)


def _named(name: str, parameters: tuple[tuple[str, float], ...]) -> Activation:
    return activation(name, **dict(parameters))
