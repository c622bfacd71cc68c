"""Samples put, erased and moved by hand."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.activations import activation
from nnviz.data.spec import DataSpec, Generated, Inline
from nnviz.session.commands import (
    AddRow,
    AddSamples,
    BeginWithPoints,
    ChangeRecipe,
    EditInput,
    EditTarget,
    MoveSample,
    Pause,
    Redo,
    RemoveRow,
    RemoveSamples,
    Run,
    SetActivation,
    SetData,
    SetSpeed,
    SetStepSize,
    ShowSample,
    StepForward,
    Undo,
)
from nnviz.session.state import StepSize
from tests.session.desk import desk

PLACE, CLASS = np.array([[0.5, -2.0], [0.25, 3.0]]), np.array([[1.0], [-1.0]])


@pytest.fixture
def spiral():
    """500 generated samples, half of which only test."""
    return desk("spiral-2-8-8-1")


def data_of(at):
    return at.state.recipe.dataset


def test_added_samples_train_and_the_test_part_stays(spiral):
    before = data_of(spiral)
    spiral.send(AddSamples(PLACE, CLASS))
    after = data_of(spiral)
    np.testing.assert_array_equal(after.inputs[after.test_rows], before.inputs[before.test_rows])
    assert after.inputs[after.train_rows][-2:].tolist() == PLACE.tolist()
    assert after.targets[after.train_rows][-2:].tolist() == CLASS.tolist()


def test_generated_samples_become_own_ones_and_one_undo_brings_the_generator_back(spiral):
    before = data_of(spiral)
    spiral.send(AddSamples(PLACE, CLASS))
    assert isinstance(spiral.state.data.source, Inline)
    assert "Undo brings the generator back" in spiral.state.notice.text
    spiral.send(AddSamples(PLACE, CLASS))
    assert spiral.state.notice is None
    spiral.send(Undo(), Undo())
    assert data_of(spiral) is before


def test_erased_samples_are_gone_and_one_to_train_with_must_stay():
    at = desk("xor-2-2-1").send(ShowSample(3), RemoveSamples((0, 2)))
    assert data_of(at).inputs.tolist() == [[0, 1], [1, 1]]
    assert at.state.sample == 1
    at.send(RemoveSamples((0, 1)))
    assert data_of(at).samples == 2
    assert "must stay" in at.state.notice.text


def test_the_test_part_stays_where_other_samples_are_erased(spiral):
    before = data_of(spiral)
    spiral.send(RemoveSamples((int(before.train_rows[0]), int(before.test_rows[0]))))
    after = data_of(spiral)
    np.testing.assert_array_equal(after.inputs[after.test_rows], before.inputs[before.test_rows[1:]])


def test_a_sample_is_moved_with_its_target():
    at = desk("xor-2-2-1").send(MoveSample(1, np.array([0.25, 0.75]), np.array([0.5])))
    assert data_of(at).inputs[1].tolist() == [0.25, 0.75]
    assert data_of(at).targets[:, 0].tolist() == [0, 0.5, 1, 0]
    at.send(Undo())
    assert data_of(at).inputs[1].tolist() == [0, 1]


def test_classes_keep_their_names():
    at = desk("xor-2-2-1").send(SetData(DataSpec(Generated("blobs", 40), class_names=("ant", "bee", "cat"))))
    at.send(AddSamples(PLACE[:1], np.eye(3)[:1]))
    assert data_of(at).class_names == ("ant", "bee", "cat")


def test_targets_that_are_the_inputs_stay_so():
    at = desk("auto-associative-8-3-8")
    at.send(AddSamples(np.full((1, 8), 0.5), np.full((1, 8), 0.5)))
    assert at.state.data.targets_are_inputs
    assert data_of(at).targets[-1].tolist() == [0.5] * 8


def test_added_samples_can_be_shown(spiral):
    spiral.send(AddSamples(PLACE, CLASS, shown=True))
    assert spiral.state.seen.batch.x[spiral.state.row].tolist() == PLACE[0].tolist()


def test_training_goes_on_with_what_is_painted(spiral):
    spiral.send(SetStepSize(StepSize.ITERATION), SetSpeed(60.0), Run()).pass_time(0.1)
    spiral.send(AddSamples(PLACE, CLASS))
    assert spiral.state.playing
    made = spiral.iteration
    spiral.pass_time(0.1)
    assert spiral.iteration > made
    assert data_of(spiral).inputs[data_of(spiral).train_rows[-1]].tolist() == PLACE[1].tolist()
    assert spiral.send(Pause(), Undo()).state.data.source.generator == "spiral"


def test_a_trained_network_keeps_its_weights(spiral):
    weights = spiral.step(StepSize.EPOCH, StepForward()).weights
    assert spiral.send(AddSamples(PLACE, CLASS)).weights.tobytes() == weights.tobytes()


@pytest.mark.parametrize(("kind", "low"), [("tanh", -1), ("sigmoid", 0)])
def test_one_begins_with_a_sample_of_each_class(kind, low):
    at = desk("xor-2-2-1").send(SetActivation(1, activation(kind)), BeginWithPoints())
    assert data_of(at).inputs.tolist() == [[-1, -1], [1, 1]]
    assert data_of(at).targets.tolist() == [[low], [1]]
    assert "Paint" in at.state.notice.text


def test_a_network_of_many_inputs_gets_two_of_them():
    at = desk("blobs-2-6-4").send(BeginWithPoints())
    assert data_of(at).targets.tolist() == np.eye(2, 4).tolist()
    at = desk("ten-digits").send(BeginWithPoints())
    assert at.state.network.inputs == 2


def test_samples_are_painted_where_the_network_hears_features():
    at = desk("spiral-2-8-8-1")
    at.send(SetData(replace(at.state.data, features=("x1", "x1^2")), confirmed=True))
    at.send(AddSamples(PLACE, CLASS))
    assert data_of(at).raw_inputs[data_of(at).train_rows[-1]].tolist() == [0.25, 3.0]


# --- taken back while training runs -----------------------------------------------------------------------------------

OF_SAMPLES = [
    AddSamples(PLACE, CLASS),
    RemoveSamples(np.array([3, 4])),
    MoveSample(3, PLACE[0], CLASS[0]),
    EditInput(3, 0, 0.25),
    EditTarget(3, 0, 0.5),
    AddRow(),
    RemoveRow(3),
]


def inputs_and_targets(at):
    return np.hstack([data_of(at).inputs, data_of(at).targets])


def run_on(at):
    """Train a little; return how far."""
    at.pass_time(0.1)
    assert at.state.playing
    return at.iteration


@pytest.mark.parametrize("edit", OF_SAMPLES, ids=lambda edit: type(edit).__name__)
def test_undo_and_redo_of_samples_leave_training_on_its_way(spiral, edit):
    spiral.send(SetStepSize(StepSize.ITERATION), SetSpeed(60.0), Run())
    run_on(spiral)
    before, source = inputs_and_targets(spiral), spiral.state.data
    spiral.send(edit)
    edited = inputs_and_targets(spiral)
    for command, expected in ((Undo(), before), (Redo(), edited), (Undo(), before)):
        reached, weights = run_on(spiral), spiral.weights
        spiral.send(command)
        assert spiral.state.playing
        assert spiral.iteration == reached
        np.testing.assert_array_equal(spiral.weights, weights)
        np.testing.assert_array_equal(inputs_and_targets(spiral), expected)
    assert run_on(spiral) > reached
    assert spiral.state.data is source
    assert len(spiral.state.undo) == 0
    assert len(spiral.state.redo) == 1


def test_at_rest_undo_of_samples_brings_the_run_of_before_back(spiral):
    spiral.send(SetStepSize(StepSize.ITERATION), SetSpeed(60.0), Run())
    painted_at = run_on(spiral)
    spiral.send(AddSamples(PLACE, CLASS))
    assert run_on(spiral) > painted_at
    spiral.send(Pause(), Undo())
    assert spiral.iteration == painted_at


def test_undo_of_another_edit_brings_the_run_of_before_back(spiral):
    spiral.send(SetStepSize(StepSize.ITERATION), SetSpeed(60.0), Run())
    changed_at = run_on(spiral)
    spiral.send(ChangeRecipe(rate=0.5))
    run_on(spiral)
    spiral.send(Undo())
    assert not spiral.state.playing
    assert spiral.iteration == changed_at
