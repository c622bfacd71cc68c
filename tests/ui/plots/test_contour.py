"""The line along which a grid of values crosses a level."""

import numpy as np

from nnviz.ui.plots.contour import contour


def grid(count=41):
    return np.meshgrid(np.linspace(-1, 1, count), np.linspace(-1, 1, count))


def test_a_straight_line_is_found_exactly():
    x, y = grid()
    pieces = 2 * contour(x + 2 * y, 0.3) - 1
    for one, other in ((0, 1), (2, 3)):
        np.testing.assert_allclose(pieces[:, one] + 2 * pieces[:, other], 0.3, atol=1e-12)


def test_a_circle_is_as_long_as_it_should_be():
    x, y = grid(101)
    pieces = 2 * contour(x**2 + y**2, 0.25) - 1
    length = np.hypot(pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1]).sum()
    assert abs(length - np.pi) < 0.01


def test_every_piece_of_a_closed_line_meets_another_one():
    x, y = grid(15)
    pieces = contour(np.sin(9 * x) * np.cos(7 * y) + 0.3 * x, 0.2)
    ends, met = np.unique(pieces.reshape(-1, 2).round(9), axis=0, return_counts=True)
    inside = ((ends > 0) & (ends < 1)).all(axis=1)
    assert inside.sum() > 20
    assert (met[inside] % 2 == 0).all()


def test_no_line_where_all_lies_on_one_side():
    assert contour(np.ones((5, 5))).shape == (0, 4)
