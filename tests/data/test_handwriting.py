"""Drawings as numbers."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnviz.data.handwriting import centered, half_thickness, inked

SHAPE = (28, 28)
POINT = st.tuples(st.floats(0, 28), st.floats(0, 28))
STROKE = st.lists(POINT, min_size=1, max_size=6).map(np.array)


def by_hand(strokes, shape):
    """The same, cell by cell: the distance from a thousand places along each piece."""
    places = np.concatenate(
        [
            one + share * (other - one)
            for stroke in strokes
            for one, other in pairwise(stroke)
            for share in np.linspace(0, 1, 1000)[:, np.newaxis, np.newaxis]
        ]
    )
    ink = np.zeros(shape)
    for row in range(shape[0]):
        for column in range(shape[1]):
            distance = np.hypot(places[:, 0] - column - 0.5, places[:, 1] - row - 0.5).min()
            ink[row, column] = np.clip(half_thickness(shape) + 0.5 - distance, 0, 1)
    return ink


def test_ink_is_where_the_pen_passes():
    strokes = np.array([[1.0, 1.0], [6.0, 2.0], [3.0, 7.0]]), np.array([[7.5, 7.5], [7.5, 1.0]])
    np.testing.assert_allclose(inked(strokes, (8, 9)), by_hand(strokes, (8, 9)), atol=0.01)


def test_a_dot_leaves_ink_and_no_stroke_leaves_none():
    assert inked((np.array([[5.5, 3.5]]),), SHAPE)[3, 5] == 1.0
    assert inked((), SHAPE).sum() == 0
    assert centered((), SHAPE) == ()


@given(st.lists(STROKE, min_size=1, max_size=3).map(tuple))
def test_the_center_of_mass_is_in_the_middle_and_the_size_is_that_of_mnist(strokes):
    points, moved = np.concatenate(strokes), centered(strokes, SHAPE)
    reached = np.concatenate(moved)
    assume(reached.min() > 2 and reached.max() < 26)  # a lopsided drawing loses ink at the edge, as in MNIST
    ink = inked(moved, SHAPE)
    across = (ink.sum(axis=0) * np.arange(0.5, 28)).sum() / ink.sum()
    down = (ink.sum(axis=1) * np.arange(0.5, 28)).sum() / ink.sum()
    assert [across, down] == pytest.approx([14, 14], abs=0.5)  # of a few dots the soft edges do not balance
    size, old = np.ptp(reached, axis=0).max(), np.ptp(points, axis=0).max()
    assert size == pytest.approx(20 - 2 * half_thickness(SHAPE) if old >= 2 else old)


def test_a_drawing_in_a_corner_looks_like_the_same_one_elsewhere_and_larger():
    small = (np.array([[2.0, 2.0], [6.0, 2.0], [3.0, 9.0]]),)
    large = (2.5 * small[0] + 1.0,)
    np.testing.assert_allclose(inked(centered(small, SHAPE), SHAPE), inked(centered(large, SHAPE), SHAPE), atol=1e-4)
