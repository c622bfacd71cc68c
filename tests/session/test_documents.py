"""Opening and saving: what was trained goes on tomorrow, bit for bit."""

from nnviz.session.commands import (
    DocumentRead,
    DocumentSaved,
    EditWeight,
    NewDocument,
    RequestFailed,
    SaveDocument,
    SetDigits,
    SetSpeed,
    StepForward,
)
from nnviz.session.effects import WriteFile
from nnviz.session.saving import document_of
from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.storage.network_file import read, write
from tests.session.desk import Desk, desk


def test_saved_and_opened_it_trains_on_as_if_never_closed(tmp_path):
    at = desk("spiral-2-8-8-1").step(StepSize.ITERATION, *[StepForward()] * 30)
    write(tmp_path / "kept.json", document_of(at.state))
    again = Desk(read(tmp_path / "kept.json")).step(StepSize.ITERATION, *[StepForward()] * 30)
    at.send(*[StepForward()] * 30)
    assert again.iteration == at.iteration == 60
    assert again.weights.tobytes() == at.weights.tobytes()


def test_reset_tomorrow_returns_to_the_weights_of_today(tmp_path):
    from nnviz.session.commands import Reset

    at = desk("xor-2-2-1")
    initial = at.weights
    at.step(StepSize.ITERATION, *[StepForward()] * 5)
    write(tmp_path / "kept.json", document_of(at.state))
    again = Desk(read(tmp_path / "kept.json")).send(Reset())
    assert again.weights.tobytes() == initial.tobytes()
    assert again.iteration == 0


def test_how_it_is_shown_is_kept():
    at = desk("xor-2-2-1").send(SetDigits(7), SetSpeed(FULL_SPEED))
    view = document_of(at.state).view
    assert (view.digits, view.speed) == (7, "full")


def test_training_and_edits_are_unsaved_until_saved(tmp_path):
    at = desk("xor-2-2-1")
    assert not at.state.unsaved
    at.send(EditWeight(0, 0, 0, 1.5))
    assert at.state.unsaved
    at.send(SaveDocument(tmp_path / "a.json"))
    written = next(effect for effect in at.effects if isinstance(effect, WriteFile))
    at.send(DocumentSaved(written.document, written.path, written.document.network))
    assert not at.state.unsaved
    assert at.state.path == tmp_path / "a.json"


def test_looking_at_moments_is_no_change():
    at = desk("backpropagation-by-hand").step(StepSize.LAYER, *[StepForward()] * 4)
    assert not at.state.unsaved


def test_a_file_that_is_refused_leaves_the_work_as_it_is():
    at = desk("xor-2-2-1")
    work = at.state.work
    at.send(RequestFailed("Cannot open it."))
    assert at.state.work is work
    assert at.state.notice.serious


def test_a_recovered_document_counts_as_unsaved():
    at = desk("xor-2-2-1")
    at.send(DocumentRead(document_of(at.state), None, recovered=True))
    assert at.state.unsaved


def test_a_new_network_can_be_trained():
    at = desk("xor-2-2-1").send(NewDocument()).step(StepSize.EPOCH, StepForward())
    assert at.state.work.timeline.now.epoch == 1
