"""How does typed text become a formula?  By a whitelisted syntax tree: what is not on the list is refused.

Read are numbers, columns, pi, e, ``+ - * / ^``, comparisons, parentheses and the functions of ``formula``. Nothing is
ever evaluated as Python. The columns x1, x2, ... can be called so, by their own names, and by those in quotation marks.
"""

import ast
import math
import re
import unicodedata
import warnings
from dataclasses import dataclass

from nnviz.core.formula import FUNCTIONS, Call, Column, Formula, Number
from nnviz.errors import BadInput
from nnviz.sentence import Sentence

MOST_CHARACTERS, MOST_DEPTH, MOST_EXPONENT = 200, 100, 100
_SHOWN = 40
"""Characters of what cannot be read that are quoted, and names of columns."""
_CONSTANTS = {"pi": math.pi, "π": math.pi, "e": math.e}
_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}
_COMPARED = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_PYTHON = {"^": "**", "²": "**2", "³": "**3", "·": "*", "×": "*", "−": "-", "÷": "/", "≤": "<=", "≥": ">="}
_NUMBER_OR_NAME = r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[^\W\d²³][^\W²³]*"
_PIECES = re.compile(
    rf"\"[^\"]*\"|'[^']*'|[^\W\d²³][^\W²³]*\s*\(|\d+,\d+(?:[eE][+-]?\d+)?|{_NUMBER_OR_NAME}|.", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that an expression can name: the inputs, then the targets where it can name them, too."""

    inputs: tuple[str, ...]
    targets: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns."""
        return self.inputs + self.targets

    @property
    def shown(self) -> tuple[str, ...]:
        """The names as they are offered: the only input is x, unless it has a name of its own."""
        return ("x", *self.targets) if self.inputs == ("x1",) else self.names

    def places(self) -> dict[str, int]:
        """The place of a column by every name it has."""
        found: dict[str, int] = {}
        first = 0
        for letter, names in (("x", self.inputs), ("y", self.targets)):
            found |= {f"{letter}{index + 1}": first + index for index in range(len(names))}
            if len(names) == 1:
                found[letter] = first
            first += len(names)
        return found | {unicodedata.normalize("NFKC", name): place for place, name in enumerate(self.names)}


def parse(text: str, columns: Columns) -> Formula:
    """The formula that is written; what cannot be read raises BadInput, which says what, where and what to do."""
    if not text.strip():
        raise BadInput("The expression is empty; write one such as x1*x2.")
    if len(text) > MOST_CHARACTERS:
        raise BadInput(
            "The expression has {found:,} characters; up to {most} can be read.",
            found=len(text),
            most=MOST_CHARACTERS,
        )
    source = _Source(text)
    return _Reader(source, columns).read(source.tree(), 0)


class _Source:
    """The text as Python would write it, and where each of its characters comes from."""

    def __init__(self, text: str) -> None:
        self.text = text
        pieces: list[str] = []
        self._places: list[int] = []
        calls: list[bool] = []  # of each open parenthesis: whether it belongs to a function
        for match in _PIECES.finditer(text):
            piece = self._python(match[0], in_call=any(calls))
            if piece.endswith("("):
                calls.append(len(piece) > 1)
            elif piece == ")" and calls:
                calls.pop()
            pieces.append(piece)
            last = match.end() - 1
            self._places += [min(match.start() + offset, last) for offset in range(len(piece))]
        self._python_text = "".join(pieces)

    def tree(self) -> ast.expr:
        """The syntax tree."""
        stripped = self._python_text.lstrip()
        del self._places[: len(self._python_text) - len(stripped)]
        self._python_text = stripped
        for sign in ("#", "\\", "\n", "\r"):
            if sign in stripped:
                raise self.refused(stripped.index(sign), Sentence("this sign has no meaning here; leave it out"))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(stripped, mode="eval").body
        except SyntaxError as error:
            raise self.refused((error.offset or 0) - 1, _UNREADABLE) from None
        except (ValueError, MemoryError, RecursionError):
            raise self.refused(0, _UNREADABLE) from None

    def refused(self, place: int, problem: Sentence) -> BadInput:
        """The error at a place of the Python text."""
        at = self._places[place] if 0 <= place < len(self._places) else len(self.text.rstrip())
        text = self.text if len(self.text) <= _SHOWN else self.text[: _SHOWN - 1] + "…"
        return BadInput("“{text}”, character {at}: {problem}.", text=text, at=at + 1, problem=problem)

    def at(self, node: ast.expr, problem: Sentence) -> BadInput:
        """The error at a node; Python counts bytes."""
        before = self._python_text.encode()[: node.col_offset].decode()
        return self.refused(len(before), problem)

    def _python(self, piece: str, *, in_call: bool) -> str:
        if piece[0].isdecimal() and not in_call:
            return piece.replace(",", ".")
        return _PYTHON.get(piece, piece)


_UNREADABLE = Sentence("this cannot be read; write products as 2*x1 and powers as x1^2")
_FOREIGN = Sentence("this cannot stand in an expression; use numbers, columns, + − * / ^ and functions such as sin(x1)")


class _Reader:
    """Makes the formula of a syntax tree, node by node."""

    def __init__(self, source: _Source, columns: Columns) -> None:
        self._source = source
        self._shown = columns.shown
        self._places = columns.places()

    def read(self, node: ast.expr, depth: int) -> Formula:
        if depth > MOST_DEPTH:
            raise self._source.at(node, Sentence("too much stands within one another; make two expressions of it"))
        if isinstance(node, ast.Constant):
            return self._constant(node)
        if isinstance(node, ast.Name):
            return self._named(node, node.id)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            operand = self.read(node.operand, depth + 1)
            return operand if isinstance(node.op, ast.UAdd) else _negative(operand)
        if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
            return self._between(_BINARY[type(node.op)], node.left, node.right, depth)
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARED:
            return self._between(_COMPARED[type(node.ops[0])], node.left, node.comparators[0], depth)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
            return self._called(node, node.func.id, depth)
        raise self._source.at(node, _FOREIGN)

    def _constant(self, node: ast.Constant) -> Formula:
        if isinstance(node.value, str):
            return self._named(node, node.value)
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise self._source.at(node, _FOREIGN)
        if not math.isfinite(float(node.value)):
            raise self._source.at(node, Sentence("this number is too large; write a smaller one"))
        return Number(float(node.value))

    def _named(self, node: ast.expr, name: str) -> Formula:
        name = unicodedata.normalize("NFKC", name)
        if name in self._places:
            return Column(self._places[name])
        if name in _CONSTANTS and isinstance(node, ast.Name):
            return Number(_CONSTANTS[name])
        known = ", ".join(self._shown[:_SHOWN])
        raise self._source.at(node, Sentence("there is no column “{name}”; use {known}", name=name, known=known))

    def _between(self, sign: str, left: ast.expr, right: ast.expr, depth: int) -> Formula:
        one, other = self.read(left, depth + 1), self.read(right, depth + 1)
        if sign == "^" and isinstance(other, Number) and abs(other.value) > MOST_EXPONENT:
            problem = Sentence("this exponent is too large; use one up to {most}", most=MOST_EXPONENT)
            raise self._source.at(right, problem)
        return Call(sign, (one, other))

    def _called(self, node: ast.Call, name: str, depth: int) -> Formula:
        if name not in FUNCTIONS:
            known = ", ".join(FUNCTIONS)
            raise self._source.at(
                node, Sentence("there is no function “{name}”; use one of {known}", name=name, known=known)
            )
        function, found = FUNCTIONS[name], len(node.args)
        if found < function.fewest or (function.most is not None and found > function.most):
            wanted = Sentence("one argument") if function.most == 1 else Sentence("two arguments or more")
            problem = Sentence(
                "{name} takes {wanted}, not {found}; write decimals with a point here",
                name=name,
                wanted=wanted,
                found=found,
            )
            raise self._source.at(node, problem)
        return Call(name, tuple(self.read(argument, depth + 1) for argument in node.args))


def _negative(operand: Formula) -> Formula:
    return Number(-operand.value) if isinstance(operand, Number) else Call("negative", (operand,))
