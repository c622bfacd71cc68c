import numpy as np
import pytest

from nnviz.data import classes


def stream(seed=0):
    return np.random.RandomState([seed, 1, 0])


def test_the_moons_are_half_circles():
    points, label = classes.moons(400, 0.0, stream())
    first, second = points[label[:, 0] == 0], points[label[:, 0] == 1]
    assert np.hypot(*first.T) == pytest.approx(1)
    assert np.hypot(*(second - (1, 0.5)).T) == pytest.approx(1)
    assert first[:, 1].min() >= 0
    assert second[:, 1].max() <= 0.5
    assert len(first) == len(second) == 200


def test_noise_is_the_deviation_of_the_moons():
    still, moved = (classes.moons(20_000, noise, stream())[0] for noise in (0.0, 0.25))
    assert (moved - still).std(axis=0) == pytest.approx([0.25, 0.25], rel=0.03)


@pytest.mark.parametrize("make", [classes.spirals, classes.blobs])
@pytest.mark.parametrize("count", [2, 3, 6])
def test_every_class_has_its_share(make, count):
    points, targets = make(601, 0.1, stream(), count)
    assert points.shape == (601, 2)
    assert np.array_equal(targets.sum(axis=1), np.ones(601))
    assert targets.sum(axis=0).max() - targets.sum(axis=0).min() <= 1


def test_the_arms_of_a_spiral_are_one_arm_turned():
    points, targets = classes.spirals(300, 0.0, stream(), 4)
    distance = np.hypot(*points.T)
    turns = np.arctan2(points[:, 0], points[:, 1]) / (2 * np.pi) - distance / 5
    assert np.cos(2 * np.pi * (turns - targets.argmax(axis=1) / 4)) == pytest.approx(1)
    assert distance.max() < 5


def test_blobs_lie_around_their_centers():
    points, targets = classes.blobs(40_000, 0.0, stream(), 4)
    means = [points[targets[:, index] == 1].mean(axis=0) for index in range(4)]
    assert np.array(means) == pytest.approx(np.array([[0, 4], [4, 0], [0, -4], [-4, 0]]), abs=0.05)
    assert points[targets[:, 0] == 1].var(axis=0) == pytest.approx([0.5, 0.5], rel=0.05)
