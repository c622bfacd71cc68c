"""Every deck writes its own way."""

import pytest

from nnviz.core.recipe import BiasMode
from nnviz.walkthrough.conventions import CONVENTIONS
from nnviz.walkthrough.notation import Names
from tests.walkthrough.test_notation import example

WRITTEN = {
    "w₁ w₂": ("w₃", "b₂", "net", "out", "+"),
    "000": ("w₂₁⁽¹⁾", "b₂⁽¹⁾", "a", "o", "-"),
    "001": ("w₁₂⁽¹⁾", "w₀₂⁽¹⁾", "z", "a", "+"),
    "002": ("W₂₁⁽¹⁾", "W₂₀⁽¹⁾", "z", "a", "+"),
    "003": ("w₁₂⁽¹⁾", "b₂⁽¹⁾", "net", "out", "-"),
    "004": ("w₂₁⁽¹⁾", "b₂⁽¹⁾", "net", "out", "+"),
}


@pytest.mark.parametrize("convention", CONVENTIONS, ids=lambda convention: convention.name)
def test_each_convention_names_everything_its_way(convention):
    names = Names(example("xor-2-2-1"), BiasMode.PER_UNIT, convention.notation, convention.bias_as)
    symbols = convention.symbols
    assert (
        names.weight(0, 1, 0), names.bias(0, 1), symbols.net_input, symbols.output, convention.delta_sign
    ) == WRITTEN[convention.name]  # fmt: skip


def test_no_two_conventions_are_the_same():
    ways = {(way.notation, way.symbols, way.delta_sign, way.bias_as, way.first_layer) for way in CONVENTIONS}
    assert len(ways) == len(CONVENTIONS)
