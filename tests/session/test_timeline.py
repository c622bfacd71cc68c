"""The timeline: the nearest checkpoint, edits, and a bounded memory."""

from dataclasses import replace

import pytest

from nnviz.session import timeline as timeline_module
from nnviz.session.timeline import Stretch
from tests.session.desk import desk


def run_of(count):
    at = desk("xor-2-2-1")
    timeline = at.state.work.timeline
    for iteration in range(1, count + 1):
        timeline = timeline.reaching(replace(timeline.now, iteration=iteration))
    return timeline


def test_the_nearest_checkpoint_lies_at_or_before():
    timeline = run_of(9)
    stretch = Stretch(timeline.recipe, timeline.stretches[0].checkpoints[::3])
    assert [stretch.nearest(iteration).iteration for iteration in (0, 1, 3, 5, 9, 20)] == [0, 0, 3, 3, 9, 9]


def test_old_checkpoints_thin_out_and_the_first_stays(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timeline_module, "MOST", 32)
    kept = [checkpoint.iteration for checkpoint in run_of(1000).stretches[0].checkpoints]
    assert len(kept) <= 32
    assert kept[0] == 0
    assert kept[-16:] == list(range(985, 1001))


def test_checkpoints_fit_in_the_memory_given(monkeypatch: pytest.MonkeyPatch):
    size = run_of(1).now.nbytes
    monkeypatch.setattr(timeline_module, "MEMORY", 20 * size)
    checkpoints = run_of(500).stretches[0].checkpoints
    assert sum(checkpoint.nbytes for checkpoint in checkpoints) <= 20 * size


def test_an_edit_begins_a_stretch_and_cuts_what_came_after():
    timeline = run_of(9)
    past = replace(timeline, now=timeline.stretches[0].nearest(4))
    edited = past.edited(past.now, past.recipe)
    assert [stretch.begins for stretch in edited.stretches] == [0, 4]
    assert edited.stretches[0].checkpoints[-1].iteration == 3
    assert edited.end == 4
    assert edited.next_begin(2) == 4
    assert edited.stretch_at(3) is edited.stretches[0]
