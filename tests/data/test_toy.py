import numpy as np
import pytest

from nnviz.data import toy


def stream(seed=0):
    return np.random.RandomState([seed, 1, 0])


def test_xor_is_positive_where_the_signs_agree():
    points, labels = toy.xor(400, 0.0, stream())
    assert np.array_equal(labels[:, 0] > 0, points[:, 0] * points[:, 1] > 0)
    assert np.abs(points).min() >= 0.3
    assert np.abs(points).max() <= 5.3


def test_circle_is_a_disc_in_a_ring():
    points, labels = toy.circle(400, 0.0, stream())
    distance = np.hypot(*points.T)
    assert np.array_equal(labels[:, 0] > 0, distance < 2.5)
    assert not ((distance > 2.5) & (distance < 3.5)).any()
    assert distance.max() <= 5


def test_gauss_has_its_centers_and_variance():
    points, labels = toy.gauss(20_000, 0.5, stream())
    positive = points[labels[:, 0] > 0]
    assert positive.mean(axis=0) == pytest.approx([2, 2], abs=0.1)
    assert positive.var(axis=0) == pytest.approx([4, 4], rel=0.05)


def test_spiral_arms_mirror_each_other():
    points, labels = toy.spiral(400, 0.0, stream())
    first = points[labels[:, 0] > 0]
    second = points[labels[:, 0] < 0]
    order = np.argsort(np.hypot(*first.T)), np.argsort(np.hypot(*second.T))
    assert first[order[0]] == pytest.approx(-second[order[1]])
    assert np.hypot(*points.T).max() == pytest.approx(5 * 199 / 200)


def test_noise_moves_the_points_of_the_spiral_by_at_most_its_size():
    still, _ = toy.spiral(100, 0.0, stream())
    moved, _ = toy.spiral(100, 0.2, stream())
    assert 0 < np.abs(np.sort(np.hypot(*still.T)) - np.sort(np.hypot(*moved.T))).max() < 0.2 * np.sqrt(2)


@pytest.mark.parametrize(
    ("make", "noise", "share"), [(toy.circle, 0.25, 0.434), (toy.circle, 0.5, 0.353), (toy.xor, 0.25, 0.5)]
)
def test_noise_flips_the_known_share_of_labels(make, noise, share):
    _, labels = make(40_000, noise, stream())
    assert (labels > 0).mean() == pytest.approx(share, abs=0.01)


def test_xor_noise_gives_the_known_floor_of_the_loss():
    points, labels = toy.xor(40_000, 0.35, stream())
    expected_label = np.clip(points / (5 * 0.35), -1, 1).prod(axis=1)
    assert 0.5 * np.mean((labels[:, 0] - expected_label) ** 2) == pytest.approx(0.159, abs=0.005)


@pytest.mark.parametrize("make", [toy.circle, toy.gauss, toy.spiral])
@pytest.mark.parametrize("samples", [2, 3, 501])
def test_halves_and_shapes(make, samples):
    points, labels = make(samples, 0.0, stream())
    assert points.shape == (samples, 2)
    assert labels.shape == (samples, 1)
    assert (labels > 0).sum() - (labels < 0).sum() == samples % 2


def test_the_list_is_shuffled():
    _, labels = toy.spiral(100, 0.0, stream())
    assert np.count_nonzero(np.diff(labels[:, 0])) > 10


def test_the_plane_is_a_tenth_of_the_sum():
    points, height = toy.plane(400, 0.0, stream())
    assert height[:, 0] == pytest.approx((points[:, 0] + points[:, 1]) / 10)
    assert 5.9 < np.abs(points).max() <= 6


def test_noise_moves_the_point_whose_height_on_the_plane_is_taken():
    points, height = toy.plane(40_000, 0.5, stream())
    moved = height[:, 0] - points.sum(axis=1) / 10
    assert np.abs(moved).max() <= 0.6
    assert moved.std() == pytest.approx(0.3 * np.sqrt(2 / 3), rel=0.02)  # two uniform shifts of up to 3, over 10


def test_the_six_bumps_are_cones_of_radius_2():
    points, height = toy.multi_gauss(4000, 0.0, stream())
    assert height.shape == (4000, 1)
    for x1, x2, top in toy.BUMPS:
        distance = np.hypot(points[:, 0] - x1, points[:, 1] - x2)
        near = distance < 2
        assert height[near, 0] == pytest.approx(top * (1 - distance[near] / 2))
    far = (np.hypot(points[:, :1] - [b[0] for b in toy.BUMPS], points[:, 1:] - [b[1] for b in toy.BUMPS]) > 2).all(1)
    assert not height[far].any()
    assert [top for _, _, top in toy.BUMPS] == [1, -1, 1, -1, 1, -1]
