"""From heights to colors and lines."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnviz.ui.plots.landscape.scale import MOST, STEPS, levels_of, scale_of

HEIGHTS = st.lists(st.floats(0, 1e12), min_size=2, max_size=20)


@given(HEIGHTS, st.sampled_from([None, True, False]))
def test_higher_is_never_lower_on_the_scale(heights, logarithmic):
    ordered = np.sort(np.array(heights))
    levels = levels_of(scale_of(ordered, logarithmic).shares(ordered))
    assert (np.diff(levels.astype(int)) >= 0).all()


@given(HEIGHTS, st.sampled_from([None, True, False]))
def test_lines_are_a_few_between_the_ends(heights, logarithmic):
    scale = scale_of(np.array(heights), logarithmic)
    marks = scale.marks()
    assert len(marks) <= 2 * MOST
    assert all(scale.low <= mark <= scale.high for mark in marks)
    assert marks == sorted(marks)


def test_powers_of_ten_mark_a_logarithmic_scale():
    scale = scale_of(np.array([0.02, 900.0]), None)
    assert scale.logarithmic
    assert scale.marks() == [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0]
    assert scale_of(np.array([0.9, 40.0]), None).marks() == [1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30]
    assert scale_of(np.array([1e-5, 900.0]), None).marks() == [1e-4, 1e-3, 0.01, 0.1, 1, 10, 100]


def test_what_is_no_number_is_as_high_as_can_be():
    heights = np.array([1.0, 2.0, np.nan, np.inf])
    assert levels_of(scale_of(heights, False).shares(heights)).tolist() == [0, STEPS - 1, STEPS - 1, STEPS - 1]


def test_a_plain_without_heights_has_a_scale():
    for heights in (np.zeros(4), np.full(4, 3.5), np.full(4, np.nan)):
        assert np.isfinite(scale_of(heights, None).shares(heights)).all()
