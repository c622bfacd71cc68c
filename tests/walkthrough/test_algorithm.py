"""Every fact of the hand-worked example stands in one line of the algorithm."""

from nnviz.core.snapshot import Phase
from nnviz.session.walks import walk_of
from nnviz.walkthrough.algorithm import Line, line_of
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.ui.states import at, example


def lines() -> list[Line | None]:
    walk = walk_of(at(example("backpropagation-by-hand"), Phase.UPDATE))
    assert walk is not None
    return [line_of(walk[index]) for index in range(len(walk))]


def test_the_walk_goes_through_the_lines_in_order():
    order = [line for line, before in zip(lines(), [None, *lines()], strict=False) if line is not before]
    back = [Line.OUTPUT_DELTA, Line.GRADIENTS] * 2 + [Line.HIDDEN_DELTA, Line.GRADIENTS] * 2
    assert order == [Line.FORWARD, *back, None]


def test_the_slope_by_an_input_is_no_part_of_it():
    walk = walk_of(at(example("backpropagation-by-hand"), Phase.BACKWARD))
    assert walk is not None
    fact = walk.about(Quantity(Kind.INPUT_GRADIENT, -1, 0))
    assert fact is not None
    assert line_of(fact) is None
