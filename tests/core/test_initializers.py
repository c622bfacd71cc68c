"""First weights have the limits, means and spreads that their formulas say."""

import math

import numpy as np
import pytest

from nnviz.core.initializers import INITIALIZERS, initializer

INPUTS, UNITS = 300, 200
UNIFORM = {
    "uniform": 0.5,
    "glorot_uniform": math.sqrt(6 / (INPUTS + UNITS)),
    "he_uniform": math.sqrt(6 / INPUTS),
}
"""Name -> the largest absolute value."""
NORMAL = {"normal": 1.0, "glorot_normal": math.sqrt(2 / (INPUTS + UNITS)), "he_normal": math.sqrt(2 / INPUTS)}
"""Name -> the standard deviation."""


def drawn(made, seed=0):
    return made.draw(np.random.RandomState(seed), (UNITS, INPUTS), INPUTS, UNITS)


def test_these_tests_cover_the_table():
    assert UNIFORM.keys() | NORMAL.keys() | {"zeros", "constant"} == INITIALIZERS.keys()


@pytest.mark.parametrize(("name", "limit"), UNIFORM.items())
def test_uniform_weights_fill_their_range_evenly(name, limit):
    values = drawn(initializer(name))
    assert values.shape == (UNITS, INPUTS)
    assert np.abs(values).max() < limit
    quarters, _ = np.histogram(values, bins=4, range=(-limit, limit))
    np.testing.assert_allclose(quarters / values.size, 0.25, atol=0.01)


@pytest.mark.parametrize(("name", "deviation"), NORMAL.items())
def test_normal_weights_have_their_mean_and_spread(name, deviation):
    values = drawn(initializer(name))
    assert values.mean() == pytest.approx(0, abs=0.02 * deviation)
    assert values.std() == pytest.approx(deviation, rel=0.02)
    assert (np.abs(values) < deviation).mean() == pytest.approx(0.6827, abs=0.01)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_a_stream_gives_the_same_values_again(name):
    np.testing.assert_array_equal(drawn(initializer(name), seed=3), drawn(initializer(name), seed=3))


def test_zeros_and_constants_are_drawn_from_nothing():
    stream = np.random.RandomState(0)
    assert initializer("zeros").draw(stream, (2,), 1, 2).tolist() == [0, 0]
    assert initializer("constant", value=0.3).draw(stream, (2,), 1, 2).tolist() == [0.3, 0.3]
    assert stream.uniform() == np.random.RandomState(0).uniform()


def test_parameters_move_the_range():
    assert 2 <= drawn(initializer("uniform", low=2.0, high=3.0)).min() < 2.01
    assert drawn(initializer("normal", mean=5.0, std=0.1)).mean() == pytest.approx(5, abs=0.01)


def test_what_is_not_given_has_the_default_of_the_table():
    assert dict(initializer("uniform", low=-2.0).parameters) == {"low": -2.0, "high": 0.5}
