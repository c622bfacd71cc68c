"""How does a unit answer, as a formula?  Each activation and its slope, in symbols and in NumPy."""

from collections.abc import Callable
from dataclasses import dataclass

from nnviz.walkthrough.expression import (
    EULER,
    Call,
    Case,
    Expression,
    Fraction,
    Negative,
    Number,
    Power,
    Product,
    Setting,
    Sum,
    Term,
    evaluate,
)

Parameters = dict[str, float]

ZERO, HALF, ONE, TWO = Number(0), Fraction(Number(1), Number(2)), Number(1), Number(2)


@dataclass(frozen=True, slots=True)
class ActivationRule:
    """One elementwise activation."""

    value: Callable[[Term, Parameters], Expression]  # of z
    slope: Callable[[Term, Term, Parameters], Expression]  # of z and a
    value_code: str  # of {z}
    slope_code: str  # of {z} and {a}


def less(one: Expression, other: Expression) -> Sum:
    """A difference."""
    terms = one.terms if isinstance(one, Sum) and not one.hidden else (one,)
    return Sum((*terms, Negative(other)))


def power_of_e(exponent: Expression) -> Power:
    """The exponential function."""
    return Power(EULER, exponent)


def _logistic(z: Expression) -> Expression:
    return Fraction(ONE, Sum((ONE, power_of_e(Negative(z)))))


def _where_positive(z: Term, then: Expression, otherwise: Expression) -> Case:
    return Case(then, z, ">", ZERO) if z.value > 0 else Case(otherwise, z, "≤", ZERO)


def _where_not_negative(z: Term, then: Expression, otherwise: Expression) -> Case:
    return Case(then, z, "≥", ZERO) if z.value >= 0 else Case(otherwise, z, "<", ZERO)


def _between(z: Term, low: Expression, high: Expression) -> Case:
    """1 between two ends, else 0."""
    if z.value <= evaluate(low):
        return Case(ZERO, z, "≤", low)
    return Case(ZERO, z, "≥", high) if z.value >= evaluate(high) else Case(ONE, low, "<", z, ("<", high))


def _negative_slope(p: Parameters) -> Setting:
    return Setting(r"\alpha", p["negative_slope"], "α")


def _alpha(p: Parameters) -> Setting:
    return Setting(r"\alpha", p["alpha"], "α")


ACTIVATION_RULES: dict[str, ActivationRule] = {
    "linear": ActivationRule(lambda z, _: z, lambda *_: ONE, "{z}", "1.0"),
    "sigmoid": ActivationRule(
        lambda z, _: _logistic(z),
        lambda _, a, __: Product((a, less(ONE, a))),
        "1 / (1 + np.exp(-{z}))",
        "{a} * (1 - {a})",
    ),
    "tanh": ActivationRule(
        lambda z, _: Call("tanh", (z,)), lambda _, a, __: less(ONE, Power(a, TWO)), "np.tanh({z})", "1 - {a} ** 2"
    ),
    "relu": ActivationRule(
        lambda z, _: Call("max", (ZERO, z)),
        lambda z, *_: _where_positive(z, ONE, ZERO),
        "np.maximum(0, {z})",
        "1.0 * ({z} > 0)",
    ),
    "leaky_relu": ActivationRule(
        lambda z, p: _where_positive(z, z, Product((_negative_slope(p), z))),
        lambda z, _, p: _where_positive(z, ONE, _negative_slope(p)),
        "np.where({z} > 0, {z}, {negative_slope} * {z})",
        "np.where({z} > 0, 1.0, {negative_slope})",
    ),
    "elu": ActivationRule(
        lambda z, p: _where_positive(z, z, Product((_alpha(p), less(power_of_e(z), ONE)))),
        lambda z, a, p: _where_positive(z, ONE, Sum((a, _alpha(p)))),
        "np.where({z} > 0, {z}, {alpha} * (np.exp(np.minimum({z}, 0)) - 1))",
        "np.where({z} > 0, 1.0, {a} + {alpha})",
    ),
    "softplus": ActivationRule(
        lambda z, _: Call("ln", (Sum((ONE, power_of_e(z))),)),
        lambda z, *_: _logistic(z),
        "np.logaddexp(0, {z})",
        "1 / (1 + np.exp(-{z}))",
    ),
    "step": ActivationRule(lambda z, _: _where_not_negative(z, ONE, ZERO), lambda *_: ZERO, "1.0 * ({z} >= 0)", "0.0"),
    "sign": ActivationRule(
        lambda z, _: _where_not_negative(z, ONE, Number(-1)), lambda *_: ZERO, "np.where({z} >= 0, 1.0, -1.0)", "0.0"
    ),
    "satlin": ActivationRule(
        lambda z, _: Call("min", (ONE, Call("max", (ZERO, z)))),
        lambda z, *_: _between(z, ZERO, ONE),
        "np.clip({z}, 0, 1)",
        "1.0 * (({z} > 0) & ({z} < 1))",
    ),
    "radbas": ActivationRule(
        lambda z, _: power_of_e(Negative(Power(z, TWO))),
        lambda z, a, _: Negative(Product((TWO, z, a))),
        "np.exp(-({z} ** 2))",
        "-2 * {z} * {a}",
    ),
    "piecewise_linear": ActivationRule(
        lambda z, _: Call("min", (ONE, Call("max", (ZERO, Sum((z, HALF)))))),
        lambda z, *_: _between(z, Negative(HALF), HALF),
        "np.clip({z} + 0.5, 0, 1)",
        "1.0 * (({z} > -0.5) & ({z} < 0.5))",
    ),
    "bipolar_sigmoid": ActivationRule(
        lambda z, _: Fraction(less(ONE, power_of_e(Negative(z))), Sum((ONE, power_of_e(Negative(z))))),
        lambda _, a, __: Fraction(less(ONE, Power(a, TWO)), TWO),
        "np.tanh({z} / 2)",
        "(1 - {a} ** 2) / 2",
    ),
}
"""Activation name -> its rule; softmax and maxout, which look at several net inputs, have their own facts."""
