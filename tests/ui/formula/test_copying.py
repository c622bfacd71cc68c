"""A fact goes into other programs so that nothing in it can be misread."""

from nnviz.core.optimizers import optimizer
from nnviz.ui.formula.copying import as_latex, as_python
from tests.core.small_networks import network, recipe
from tests.walkthrough.walks import named, walked


def test_a_power_of_ten_is_bracketed_below_a_power():
    tiny = walked(network(([[1e-6]], [0.0], "tanh")), recipe([[1.0]], [[0.0]]))
    assert r"1 - {(1.0 \cdot 10^{-6})}^{2}" in as_latex(named(tiny, "da_o1/dz_o1"), 2)


def test_a_line_of_python_says_what_it_makes_as_the_notation_calls_it():
    walk = walked(network(([[0.5]], [0.0], "linear")), recipe([[1.0]], [[0.0]], optimizer=optimizer("sgd")))
    assert as_python(named(walk, "w1_new"), 2).endswith("  # w₁⁺ = 0.45")
