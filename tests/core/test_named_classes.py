"""Classes that answers name, against counting by hand and by loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.classes import Classes, classes_in, confusion


def test_one_hot_targets_are_classes_of_which_the_largest_output_wins():
    classes = classes_in(np.eye(3)[[0, 2, 1, 1]])
    assert classes == Classes(3)
    assert classes.named(np.array([[0.2, 0.1, 0.15], [0.0, -1.0, 0.5]])).tolist() == [0, 2]


def test_a_single_output_is_nearer_to_one_of_its_two_values():
    classes = classes_in(np.array([[-1.0], [1.0], [1.0]]))
    assert classes == Classes(2, (-1.0, 1.0))
    assert classes.named(np.array([[-0.3], [0.0], [0.01], [7.0]])).tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("targets", [[[0.5], [1], [2]], [[1], [1]], [[1, 1], [0, 1]], [[0.2, 0.8]], [[0, 0]]])
def test_other_targets_are_no_classes(targets):
    assert classes_in(np.array(targets, float)) is None


def test_a_confusion_worked_by_hand():
    found = confusion(np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 1, 1, 0, 1]), 4)
    assert found.counts.tolist() == [[2, 1, 0, 0], [1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    assert found.accuracy == 0.5
    np.testing.assert_allclose(found.recall, [2 / 3, 1 / 2, 0, np.nan])
    np.testing.assert_allclose(found.precision, [2 / 3, 1 / 3, np.nan, np.nan])
    np.testing.assert_allclose(found.f1, [2 / 3, 2 / 5, 0, np.nan])


@given(st.integers(2, 6), st.integers(1, 60), st.integers(0, 2**31))
def test_counts_and_shares_are_those_of_a_loop(count, samples, seed):
    random = np.random.RandomState(seed)
    true, answered = random.randint(0, count, (2, samples))
    found = confusion(true, answered, count)
    for one in range(count):
        assert found.counts[one].tolist() == [((true == one) & (answered == two)).sum() for two in range(count)]
        hits, belong, said = ((true == one) & (answered == one)).sum(), (true == one).sum(), (answered == one).sum()
        np.testing.assert_allclose(found.recall[one], hits / belong if belong else np.nan)
        np.testing.assert_allclose(found.precision[one], hits / said if said else np.nan)
        if hits:
            p, r = hits / said, hits / belong
            np.testing.assert_allclose(found.f1[one], 2 * p * r / (p + r))
    assert found.accuracy == (true == answered).mean()
