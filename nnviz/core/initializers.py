"""Where do the first weights come from?  From zeros, constants, or one of six random distributions.

Random weights use ``np.random.RandomState([seed, 0, layer])``, whose stream NumPy keeps frozen: a seed gives the same
weights bit for bit on every machine. In a layer the weights are drawn row by row, then the biases.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array

Draw = Callable[[np.random.RandomState, tuple[int, ...], int, int, dict[str, float]], Array]
"""(stream, shape, fan_in, fan_out, parameters) -> values of ``shape``."""


@dataclass(frozen=True, slots=True)
class Initializer:
    """A named way to draw the first values of a weight matrix or of a bias vector."""

    name: str
    parameters: tuple[tuple[str, float], ...] = ()

    def draw(self, stream: np.random.RandomState, shape: tuple[int, ...], fan_in: int, fan_out: int) -> Array:
        """Return float64 values of ``shape``, drawn from ``stream``."""
        return INITIALIZERS[self.name].draw(stream, shape, fan_in, fan_out, dict(self.parameters))


@dataclass(frozen=True, slots=True)
class InitializerKind:
    """One entry of the table: its formula, its parameters with their defaults, its source."""

    formula: str
    source: str
    draw: Draw
    defaults: tuple[tuple[str, float], ...] = ()


def _scaled_uniform(limit: Callable[[int, int], float]) -> Draw:
    def draw(
        stream: np.random.RandomState, shape: tuple[int, ...], fan_in: int, fan_out: int, _: dict[str, float]
    ) -> Array:
        return stream.uniform(-limit(fan_in, fan_out), limit(fan_in, fan_out), shape)

    return draw


def _scaled_normal(deviation: Callable[[int, int], float]) -> Draw:
    def draw(
        stream: np.random.RandomState, shape: tuple[int, ...], fan_in: int, fan_out: int, _: dict[str, float]
    ) -> Array:
        return stream.normal(0.0, deviation(fan_in, fan_out), shape)

    return draw


_GLOROT = "Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks"
_HE = "He et al. 2015, Delving deep into rectifiers"

INITIALIZERS: dict[str, InitializerKind] = {
    "zeros": InitializerKind("w = 0", "decks 003, 004", lambda _, shape, *__: np.zeros(shape)),
    "constant": InitializerKind(
        "w = value",
        "TensorFlow Playground (biases 0.1)",
        lambda _, shape, __, ___, p: np.full(shape, p["value"]),
        (("value", 0.1),),
    ),
    "uniform": InitializerKind(
        "w ~ U(low, high)",
        "deck 001",
        lambda stream, shape, _, __, p: stream.uniform(p["low"], p["high"], shape),
        (("low", -0.5), ("high", 0.5)),
    ),
    "normal": InitializerKind(
        "w ~ N(mean, std^2)",
        "common practice",
        lambda stream, shape, _, __, p: stream.normal(p["mean"], p["std"], shape),
        (("mean", 0.0), ("std", 1.0)),
    ),
    "glorot_uniform": InitializerKind(
        "w ~ U(-r, r), r = sqrt(6 / (n_in + n_out))", _GLOROT, _scaled_uniform(lambda i, o: float(np.sqrt(6 / (i + o))))
    ),
    "glorot_normal": InitializerKind(
        "w ~ N(0, 2 / (n_in + n_out))", _GLOROT, _scaled_normal(lambda i, o: float(np.sqrt(2 / (i + o))))
    ),
    "he_uniform": InitializerKind(
        "w ~ U(-r, r), r = sqrt(6 / n_in)", _HE, _scaled_uniform(lambda i, _: float(np.sqrt(6 / i)))
    ),
    "he_normal": InitializerKind("w ~ N(0, 2 / n_in)", _HE, _scaled_normal(lambda i, _: float(np.sqrt(2 / i)))),
}


def initializer(name: str, **parameters: float) -> Initializer:
    """The initializer of that name, with the table's defaults for what is not given."""
    values = dict(INITIALIZERS[name].defaults) | parameters
    return Initializer(name, tuple(values.items()))


GLOROT_UNIFORM = initializer("glorot_uniform")
ZEROS = initializer("zeros")
