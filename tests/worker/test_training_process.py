"""Training in a process of its own gives the very bits that training here gives, and ends with what started it."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from nnviz.core.checkpoint import start
from nnviz.core.dataset import dataset
from nnviz.session.jobs import Goal, Job
from nnviz.storage.document import Stop
from nnviz.worker import measuring
from nnviz.worker.full_speed import FullSpeedTrainer
from nnviz.worker.trainer import Trainer
from nnviz.worker.training_process import TrainingProcess
from tests.core.small_networks import random_network
from tests.worker.test_trainer import flat, job

SLICE = Goal(seconds=0.01)


@pytest.fixture(autouse=True)
def one_thread():
    """Training multiplies in one thread, there as here: two add up in another order."""
    with threadpool_limits(1, user_api="blas"):
        yield


def ready(process):
    end = time.monotonic() + 30
    while not process.ready:
        assert time.monotonic() < end
        time.sleep(0.01)
    return process


@pytest.fixture
def process():
    process = TrainingProcess()
    yield ready(process)
    process.close()


def following(asked, frame):
    """The job with which the session goes on."""
    measured = max([asked.measured, *(end.iteration for end in frame.epoch_ends)])
    return replace(asked, ticket=asked.ticket + 1, start=frame.reached, measured=measured)


def run(process, asked, slices):
    frames = [process.run(asked)]
    for _ in range(slices - 1):
        asked = following(asked, frames[-1])
        frames.append(process.run(asked))
        assert frames[-1].ticket == asked.ticket
    return frames


def assert_same(frames, whole):
    assert flat(frames[-1].reached).tobytes() == flat(whole.reached).tobytes()
    assert np.concatenate([frame.batch_losses for frame in frames]).tobytes() == whole.batch_losses.tobytes()
    ends = [end for frame in frames for end in frame.epoch_ends]
    assert [(end.iteration, end.evaluation) for end in ends] == [
        (end.iteration, end.evaluation) for end in whole.epoch_ends
    ]


@pytest.mark.parametrize("name", ["spiral-2-8-8-1", "xor-2-2-1", "ten-digits"])
def test_it_gives_the_bits_that_a_trainer_here_gives(process, name):
    asked = job(name, SLICE)
    frames = run(process, asked, 4)
    assert_same(frames, Trainer().run(replace(asked, goal=Goal(frames[-1].reached.iteration))))


def test_what_was_trained_ahead_is_dropped_where_training_starts_elsewhere(process):
    asked = job("spiral-2-8-8-1", SLICE)
    first, _, _ = run(process, asked, 3)
    again = process.run(following(asked, first))
    there = replace(asked, start=first.reached, goal=Goal(again.reached.iteration))
    assert flat(again.reached).tobytes() == flat(Trainer().run(there).reached).tobytes()
    other = process.run(replace(asked, recipe=replace(asked.recipe, rate=0.5)))
    slower = replace(asked, recipe=replace(asked.recipe, rate=0.5), goal=Goal(other.reached.iteration))
    assert flat(other.reached).tobytes() == flat(Trainer().run(slower).reached).tobytes()


def test_the_sample_that_is_shown_by_then_is_sent_through(process):
    asked = job("xor-2-2-1", SLICE)
    first = process.run(replace(asked, sample=2))
    then = process.run(replace(following(asked, first), sample=1))
    assert (first.looked.batch.rows.tolist(), then.looked.batch.rows.tolist()) == ([2], [1])
    assert then.looked.network is then.reached.network


def test_what_comes_back_cannot_be_written_to(process):
    frame = process.run(job("xor-2-2-1", SLICE))
    with pytest.raises(ValueError, match="read-only"):
        frame.reached.network.layers[0].weight[0, 0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        frame.looked.traces[0].a[0, 0] = 1.0


@pytest.mark.parametrize("stop", [Stop(epochs=300), Stop(train_loss=0.1)])
def test_it_stops_at_the_end_that_was_chosen(process, stop):
    asked = job("perceptron-and", replace(SLICE, stop=stop))
    frames = [process.run(asked)]
    while not frames[-1].stopped:
        asked = following(asked, frames[-1])
        frames.append(process.run(asked))
    assert_same(frames, Trainer().run(job("perceptron-and", Goal(10**9, stop=stop))))


def test_divergence_is_found_as_it_is_here(process):
    asked = job("linear-regression", SLICE, rate=0.2)
    here = Trainer().run(replace(asked, goal=Goal(10**6)))
    frames = [process.run(asked)]
    while frames[-1].divergence is None:
        asked = following(asked, frames[-1])
        frames.append(process.run(asked))
    assert frames[-1].divergence == here.divergence
    assert flat(frames[-1].reached).tobytes() == flat(here.reached).tobytes()


def wide():
    """A network and samples of which an epoch's end takes long to measure."""
    chance = np.random.default_rng(1)
    data = dataset("", chance.uniform(size=(2000, 200)), chance.uniform(size=(2000, 2)), np.arange(1500, 2000))
    network = random_network((200, 80, 2), ("tanh", "linear"))
    recipe = replace(job("linear-regression", SLICE).recipe, dataset=data, batch_size=250, rate=0.01)
    return Job(1, start(network, recipe), recipe, SLICE)


