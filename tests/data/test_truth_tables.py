import numpy as np
import pytest

from nnviz.data.truth_tables import FUNCTIONS, functions_of, truth_table
from nnviz.errors import BadInput


@pytest.mark.parametrize(
    ("function", "answers"),
    [
        ("AND", [0, 0, 0, 1]),
        ("OR", [0, 1, 1, 1]),
        ("XOR", [0, 1, 1, 0]),
        ("NAND", [1, 1, 1, 0]),
        ("NOR", [1, 0, 0, 0]),
        ("XNOR", [1, 0, 0, 1]),
    ],
)
def test_two_inputs(function, answers):
    table = truth_table(function, 2)
    assert table.inputs.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert table.targets.ravel().tolist() == answers


def test_not_has_one_input():
    assert truth_table("NOT", 1).targets.tolist() == [[1], [0]]


def test_xor_of_three_inputs_is_parity():
    assert truth_table("XOR", 3).targets.ravel().tolist() == [0, 1, 1, 0, 1, 0, 0, 1]


def test_majority_of_four_needs_three():
    table = truth_table("MAJORITY", 4)
    assert np.array_equal(table.targets.ravel() == 1, table.inputs.sum(axis=1) >= 3)


def test_bipolar_targets_leave_the_inputs_at_0_and_1():
    table = truth_table("AND", 2, low=-1)
    assert table.targets.ravel().tolist() == [-1, -1, -1, 1]
    assert table.inputs.min() == 0


def test_bipolar_inputs():
    assert truth_table("AND", 2, input_low=-1).inputs.tolist() == [[-1, -1], [-1, 1], [1, -1], [1, 1]]


@pytest.mark.parametrize("inputs", [1, 2, 3, 4])
def test_every_function_offered_can_be_made(inputs):
    tables = [truth_table(name, inputs) for name in functions_of(inputs)]
    assert tables
    assert all(table.inputs.shape == (2**inputs, inputs) for table in tables)


@pytest.mark.parametrize(("function", "inputs"), [("AND", 5), ("NOT", 2), ("MAJORITY", 2), ("IMPLIES", 2)])
def test_what_does_not_exist_is_refused_in_a_sentence(function, inputs):
    with pytest.raises(BadInput, match=r"choose one of|inputs, not"):
        truth_table(function, inputs)


def test_every_function_says_what_it_means():
    assert all(function.meaning for function in FUNCTIONS.values())
