"""How is a formula written?  As text with symbols, as text with numbers, and in LaTeX, all from one tree."""

from collections.abc import Callable
from dataclasses import dataclass

from nnviz.walkthrough.decimals import MINUS
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


def whole(value: float) -> str:
    """A number of the rule itself, such as the 2 of 1/2."""
    return f"{value:g}".replace("-", MINUS)


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
                return [piece], SIGN if piece.text.startswith(MINUS) else ATOM
            case Number(value):
                return [Piece(whole(value))], SIGN if value < 0 else ATOM
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
                return [Piece(f"{name}("), *self._joined(arguments, ", ", SUM), Piece(")")], ATOM
            case Case(value, left, relation, right):
                reason = [*self.write(left, SUM), Piece(f" {relation} "), *self.write(right, SUM)]
                return [*self.write(value, SUM), Piece(f"{SPACE}("), *reason, Piece(")")], SUM

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
        if isinstance(leaf, Term):
            return Piece(self._write(leaf.value), leaf.quantity)
        return Piece("e") if leaf.text == "e" else Piece(self._setting(leaf.value))

    def _setting(self, value: float) -> str:
        """A chosen number as it was chosen, where that is short."""
        short = f"{value + 0.0:.12g}".replace("-", MINUS)
        return short if len(short) <= 8 else self._write(value)

    def hidden(self, of: Sum) -> str:
        rest = self._write(of.rest)
        return f"[{of.hidden}: {rest}]"


Color = Callable[[Quantity, str], str]
"""(the number that a piece of LaTeX stands for, the LaTeX) -> the same in a color."""


def latex(expression: Expression, name: Callable[[Quantity], str], color: Color | None = None) -> str:
    """The rule in LaTeX; ``name`` gives the LaTeX of a quantity."""
    return _Latex(name, color).write(expression, SUM)


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
                return (text if self._color is None else self._color(quantity, text)), ATOM
            case Setting(symbol):
                return symbol, ATOM
            case Number(value):
                return f"{value:g}", SIGN if value < 0 else ATOM
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
            case Case(value, left, relation, right):
                sign = {"≥": r"\ge", "≤": r"\le"}.get(relation, relation)
                reason = f"{self.write(left, SUM)} {sign} {self.write(right, SUM)}"
                return rf"{self.write(value, SUM)} \quad ({reason})", SUM

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
