"""Formulas outside the formula panel: their powers are raised, as on a blackboard."""

import pytest

from nnviz.ui.formula_text import raised


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("E = 0.5", "E = 0.5"),
        ("0 < z", "0 &lt; z"),
        ("1 / (1 + e^(−net(h₁))) = 0.6", "1 / (1 + e<sup>−net(h₁)</sup>) = 0.6"),
        ("e^(−(−0.1)) + e^(2)", "e<sup>−(−0.1)</sup> + e<sup>2</sup>"),
        ("1 − β₁^t = 1 − 0.9^12", "1 − β₁<sup>t</sup> = 1 − 0.9<sup>12</sup>"),
        ("e^z(o₁) / (e^z(o₁) + e^z(o₂))", "e<sup>z(o₁)</sup> / (e<sup>z(o₁)</sup> + e<sup>z(o₂)</sup>)"),
        ("e^0.09 / (1 − 0.9^1)", "e<sup>0.09</sup> / (1 − 0.9<sup>1</sup>)"),
        ("e^(−(z − e^(a)))", "e<sup>−(z − e<sup>a</sup>)</sup>"),
    ],
)
def test_what_stands_in_a_power_is_raised(line, html):
    assert raised(line) == html
