"""Along which directions do points differ most?  The principal axes: each next one at a right angle to those before.

Arrays are feature-major here, (n, points), as in ``response``. Source: Pearson 1901, On lines and planes of closest fit
to systems of points in space.
"""

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.arrays import Array

LARGE = 1e100
"""What is larger would have no finite square."""


@dataclass(frozen=True, slots=True, eq=False)
class PrincipalAxes:
    """The leading axes of a cloud of points, the one with the largest variance first."""

    center: Array  # (n,)
    directions: Array  # (k, n) of length 1
    shares: Array  # (k,) of the variance of the whole cloud; 0 where all points are one

    def coordinates(self, points: Array) -> Array:
        """Where points (n, m) stand along the axes, (k, m)."""
        return np.asarray(self.directions @ (_tame(points) - self.center[:, np.newaxis]))

    def turned(self, order: list[int], signs: Array) -> "PrincipalAxes":
        """The same axes in another order, and some of them pointing the other way."""
        return replace(self, directions=self.directions[order] * signs[:, np.newaxis], shares=self.shares[order])


def principal_axes(points: Array, count: int = 2) -> PrincipalAxes:
    """The ``count`` leading axes of ``points`` (n, m), n at least ``count``; the largest part of each is positive."""
    tame = _tame(points)
    center = tame.mean(axis=1)
    apart = tame - center[:, np.newaxis]
    directions = _leading(apart, count)
    directions *= _signs(directions)[:, np.newaxis]
    total = float(np.square(apart).sum())
    along = np.square(directions @ apart).sum(axis=1)
    return PrincipalAxes(center, directions, along / total if total > 0 else np.zeros(count))


def _leading(apart: Array, count: int) -> Array:
    """The leading eigenvectors of the covariance; of more numbers than points, from how the points are related."""
    n, points = apart.shape
    if n <= points:
        return np.ascontiguousarray(np.linalg.eigh(apart @ apart.T)[1][:, ::-1][:, :count].T)
    related = np.linalg.eigh(apart.T @ apart)[1][:, ::-1][:, :count]
    basis = np.concatenate([apart @ related, np.eye(n, count)], axis=1)  # where points leave too few axes, any will do
    return np.ascontiguousarray(np.linalg.qr(basis)[0][:, :count].T)


def _signs(directions: Array) -> Array:
    largest = np.take_along_axis(directions, np.abs(directions).argmax(axis=1)[:, np.newaxis], axis=1)[:, 0]
    return np.where(largest < 0, -1.0, 1.0)


def _tame(points: Array) -> Array:
    if points.size and float(np.abs(points).max()) < LARGE:
        return points
    return np.clip(np.nan_to_num(np.asarray(points, np.float64)), -LARGE, LARGE)
