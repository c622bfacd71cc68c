"""The timeline: the nearest checkpoint, edits, epochs, and a bounded memory."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.session import timeline as timeline_module
from nnviz.session.commands import ChangeRecipe, Run, SetSpeed, StepForward
from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.session.stretch import Stretch
from nnviz.session.thinning import thinned
from tests.session.desk import desk

START = desk("xor-2-2-1").state.work.timeline


def run_of(count):
    timeline = START
    for iteration in range(1, count + 1):
        timeline = timeline.reaching(replace(timeline.now, iteration=iteration))
    return timeline


def stretch_of(iterations):
    checkpoints = tuple(replace(START.now, iteration=iteration) for iteration in iterations)
    return Stretch(START.recipe, checkpoints, START.initial)


def kept_in(timeline):
    return [kept.iteration for stretch in timeline.stretches for kept in stretch.checkpoints]


def test_the_nearest_checkpoint_lies_at_or_before():
    stretch = stretch_of(range(0, 10, 3))
    assert [stretch.nearest(iteration).iteration for iteration in (0, 1, 3, 5, 9, 20)] == [0, 0, 3, 3, 9, 9]


def test_the_cursor_is_the_nearest_place_where_no_checkpoint_lies_between():
    timeline = replace(START, stretches=(stretch_of([0, 10, 20]),), now=replace(START.now, iteration=14))
    assert [timeline.nearest(iteration).iteration for iteration in (5, 13, 14, 19, 20, 30)] == [0, 10, 14, 14, 20, 20]


@given(slices=st.lists(st.integers(1, 500), min_size=40, max_size=150), most=st.integers(8, 30))
def test_no_gap_is_longer_than_twice_an_even_share(slices, most):
    timeline, made = START, 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timeline_module, "MOST", most)
        for count in slices:
            made += count
            timeline = timeline.reaching(replace(START.now, iteration=made))
    kept = kept_in(timeline)
    assert len(kept) == most
    assert (kept[0], kept[-1]) == (0, made)
    gaps = np.diff(kept)
    assert max(gaps) <= max(max(slices), 2 * made / (most - 1))


def test_checkpoints_fit_in_the_memory_given(monkeypatch: pytest.MonkeyPatch):
    size = START.now.nbytes
    monkeypatch.setattr(timeline_module, "OF_THE_RUN", 20 * size)
    assert len(kept_in(run_of(500))) == 20


def test_a_place_looked_at_again_is_kept_again():
    timeline = replace(START, stretches=(stretch_of([0, 100]),))
    back = timeline.reaching(replace(START.now, iteration=50))
    assert kept_in(back) == [0, 50, 100]
    assert back.reaching(replace(START.now, iteration=50)).stretches[0].checkpoints == back.stretches[0].checkpoints


def test_where_the_starts_of_stretches_alone_are_too_large_the_oldest_are_forgotten():
    size = START.now.nbytes
    stretches = tuple(stretch_of([begin, begin + 5]) for begin in range(0, 100, 10))
    left = thinned(stretches, 4 * size, cursor=95, most=100)
    assert [stretch.begins for stretch in left] == [70, 80, 90]
    assert [len(stretch.checkpoints) for stretch in left] == [1, 1, 2]
    assert thinned(stretches, 4 * size, cursor=25, most=100)[0].begins == 20


def test_an_edit_begins_a_stretch_and_cuts_what_came_after():
    timeline = run_of(9)
    past = replace(timeline, now=timeline.stretches[0].nearest(4))
    edited = past.edited(past.now, past.recipe)
    assert [stretch.begins for stretch in edited.stretches] == [0, 4]
    assert edited.stretches[0].checkpoints[-1].iteration == 3
    assert edited.end == 4
    assert edited.next_begin(2) == 4
    assert edited.stretch_at(3) is edited.stretches[0]


def test_an_iteration_knows_its_epoch_across_a_change_of_the_batch_size():
    at = desk("spiral-2-8-8-1").step(StepSize.ITERATION, *[StepForward()] * 30, ChangeRecipe(batch_size=50))
    expected = {}
    for _ in range(12):
        now = at.state.work.timeline.now
        expected[now.iteration] = (now.epoch, now.batch)
        at.send(StepForward())
    timeline = at.state.work.timeline
    assert {iteration: timeline.stretch_at(iteration).epoch_at(iteration) for iteration in expected} == expected
    assert timeline.stretches[0].begin_of(1) == 25
    assert timeline.stretches[1].begin_of(3) == 35


def test_the_places_between_are_kept_and_the_cursor_stays():
    timeline = run_of(2)
    passed = timeline.passing(tuple(replace(START.now, iteration=iteration) for iteration in (1, 4, 5)))
    assert kept_in(passed) == [0, 1, 2, 4, 5]
    assert passed.stretches[0].checkpoints[1] is timeline.stretches[0].checkpoints[1]
    assert passed.now is timeline.now
    assert timeline.passing(()) is timeline


def test_a_run_at_full_speed_remembers_every_epoch_at_its_beginning():
    at = desk("linear-regression").send(SetSpeed(FULL_SPEED), Run()).pass_time(1.0)
    assert kept_in(at.state.work.timeline)[:200] == list(range(200))
