"""Scales, marks and steps near the ends of what a float can be: training may reach any of these numbers."""

import math

import numpy as np
import pytest

from nnviz.ui.diagram.readings import rounded_up
from nnviz.ui.plots.frame import spanning
from nnviz.ui.plots.hidden_space.spaces import calm
from nnviz.ui.plots.landscape.scale import scale_of
from nnviz.ui.plots.round_numbers import next_round
from nnviz.ui.plots.series import value_range
from nnviz.ui.plots.ticks import power_ticks

EXTREMES = [5e-324, 1e-310, 1e-300, 1.0, 1e300, 1e308, 1.7e308]


def is_an_axis(span):
    return math.isfinite(span.high - span.low) and span.low < span.high and 1 < len(span.ticks(5)) < 20


@pytest.mark.parametrize("value", EXTREMES)
def test_a_scale_is_a_number_that_is_no_smaller(value):
    assert value / 1.000001 <= next_round(value) < math.inf
    assert rounded_up(value) == next_round(value)


@pytest.mark.parametrize("value", EXTREMES)
@pytest.mark.parametrize("of_values", [spanning, calm])
def test_an_axis_has_two_ends_and_marks(of_values, value):
    assert is_an_axis(of_values(0.0, value))
    assert is_an_axis(of_values(-value, value))
    assert is_an_axis(of_values(value, value))


@pytest.mark.parametrize("value", EXTREMES)
def test_a_loss_has_a_range_and_marks(value):
    low, high = value_range([np.array([value])])
    assert low < high < math.inf
    place = math.log10(value)
    marks = power_ticks(place - 0.2, place + 0.2, 8)
    assert all(math.isfinite(mark) and text for mark, text in marks)


@pytest.mark.parametrize("logarithmic", [None, True, False])
@pytest.mark.parametrize("value", EXTREMES)
def test_a_landscape_has_levels_and_lines(value, logarithmic):
    heights = np.array([0.0, value / 3, value])
    with np.errstate(all="raise", under="ignore"):
        scale = scale_of(heights, logarithmic)
        shares = scale.shares(heights)
    assert (shares >= 0).all()
    assert (shares <= 1).all()
    assert len(scale.marks()) < 20
