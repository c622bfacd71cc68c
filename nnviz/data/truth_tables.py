"""Which answers does a logical function want?  Truth tables of 1 to 4 inputs, with targets 0 and 1, or -1 and +1."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product

from nnviz.core.arrays import frozen
from nnviz.data.spec import Inline
from nnviz.errors import BadInput
from nnviz.sentence import Sentence


@dataclass(frozen=True, slots=True)
class LogicalFunction:
    """A function of how many of its inputs are 1."""

    name: str
    meaning: str
    fewest: int  # inputs
    most: int
    holds: Callable[[int, int], bool] = field(compare=False, repr=False)  # (inputs that are 1, inputs) -> the answer


FUNCTIONS: dict[str, LogicalFunction] = {
    function.name: function
    for function in (
        LogicalFunction("AND", "every input is 1", 2, 4, lambda ones, inputs: ones == inputs),
        LogicalFunction("OR", "at least one input is 1", 2, 4, lambda ones, _: ones > 0),
        LogicalFunction("XOR", "an odd number of inputs is 1 (parity)", 2, 4, lambda ones, _: ones % 2 == 1),
        LogicalFunction("NAND", "not every input is 1", 2, 4, lambda ones, inputs: ones < inputs),
        LogicalFunction("NOR", "no input is 1", 2, 4, lambda ones, _: ones == 0),
        LogicalFunction("XNOR", "an even number of inputs is 1", 2, 4, lambda ones, _: ones % 2 == 0),
        LogicalFunction("MAJORITY", "more than half of the inputs are 1", 3, 4, lambda ones, n: 2 * ones > n),
        LogicalFunction("NOT", "the input is 0", 1, 1, lambda ones, _: ones == 0),
    )
}


def functions_of(inputs: int) -> tuple[str, ...]:
    """The names of the functions that a table of so many inputs can show."""
    return tuple(name for name, function in FUNCTIONS.items() if function.fewest <= inputs <= function.most)


def truth_table(function: str, inputs: int, low: float = 0.0, input_low: float = 0.0) -> Inline:
    """The 2^inputs rows 00, 01, 10, 11 ... and the function's answers.

    False is written as ``low`` among the targets and as ``input_low`` among the inputs (0 or -1), true as 1. Unknown
    functions, and numbers of inputs that the function does not have, raise BadInput.
    """
    if function not in FUNCTIONS:
        raise BadInput(
            "There is no truth table “{function}”; choose one of {known}.",
            function=function,
            known=", ".join(FUNCTIONS),
        )
    wanted = FUNCTIONS[function]
    if not wanted.fewest <= inputs <= wanted.most:
        raise BadInput(
            "{function} has {fewest} to {most} inputs, not {inputs}.",
            function=function,
            fewest=wanted.fewest,
            most=wanted.most,
            inputs=inputs,
        )
    rows = list(product((False, True), repeat=inputs))
    answers = [wanted.holds(sum(row), inputs) for row in rows]
    return Inline(
        frozen([[1.0 if bit else input_low for bit in row] for row in rows]),
        frozen([[1.0 if answer else low] for answer in answers]),
        origin=Sentence("the truth table {function}", function=function),
    )
