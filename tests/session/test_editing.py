"""Edits: one undo step each, the future cut, trained weights asked about."""

import numpy as np
import pytest

from nnviz.core.activations import activation
from nnviz.core.initializers import initializer
from nnviz.core.losses import LOSSES
from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import BiasMode
from nnviz.core.snapshot import Phase
from nnviz.data.spec import DataSpec, Generated
from nnviz.data.truth_tables import truth_table
from nnviz.session.commands import (
    AddLayer,
    AddRow,
    ChangeRecipe,
    EditInput,
    EditParameters,
    EditTarget,
    EditWeight,
    NewWeights,
    Redo,
    RemoveLayer,
    RemoveRow,
    RenameUnit,
    Reset,
    SetActivation,
    SetData,
    SetUnits,
    StepBack,
    StepForward,
    Undo,
)
from nnviz.session.commands.editing import SetInitializers
from nnviz.session.effects import Ask
from nnviz.session.state import Element, Part, StepSize
from tests.session.desk import desk

STEPS = [StepForward()] * 5


def trained(name="xor-2-2-1"):
    return desk(name).step(StepSize.ITERATION, *STEPS)


def test_undo_brings_back_the_run_cursor_included():
    at = trained()
    before = at.state.work
    at.send(EditWeight(0, 0, 0, 9.0), *STEPS, Undo())
    assert at.state.work.timeline.now is before.timeline.now
    assert at.state.work.curve is before.curve


def test_redo_makes_the_edit_again():
    at = trained().send(EditWeight(0, 0, 0, 9.0), Undo(), Redo())
    assert at.state.network.layers[0].weight[0, 0] == 9.0


def test_reset_is_undone_too():
    at = trained()
    weights = at.weights
    at.send(Reset())
    assert at.iteration == 0
    at.send(Undo())
    assert at.weights.tobytes() == weights.tobytes()


def test_reset_repeats_the_same_run():
    at = trained()
    weights = at.weights
    at.send(Reset(), *STEPS)
    assert at.weights.tobytes() == weights.tobytes()


def test_a_seed_gives_the_same_weights_again():
    at = trained().send(NewWeights(7))
    first = at.weights
    at.send(NewWeights(8), NewWeights(7))
    assert at.weights.tobytes() == first.tobytes()
    assert at.state.recipe.seed == 7


def test_an_edit_during_a_moment_returns_to_ready():
    at = desk("backpropagation-by-hand").step(StepSize.LAYER, *STEPS, EditWeight(1, 0, 0, 1.0))
    assert at.state.work.timeline.mark.phase is Phase.READY


def test_an_edit_in_the_past_cuts_the_curve():
    at = trained()
    at.send(StepBack(), StepBack(), EditWeight(0, 0, 0, 1.0)).say_yes()
    assert at.state.work.curve.end == 3
    assert at.state.work.timeline.end == 3


def test_changes_of_training_keep_the_weights():
    at = trained()
    weights = at.weights
    at.send(
        ChangeRecipe(rate=0.25),
        ChangeRecipe(optimizer=optimizer("adam")),
        ChangeRecipe(loss=LOSSES["mse"]),
        ChangeRecipe(batch_size=2),
        ChangeRecipe(bias_mode=BiasMode.FROZEN),
    )
    assert at.weights.tobytes() == weights.tobytes()
    assert at.iteration == 5


def test_shared_biases_that_differ_are_asked_about():
    at = trained().send(ChangeRecipe(bias_mode=BiasMode.SHARED))
    assert isinstance(at.effects[-1], Ask)
    at.say_yes()
    assert at.state.next_recipe.bias_mode is BiasMode.SHARED
    assert len(set(at.state.network.layers[0].bias.tolist())) == 1


def test_a_loss_that_does_not_suit_is_refused():
    at = desk("linear-regression").send(ChangeRecipe(loss=LOSSES["categorical_crossentropy"]))
    assert "softmax" in at.state.notice.text
    assert at.state.recipe.loss.name == "mse"


def test_a_unit_more_keeps_the_weights_of_the_others():
    at = trained()
    old = at.state.network.layers[0].weight
    at.send(SetUnits(0, 3))
    assert np.array_equal(at.state.network.layers[0].weight[:2], old)
    assert at.state.network.layers[1].weight.shape == (1, 3)
    assert at.iteration == 5


