"""How is a formula put together?  The same tree once with symbols and once with numbers, in the same shape."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from nnviz.ui.formula import boxes
from nnviz.ui.formula.boxes import THICK, Box, drawn, row, sign
from nnviz.walkthrough.decimals import exact
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
from nnviz.walkthrough.rendering import ATOM, POWER, PRODUCT, SIGN, SUM, binding, condition, number_of
from nnviz.walkthrough.symbols import Symbol

PLUS, LESS, DOT, CROSS, COMMA = "+", "-", r"\cdot", r"\times", ","
RELATIONS = {">": ">", "≥": r"\geq", "<": "<", "≤": r"\leq", "=": "=", "→": r"\to", "≈": r"\approx"}
FOREIGN = "\u2e80"
"""From here on come the scripts of East Asia, and pictures."""
WORDS_APART = 100.0
"""Between a value and the reason for it."""

Written = tuple[Box, int]
"""A box, and how much it binds: see ``rendering``."""


def called(symbol: Symbol) -> Box:
    """A symbol as it is typeset; as text where it has letters that the font of mathematics lacks."""
    return drawn(symbol.latex) if max(symbol.text) < FOREIGN else boxes.text(symbol.text)


def relation(which: str) -> Box:
    """An equals sign and the like; a long line may be broken before it."""
    return sign(RELATIONS[which], THICK, breaks=True)


def reason(writing: "Writing", case: Case) -> Box:
    """The condition that chose a branch, apart from what it chose."""
    found: list[Box] = []
    for part, how in condition(case):
        found += [*([sign(RELATIONS[how])] if how else []), writing.write(part)]
    return row((replace(boxes.space(WORDS_APART), breaks=(WORDS_APART,)), boxes.bracketed(row(found))))


class Writing:
    """Puts a tree together. The two children say how a number is written, and a product."""

    times = DOT

    def leaf(self, leaf: Term | Setting) -> Written:
        """One number."""
        raise NotImplementedError

    def hidden(self, of: Sum) -> Box:
        """The terms of a long sum that are not shown."""
        raise NotImplementedError

    def write(self, expression: Expression, least: int = SUM) -> Box:
        """The box of an expression, in brackets where it binds less than ``least``."""
        box, binds = self._open(expression)
        return box if binds >= least else boxes.bracketed(box)

    def _open(self, expression: Expression) -> Written:  # noqa: C901, PLR0911 - one case a kind
        match expression:
            case Term() | Setting():
                return self.leaf(expression)
            case Number(value):
                return boxes.text(exact(value)), SIGN if value < 0 else ATOM
            case Sum():
                return self._sum(expression), SUM if len(expression.terms) + expression.hidden > 1 else PRODUCT
            case Product(factors):
                return self._joined(factors, sign(self.times), PRODUCT), PRODUCT
            case Negative(of):
                return row((drawn(LESS), self.write(of, PRODUCT))), SIGN
            case Fraction(top, bottom):
                return boxes.fraction(self.write(top), self.write(bottom)), PRODUCT
            case Power(base, exponent):
                return boxes.power(self.write(base, ATOM), self.write(exponent)), POWER
            case Call(name, arguments):
                return self._call(name, arguments), ATOM
            case Case(value):
                parts = condition(expression)
                reason = row(
                    box for part, how in parts for box in (*([sign(RELATIONS[how])] if how else ()), self.write(part))
                )
                gap = replace(boxes.space(WORDS_APART), breaks=(WORDS_APART,))
                return row((self.write(value), gap, boxes.bracketed(reason))), SUM

    def _joined(self, parts: tuple[Expression, ...], between: Box, least: int) -> Box:
        found: list[Box] = []
        for part in parts:
            found += [between, self.write(part, least)] if found else [self.write(part, least)]
        return row(found)

    def _call(self, name: str, arguments: tuple[Expression, ...]) -> Box:
        if name == "sqrt":
            return boxes.root(self.write(arguments[0]))
        if name == "abs":
            return boxes.between_bars(self.write(arguments[0]))
        comma = row((drawn(COMMA), boxes.space(20)))
        return row((drawn(rf"\mathrm{{{name}}}"), boxes.bracketed(self._joined(arguments, comma, SUM))))

    def _sum(self, of: Sum) -> Box:
        found: list[Box] = []
        plus = partial(sign, PLUS, breaks=True)
        for index, term in enumerate(of.terms):
            if of.hidden and index == of.gap:
                found += [*([plus()] if found else []), self.hidden(of)]
            if isinstance(term, Negative) and found:
                found += [sign(LESS, breaks=True), self.write(term.of, PRODUCT)]
            elif found:
                found += [plus(), self.write(term, PRODUCT)]
            else:
                found.append(self.write(term, SIGN))
        return row([*found, plus(), self.hidden(of)] if of.hidden and of.gap >= len(of.terms) else found)


class Rule(Writing):
    """With symbols; ``name`` gives that of a number."""

    def __init__(self, name: Callable[[Term], Symbol]) -> None:
        self._name = name

    def leaf(self, leaf: Term | Setting) -> Written:
        """The symbol."""
        if isinstance(leaf, Setting):
            return drawn(leaf.symbol), ATOM
        name = self._name(leaf)
        return called(name).about(leaf.quantity), binding(name.latex)

    def hidden(self, of: Sum) -> Box:
        """Dots."""
        return drawn(r"\cdots")


class Numbers(Writing):
    """With numbers, as ``write_number`` writes them; ``rest`` words how many terms are hidden, and their sum."""

    times = CROSS

    def __init__(self, write_number: Callable[[float], str], rest: Callable[[int, str], str]) -> None:
        self._number = write_number
        self._rest = rest

    def leaf(self, leaf: Term | Setting) -> Written:
        """The number."""
        written = number_of(leaf, self._number)
        box = drawn("e") if written == "e" else boxes.text(written)
        return box.about(leaf.quantity) if isinstance(leaf, Term) else box, binding(written)

    def hidden(self, of: Sum) -> Box:
        """How many, and what they add up to."""
        return boxes.text(f"[{self._rest(of.hidden, self._number(of.rest))}]")
