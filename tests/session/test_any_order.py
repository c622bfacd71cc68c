"""Whatever is asked for, in whatever order: nothing breaks, the cursor stays in the run, and what is shown is there."""

from dataclasses import replace

import numpy as np
import pytest
from desk import Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from test_saved_documents import COMMANDS as EDITS
from test_saved_documents import DATA, SIZES, TRUE

from nnviz.core.initializers import initializer
from nnviz.core.network import Network
from nnviz.core.optimizers import SGD
from nnviz.core.recipe import BiasMode
from nnviz.data.spec import DataSpec, Images
from nnviz.data.truth_tables import truth_table
from nnviz.session.commands import (
    AddLayer,
    AddRow,
    BeginWithPoints,
    ChangeRecipe,
    DiscardTrial,
    DocumentSaved,
    EditBias,
    EditInput,
    EditWeight,
    HideDrawing,
    KeepTrial,
    NewWeights,
    Pause,
    Redo,
    RemoveRow,
    RemoveSamples,
    RenameUnit,
    Reset,
    Run,
    Seek,
    SeekEnd,
    SeekStart,
    SetData,
    SetDigits,
    SetInputs,
    SetSpeed,
    SetStepSize,
    SetStop,
    SetUnits,
    ShowDrawing,
    ShowSample,
    StepBack,
    StepForward,
    TimePassed,
    TryValue,
    Undo,
)
from nnviz.session.commands.comparing import KeepRun, RemoveRun, RemoveRuns, RenameRun, RunNextSeed
from nnviz.session.commands.editing import SetInitializers
from nnviz.session.commands.predicting import AnswerQuestion, Reveal, SetAsking, Skip
from nnviz.session.comparing import MOST
from nnviz.session.predicting import open_question
from nnviz.session.saving import document_of
from nnviz.session.state import FULL_SPEED, Element, Part, State, StepSize
from nnviz.session.walks import current_index
from nnviz.storage.document import Document, Stop
from nnviz.storage.network_file import read
from nnviz.walkthrough.predict import Asking, Form, Scope
from tests.session.desk import NETWORKS

EXAMPLES = ["xor-2-2-1", "backpropagation-by-hand", "perceptron-rule-and", "perceptron-and", "linear-regression"]
TRIED = st.sampled_from([Element(Part.WEIGHT, 0, 0, 0), Element(Part.BIAS, 0, 0)])
QUESTIONS = st.one_of(
    st.builds(SetAsking, st.builds(Asking, st.sampled_from(Scope), st.sampled_from(Form))),
    st.sampled_from([AnswerQuestion(0.5), Reveal(), Skip()]),
)
LOOKS = st.one_of(
    QUESTIONS,
    st.builds(TryValue, TRIED, st.floats(-3, 3)),
    st.just(KeepTrial()),
    st.just(DiscardTrial()),
    st.just(Run()),
    st.just(Pause()),
    st.builds(TimePassed, st.floats(0, 3)),
    st.builds(ShowSample, st.one_of(st.none(), st.integers(0, 12))),
    st.builds(RemoveRow, st.integers(0, 3), confirmed=TRUE),
    st.builds(RemoveSamples, st.lists(st.integers(0, 5), max_size=4).map(tuple), confirmed=TRUE),
    st.just(BeginWithPoints(confirmed=True)),
    st.sampled_from([ShowDrawing(np.full((1, inputs), 0.5)) for inputs in (1, 2)] + [HideDrawing()]),
    st.just(SeekStart()),
    st.just(SeekEnd()),
    st.builds(
        Seek,
        st.integers(-2, 12),
        st.one_of(st.none(), st.integers(-1, 8)),
        st.one_of(st.none(), st.integers(0, 30)),
    ),
    st.builds(SetStepSize, st.sampled_from(StepSize)),
    st.builds(SetSpeed, st.sampled_from([1.0, 100.0])),
    st.sampled_from([KeepRun(), RunNextSeed(), RenameRun(1, "first"), RemoveRun(1), RemoveRuns()]),
    st.builds(SetInitializers, st.sampled_from([None, initializer("uniform")]), confirmed=TRUE),
    st.builds(SetStop, st.sampled_from([Stop(), Stop(epochs=2), Stop(train_loss=0.01)])),
)


