import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.ui.plots.smoothing import smoothed

VALUES = st.lists(st.floats(-1e6, 1e6), max_size=60).map(np.array)


@given(VALUES, st.integers(0, 80))
def test_each_point_is_the_mean_of_the_last_few(values, points):
    expected = [values[max(0, end - max(points, 1)) : end].mean() for end in range(1, len(values) + 1)]
    assert smoothed(values, points) == pytest.approx(expected, rel=1e-9, abs=1e-6)


@given(VALUES, st.integers(2, 20))
def test_what_is_drawn_does_not_move_when_more_comes(values, points):
    longer = smoothed(np.append(values, [1e3, -1e3]), points)
    assert smoothed(values, points).tolist() == longer[: len(values)].tolist()


def test_small_losses_after_a_large_one_keep_their_digits():
    values = np.array([1e9, *np.full(40, 1e-3)])
    assert smoothed(values, 5)[-1] == pytest.approx(1e-3, rel=1e-3)
