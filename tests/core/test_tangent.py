"""The slope of an activation at one place, and the secants that come close to it."""

import json
from pathlib import Path

import numpy as np
import pytest

from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.core.tangent import flat_ranges, holds_others, secant_slope, slope_at, value_at

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "golden.json").read_text())["activations"]


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "satlin", "radbas"])
def test_value_and_slope_are_those_of_the_lecture(name):
    z, wanted = np.array(GOLDEN["x"]), GOLDEN["expected"][name]
    np.testing.assert_allclose(value_at(activation(name), z), wanted["f"], **GOLDEN["tolerance"])
    np.testing.assert_allclose(slope_at(activation(name), z), wanted["df"], **GOLDEN["tolerance"])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_secants_come_close_to_the_tangent(name):
    kind = activation(name)
    for z in (-1.3, 0.2, 0.9):
        assert secant_slope(kind, z, 1e-6) == pytest.approx(slope_at(kind, np.array([z]))[0], abs=1e-5)


def test_a_wide_secant_is_not_the_tangent():
    assert secant_slope(activation("relu"), -1.0, 2.0) == 0.5


def test_softmax_against_one_other_is_a_sigmoid_and_maxout_a_rectifier():
    z = np.linspace(-3, 3, 7)
    np.testing.assert_allclose(value_at(activation("softmax"), z), value_at(activation("sigmoid"), z))
    np.testing.assert_allclose(slope_at(activation("softmax"), z), slope_at(activation("sigmoid"), z))
    np.testing.assert_array_equal(value_at(activation("maxout", pieces=3), z), value_at(activation("relu"), z))
    assert [name for name in ACTIVATIONS if holds_others(activation(name))] == ["softmax", "maxout"]


def test_a_sigmoid_is_flat_on_both_sides():
    z = np.linspace(-8, 8, 1601)
    (first, last) = flat_ranges(z, slope_at(activation("sigmoid"), z))
    assert (first[0], last[1]) == (-8, 8)
    assert first[1] == pytest.approx(-4.585, abs=0.02)
    assert last[0] == pytest.approx(4.585, abs=0.02)
    assert flat_ranges(z, slope_at(activation("linear"), z)) == []