def shape(network: Network) -> list[tuple[int, ...]]:
    return [layer.weight.shape for layer in network.layers]


def assert_sound(state: State) -> None:
    """The cursor is where the run is known, and the sample shown belongs to the data under the cursor."""
    timeline, data = state.work.timeline, state.recipe.dataset
    assert timeline.begins <= timeline.now.iteration <= timeline.end
    assert timeline.place <= timeline.reached
    assert timeline.position < max(1, len(timeline.moments))
    begins = [stretch.begins for stretch in timeline.stretches]
    assert begins == sorted(set(begins))
    assert shape(state.work.initial) == shape(state.network)
    assert state.seen is None or shape(state.seen.network) == shape(state.network)
    assert state.trial is None or not (state.playing or state.seen is timeline.moment)
    assert len({run.number for run in state.runs}) == len({run.color for run in state.runs}) == len(state.runs) <= MOST
    question, index = open_question(state), current_index(state)
    assert question is None or (-1 if index is None else index) == question.index - 1
    if data is None:
        assert state.seen is None
        return
    assert (data.inputs.shape[1], data.targets.shape[1]) == (state.network.inputs, state.network.outputs)
    assert state.sample is None or state.sample < data.samples
    if state.drawn is not None:
        assert state.live
        assert state.sample_shown is None
        assert state.trial is not None or state.seen.batch is state.drawn.batch
        return
    assert 0 <= state.sample_shown < data.samples
    assert np.array_equal(state.seen.batch.x[state.row], data.inputs[state.sample_shown].astype(state.recipe.precision))


def example(name: str, with_data: bool = True) -> Document:
    document = read(NETWORKS / f"{name}.json")
    return document if with_data else replace(document, data=None, recipe=replace(document.recipe, dataset=None))


@pytest.mark.parametrize("name", EXAMPLES)
@settings(max_examples=40)
@given(size=SIZES, commands=st.lists(st.one_of(EDITS, LOOKS), max_size=25))
def test_any_commands_leave_a_sound_state(name, size, commands):
    session = Desk(example(name)).step(size)
    for command in commands:
        session.send(command)
        assert_sound(session.state)


@settings(max_examples=40)
@given(commands=st.lists(st.one_of(EDITS, LOOKS, st.builds(SetInputs, st.integers(0, 3), confirmed=TRUE)), max_size=12))
def test_without_data_any_commands_leave_a_sound_state(commands):
    session = Desk(example("xor-2-2-1", with_data=False))
    for command in commands:
        session.send(command)
        assert_sound(session.state)


def test_a_run_at_full_speed_goes_through_edits_of_the_past():
    session = Desk(example("xor-2-2-1")).send(ShowSample(3)).step(StepSize.ITERATION, *[StepForward()] * 3)
    session.send(AddRow(), *[StepForward()] * 3, ShowSample(4), *[StepBack()] * 6)
    assert (session.iteration, session.state.recipe.dataset.samples, session.state.sample) == (0, 4, None)
    session.send(SetStop(Stop(epochs=9)), SetSpeed(FULL_SPEED), Run(), TimePassed(1.0))
    assert session.state.recipe.dataset.samples == 5
    assert session.state.work.timeline.now.epoch == 9
    assert not session.state.playing
    assert_sound(session.state)


def test_at_the_chosen_end_running_says_so_and_stays():
    session = Desk(example("xor-2-2-1")).send(SetStop(Stop(epochs=1))).step(StepSize.EPOCH, StepForward())
    iteration = session.iteration
    session.send(Run(), TimePassed(1.0), TimePassed(2.0))
    assert not session.state.playing
    assert session.iteration == iteration
    assert "chosen end" in session.state.notice.text


def test_a_walk_by_layers_stops_at_the_chosen_end():
    session = Desk(example("backpropagation-by-hand")).send(SetStop(Stop(epochs=1)), SetSpeed(4.0))
    session.step(StepSize.LAYER, Run()).pass_time(4.0)
    assert session.state.work.timeline.now.epoch == 1
    assert not session.state.playing


