"""Principal axes, against the singular value decomposition of NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.principal_axes import principal_axes


def cloud(n, m, seed):
    random = np.random.RandomState(seed)
    return random.normal(size=(n, m)) * np.linspace(3, 0.5, n)[:, np.newaxis] + random.normal(size=(n, 1))


@given(st.integers(2, 40), st.integers(5, 30), st.integers(0, 1000))
def test_the_axes_are_those_of_the_singular_value_decomposition(n, m, seed):
    points = cloud(n, m, seed)
    found = principal_axes(points)
    left, values, _ = np.linalg.svd(points - points.mean(axis=1, keepdims=True), full_matrices=False)
    overlap = np.abs(found.directions @ left[:, :2])
    if values[0] > 1.05 * values[1]:
        assert overlap[0, 0] == pytest.approx(1, abs=1e-9)
    np.testing.assert_allclose(found.shares, values[:2] ** 2 / (values**2).sum(), atol=1e-9)
    np.testing.assert_allclose(found.directions @ found.directions.T, np.eye(2), atol=1e-9)


def test_coordinates_keep_distances_where_all_axes_are_taken():
    points = cloud(2, 20, 0)
    turned = principal_axes(points).coordinates(points)
    np.testing.assert_allclose(
        np.hypot(*(turned[:, 1:] - turned[:, :1])), np.hypot(*(points[:, 1:] - points[:, :1])), rtol=1e-12
    )


@pytest.mark.parametrize(("n", "m"), [(3, 1), (60, 2), (4, 9)])
def test_points_that_are_all_one_have_axes_and_no_variance(n, m):
    found = principal_axes(np.ones((n, m)))
    assert found.shares.tolist() == [0, 0]
    np.testing.assert_allclose(found.directions @ found.directions.T, np.eye(2), atol=1e-9)


def test_two_points_in_many_dimensions_have_one_axis_that_says_all():
    found = principal_axes(np.stack([np.zeros(50), np.full(50, 2.0)], axis=1))
    np.testing.assert_allclose(found.shares, [1, 0], atol=1e-12)
    np.testing.assert_allclose(found.directions[0], np.full(50, 50**-0.5), atol=1e-9)


def test_what_is_not_finite_does_no_harm():
    points = cloud(5, 9, 1)
    points[0, 0], points[1, 1] = np.inf, np.nan
    assert np.isfinite(principal_axes(points).coordinates(points)).all()


def test_points_of_single_precision_are_taken_without_a_warning():
    points = np.random.RandomState(0).normal(size=(30, 5)).astype(np.float32)
    found, expected = principal_axes(points), principal_axes(points.astype(np.float64))
    np.testing.assert_allclose(found.shares, expected.shares, atol=1e-4)
