"""What is a formula?  A tree of numbers, columns and functions, computed for all samples at once.

A column is known by its place, so a formula stays the same where a column is called something else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from nnviz.core.arrays import Array


@dataclass(frozen=True, slots=True)
class Function:
    """A function or an operator; ``most`` arguments, none where there may be any number."""

    compute: Callable[..., Array] = field(compare=False, repr=False)
    fewest: int = 1
    most: int | None = 1


def _many(compute: Callable[[Array, Array], Array]) -> Function:
    return Function(lambda *arguments: reduce(compute, arguments), 2, None)


def _two(compute: Callable[[Array, Array], Array]) -> Function:
    return Function(compute, 2, 2)


def _sigmoid(x: Array) -> Array:
    return np.asarray((1 + np.tanh(x / 2)) / 2)


FUNCTIONS: dict[str, Function] = {
    "sin": Function(np.sin),
    "cos": Function(np.cos),
    "tan": Function(np.tan),
    "exp": Function(np.exp),
    "log": Function(np.log),
    "ln": Function(np.log),
    "sqrt": Function(np.sqrt),
    "abs": Function(np.abs),
    "sign": Function(np.sign),
    "floor": Function(np.floor),
    "tanh": Function(np.tanh),
    "sigmoid": Function(_sigmoid),
    "relu": Function(lambda x: np.maximum(x, 0.0)),
    "step": Function(lambda x: np.where(x >= 0, 1.0, 0.0)),
    "max": _many(np.maximum),
    "min": _many(np.minimum),
}
"""What can be called by its name."""

OPERATORS: dict[str, Function] = {
    "+": _two(np.add),
    "-": _two(np.subtract),
    "*": _two(np.multiply),
    "/": _two(np.divide),
    "^": _two(np.power),
    "negative": Function(np.negative),
    "<": _two(lambda x, y: np.where(x < y, 1.0, 0.0)),
    "<=": _two(lambda x, y: np.where(x <= y, 1.0, 0.0)),
    ">": _two(lambda x, y: np.where(x > y, 1.0, 0.0)),
    ">=": _two(lambda x, y: np.where(x >= y, 1.0, 0.0)),
}
"""What stands between its arguments, or before its only one; a comparison is 1 where it holds, else 0."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: float

    def values(self, columns: Array) -> Array:
        """The number for each sample, (m,)."""
        return np.full(len(columns), self.value)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the samples, by its place."""

    place: int

    def values(self, columns: Array) -> Array:
        """The column, (m,)."""
        return np.asarray(columns[:, self.place], np.float64)


@dataclass(frozen=True, slots=True)
class Call:
    """A function or an operator of other formulas."""

    function: str
    arguments: tuple["Formula", ...]

    def values(self, columns: Array) -> Array:
        """What it gives for each sample, (m,); infinite or no number where the mathematics is."""
        function = OPERATORS.get(self.function) or FUNCTIONS[self.function]
        with np.errstate(all="ignore"):
            return function.compute(*(argument.values(columns) for argument in self.arguments))


Formula = Number | Column | Call
