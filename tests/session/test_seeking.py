"""Going to any place of the run: the same bits as stepping there, and nothing of the future."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.core.snapshot import Phase
from nnviz.session.commands import (
    ChangeRecipe,
    EditWeight,
    FrameArrived,
    Run,
    Seek,
    SeekEnd,
    SeekStart,
    SetSpeed,
    SetStop,
    StepBack,
    StepForward,
    TimePassed,
)
from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.session.timeline import Place
from nnviz.session.update import update
from nnviz.storage.document import Stop
from tests.session.bits import bits
from tests.session.desk import Desk, desk

FORWARD, BACK = StepForward(), StepBack()


def place(at):
    return at.state.work.timeline.place.iteration, at.state.work.timeline.place.position


def walked(name, count, *commands):
    """A session at the end of ``count`` steps by layers, and the bits at each of the places on the way."""
    at = desk(name).send(*commands).step(StepSize.LAYER)
    seen = {place(at): bits(at)}
    for _ in range(count):
        at.send(FORWARD)
        seen[place(at)] = bits(at)
    return at, seen


@pytest.mark.parametrize("name", ["xor-2-2-1", "spiral-2-8-8-1"])
@settings(max_examples=10)
@given(data=st.data())
def test_seeking_shows_the_same_bits_as_stepping(name, data):
    at, seen = walked(name, 40)
    for wanted in data.draw(st.lists(st.sampled_from(sorted(seen)), min_size=1, max_size=8)):
        at.send(Seek(*wanted))
        assert place(at) == wanted
        assert bits(at) == seen[wanted]


def test_seeking_a_fact_shows_as_much_as_stepping_to_it():
    at = desk("backpropagation-by-hand").step(StepSize.VALUE)
    seen = {}
    for _ in range(60):
        at.send(FORWARD)
        here = at.state.work.timeline.place
        seen[here.iteration, here.position, here.fact] = bits(at)
    for wanted in [(0, 4, 3), (1, 2, 1), (0, 1, 0), (1, 3, 0)]:
        assert bits(at.send(Seek(*wanted))) == seen[wanted]
        assert at.state.work.timeline.place == Place(*wanted)


def test_a_fact_that_the_moment_does_not_have_means_all_of_it():
    at, seen = walked("xor-2-2-1", 15)
    for iteration in (0, 2):
        assert bits(at.send(Seek(iteration, 1, 999))) == seen[iteration, 1]
        assert at.state.work.timeline.fact is None


def test_the_update_is_the_last_place_of_an_iteration():
    at, _ = walked("xor-2-2-1", 30)
    at.send(Seek(2, -1))
    assert at.state.seen.mark.phase is Phase.UPDATE
    assert place(at) == (2, 6)


def test_without_a_moment_the_sample_is_sent_through():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, *[FORWARD] * 9, Seek(4))
    assert at.iteration == 4
    assert at.state.live
    assert not at.state.busy


@pytest.mark.parametrize("size", [StepSize.LAYER, StepSize.PASS, StepSize.ITERATION, StepSize.EPOCH])
def test_back_then_forward_then_the_end_are_the_same_bits(size):
    at = desk("spiral-2-8-8-1").step(StepSize.ITERATION, *[FORWARD] * 100)
    end = at.weights.tobytes()
    at.send(Seek(20)).step(size, FORWARD, FORWARD, FORWARD, BACK)
    assert at.state.work.timeline.end == 100
    at.send(SeekEnd())
    assert place(at) == (100, 0)
    assert at.weights.tobytes() == end


def test_the_end_is_the_last_moment_that_was_looked_at():
    at, seen = walked("xor-2-2-1", 12)
    at.send(SeekStart())
    assert place(at) == (0, 0)
    at.send(Seek(1, 6), Seek(99, 3))
    assert place(at) == (1, 5)
    at.send(Seek(0, 2), SeekEnd())
    assert place(at) == (1, 5)
    assert bits(at) == seen[1, 5]


def test_nothing_of_the_future_can_be_looked_at():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, FORWARD, FORWARD, Seek(7, 3))
    assert place(at) == (2, 0)
    at.send(Seek(-5))
    assert place(at) == (0, 0)


def test_running_on_from_the_past_repeats_the_run_and_its_losses():
    at = desk("spiral-2-8-8-1").step(StepSize.ITERATION, *[FORWARD] * 100)
    losses, ends = at.state.work.curve.recent, at.state.work.curve.epochs
    end, kept = at.weights.tobytes(), at.state.work.timeline.end
    at.send(Seek(10), SetSpeed(1e6), Run()).pass_time(0.1)
    assert at.iteration > 100 == kept
    curve = at.state.work.curve
    assert np.array_equal(curve.recent[:100], losses)
    assert curve.epochs.tolist()[: len(ends)] == ends.tolist()
    assert len(set(curve.epoch_iterations.tolist())) == len(curve.epoch_iterations)
    assert curve.end == at.iteration
    assert at.send(Seek(100)).weights.tobytes() == end


def test_running_on_from_the_past_goes_through_known_edits():
    at = desk("spiral-2-8-8-1").step(StepSize.ITERATION, *[FORWARD] * 20, EditWeight(0, 0, 0, 3.0), *[FORWARD] * 20)
    end = at.weights.tobytes()
    at.send(Seek(5), SetSpeed(FULL_SPEED), SetStop(Stop(epochs=2)), Run(), TimePassed(1.0))
    assert (at.iteration, at.state.playing) == (50, False)
    assert at.send(Seek(40)).weights.tobytes() == end


def test_seeking_passes_over_a_change_of_the_recipe():
    at, seen = walked("backpropagation-by-hand", 10)
    at.send(ChangeRecipe(rate=5.0), *[FORWARD] * 12)
    after = bits(at)
    wanted = place(at)
    at.send(Seek(1, 3))
    assert bits(at) == seen[1, 3]
    assert at.state.recipe.rate == 0.5
    at.send(Seek(*wanted))
    assert at.state.recipe.rate == 5.0
    assert bits(at) == after


def test_the_newest_seek_wins():
    at = desk("spiral-2-8-8-1").step(StepSize.ITERATION, *[FORWARD] * 50)
    state, (first,) = update(at.state, Seek(10))
    state, (second,) = update(state, Seek(30))
    unchanged, _ = update(state, FrameArrived(at.trainer.run(first.job)))
    assert unchanged is state
    state, _ = update(state, FrameArrived(at.trainer.run(second.job)))
    assert state.work.timeline.now.iteration == 30


def test_seeking_within_the_iteration_needs_no_job():
    at, seen = walked("xor-2-2-1", 5)
    state, effects = update(at.state, Seek(0, 2))
    assert effects == ()
    at.state = state
    assert bits(at) == seen[0, 2]


def test_seeking_stops_a_run():
    at = desk("xor-2-2-1").send(SetSpeed(100.0), Run()).pass_time(0.5).send(Seek(3))
    assert not at.state.playing
    assert at.iteration == 3


def test_where_nothing_can_be_trained_the_beginning_is_all_there_is():
    at = desk("threshold-network").send(Seek(5, 3), SeekEnd())
    assert place(at) == (0, 0)
    assert at.step(StepSize.LAYER, FORWARD, FORWARD, SeekStart(), Seek(0, 2)).state.seen.mark.phase is Phase.FORWARD


def test_without_data_seeking_stays_where_it_is():
    document = desk("xor-2-2-1").state.work.document
    at = Desk(replace(document, data=None, recipe=replace(document.recipe, dataset=None)))
    assert place(at.send(Seek(3, 2), SeekEnd(), SeekStart())) == (0, 0)
