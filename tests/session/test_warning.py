"""An edit in the past asks before it cuts the future, and undo brings the future back."""

import pytest

from nnviz.core.activations import activation
from nnviz.core.recipe import BiasMode
from nnviz.data.spec import DataSpec
from nnviz.data.truth_tables import truth_table
from nnviz.session.commands import (
    AddLayer,
    AddRow,
    ChangeRecipe,
    EditBias,
    EditInput,
    EditTarget,
    EditWeight,
    KeepTrial,
    NewWeights,
    RemoveRow,
    RenameUnit,
    Reset,
    Seek,
    SeekEnd,
    SetActivation,
    SetData,
    SetDigits,
    SetUnits,
    SetUseBias,
    StepForward,
    TryValue,
    Undo,
)
from nnviz.session.effects import Ask
from nnviz.session.state import Element, Part, StepSize
from tests.session.desk import desk

EDITS = [
    EditWeight(0, 0, 0, 1.0),
    EditBias(0, 0, 1.0),
    EditInput(0, 0, 0.5),
    EditTarget(0, 0, 0.5),
    AddRow(),
    RemoveRow(1),
    SetData(DataSpec(truth_table("AND", 2, 0.0))),
    ChangeRecipe(rate=0.5),
    AddLayer(0),
    SetUnits(0, 3),
    SetUseBias(0, False),
    SetActivation(0, activation("tanh")),
    RenameUnit(0, 0, "other"),
]


def in_the_past(iteration, position=None):
    return desk("xor-2-2-1").step(StepSize.ITERATION, *[StepForward()] * 20).send(Seek(iteration, position))


def question(at):
    return at.effects[-1].question if at.effects and isinstance(at.effects[-1], Ask) else None


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: type(edit).__name__)
@pytest.mark.parametrize("iteration", [0, 8])
def test_an_edit_in_the_past_asks_and_changes_nothing_before_the_answer(edit, iteration):
    at = in_the_past(iteration)
    before = at.state
    at.send(edit)
    assert question(at).startswith(f"Changing this removes the {20 - iteration} later steps.")
    assert at.effects[-1].yes == "Continue"
    assert at.state.work is before.work


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: type(edit).__name__)
def test_undo_brings_the_future_back(edit):
    at = in_the_past(20)
    end = at.weights.tobytes()
    at.send(Seek(8), edit).say_yes()
    assert at.state.work.timeline.end == at.state.work.curve.end == 8
    assert at.send(Undo(), SeekEnd()).iteration == 20
    assert at.weights.tobytes() == end


def test_a_question_of_the_edits_own_is_asked_along():
    at = in_the_past(8).send(SetUnits(0, 1))
    assert question(at) == (
        "Changing this removes the 12 later steps. This throws trained weights away. Undo brings them back."
    )
    assert at.say_yes().state.network.layers[0].units == 1


def test_biases_to_be_shared_are_asked_about_together_with_the_future():
    at = in_the_past(19).send(ChangeRecipe(bias_mode=BiasMode.SHARED))
    assert question(at).startswith("Changing this removes the later step. The biases within a layer differ.")
    assert at.say_yes().state.next_recipe.bias_mode is BiasMode.SHARED


def test_a_change_that_holds_from_the_next_iteration_on_removes_one_step_less():
    at = in_the_past(8, 3).send(ChangeRecipe(rate=0.5))
    assert "the 11 later steps" in question(at)
    at.say_yes()
    assert at.state.work.timeline.reached == at.state.work.timeline.place


def test_at_the_end_nothing_is_asked():
    at = in_the_past(20).send(EditWeight(0, 0, 0, 1.0), ChangeRecipe(rate=0.5))
    assert question(at) is None
    assert at.state.recipe.rate == 0.5


def test_a_change_that_waits_for_the_next_iteration_is_no_later_step():
    at = desk("xor-2-2-1").step(StepSize.LAYER, StepForward(), ChangeRecipe(rate=0.5), ChangeRecipe(rate=0.25))
    assert question(at) is None
    assert at.state.work.timeline.end == 0


def test_what_was_tried_out_in_the_past_asks_before_it_is_kept():
    at = in_the_past(8).send(TryValue(Element(Part.WEIGHT, 0, 0, 0), 4.0), KeepTrial())
    assert "12 later steps" in question(at)
    assert at.state.trial is not None
    at.say_yes()
    assert at.state.network.layers[0].weight[0, 0] == 4.0


def test_reset_new_weights_and_looks_are_not_asked_about():
    at = in_the_past(8).send(SetDigits(3), Reset(), Undo(), NewWeights(3))
    assert question(at) is None
    assert at.iteration == 0
