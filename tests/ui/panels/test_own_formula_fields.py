"""A curve by an own formula: chosen from the list, typed, mended, over one input or more."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nnviz.data.spec import Generated
from nnviz.ui.panels.data_panel import DataPanel


@pytest.fixture
def sine(seat):
    at = seat(DataPanel, "sine-1-8-1")
    at.panel.resize(600, 700)
    at.panel.show()
    return at


@pytest.fixture
def formula(sine, enter, choose):
    """The field of the formula, once it was chosen from the list, without noise."""
    enter(sine.panel.source.generator.noise, "0")
    choose(sine.panel.source.choice, "expression")
    return sine.panel.source.generator.formula


def source(seat) -> Generated:
    return seat.desk.state.data.source


def samples(seat):
    data = seat.desk.state.recipe.dataset
    return data.inputs, data.targets[:, 0]


def test_an_own_formula_is_a_sine_at_first(sine, formula):
    assert formula.isVisible()
    assert formula.text() == "sin(3*x)"
    assert source(sine).formula == "sin(3*x)"


def test_what_is_typed_is_the_curve(sine, formula, enter):
    enter(formula, "x^2 - 0,5")
    x, y = samples(sine)
    assert np.allclose(y, x[:, 0] ** 2 - 0.5)
    enter(sine.panel.source.generator.parameters["high"], "4")
    assert samples(sine)[0].max() > 3
    assert source(sine).formula == "x^2 - 0,5"


def test_a_formula_that_cannot_be_read_is_told_and_stays_to_be_mended(sine, formula, enter, qtbot):
    before = source(sine)
    enter(formula, "sin(z)")
    assert formula.refusal == "“sin(z)”, character 5: there is no column “z”; use x."
    assert formula.wrong
    assert formula.toolTip() == formula.refusal
    assert formula.text() == "sin(z)"
    assert source(sine) is before
    qtbot.keyClick(formula, Qt.Key.Key_Escape)
    assert (formula.text(), formula.wrong) == ("sin(3*x)", False)
    assert formula.toolTip().startswith("Numbers, x ")


def test_a_formula_without_a_value_somewhere_is_told_and_the_old_one_comes_back(sine, formula, enter):
    enter(formula, "log(x)")
    assert "“log(x)” has no finite value at x = " in sine.desk.state.notice.text
    assert formula.text() == "sin(3*x)"


def test_with_more_inputs_x_is_x1(sine, formula, enter):
    enter(sine.panel.source.generator.parameters["inputs"], "2")
    assert formula.text() == "sin(3*x1)"
    assert sine.desk.state.network.inputs == 2
    enter(formula, "x1*x2")
    x, y = samples(sine)
    assert np.allclose(y, x[:, 0] * x[:, 1])


def test_other_generators_ask_for_no_formula(sine):
    assert not sine.panel.source.generator.formula.isVisible()
