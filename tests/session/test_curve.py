"""The loss curve: exact for the last iterations, pairs before, cut with the future."""

import numpy as np
import pytest

from nnviz.core.metrics import Evaluation
from nnviz.session import curve as curve_module
from nnviz.session.curve import CHUNK, EXACT, LossCurve
from nnviz.session.jobs import EpochEnd
from nnviz.ui.plots.series import batch_points


def end(iteration, epoch, train, test=None, names=("mse",)):
    return EpochEnd(iteration, epoch, Evaluation(names, (train,), None if test is None else (test,)))


def test_batch_losses_are_added_once():
    curve = LossCurve().extended(0, np.arange(5.0), ()).extended(3, np.array([3.0, 4.0, 5.0]), ())
    assert curve.recent.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]


def test_epoch_ends_are_added_once():
    curve = LossCurve().extended(0, np.ones(2), (end(0, 0, 1.0), end(2, 1, 0.5)))
    curve = curve.extended(0, np.ones(2), (end(0, 0, 1.0), end(2, 1, 0.5)))
    assert curve.epochs.tolist() == [0, 1]
    assert curve.start_loss == 1.0


def test_a_part_without_test_rows_has_no_test_loss():
    curve = LossCurve().extended(0, np.ones(1), (end(0, 0, 1.0),))
    assert np.isnan(curve.test[0, 0])


def test_a_measure_added_later_is_blank_before():
    curve = LossCurve().extended(0, np.ones(1), (end(0, 0, 1.0),))
    later = EpochEnd(1, 1, Evaluation(("mse", "sse"), (0.5, 2.0), None))
    curve = curve.extended(1, np.ones(1), (later,))
    assert curve.names == ("mse", "sse")
    assert np.isnan(curve.train[0, 1])
    assert curve.train[1].tolist() == [0.5, 2.0]


def test_cutting_drops_what_came_after():
    curve = LossCurve().extended(0, np.arange(10.0), (end(0, 0, 1.0), end(5, 1, 0.5), end(10, 2, 0.2))).cut(5)
    assert curve.recent.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert curve.epochs.tolist() == [0, 1]


def test_old_losses_become_pairs_and_the_last_stay_exact():
    losses = np.sin(np.arange(4 * EXACT) / 100.0)
    curve = LossCurve()
    for begin in range(0, len(losses), 10_000):
        curve = curve.extended(begin, losses[begin : begin + 10_000], ())
    assert curve.end == len(losses)
    assert len(curve.recent) >= EXACT
    np.testing.assert_array_equal(curve.recent, losses[curve.recent_begin :])
    folded = losses[: curve.recent_begin].reshape(-1, curve.chunk)
    np.testing.assert_array_equal(curve.lowest, folded.min(axis=1))
    np.testing.assert_array_equal(curve.highest, folded.max(axis=1))


def test_a_very_long_run_fits(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(curve_module, "EXACT", 256)
    curve = LossCurve()
    losses = np.arange(200_000.0)
    for begin in range(0, len(losses), 1000):
        curve = curve.extended(begin, losses[begin : begin + 1000], ())
    assert len(curve.lowest) <= 1024
    assert curve.end == 200_000
    assert curve.lowest[0] == 0.0
    assert curve.highest[-1] == curve.recent_begin - 1


@pytest.mark.parametrize("begin", [0, 5000])
def test_cutting_into_the_pairs_keeps_whole_chunks_and_what_follows_stands_where_it_belongs(begin):
    losses = np.arange(4.0 * EXACT)
    curve = LossCurve(begin=begin).extended(begin, losses, ()).cut(begin + 1000)
    assert curve.end == begin + 1000
    assert curve.highest.tolist() == [CHUNK * (k + 1) - 1 for k in range(1000 // CHUNK)]
    assert curve.batch_loss(begin + 999) is None
    curve = curve.extended(begin + 1000, losses, ())
    assert curve.end == begin + 1000 + len(losses)
    assert curve.batch_loss(curve.end - 1) == (losses[-1], losses[-1])
    assert curve.batch_loss(begin + 2 * CHUNK) == (2 * CHUNK, 3 * CHUNK - 1)
    assert curve.batch_loss(begin + 999) == (0, CHUNK - 1 - 1000 % CHUNK)
    assert np.isfinite(batch_points(curve)).all()


def test_what_an_opened_network_was_trained_before_is_not_covered():
    curve = LossCurve(begin=5000).extended(5000, np.arange(1000.0), ()).cut(5500)
    assert (curve.begin, curve.end) == (5000, 5500)
    assert curve.batch_loss(5499) == (499, 499)
    assert curve.batch_loss(4999) is None
