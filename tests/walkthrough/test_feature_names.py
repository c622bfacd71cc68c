import pytest

from nnviz.core.names import input_names
from nnviz.data.expression import Columns, parse
from nnviz.data.formula_text import name_of
from nnviz.walkthrough import feature_names
from nnviz.walkthrough.notation import subscripted
from nnviz.walkthrough.symbols import symbol_of_name


@pytest.mark.parametrize(
    ("name", "text", "typed", "latex"),
    [
        ("x1·x2", "x₁·x₂", "x1*x2", r"x_{1}\cdot x_{2}"),
        ("x1²", "x₁²", "x1^2", "x_{1}^{2}"),
        ("x12¹⁰", "x₁₂¹⁰", "x12^10", "x_{12}^{10}"),
        ("sin(x1)", "sin(x₁)", "sin(x1)", r"\mathrm{sin}(x_{1})"),
        ("max(x1, 0)", "max(x₁, 0)", "max(x1,0)", r"\mathrm{max}(x_{1},\ 0)"),
        ("(x1 − 2)", "(x₁ − 2)", "(x1-2)", "(x_{1}-2)"),
        ("(x1 < 2)", "(x₁ < 2)", "(x1<2)", "(x_{1}<2)"),
        ("sqrt(π·x1)^0.5", "sqrt(π·x₁)^0.5", "sqrt(pi*x1)^0.5", r"\mathrm{sqrt}(\pi \cdot x_{1})^{0.5}"),
        (
            "size·median income",
            "size·median income",
            "size*medianincome",
            r"\mathrm{size}\cdot \mathrm{median}\ \mathrm{income}",
        ),
    ],
)
def test_a_computed_input_is_written_three_ways(name, text, typed, latex):
    assert subscripted(name) == text
    symbol = symbol_of_name(subscripted(name))
    assert (symbol.text, symbol.latex) == (text, latex)
    assert symbol_of_name(name).ascii == typed


@pytest.mark.parametrize("name", ["median income", "price=low", "passed", "h2_1", "x1", "0/1", "o-1"])
def test_other_names_are_no_formulas(name):
    assert not feature_names.is_computed(name)


@pytest.mark.parametrize(
    "text", ["x1*x2 + 3", "exp(-x1^2)/2", "(x1 + x2)^3", "x1^x2", "-x1", "x1*pi >= 0", "x1^(x2 + 1)"]
)
def test_every_sign_of_a_feature_is_typeset(text):
    from nnviz.ui.formula.typeset import typeset

    name = name_of(parse(text, Columns(input_names(2))), input_names(2))
    assert typeset(symbol_of_name(subscripted(name)).latex).width > 0
