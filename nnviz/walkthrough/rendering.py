"""How is a formula written?  As text with symbols, as text with numbers, and in LaTeX, all from one tree."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from nnviz.walkthrough.decimals import MINUS, exact
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
from nnviz.walkthrough.quantity import Quantity

SUM, SIGN, PRODUCT, POWER, ATOM = range(5)
"""What binds more is the larger number; what binds less than its place asks for stands in parentheses."""

SPACE = "   "
_EXPONENT = re.compile(rf"\d[eE]{MINUS}?\d")
_MARKS = {"abs": ("|", "|"), "sqrt": ("√(", ")")}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line of text, with the number it stands for."""

    text: str
    quantity: Quantity | None = None


def plain(pieces: tuple[Piece, ...]) -> str:
    """The line as one text."""
    return "".join(piece.text for piece in pieces)


def with_symbols(expression: Expression, name: Callable[[Quantity], str]) -> tuple[Piece, ...]:
    """The rule: every term by its name."""
    return tuple(_Symbols(name).write(expression, SUM))


def with_numbers(expression: Expression, write: Callable[[float], str]) -> tuple[Piece, ...]:
    """The same rule with the numbers in it."""
    return tuple(_Numbers(write).write(expression, SUM))


def number_of(leaf: Term | Setting, write: Callable[[float], str]) -> str:
    """How a leaf is written among numbers: what was chosen as it was chosen, the base of e by its letter."""
    if isinstance(leaf, Setting) and leaf.chosen:
        return "e" if leaf.text == "e" else exact(leaf.value)
    return write(leaf.value)


def binding(leaf: str) -> int:
    """How much a symbol or a number binds: a negative number, a fraction and what has an exponent less than others."""
    if leaf.startswith(MINUS):
        return SIGN
    return PRODUCT if _EXPONENT.search(leaf) or any(mark in leaf for mark in ("/", "·", r"\frac")) else ATOM


def condition(case: Case) -> tuple[tuple[Expression, str], ...]:
    """The parts of a condition, each with the relation before it; the first has none."""
    further = () if case.further is None else ((case.further[1], case.further[0]),)
    return (case.left, ""), (case.right, case.relation), *further


class _Text:
    """Writes a tree as one line."""

    times = " · "

    def leaf(self, leaf: Term | Setting) -> Piece:
        raise NotImplementedError

    def hidden(self, of: Sum) -> str:
        raise NotImplementedError

    def write(self, expression: Expression, least: int) -> list[Piece]:
        """The pieces, in parentheses where the expression binds less than ``least``."""
        pieces, binds = self._open(expression)
        return pieces if binds >= least else [Piece("("), *pieces, Piece(")")]

    def _open(self, expression: Expression) -> tuple[list[Piece], int]:  # noqa: C901, PLR0911 - one case a kind
        match expression:
            case Term() | Setting():
                piece = self.leaf(expression)
                return [piece], binding(piece.text)
            case Number(value):
                return [Piece(exact(value))], SIGN if value < 0 else ATOM
            case Sum():
                return self._sum(expression), SUM if len(expression.terms) + expression.hidden > 1 else PRODUCT
            case Product(factors):
                return self._joined(factors, self.times, PRODUCT), PRODUCT
            case Negative(of):
                return [Piece(MINUS), *self.write(of, PRODUCT)], SIGN
            case Fraction(top, bottom):
                stroke = "/" if isinstance(top, Number) and isinstance(bottom, Number) else " / "
                return [*self.write(top, PRODUCT), Piece(stroke), *self.write(bottom, POWER)], PRODUCT
            case Power(base, exponent):
                return [*self.write(base, ATOM), *self._exponent(exponent)], POWER
            case Call(name, arguments):
                opens, closes = _MARKS.get(name, (f"{name}(", ")"))
                return [Piece(opens), *self._joined(arguments, ", ", SUM), Piece(closes)], ATOM
            case Case(value):
                return [*self.write(value, SUM), Piece(f"{SPACE}("), *self._reason(expression), Piece(")")], SUM

    def _reason(self, case: Case) -> list[Piece]:
        pieces: list[Piece] = []
        for part, relation in condition(case):
            pieces += [Piece(f" {relation} ")] if relation else []
            pieces += self.write(part, SUM)
        return pieces

    def _joined(self, parts: tuple[Expression, ...], sign: str, least: int) -> list[Piece]:
        pieces: list[Piece] = []
        for part in parts:
            pieces += [Piece(sign), *self.write(part, least)] if pieces else self.write(part, least)
        return pieces

    def _exponent(self, exponent: Expression) -> list[Piece]:
        if exponent == Number(2):
            return [Piece("²")]
        return [Piece("^"), *self.write(exponent, ATOM)]

    def _sum(self, of: Sum) -> list[Piece]:
        pieces: list[Piece] = []
        for index, term in enumerate(of.terms):
            if of.hidden and index == of.gap:
                pieces += [Piece(" + " if pieces else ""), Piece(self.hidden(of))]
            if isinstance(term, Negative) and pieces:
                pieces += [Piece(f" {MINUS} "), *self.write(term.of, PRODUCT)]
            elif pieces:
                pieces += [Piece(" + "), *self.write(term, PRODUCT)]
            else:
                pieces += self.write(term, SIGN)
        if of.hidden and of.gap >= len(of.terms):
            pieces += [Piece(" + " if pieces else ""), Piece(self.hidden(of))]
        return pieces


