"""The trainer: the same run however it is sliced, measured on a grid, stopped where it should stop."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.checkpoint import start
from nnviz.core.snapshot import Phase
from nnviz.session.jobs import Goal, Job
from nnviz.storage.document import Stop
from nnviz.storage.network_file import read
from nnviz.worker import trainer
from nnviz.worker.trainer import Trainer, measured, next_measured
from tests.session.desk import NETWORKS


def job(name, goal, **changes):
    document = read(NETWORKS / f"{name}.json")
    recipe = replace(document.recipe, **changes)
    return Job(1, start(document.network, recipe), recipe, goal)


def flat(checkpoint):
    return np.concatenate([layer.weight.ravel() for layer in checkpoint.network.layers])


def test_slices_make_no_difference():
    whole = Trainer().run(job("spiral-2-8-8-1", Goal(60)))
    trainer, at, losses = Trainer(), job("spiral-2-8-8-1", Goal(7)), []
    for iteration in (7, 8, 31, 60):
        frame = trainer.run(replace(at, goal=Goal(iteration)))
        losses.append(frame.batch_losses)
        at = replace(at, start=frame.reached)
    assert flat(frame.reached).tobytes() == flat(whole.reached).tobytes()
    assert np.concatenate(losses).tobytes() == whole.batch_losses.tobytes()


def test_a_replay_from_a_checkpoint_gives_the_same_bits():
    trainer = Trainer()
    first = job("spiral-2-8-8-1", Goal(20))
    middle = trainer.run(first)
    end = trainer.run(replace(first, start=middle.reached, goal=Goal(60)))
    again = trainer.run(replace(first, start=middle.reached, goal=Goal(60)))
    assert flat(end.reached).tobytes() == flat(again.reached).tobytes()


def test_epochs_are_measured_from_the_one_before_training_on():
    frame = Trainer().run(job("xor-2-2-1", Goal(5)))
    assert [end.epoch for end in frame.epoch_ends] == [0, 1, 2, 3, 4, 5]


def test_the_grid_thins_as_the_run_grows():
    epochs = [epoch for epoch in range(5000) if measured(epoch)]
    assert epochs[:256] == list(range(256))
    assert len(epochs) == 256 + 128 + 128 + 128 + 128 + 29
    assert all(next_measured(a) == b for a, b in itertools.pairwise(epochs))


def test_a_slice_ends_by_the_clock():
    frame = Trainer().run(job("xor-2-2-1", Goal(seconds=0.5)))
    assert frame.reached.iteration > 1


def test_a_frame_brings_the_ends_of_epochs_on_its_way():
    frame = Trainer().run(job("linear-regression", Goal(40)))
    assert [between.iteration for between in frame.way] == list(range(1, 40))
    third = Trainer().run(job("linear-regression", Goal(3))).reached
    assert flat(frame.way[2]).tobytes() == flat(third).tobytes()


def test_the_places_on_the_way_of_a_large_network_take_little_memory(monkeypatch):
    begun = job("linear-regression", Goal(40))
    monkeypatch.setattr(trainer, "WAY", 5 * begun.start.nbytes)
    assert len(Trainer().run(begun).way) == 5


@pytest.mark.parametrize("stop", [Stop(epochs=12), Stop(train_loss=0.12)])
def test_training_stops_at_its_end(stop):
    frame = Trainer().run(job("perceptron-and", Goal(100_000, stop=stop)))
    assert frame.stopped
    last = frame.epoch_ends[-1]
    assert last.epoch == frame.reached.epoch
    assert last.epoch == 12 if stop.epochs else last.evaluation.train_loss <= 0.12


def test_an_iteration_is_explained_with_the_weights_of_the_plan():
    frame = Trainer().run(job("xor-2-2-1", Goal(3, explain=True)))
    assert [snapshot.mark.iteration for snapshot in frame.moments] == [3] * 7
    assert frame.moments[-1].updated is frame.ahead.checkpoint.network
    assert frame.ahead.checkpoint.iteration == 4
    assert frame.ahead.batch_losses[0] == pytest.approx(frame.moments[3].loss)


def test_threshold_units_are_explained_as_far_as_the_loss():
    frame = Trainer().run(job("threshold-network", Goal(0, explain=True)))
    assert frame.moments[-1].mark.phase is Phase.LOSS
    assert frame.ahead is None


def test_the_sample_asked_for_is_sent_through():
    asked = replace(job("xor-2-2-1", Goal(3)), sample=2)
    frame = Trainer().run(asked)
    assert frame.looked.batch.rows.tolist() == [2]
    assert frame.looked.traces[0].delta is not None


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_divergence_keeps_the_last_state_within_bounds(precision):
    frame = Trainer().run(job("linear-regression", Goal(1000), rate=0.2, precision=precision))
    assert frame.divergence is not None
    assert np.isfinite(flat(frame.reached)).all()
    limit = 1e6 * 44.182
    assert frame.divergence.loss > limit or not np.isfinite(frame.divergence.loss)
    after = Trainer().run(replace(job("linear-regression", Goal(0), rate=0.2), sample=0))
    assert after.divergence is None
    assert len(frame.batch_losses) == frame.reached.iteration


def test_a_rate_at_the_edge_does_not_diverge():
    frame = Trainer().run(job("linear-regression", Goal(2000), rate=0.0845))
    assert frame.divergence is None