def test_a_walk_by_passes_stands_where_passes_end():
    session = Desk(example("backpropagation-by-hand")).send(SetSpeed(1.0)).step(StepSize.PASS, Run())
    stops = []
    for _ in range(4):
        session.pass_time(1.0)
        stops.append((session.iteration, session.state.work.timeline.position))
    assert stops == [(0, 3), (0, 5), (0, 6), (1, 3)]


@pytest.mark.parametrize(
    "edit", [SetData(DATA[1], confirmed=True), SetUnits(0, 5, confirmed=True), AddLayer(0, 3, confirmed=True)]
)
def test_before_an_edit_of_the_shape_reset_returns_to_a_network_of_the_shape_before(edit):
    session = Desk(example("xor-2-2-1")).step(StepSize.ITERATION, *[StepForward()] * 3)
    session.send(edit, StepForward(), StepBack(), StepBack())
    session.send(EditWeight(0, 0, 0, 5.0, confirmed=True) if isinstance(edit, AddLayer) else Reset())
    assert shape(session.state.work.initial) == [(2, 2), (1, 2)]
    assert_sound(session.send(Reset(), StepForward()).state)


@pytest.mark.parametrize("speed", [100.0, FULL_SPEED])
def test_a_run_through_an_edit_of_the_shape_shows_the_network_of_the_new_shape(speed):
    session = Desk(example("xor-2-2-1")).step(StepSize.ITERATION, *[StepForward()] * 3)
    session.send(SetUnits(0, 5, confirmed=True), *[StepForward()] * 3, *[StepBack()] * 5)
    session.send(SetSpeed(speed), SetStop(Stop(epochs=9)), Run())
    for _ in range(200):
        session.pass_time(1 / 60)
        assert_sound(session.state)
    assert session.state.network.layers[0].units == 5


@pytest.mark.parametrize("size", [StepSize.ITERATION, StepSize.LAYER])
def test_what_diverged_step_by_step_is_rescued_by_a_smaller_rate(size):
    session = Desk(example("linear-regression")).send(ChangeRecipe(rate=0.3)).step(StepSize.ITERATION)
    session.send(*[StepForward()] * 9)
    assert "diverges" in session.state.notice.text
    stuck = session.iteration
    assert session.state.work.curve.train[-1, 0] > 1e6
    session.send(ChangeRecipe(rate=0.05)).step(size, *[StepForward()] * 8)
    session.send(SetStop(Stop(epochs=stuck + 3000)), SetSpeed(FULL_SPEED), Run(), TimePassed(1.0))
    assert session.state.work.timeline.now.epoch == stuck + 3000
    assert session.state.work.curve.train[-1, 0] < 1.0


def test_a_run_ends_where_an_edit_left_nothing_that_can_train():
    session = Desk(example("perceptron-rule-and")).step(StepSize.ITERATION, *[StepForward()] * 3)
    session.send(ChangeRecipe(optimizer=SGD), *[StepBack()] * 3, SetSpeed(100.0), Run()).pass_time(1.0)
    assert (session.iteration, session.state.playing, session.state.busy) == (3, False, False)
    assert session.state.notice is not None
    assert_sound(session.state)


def test_undo_while_running_stops_where_the_edit_was_made():
    session = Desk(example("xor-2-2-1")).send(SetData(DATA[1], confirmed=True), ShowSample(7), SetSpeed(100.0))
    session.step(StepSize.ITERATION, Run()).pass_time(0.2).send(Undo())
    assert not session.state.playing
    assert session.state.network.inputs == 2
    assert_sound(session.state)


def test_the_sample_shown_stays_shown_when_another_is_removed():
    session = Desk(example("xor-2-2-1")).send(ShowSample(2), RemoveRow(0))
    assert session.state.sample_shown == 1
    session.send(RemoveRow(1))
    assert session.state.sample is None
    session.send(RemoveRow(2), EditInput(2, 0, 1.0))
    assert session.state.recipe.dataset.samples == 2