class _Symbols(_Text):
    def __init__(self, name: Callable[[Quantity], str]) -> None:
        self._name = name

    def leaf(self, leaf: Term | Setting) -> Piece:
        if isinstance(leaf, Term):
            return Piece(self._name(leaf.quantity), leaf.quantity)
        return Piece(leaf.text)

    def hidden(self, of: Sum) -> str:
        return "…"


class _Numbers(_Text):
    times = " × "

    def __init__(self, write: Callable[[float], str]) -> None:
        self._write = write

    def leaf(self, leaf: Term | Setting) -> Piece:
        return Piece(number_of(leaf, self._write), leaf.quantity if isinstance(leaf, Term) else None)

    def hidden(self, of: Sum) -> str:
        rest = self._write(of.rest)
        return f"[{of.hidden}: {rest}]"


Color = Callable[[Quantity, str], str]
"""(the number that a piece of LaTeX stands for, the LaTeX) -> the same in a color."""


def latex(expression: Expression, name: Callable[[Quantity], str], color: Color | None = None) -> str:
    """The rule in LaTeX; ``name`` gives the LaTeX of a quantity."""
    return _Latex(name, color).write(expression, SUM)


_RELATIONS = {"≥": r"\ge", "≤": r"\le"}
_CALLS = {"max": r"\max", "min": r"\min", "tanh": r"\tanh", "ln": r"\ln", "sign": r"\mathrm{sign}"}


class _Latex:
    """Writes a tree in LaTeX."""

    def __init__(self, name: Callable[[Quantity], str], color: Color | None) -> None:
        self._name = name
        self._color = color

    def write(self, expression: Expression, least: int) -> str:
        text, binds = self._open(expression)
        if binds >= least:
            return text
        high = r"\frac" in text
        return rf"\Bigl({text}\Bigr)" if high else f"({text})"

    def _open(self, expression: Expression) -> tuple[str, int]:  # noqa: C901, PLR0911 - one case a kind
        match expression:
            case Term(quantity):
                text = self._name(quantity)
                return (text if self._color is None else self._color(quantity, text)), binding(text)
            case Setting(symbol):
                return symbol, ATOM
            case Number(value):
                return exact(value).replace(MINUS, "-"), SIGN if value < 0 else ATOM
            case Sum():
                return self._sum(expression), SUM if len(expression.terms) + expression.hidden > 1 else PRODUCT
            case Product(factors):
                return r" \cdot ".join(self.write(factor, PRODUCT) for factor in factors), PRODUCT
            case Negative(of):
                return f"-{self.write(of, PRODUCT)}", SIGN
            case Fraction(top, bottom):
                return rf"\frac{{{self.write(top, SUM)}}}{{{self.write(bottom, SUM)}}}", PRODUCT
            case Power(base, exponent):
                return f"{{{self.write(base, ATOM)}}}^{{{self.write(exponent, SUM)}}}", POWER
            case Call(name, arguments):
                return self._call(name, ", ".join(self.write(argument, SUM) for argument in arguments)), ATOM
            case Case(value):
                reason = "".join(
                    f" {_RELATIONS.get(relation, relation)} {self.write(part, SUM)}"
                    for part, relation in condition(expression)
                )
                return rf"{self.write(value, SUM)} \quad ({reason.strip()})", SUM

    def _call(self, name: str, inside: str) -> str:
        match name:
            case "sqrt":
                return rf"\sqrt{{{inside}}}"
            case "abs":
                return f"|{inside}|"
            case _:
                return f"{_CALLS[name]}({inside})"

    def _sum(self, of: Sum) -> str:
        text = ""
        for index, term in enumerate(of.terms):
            if of.hidden and index == of.gap:
                text += r" + \cdots" if text else r"\cdots"
            if isinstance(term, Negative) and text:
                text += f" - {self.write(term.of, PRODUCT)}"
            else:
                text += f" + {self.write(term, PRODUCT)}" if text else self.write(term, SIGN)
        return text + (r" + \cdots" if of.hidden and of.gap >= len(of.terms) else "")
