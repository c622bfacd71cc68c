"""What is the right-hand side of a formula?  A small tree, written with symbols or with numbers, and computed.

One tree is the rule, the same rule with the numbers in it, and its value: the three cannot disagree.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from nnviz.walkthrough.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Term:
    """A number with an address: written as its symbol in the rule, as its value in the numbers."""

    quantity: Quantity
    value: float


@dataclass(frozen=True, slots=True)
class Setting:
    """A number that this walk does not make, with its letter.

    It was chosen (a learning rate, a momentum), or it comes from elsewhere: from another sample, or the last iteration.
    """

    symbol: str  # LaTeX
    value: float
    text: str  # the symbol without LaTeX
    chosen: bool = True  # and is written as it was chosen, not with the digits of the view


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in the rule itself."""

    value: float


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms that are added. A long sum shows some of them; ``rest`` is the sum of the ``hidden`` others."""

    terms: tuple["Expression", ...]
    hidden: int = 0
    rest: float = 0.0
    gap: int = 0  # the others stand before this one of the terms


@dataclass(frozen=True, slots=True)
class Product:
    """Factors that are multiplied."""

    factors: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Negative:
    """The other sign."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Fraction:
    """A quotient."""

    top: "Expression"
    bottom: "Expression"


@dataclass(frozen=True, slots=True)
class Power:
    """A base and its exponent; the base of e is ``EULER``."""

    base: "Expression"
    exponent: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of a name that every reader knows: max, tanh, ln, sqrt, abs, sign."""

    name: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The branch that holds, with the condition that chose it, such as ``z > 0`` or ``0 < z < 1``."""

    value: "Expression"
    left: "Expression"
    relation: str  # ">", "≥", "<", "≤", "="
    right: "Expression"
    further: tuple[str, "Expression"] | None = None  # another relation and what stands right of it


Expression = Term | Setting | Number | Sum | Product | Negative | Fraction | Power | Call | Case

EULER = Setting("e", math.e, "e")

FUNCTIONS: dict[str, Callable[..., float]] = {
    "max": max,
    "min": min,
    "tanh": math.tanh,
    "ln": math.log,
    "sqrt": math.sqrt,
    "abs": abs,
    "sign": lambda x: float((x > 0) - (x < 0)),
}


def evaluate(expression: Expression, read: Callable[[float], float] = float) -> float:
    """The value, with every number taken as ``read`` sees it; infinite or NaN where there is none.

    What is 0 times or divided by anything is 0: so 0 ln 0 of a cross-entropy is 0, and its slope.
    """
    try:
        return _evaluate(expression, read)
    except (OverflowError, ZeroDivisionError):
        return math.inf
    except ValueError:
        return math.nan


def _evaluate(expression: Expression, read: Callable[[float], float]) -> float:  # noqa: C901, PLR0911 - one case a kind
    match expression:
        case Number(value) | Setting(_, value, _, True):
            return value
        case Term(_, value) | Setting(_, value):
            return read(value)
        case Sum(terms, hidden, rest):
            return math.fsum([*(_evaluate(term, read) for term in terms), read(rest) if hidden else 0.0])
        case Product(factors):
            return _product(factors, read)
        case Negative(of):
            return -_evaluate(of, read)
        case Fraction(top, bottom):
            above = _evaluate(top, read)
            return 0.0 if above == 0 else above / _evaluate(bottom, read)
        case Power(Setting("e"), exponent):
            return _exponential(_evaluate(exponent, read))
        case Power(base, exponent):
            return float(_evaluate(base, read) ** _evaluate(exponent, read))
        case Call(name, arguments):
            return FUNCTIONS[name](*(_evaluate(argument, read) for argument in arguments))
        case Case(value):
            return _evaluate(value, read)


def _product(factors: tuple[Expression, ...], read: Callable[[float], float]) -> float:
    product = 1.0
    for factor in factors:
        product *= _evaluate(factor, read)
        if product == 0:
            return 0.0
    return product


def _exponential(exponent: float) -> float:
    try:
        return math.exp(exponent)
    except OverflowError:
        return math.inf
