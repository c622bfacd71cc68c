import numpy as np
import pytest

from nnviz.session.curve import EXACT, LossCurve
from nnviz.ui.plots.series import batch_points, epoch_at, measured, value_range
from tests.ui.plots.curves import curve


def test_each_measure_is_a_series_training_before_test():
    series = measured(curve(names=("mse", "accuracy"), test=True))
    assert [(each.measure, each.test, each.is_share) for each in series] == [
        ("mse", False, False),
        ("mse", True, False),
        ("accuracy", False, True),
        ("accuracy", True, True),
    ]


def test_without_test_rows_there_is_no_test_series():
    assert [each.test for each in measured(curve())] == [False]


@pytest.mark.parametrize(("iteration", "value"), [(0, 1.0), (3, 1.0), (4, 1 / 2), (12, 1 / 4), (99, 1 / 4)])
def test_the_value_at_an_iteration_is_the_last_one_measured(iteration, value):
    assert measured(curve())[0].value_at(iteration) == value


@pytest.mark.parametrize(("iteration", "epoch"), [(0, 0), (3, 0), (4, 1), (11, 2), (12, 3), (17, 4)])
def test_the_epoch_at_an_iteration_counts_on_between_what_was_measured(iteration, epoch):
    assert epoch_at(curve(), iteration) == epoch


def test_an_empty_curve_is_in_epoch_0():
    assert epoch_at(LossCurve(), 5) == 0


def test_folded_batch_losses_keep_their_range_and_their_place():
    losses = np.random.RandomState(0).normal(size=4 * EXACT)
    folded = LossCurve().extended(0, losses, ())
    x, y = batch_points(folded)
    assert (np.diff(x) >= 0).all()
    assert (y.min(), y.max()) == (losses.min(), losses.max())
    low, high = folded.batch_loss(1000)
    assert low <= losses[1000] <= high
    assert folded.batch_loss(len(losses) - 1) == (losses[-1], losses[-1])


@pytest.mark.parametrize("iteration", [-1, 12])
def test_an_iteration_that_was_not_made_has_no_batch_loss(iteration):
    assert curve().batch_loss(iteration) is None


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [([0.1, 0.9], 0.0, 0.972), ([0.5, 0.5], 0.0, 0.54), ([0.29, 0.30], 0.289, 0.301), ([0.0, 0.0], 0.0, 1.0)],
)
def test_the_range_begins_at_0_unless_the_values_are_far_from_it(values, low, high):
    assert value_range([np.array(values)]) == pytest.approx((low, high))


def test_without_values_there_is_no_range():
    assert value_range([np.zeros(0)]) is None
