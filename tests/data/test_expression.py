import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.formula import FUNCTIONS, OPERATORS, Call, Column, Number
from nnviz.data.expression import MOST_CHARACTERS, Columns, parse
from nnviz.data.formula_text import name_of, text_of
from nnviz.errors import BadInput

TWO = Columns(("x1", "x2"))
HOUSES = Columns(("median income", "age"), ("price",))
SAMPLES = np.array([[0.5, -1.0], [2.0, 3.0], [-1.5, 0.25]])
X1, X2 = SAMPLES.T


def value(text, columns=TWO):
    return parse(text, columns).values(SAMPLES)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x1*x2", X1 * X2),
        ("x1^2", X1**2),
        ("x1**2", X1**2),
        ("x1² + x2³", X1**2 + X2**3),
        ("-x1^2", -(X1**2)),
        ("2^-x1", 2**-X1),
        ("(-2)^2 + 0*x1", 4 + 0 * X1),
        ("0,5*x1", 0.5 * X1),
        ("1,5e-1*x1", 0.15 * X1),
        ("max(0,5)", np.full(3, 5.0)),
        ("(0,5 + max(x1, 1,5))*2", (0.5 + np.maximum(np.maximum(X1, 1), 5)) * 2),
        ("sin(pi*x1)/e", np.sin(np.pi * X1) / np.e),
        ("log(exp(x1)) − ln(1)", X1),
        ("sigmoid(x1)", 1 / (1 + np.exp(-X1))),
        ("min(x1, x2, 0)", np.minimum(np.minimum(X1, X2), 0)),
        ("x1^2 + x2^2 < 4", (X1**2 + X2**2 < 4).astype(float)),
        ("x1·x2 ≥ 0", (X1 * X2 >= 0).astype(float)),
        ("floor(abs(x1))*sign(x2)", np.floor(np.abs(X1)) * np.sign(X2)),
    ],
)
def test_text_is_computed_as_numpy_computes_it(text, wanted):
    assert np.allclose(value(text), wanted, rtol=1e-15)


@pytest.mark.parametrize("text", ["age", "x2", '"age"'])
def test_a_column_has_its_own_name_and_its_place(text):
    assert parse(text, HOUSES) == Column(1)


def test_a_name_with_a_blank_stands_in_quotation_marks():
    assert parse('"median income"^2', HOUSES) == Call("^", (Column(0), Number(2.0)))


@pytest.mark.parametrize("text", ["price", "y", "y1"])
def test_targets_come_after_the_inputs(text):
    assert parse(text, HOUSES) == Column(2)


def test_the_only_input_is_x():
    assert parse("sin(x)", Columns(("hours",))) == Call("sin", (Column(0),))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "The expression is empty; write one such as x1*x2."),
        ("sin(x3)", "“sin(x3)”, character 5: there is no column “x3”; use x1, x2."),
        ("x1 + 2x2", "“x1 + 2x2”, character 6: this cannot be read; write products as 2*x1 and powers as x1^2."),
        ("x1² + foo(x2)", "character 7: there is no function “foo”; use one of sin, cos"),
        ("x1 +", "“x1 +”, character 5: this cannot be read"),
        ("sin(0,5)", "character 1: sin takes one argument, not 2; write decimals with a point here."),
        ("max(x1)", "character 1: max takes two arguments or more, not 1"),
        ("x1^1000", "character 4: this exponent is too large; use one up to 100."),
        ("1e999", "character 1: this number is too large"),
        ("x1 # x2", "character 4: this sign has no meaning here"),
        ("x1" * MOST_CHARACTERS, "The expression has 400 characters; up to 200 can be read."),
        ("-" * 150 + "x1", "too much stands within one another"),
        ("x", "there is no column “x”"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text, problem):
    with pytest.raises(BadInput) as refused:
        parse(text, TWO)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "x1.__class__",
        "(lambda: x1)()",
        "[x1]",
        "x1[0]",
        "{x1}",
        "f'{x1}'",
        "x1 if x1 else x2",
        "x1 and x2",
        "not x1",
        "~x1",
        "x1 // x2",
        "x1 @ x2",
        "1 < x1 < 2",
        "x1, x2",
        "max(*x1)",
        "max(x1, b=x2)",
        "True",
        "2j",
        "b'x1'",
        "None",
        "...",
        "(x1 := 2)",
        "await x1",
        "x1\nx2",
    ],
)
def test_python_is_refused(text):
    with pytest.raises(BadInput):
        parse(text, TWO)


SIGNS = st.sampled_from([*"x12 +-*/^()., ²³·'\"#<>=e:", "sin(", "max(", "**", "0,5", "𝑥", "é", "lambda ", "\0", "1if"])


@given(st.one_of(st.text(max_size=250), st.lists(SIGNS, max_size=60).map("".join)))
def test_any_text_is_a_formula_or_bad_input(text):
    try:
        formula = parse(text, TWO)
    except BadInput:
        return
    assert formula.values(SAMPLES).shape == (3,)


COMPARISONS = ("<", "<=", ">", ">=")  # NumPy's are no numbers


def _calls(inner, left_out=()):
    named = [
        st.tuples(*[inner] * (2 if known.fewest == 2 else 1)).map(lambda given, name=name: Call(name, given))
        for name, known in (FUNCTIONS | OPERATORS).items()
        if name not in ("negative", "^", *left_out)
    ]
    small = st.integers(-3, 3).map(lambda power: Number(float(power)))
    return st.one_of(*named, st.tuples(inner, small).map(lambda given: Call("^", given)))


NUMBERS = st.floats(-9, 9).map(lambda number: Number(float(repr(number))))
LEAVES = st.one_of(NUMBERS, st.integers(0, 1).map(Column))
FORMULAS = st.recursive(LEAVES, _calls, max_leaves=6)


@given(FORMULAS)
def test_a_written_formula_is_read_back(formula):
    text = text_of(formula, TWO.names)
    if len(text) <= MOST_CHARACTERS:
        assert parse(text, TWO) == formula


@given(st.recursive(LEAVES, lambda inner: _calls(inner, COMPARISONS), max_leaves=6))
def test_a_formula_is_what_numpy_says(formula):
    text = text_of(formula, TWO.names).replace("^", "**")
    names = {name: known.compute for name, known in FUNCTIONS.items()}
    samples = {"x1": X1, "x2": X2, "pi": np.pi, "e": np.e}
    with np.errstate(all="ignore"):
        try:
            wanted = np.broadcast_to(np.asarray(eval(text, names | samples), float), 3)
        except (ZeroDivisionError, OverflowError):  # of two plain numbers
            return
    assert np.array_equal(formula.values(SAMPLES), wanted, equal_nan=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [("x1^2", "x1²"), ("x1*x2", "x1·x2"), ("sin(x1)", "sin(x1)"), ("(x1+x2)^10", "(x1 + x2)¹⁰"), ("x1 - 2", "x1 − 2")],
)
def test_a_feature_has_a_short_name(text, name):
    assert name_of(parse(text, TWO), TWO.names) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("x1 + x2", "(x1 + x2)"), ("-x1", "(−x1)"), ("-2", "(−2)"), ("x1 < 2", "(x1 < 2)"), ("x1*x2/2", "x1·x2/2")],
)
def test_as_a_factor_a_sum_has_parentheses(text, name):
    assert name_of(parse(text, TWO), TWO.names, factor=True) == name
