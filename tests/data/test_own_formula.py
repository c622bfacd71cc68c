import numpy as np
import pytest

from nnviz.data.build import build
from nnviz.data.generators import generate
from nnviz.data.own_formula import spelled_out
from nnviz.data.spec import DataSpec, Generated
from nnviz.errors import BadInput


def asked(formula, samples=50, noise=0.0, **numbers):
    return Generated("expression", samples, noise, 1, tuple(numbers.items()), formula)


def test_a_curve_follows_the_formula_over_its_range():
    x, y = generate(asked("x^2 - 1", low=2, high=5))
    assert np.allclose(y, x**2 - 1)
    assert 2 <= x.min() < 2.3
    assert 4.7 < x.max() <= 5


def test_a_surface_follows_the_formula_of_several_inputs():
    x, y = generate(asked("x1*x2 + x3", inputs=3))
    assert np.allclose(y[:, 0], x[:, 0] * x[:, 1] + x[:, 2])
    assert build(DataSpec(asked("x1*x2", inputs=2)), None, 0).input_names == ("x1", "x2")


def test_noise_is_the_deviation_of_y():
    x, y = generate(asked("x", 4000, 0.25))
    assert np.std(y - x) == pytest.approx(0.25, rel=0.05)


def test_without_a_formula_there_is_a_sine():
    x, y = generate(Generated("expression", 20))
    assert np.allclose(y, np.sin(3 * x))


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (asked("x +"), "dataset.formula: “x +”, character 4: this cannot be read"),
        (asked("x2"), "dataset.formula: “x2”, character 1: there is no column “x2”; use x."),
        (asked("log(x)"), "dataset.formula: “log(x)” has no finite value at x = -0."),
        (asked("x", low=1, high=1), "dataset.high is 1; give a number above low, which is 1."),
        (asked("x", inputs=5), "dataset.inputs: give a whole number from 1 to 4, not 5."),
    ],
)
def test_what_cannot_be_computed_is_told(source, problem):
    with pytest.raises(BadInput) as refused:
        generate(source)
    assert problem in str(refused.value)


def test_the_description_says_the_formula():
    told = build(DataSpec(asked("x^3", low=-2)), None, 0).description
    assert "y = x^3, each input from -2 to 1; noise is the deviation of y" in told


def test_x_becomes_x1_where_there_are_more_inputs():
    assert spelled_out("sin(3*x) + x", 1) == "sin(3*x1) + x1"
    assert spelled_out("sin(", 1) == "sin("