def test_what_is_measured_beside_the_training_is_what_is_measured_in_turn(process, monkeypatch):
    asked = wide()
    frames = run(process, asked, 4)
    end = replace(asked, goal=Goal(frames[-1].reached.iteration))
    beside = Trainer().run(end)
    monkeypatch.setattr(measuring, "LARGE", float("inf"))
    in_turn = Trainer().run(end)
    assert_same([beside], in_turn)
    assert_same(frames, in_turn)


# --- a trainer that makes use of it ----------------------------------------------------------------------------------


@pytest.fixture
def trainer():
    trainer = FullSpeedTrainer()
    yield trainer
    trainer.close()


def until_beside(trainer, asked):
    end = time.monotonic() + 30
    frames = []
    while not trainer.beside:
        assert time.monotonic() < end
        frames.append(trainer.run(asked))
        asked = following(asked, frames[-1])
    return frames, asked


def test_full_speed_goes_over_to_the_process_as_soon_as_it_is_there(trainer):
    asked = job("spiral-2-8-8-1", SLICE)
    frames, _ = until_beside(trainer, asked)
    assert_same(frames, Trainer().run(replace(asked, goal=Goal(frames[-1].reached.iteration))))


def test_a_chosen_iteration_is_reached_here(trainer):
    asked = job("xor-2-2-1", SLICE)
    until_beside(trainer, asked)
    assert trainer.run(replace(asked, goal=Goal(7, explain=True))).moments
    assert not trainer.beside


def test_training_goes_on_here_when_the_process_has_been_killed(trainer):
    asked = job("spiral-2-8-8-1", SLICE)
    frames, then = until_beside(trainer, asked)
    os.kill(trainer._process._process.pid, signal.SIGTERM)
    for _ in range(3):
        frames.append(trainer.run(then))
        then = following(then, frames[-1])
    assert not trainer.beside
    assert_same(frames, Trainer().run(replace(asked, goal=Goal(frames[-1].reached.iteration))))


def test_with_one_processor_there_is_no_process(monkeypatch):
    monkeypatch.setattr("nnviz.worker.full_speed.processors", lambda: 1)
    trainer = FullSpeedTrainer()
    trainer.run(job("xor-2-2-1", SLICE))
    assert trainer._process is None


def test_closing_ends_the_process(trainer):
    until_beside(trainer, job("xor-2-2-1", SLICE))
    process = trainer._process._process
    trainer.close()
    assert not process.is_alive()


STARTS_ONE_AND_IS_KILLED = """
import os, signal
from nnviz.worker.training_process import TrainingProcess
process = TrainingProcess()
while not process.ready:
    pass
print(process._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_process_ends_when_the_app_is_killed():
    done = subprocess.run([sys.executable, "-c", STARTS_ONE_AND_IS_KILLED], capture_output=True, text=True, timeout=60)
    end = time.monotonic() + 30
    while lives(done.stdout.strip()):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert done.stderr == ""


def lives(number):
    """Whether there is such a process that is not merely waiting to be struck off the list."""
    try:
        return Path("/proc", number, "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
