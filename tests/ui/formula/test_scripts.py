"""A symbol is taken apart into signs, and put together as it would be typeset in one piece."""

import pytest

from nnviz.ui.formula.boxes import drawn
from nnviz.ui.formula.scripts import Sign, taken_apart
from nnviz.ui.formula.typeset import typeset


@pytest.mark.parametrize(
    ("tex", "signs"),
    [
        (r"W_{4,288}^{(1)}", (Sign("W", "4,288", "(1)"),)),
        (r"\delta_{o_{1}}", (Sign(r"\delta", "o_{1}"),)),
        (r"{w_{5}}^{+}", (Sign("{w_{5}}", "", "+"),)),
        (r"\mathrm{net}_{h1}", (Sign(r"\mathrm{net}", "h1"),)),
        (r"x_0", (Sign("x", "0"),)),
        ("h1", (Sign("h"), Sign("1"))),
    ],
)
def test_signs_and_their_scripts(tex, signs):
    assert taken_apart(tex) == signs


@pytest.mark.parametrize("tex", [r"\bigl(", "E + R", "=", r"\cdot", r"\frac{1}{2}"])
def test_what_is_more_than_signs_is_left_whole(tex):
    assert taken_apart(tex) == ()


@pytest.mark.parametrize("tex", [r"W_{12}^{(1)}", r"\delta_{o_{1}}", r"w_{5}", r"{w_{5}}^{+}", r"\mathrm{out}_{h_{2}}"])
def test_put_together_it_is_as_large_as_in_one_piece(qapp, tex):
    whole, parts = typeset(tex), drawn(tex)
    assert parts.width == pytest.approx(whole.width, abs=16)
    assert parts.ascent == pytest.approx(whole.ascent, abs=10)
    assert parts.descent == pytest.approx(whole.descent, abs=18)
