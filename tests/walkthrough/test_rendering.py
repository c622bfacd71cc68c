"""One tree is written with symbols, with numbers and in LaTeX, and computed: all say the same."""

import numpy as np
import pytest

from nnviz.walkthrough.decimals import exact, format_number
from nnviz.walkthrough.expression import (
    EULER,
    Call,
    Case,
    Fraction,
    Negative,
    Number,
    Power,
    Product,
    Setting,
    Sum,
    Term,
    evaluate,
)
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.rendering import latex, plain, with_numbers, with_symbols
from nnviz.walkthrough.sums import long_sum


def term(letter, value):
    return Term(Quantity(Kind.INPUT, -1, ord(letter)), value)


A, B, C = term("a", 0.5), term("b", -0.25), term("c", 2.0)
RATE = Setting(r"\eta", 0.1, "η")


def name(quantity):
    return chr(quantity.unit)


def written(expression):
    """With symbols, with numbers, in LaTeX."""
    return (
        plain(with_symbols(expression, name)),
        plain(with_numbers(expression, lambda value: format_number(value, 2))),
        latex(expression, name),
    )


@pytest.mark.parametrize(
    ("expression", "symbols", "numbers", "tex", "value"),
    [
        (Sum((A, B)), "a + b", "0.50 + (−0.25)", "a + b", 0.25),
        (Sum((A, Negative(B))), "a − b", "0.50 − (−0.25)", "a - b", 0.75),
        (Product((A, Sum((A, B)))), "a · (a + b)", "0.50 × (0.50 + (−0.25))", r"a \cdot (a + b)", 0.125),
        (Negative(Sum((A, B))), "−(a + b)", "−(0.50 + (−0.25))", "-(a + b)", -0.25),
        (Fraction(Number(1), Number(2)), "1/2", "1/2", r"\frac{1}{2}", 0.5),
        (Fraction(A, Product((B, C))), "a / (b · c)", "0.50 / ((−0.25) × 2.00)", r"\frac{a}{b \cdot c}", -1.0),
        (Power(B, Number(2)), "b²", "(−0.25)²", "{b}^{2}", 0.0625),
        (Power(EULER, Negative(C)), "e^(−c)", "e^(−2.00)", "{e}^{-c}", np.exp(-2)),
        (Power(RATE, Setting("t", 3.0, "t")), "η^t", "0.1^3", r"{\eta}^{t}", 0.1**3),
        (Call("abs", (B,)), "|b|", "|−0.25|", "|b|", 0.25),
        (Call("sqrt", (C,)), "√(c)", "√(2.00)", r"\sqrt{c}", np.sqrt(2)),
        (Call("max", (Number(0), B)), "max(0, b)", "max(0, −0.25)", r"\max(0, b)", 0.0),
        (Case(Number(1), A, ">", Number(0)), "1   (a > 0)", "1   (0.50 > 0)", r"1 \quad (a > 0)", 1.0),
        (
            Case(Number(1), Number(0), "<", A, ("≤", Number(1))),
            "1   (0 < a ≤ 1)", "1   (0 < 0.50 ≤ 1)", r"1 \quad (0 < a \le 1)", 1.0,
        ),
    ],
)  # fmt: skip
def test_each_form(expression, symbols, numbers, tex, value):
    assert written(expression) == (symbols, numbers, tex)
    assert evaluate(expression) == pytest.approx(value, rel=1e-15)


def test_a_slope_is_bracketed_where_a_power_or_a_stroke_would_split_it():
    def slope(_):
        return "∂E/∂w"

    assert plain(with_symbols(Power(A, Number(2)), slope)) == "(∂E/∂w)²"
    assert plain(with_symbols(Fraction(A, A), slope)) == "∂E/∂w / (∂E/∂w)"
    assert plain(with_symbols(Product((A, A)), slope)) == "∂E/∂w · ∂E/∂w"
    assert latex(Power(A, Number(2)), lambda _: r"\frac{p}{q}") == r"{\Bigl(\frac{p}{q}\Bigr)}^{2}"


def test_a_number_with_an_exponent_is_bracketed_where_it_could_be_misread():
    small = term("s", 3.7e-6)
    assert written(Power(small, Number(2)))[1] == "(3.7e−6)²"
    assert written(Fraction(A, small))[1] == "0.50 / (3.7e−6)"
    assert written(Product((A, small)))[1] == "0.50 × 3.7e−6"


def test_what_was_chosen_is_written_as_chosen_and_what_was_not_with_the_digits_of_the_view():
    elsewhere = Setting("v", 0.123456, "v", chosen=False)
    chosen = Setting(r"\lambda", 0.123456, "λ")
    assert written(Product((chosen, elsewhere)))[1] == "0.123456 × 0.12"
    assert evaluate(Product((chosen, elsewhere)), lambda value: round(value, 2)) == pytest.approx(0.123456 * 0.12)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (3.0, "3"), (-2.0, "−2"), (1e-8, "1e−8"), (60000.0, "60000"), (1 / 3, "0.333333333333")],
)
def test_chosen_numbers_are_exact(value, text):
    assert exact(value) == text


def test_nothing_times_or_divided_by_anything_is_nothing():
    zero = Number(0)
    assert evaluate(Product((zero, Call("ln", (zero,))))) == 0
    assert evaluate(Fraction(zero, zero)) == 0
    assert evaluate(Fraction(Number(1), zero)) == float("inf")
    assert np.isnan(evaluate(Call("ln", (Number(-1),))))


def letters(count):
    return [term(chr(ord("a") + index), float(index % 5)) for index in range(count)]


def test_a_long_sum_shows_its_ends_its_largest_terms_and_the_rest():
    terms = letters(20)
    total = long_sum(np.array([each.value for each in terms]), lambda index: terms[index], after=(C,))
    assert written(total)[0] == "a + b + e + j + o + … + t + c"
    assert written(total)[1] == "0.00 + 1.00 + 4.00 + 4.00 + 4.00 + [14: 23.00] + 4.00 + 2.00"
    assert evaluate(total) == sum(each.value for each in terms) + 2


def test_a_bias_that_is_a_weight_of_x0_stands_in_front():
    terms = letters(20)
    total = long_sum(np.array([each.value for each in terms]), lambda index: terms[index], before=(C,))
    assert written(total)[0] == "c + a + b + e + j + o + … + t"
    assert evaluate(total) == sum(each.value for each in terms) + 2


def test_a_short_sum_is_written_in_full():
    terms = letters(6)
    assert written(long_sum(np.zeros(6), lambda index: terms[index]))[0] == "a + b + c + d + e + f"


def test_numbers_that_are_none_do_not_break_a_long_sum():
    terms = letters(20)
    assert long_sum(np.full(20, np.nan), lambda index: terms[index]).hidden > 0
