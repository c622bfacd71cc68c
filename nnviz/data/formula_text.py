"""How is a formula written?  As text that can be read again, or as a short name: x1² for x1^2, x1·x2 for x1*x2."""

import keyword
from collections.abc import Sequence

from nnviz.core.formula import Call, Column, Formula, Number

_BINDING = {"<": 0, "<=": 0, ">": 0, ">=": 0, "+": 1, "-": 1, "*": 2, "/": 2, "negative": 3, "^": 4}
_ATOM = 5
_LOOSE = (0, 1, 3)
"""What cannot follow a sign of multiplication as it stands."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CONSTANTS = {3.141592653589793: ("pi", "π"), 2.718281828459045: ("e", "e")}


def text_of(formula: Formula, names: Sequence[str]) -> str:
    """The formula as ``expression.parse`` reads it, of columns with these names."""
    return _Writer(names, short=False).write(formula)


def name_of(formula: Formula, names: Sequence[str], *, factor: bool = False) -> str:
    """The formula as the name of what it computes; as a ``factor`` of products where a sum has parentheses."""
    name = _Writer(names, short=True).write(formula)
    return f"({name})" if factor and _binding(formula) in _LOOSE else name


def quoted(name: str) -> str:
    """The name of a column as it stands in an expression."""
    if name.isidentifier() and not keyword.iskeyword(name):
        return name
    return f"'{name}'" if '"' in name else f'"{name}"'


class _Writer:
    """Writes formulas with as few parentheses as they need."""

    def __init__(self, names: Sequence[str], *, short: bool) -> None:
        self._names = names
        self._short = short
        self._minus = "−" if short else "-"

    def write(self, formula: Formula) -> str:
        if isinstance(formula, Number):
            return self._number(formula.value)
        if isinstance(formula, Column):
            name = self._names[formula.place]
            return name if self._short else quoted(name)
        return self._call(formula)

    def _number(self, value: float) -> str:
        if value in _CONSTANTS:
            return _CONSTANTS[value][self._short]
        text = str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
        return text.replace("-", self._minus)

    def _call(self, call: Call) -> str:
        if call.function not in _BINDING:
            return f"{call.function}({', '.join(map(self.write, call.arguments))})"
        if call.function == "negative":
            return self._minus + self._inside(call.arguments[0], 3)
        left, right = call.arguments
        if call.function == "^":
            return self._power(left, right)
        binding = _BINDING[call.function]
        times = "·" if self._short else "*"
        sign = {"*": times, "/": "/", "-": f" {self._minus} "}.get(call.function, f" {call.function} ")
        return self._inside(left, max(binding, 1)) + sign + self._inside(right, binding + 1)  # 1 < x < 2 is not read

    def _power(self, base: Formula, exponent: Formula) -> str:
        below, above = self._inside(base, _ATOM), self._inside(exponent, 3)
        return below + above.translate(_RAISED) if self._short and above.isdecimal() else f"{below}^{above}"

    def _inside(self, formula: Formula, least: int) -> str:
        text = self.write(formula)
        return text if _binding(formula) >= least else f"({text})"


def _binding(formula: Formula) -> int:
    if isinstance(formula, Number):
        return _BINDING["negative"] if formula.value < 0 else _ATOM
    return _BINDING.get(formula.function, _ATOM) if isinstance(formula, Call) else _ATOM
