"""A fact for other programs: as LaTeX, as text, as a line of Python."""

import re
from collections.abc import Callable
from dataclasses import replace

from nnviz.walkthrough.decimals import MINUS, format_number
from nnviz.walkthrough.expression import (
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
)
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.rendering import latex, number_of

_EXPONENT = re.compile(r"e(-?\d+)")


def as_latex(fact: Fact, digits: int | None) -> str:
    """The rule, the rule with numbers, and the value: one line for a formula."""

    def name(leaf: Term | Setting) -> str:
        return number_of(leaf, lambda value: format_number(value, digits))

    numbers, value = latex(_with_numbers(fact.expression, name), lambda _: ""), _tex(fact.shown(digits))
    if numbers == value:
        return f"{fact.latex()} = {value}"
    sign = "=" if fact.sign(digits) == "=" else r"\approx"
    return f"{fact.latex()} = {numbers} {sign} {value}"


def as_python(fact: Fact, digits: int | None) -> str:
    """The line of code, with what it makes, and what that comes to."""
    return f"{fact.code}  # {fact.symbol.text} = {fact.shown(digits).replace(MINUS, '-')}"


def _tex(number: str) -> str:
    return _EXPONENT.sub(r" \\cdot 10^{\1}", number.replace(MINUS, "-").replace("∞", r"\infty"))


def _with_numbers(expression: Expression, name: Callable[[Term | Setting], str]) -> Expression:  # noqa: C901, PLR0911 - a kind a case
    """The same tree, each number of it as a letter that looks like the number."""

    def inside(part: Expression) -> Expression:
        return _with_numbers(part, name)

    match expression:
        case Term() | Setting():
            written = name(expression)
            return Setting(f"({_tex(written)})" if written[0] == MINUS else _tex(written), 0.0, written)
        case Number():
            return expression
        case Sum(terms):
            return replace(expression, terms=tuple(map(inside, terms)))
        case Product(factors):
            return Product(tuple(map(inside, factors)))
        case Negative(of):
            return Negative(inside(of))
        case Fraction(top, bottom):
            return Fraction(inside(top), inside(bottom))
        case Power(base, exponent):
            return Power(_bracketed(inside(base)), inside(exponent))
        case Call(called, arguments):
            return Call(called, tuple(map(inside, arguments)))
        case Case(value, left, relation, right):
            further = expression.further and (expression.further[0], inside(expression.further[1]))
            return Case(inside(value), inside(left), relation, inside(right), further)


def _bracketed(base: Expression) -> Expression:
    """The base of a power, in brackets where it has a power of ten."""
    if isinstance(base, Setting) and r"\cdot" in base.symbol and base.symbol[0] != "(":
        return replace(base, symbol=f"({base.symbol})")
    return base
