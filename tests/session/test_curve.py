"""The loss curve: exact for the last iterations, pairs before, cut with the future."""

import numpy as np
import pytest

from nnviz.core.metrics import Evaluation
from nnviz.session import curve as curve_module
from nnviz.session.curve import EXACT, LossCurve
from nnviz.session.jobs import EpochEnd


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


def test_cutting_into_the_pairs_keeps_whole_chunks():
    losses = np.arange(4.0 * EXACT)
    curve = LossCurve().extended(0, losses, ()).cut(1000)
    assert curve.end <= 1000
    assert curve.highest[-1] == curve.end - 1
