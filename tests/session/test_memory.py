"""What undo and redo keep of a run: within the memory given, and enough to come back to every bit."""

from pathlib import Path

import pytest

from nnviz.core.checkpoint import Checkpoint
from nnviz.session import documents, editing
from nnviz.session import timeline as timeline_module
from nnviz.session.commands import DocumentSaved, NewWeights, Redo, Reset, Seek, StepForward, Undo
from nnviz.session.memory import taken
from nnviz.session.saving import document_of
from nnviz.session.state import State, StepSize
from tests.session.desk import desk

STEPS = [StepForward()] * 60
SIZE = desk("xor-2-2-1").state.work.timeline.now.nbytes


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch):
    """Memory for 48 checkpoints of the run, 12 of undo and 4 of redo."""
    monkeypatch.setattr(timeline_module, "OF_THE_RUN", 48 * SIZE)
    for module in (editing, documents):
        monkeypatch.setattr(module, "OF_UNDO", 12 * SIZE)
    monkeypatch.setattr(documents, "OF_REDO", 4 * SIZE)


def all_kept(state: State) -> list[Checkpoint]:
    works = [state.work, state.saved, *(work for _, work in (*state.undo, *state.redo))]
    found = {id(kept): kept for work in works for part in work.timeline.stretches for kept in part.checkpoints}
    return list(found.values())


@pytest.mark.usefixtures("little")
def test_however_often_one_begins_anew_the_memory_is_bounded():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, *STEPS)
    for seed in range(12):
        at.send(NewWeights(seed), *STEPS)
        assert taken(at.state.undo) <= 12 * SIZE
    at.send(Undo(), Undo(), Undo())
    assert taken(at.state.redo) <= 4 * SIZE
    assert len(all_kept(at.state)) <= 48 + 12 + 4 + 2


@pytest.mark.usefixtures("little")
def test_undo_and_redo_come_back_to_every_bit_of_the_run():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, *STEPS)
    end, middle = at.weights.tobytes(), at.send(Seek(31)).weights.tobytes()
    at.send(Seek(60), NewWeights(3), *STEPS)
    other = at.send(Seek(17)).weights.tobytes()
    at.send(Undo())
    assert at.weights.tobytes() == end
    assert at.send(Seek(31)).weights.tobytes() == middle
    assert at.send(Redo(), Seek(17)).weights.tobytes() == other


def test_small_runs_are_kept_as_they_are():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, *STEPS)
    before = at.state.work.timeline.stretches
    at.send(Reset(), Undo())
    assert at.state.work.timeline.stretches is before


def test_what_was_saved_is_compared_with_but_not_kept():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, *STEPS)
    at.send(DocumentSaved(document_of(at.state), Path("a.json"), at.state.network))
    assert not at.state.unsaved
    assert sum(len(part.checkpoints) for part in at.state.saved.timeline.stretches) <= 2
    assert at.send(StepForward()).state.unsaved
