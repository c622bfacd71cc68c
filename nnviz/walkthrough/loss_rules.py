"""How wrong is one output, as a formula?  Each loss and its slope, in symbols and in NumPy."""

from collections.abc import Callable
from dataclasses import dataclass

from nnviz.core.losses import Loss
from nnviz.walkthrough.activation_rules import HALF, ONE, TWO, less
from nnviz.walkthrough.expression import Call, Expression, Fraction, Negative, Number, Power, Product, Sum, Term


@dataclass(frozen=True, slots=True)
class LossRule:
    """One loss, for one output of one sample."""

    part: Callable[[Term, Term, int], Expression]  # of a, y and the number of outputs
    gradient: Callable[[Term, Term, int], Expression]
    part_code: str  # of {a}, {y} and {outputs}; it works on arrays too
    gradient_code: str
    stable_code: str = ""  # of {z}, {y} and {every}, the logarithm of the sum of all e^z: for answers near 0 and 1
    gradient_at_0: str = ""  # of {a}, for the target 0
    gradient_at_1: str = ""


def _squared(a: Term, y: Term) -> Power:
    return Power(less(a, y), TWO)


def _ln(of: Expression) -> Call:
    return Call("ln", (of,))


def _square(factor: Callable[[int], Expression | None], code: str, slope: str) -> LossRule:
    def part(a: Term, y: Term, outputs: int) -> Expression:
        front = factor(outputs)
        return _squared(a, y) if front is None else Product((front, _squared(a, y)))

    def gradient(a: Term, y: Term, outputs: int) -> Expression:
        front = factor(outputs)
        if front == HALF:
            return less(a, y)
        two = TWO if front is None else Fraction(TWO, Number(outputs))
        return Product((two, less(a, y)))

    return LossRule(part, gradient, code, slope)


_HALF = _square(lambda _: HALF, "0.5 * ({a} - {y}) ** 2", "{a} - {y}")
_WHOLE = _square(lambda _: None, "({a} - {y}) ** 2", "2 * ({a} - {y})")

LOSS_RULES: dict[str, LossRule] = {
    "half_sse": _HALF,
    "sse": _WHOLE,
    "mean_half_sse": _HALF,
    "mean_sse": _WHOLE,
    "mse": _square(
        lambda outputs: Fraction(ONE, Number(outputs)), "({a} - {y}) ** 2 / {outputs}", "2 / {outputs} * ({a} - {y})"
    ),
    "binary_crossentropy": LossRule(
        lambda a, y, _: Negative(Sum((Product((y, _ln(a))), Product((less(ONE, y), _ln(less(ONE, a))))))),
        lambda a, y, _: Sum((Negative(Fraction(y, a)), Fraction(less(ONE, y), less(ONE, a)))),
        "-({y} * np.log({a}) + (1 - {y}) * np.log(1 - {a}))",
        "-{y} / {a} + (1 - {y}) / (1 - {a})",
        "{y} * np.logaddexp(0, -{z}) + (1 - {y}) * np.logaddexp(0, {z})",
        "1 / (1 - {a})",
        "-1 / {a}",
    ),
    "categorical_crossentropy": LossRule(
        lambda a, y, _: Negative(Product((y, _ln(a)))),
        lambda a, y, _: Negative(Fraction(y, a)),
        "-{y} * np.log({a})",
        "-{y} / {a}",
        "{y} * ({every} - {z})",
        "0.0",
        "-1 / {a}",
    ),
}
"""Loss name -> its rule."""


def loss_rule(loss: Loss, outputs: int) -> LossRule:
    """The rule of a loss; the mean over one output is that output's square."""
    return LOSS_RULES["mean_sse" if loss.name == "mse" and outputs == 1 else loss.name]