def test_a_unit_less_asks_first_and_undo_brings_it_back():
    at = trained()
    weights = at.weights
    at.send(SetUnits(0, 1))
    assert isinstance(at.effects[-1], Ask)
    assert at.weights.tobytes() == weights.tobytes()
    at.say_yes()
    assert at.state.network.layers[0].units == 1
    at.send(Undo())
    assert at.weights.tobytes() == weights.tobytes()


def test_layers_come_and_go_and_the_network_still_learns():
    at = desk("xor-2-2-1").send(AddLayer(1, 3))
    assert [layer.units for layer in at.state.network.layers] == [2, 3, 1]
    at.step(StepSize.ITERATION, *STEPS).send(RemoveLayer(0, confirmed=True), *STEPS)
    assert [layer.units for layer in at.state.network.layers] == [3, 1]
    assert at.iteration == 10


def test_reset_after_a_change_of_shape_keeps_the_shape():
    at = trained().send(SetUnits(0, 4), Reset())
    assert at.state.network.layers[0].units == 4
    assert at.iteration == 0


def test_an_activation_changes_with_the_weights_kept():
    at = trained()
    weights = at.weights
    at.send(SetActivation(0, activation("tanh")))
    assert at.weights.tobytes() == weights.tobytes()
    at.send(*STEPS)
    assert at.iteration == 10


def test_maxout_has_as_many_weights_as_pieces():
    at = desk("xor-2-2-1").send(SetActivation(0, activation("maxout", pieces=3))).step(StepSize.ITERATION, *STEPS)
    assert at.state.network.layers[0].weight.shape == (6, 2)


def test_other_data_with_other_widths_change_the_network():
    at = desk("xor-2-2-1").send(SetData(DataSpec(truth_table("AND", 3, -1.0))))
    assert (at.state.network.inputs, at.state.network.outputs) == (3, 1)
    assert at.state.recipe.batch_size == 8


def test_generated_data_train():
    at = desk("xor-2-2-1").send(SetData(DataSpec(Generated("circle", 100, 0.1, 3), test_fraction=0.5)))
    at.step(StepSize.EPOCH, StepForward())
    assert at.state.work.curve.test.shape[0] == 2
    assert np.isfinite(at.state.work.curve.test[-1, 0])


def test_cells_and_rows_are_edited():
    at = desk("xor-2-2-1").send(EditInput(0, 1, 0.5), EditTarget(3, 0, 1.0), AddRow(), RemoveRow(1))
    data = at.state.recipe.dataset
    assert data.inputs.tolist()[0] == [0.0, 0.5]
    assert data.samples == 4
    assert data.targets[2, 0] == 1.0
    at.send(Undo(), Undo(), Undo(), Undo())
    assert at.state.recipe.dataset.inputs[0, 1] == 0.0


def test_names_change_without_a_number():
    at = trained()
    weights = at.weights
    at.send(RenameUnit(-1, 0, "size"), RenameUnit(0, 1, "cosy"))
    assert at.state.network.input_names[0] == "size"
    assert at.state.network.layers[0].unit_names[1] == "cosy"
    assert at.weights.tobytes() == weights.tobytes()


def test_a_start_point_is_one_undo_step():
    at = trained("linear-regression")
    before = at.weights.copy()
    at.send(EditParameters(((Element(Part.WEIGHT, 0, 0), 3.0), (Element(Part.BIAS, 0, 0), -1.0))))
    assert at.weights.tolist() == [3.0, -1.0]
    assert at.iteration == 5
    assert at.send(Undo()).weights.tolist() == before.tolist()


def test_other_initializers_hold_the_next_time_weights_are_drawn():
    at = trained("xor-2-2-1")
    weights, iteration = at.weights.copy(), at.iteration
    at.send(SetInitializers(weights=initializer("uniform", low=-0.5, high=0.5), biases=initializer("constant")))
    assert (at.weights.tobytes(), at.iteration) == (weights.tobytes(), iteration)
    at.send(NewWeights(3))
    first = at.state.network.layers[0]
    assert first.bias.tolist() == [0.1, 0.1]
    assert np.abs(first.weight).max() <= 0.5
    assert at.send(Undo(), Undo()).state.network.layers[0].bias_initializer.name != "constant"


@pytest.mark.parametrize("wrong", [initializer("uniform", low=1.0, high=-1.0), initializer("normal", std=-1.0)])
def test_initializers_that_no_file_could_hold_are_refused(wrong):
    at = desk("xor-2-2-1")
    before = at.state.work
    at.send(SetInitializers(weights=wrong))
    assert at.state.work is before
    assert "low must not be above high" in at.state.notice.text