def test_a_trained_network_opened_cannot_be_stepped_back_before_what_was_saved():
    trained = Desk(example("xor-2-2-1")).step(StepSize.ITERATION, *[StepForward()] * 5)
    again = Desk(document_of(trained.state))
    for size in StepSize:
        again.step(size, StepBack())
        assert again.iteration == 5
        assert "Reset" in again.state.notice.text
    assert again.send(Reset()).iteration == 0


def test_an_edit_within_an_iteration_keeps_the_change_of_training_that_waits():
    session = Desk(example("backpropagation-by-hand")).step(StepSize.LAYER, *[StepForward()] * 3)
    session.send(ChangeRecipe(rate=0.125), EditWeight(0, 0, 0, 1.0))
    assert session.state.recipe.rate == 0.125
    assert session.state.network.layers[0].weight[0, 0] == 1.0


def test_biases_that_part_in_the_update_are_shared_from_this_iteration_on():
    session = Desk(example("xor-2-2-1"))
    level = [EditBias(layer, unit, 0.0) for layer, unit in ((0, 0), (0, 1), (1, 0))]
    session.send(*level).step(StepSize.LAYER, *[StepForward()] * 3).send(ChangeRecipe(bias_mode=BiasMode.SHARED))
    session.step(StepSize.ITERATION, *[StepForward()] * 3)
    assert session.state.recipe.bias_mode is BiasMode.SHARED
    assert len(set(session.state.network.layers[0].bias.tolist())) == 1


@pytest.mark.parametrize(
    "edit",
    [
        NewWeights(3),
        EditWeight(0, 0, 0, 5.0),
        ChangeRecipe(rate=0.01),
        AddRow(),
        SetData(DataSpec(truth_table("AND", 2, 0.0))),
        RenameUnit(0, 0, "other"),
    ],
)
def test_an_edit_is_unsaved_until_it_is_undone(edit):
    session = Desk(example("xor-2-2-1")).send(edit)
    assert session.state.unsaved
    assert not session.send(Undo()).state.unsaved
    assert session.send(Redo()).state.unsaved


def test_a_reset_of_trained_weights_is_unsaved_and_what_is_looked_at_is_not():
    trained = Desk(example("xor-2-2-1")).step(StepSize.ITERATION, *[StepForward()] * 5)
    again = Desk(document_of(trained.state)).send(ShowSample(1), SetDigits(2), SetSpeed(3.0))
    assert not again.state.unsaved
    assert again.send(Reset()).state.unsaved


def test_biases_made_one_and_shared_are_one_undo_step():
    session = Desk(example("xor-2-2-1"))
    before = session.state.work
    session.send(ChangeRecipe(bias_mode=BiasMode.SHARED, confirmed=True))
    assert len(set(session.state.network.layers[0].bias.tolist())) == 1
    session.send(Undo())
    assert session.state.work.timeline.now is before.timeline.now


def test_the_curve_of_edited_initial_weights_begins_with_their_own_loss():
    session = Desk(example("xor-2-2-1")).step(StepSize.ITERATION, StepForward(), StepBack())
    old = session.state.work.curve.start_loss
    session.send(EditWeight(0, 0, 0, 9.0, confirmed=True), StepForward())
    assert session.state.work.curve.start_loss != old
    again = Desk(example("xor-2-2-1")).send(EditWeight(0, 0, 0, 9.0)).step(StepSize.ITERATION, StepForward())
    assert session.state.work.curve.start_loss == again.state.work.curve.start_loss


def test_saved_elsewhere_data_files_are_found_after_undo_too(tmp_path):
    document = example("xor-2-2-1")
    images = replace(document.data, source=Images("pixels.idx", "labels.idx"))
    session = Desk(replace(document, data=images), tmp_path / "here" / "a.json").send(EditInput(0, 0, 0.5))
    session.send(DocumentSaved(document_of(session.state), tmp_path / "a.json", session.state.network), Undo())
    assert session.state.data.source == Images("here/pixels.idx", "here/labels.idx")
