import numpy as np
import pytest

from nnviz.ui.plots.decimate import decimate, inside


@pytest.mark.parametrize("points", [1, 2, 999, 1000, 100_003])
def test_every_bucket_keeps_its_extremes_and_the_ends_stay(points):
    x, y = np.arange(points), np.random.RandomState(0).normal(size=points)
    kept_x, kept_y = decimate(x, y, 100)
    assert (kept_y == y[kept_x]).all()
    assert (kept_y.min(), kept_y.max(), kept_x[0], kept_x[-1]) == (y.min(), y.max(), 0, points - 1)
    size = max(1, -(-points // 100))
    for begin in range(0, points, size):
        bucket = y[begin : begin + size]
        assert {bucket.min(), bucket.max()} <= set(kept_y)


def test_a_million_points_become_two_for_a_pixel():
    x = np.arange(1_000_000)
    kept, _ = decimate(x, np.sin(x), 800)
    assert 800 < len(kept) <= 1602
    assert (np.diff(kept) > 0).all()


def test_few_points_stay_as_they_are():
    x = np.arange(150.0)
    assert decimate(x, -x, 100)[0] is x


def test_a_part_keeps_one_neighbor_on_each_side():
    x = np.arange(10)
    kept, values = inside(x, x * 2, 3.5, 6.5)
    assert kept.tolist() == [3, 4, 5, 6, 7]
    assert values.tolist() == [6, 8, 10, 12, 14]


def test_beyond_the_points_the_nearest_one_is_left():
    x = np.arange(10)
    assert inside(x, x, 20, 30)[0].tolist() == [9]
