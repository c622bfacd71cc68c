import numpy as np
import pytest

from nnviz.data.digit_strokes import STROKES
from nnviz.data.digits import digits


def stream(seed=0):
    return np.random.RandomState([seed, 1, 0])


@pytest.fixture(scope="module")
def written():
    """Four hundred digits, as pictures (400, 28, 28) and labels."""
    pixels, targets = digits(400, 0.0, stream())
    return pixels.reshape(400, 28, 28), targets.argmax(axis=1)


def test_every_digit_comes_as_often(written):
    assert np.bincount(written[1]).tolist() == [40] * 10
    assert np.count_nonzero(np.diff(written[1])) > 300


def test_the_ink_is_black_in_the_stroke_and_the_paper_is_blank(written):
    pictures, _ = written
    assert pictures.dtype == np.uint8
    assert (pictures.max(axis=(1, 2)) >= 200).all()
    assert (pictures[:, :1, :3] == 0).all()
    assert 0.08 < pictures.mean() / 255 < 0.18


def test_digits_stand_about_in_the_middle(written):
    pictures, _ = written
    ink = pictures / pictures.sum(axis=(1, 2), keepdims=True)
    down, across = (ink * np.arange(28)[:, np.newaxis]).sum(axis=(1, 2)), (ink * np.arange(28)).sum(axis=(1, 2))
    assert np.abs(down - 13.5).max() < 6
    assert np.abs(across - 13.5).max() < 6
    assert [down.mean(), across.mean()] == pytest.approx([13.5, 13.5], abs=1)


def test_no_digit_is_written_twice_the_same(written):
    assert len(np.unique(written[0].reshape(400, -1), axis=0)) == 400


def test_a_one_is_slimmer_than_a_zero_and_a_zero_is_open_in_the_middle(written):
    pictures, label = written
    assert np.count_nonzero(pictures[label == 1]) < 0.8 * np.count_nonzero(pictures[label == 0])
    centers = pictures[label == 0].astype(float).mean(axis=0)
    assert centers[12:16, 12:16].mean() < 0.3 * centers.max()


def test_noise_speckles_paper_and_ink():
    still, speckled = digits(20, 0.0, stream())[0], digits(20, 0.25, stream())[0]
    assert np.abs(still.astype(int) - speckled).max() <= round(0.25 * 255) + 1
    assert (still != speckled).mean() > 0.3


def test_every_way_begins_each_stroke_at_a_point_of_the_paper():
    for ways in STROKES:
        assert len(ways) >= 2
        for stroke in (stroke for way in ways for stroke in way.split(";")):
            points = stroke.split()
            assert len(points) >= 2
            assert set("".join(points)) <= set("abcdefghijk")


def test_the_nearest_mean_digit_is_right_more_often_than_not_but_not_always(written):
    pictures, label = (values[:300] for values in written)
    means = np.array([pictures[label == digit].reshape(-1, 784).mean(axis=0) for digit in range(10)])
    others = written[0][300:].reshape(100, 784).astype(float)
    answers = ((others[:, np.newaxis] - means) ** 2).sum(axis=2).argmin(axis=1)
    assert 0.5 < (answers == written[1][300:]).mean() < 1
