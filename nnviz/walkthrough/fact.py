"""What is a fact?  One number of the walk: what it is called, by which rule it is made, and by which line of code."""

from dataclasses import dataclass

from nnviz.core.snapshot import Mark
from nnviz.walkthrough.decimals import format_number, shown_value, written_like
from nnviz.walkthrough.expression import Expression, evaluate
from nnviz.walkthrough.quantity import Quantity
from nnviz.walkthrough.rendering import Color, Piece, latex, plain, with_numbers, with_symbols
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.symbols import Labels, Symbol


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A moment and the number of a fact in it, from 0."""

    mark: Mark
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One number and where it comes from."""

    place: Place
    about: Quantity
    symbol: Symbol
    expression: Expression
    value: float
    code: str  # a line of Python with NumPy; see ``code.namespace`` for the names in it
    scene: Scene

    @property
    def labels(self) -> Labels:
        """The symbols of every number."""
        return self.scene.labels

    @property
    def rule(self) -> tuple[Piece, ...]:
        """The right-hand side with symbols."""
        return with_symbols(self.expression, lambda quantity: self.labels.symbol(quantity).text)

    def numbers(self, digits: int | None) -> tuple[Piece, ...]:
        """The right-hand side with numbers; see ``sign`` for how it stands to the value."""
        return with_numbers(self.expression, lambda value: format_number(value, digits))

    def sign(self, digits: int | None) -> str:
        """Whether the numbers as shown give the value as shown: "=", or "≈" where the last digit would differ."""
        rounded, shown = evaluate(self.expression, lambda value: shown_value(value, digits)), self.shown(digits)
        return "=" if written_like(rounded, shown) == shown else "≈"

    def shown(self, digits: int | None) -> str:
        """The value as shown."""
        return format_number(self.value, digits)

    def latex(self, color: Color | None = None) -> str:
        """The rule in LaTeX, with its left-hand side."""
        left = self.symbol.latex if color is None else color(self.about, self.symbol.latex)
        right = latex(self.expression, lambda quantity: self.labels.symbol(quantity).latex, color)
        return f"{left} = {right}"

    def text(self, digits: int | None) -> str:
        """The rule and the numbers as one line of text."""
        rule, numbers, shown = plain(self.rule), plain(self.numbers(digits)), self.shown(digits)
        end = shown if numbers in (rule, shown) else f"{numbers} {self.sign(digits)} {shown}"
        return f"{self.symbol.text} = {rule} = {end}"

    @property
    def highlights(self) -> tuple[Quantity, ...]:
        """What it is about, and the terms it is made of."""
        return tuple(
            dict.fromkeys((self.about, *(piece.quantity for piece in self.rule if piece.quantity is not None)))
        )
