"""Features come and go: weights of those that stay are kept, as one undo step, and the walk goes on."""

from dataclasses import replace

import numpy as np

from nnviz.core.dataset import Dataset
from nnviz.data.spec import DataSpec, Generated
from nnviz.session.commands import (
    AddRow,
    AddSamples,
    DiscardTrial,
    EditInput,
    EditTarget,
    KeepTrial,
    RemoveRow,
    RemoveSamples,
    RenameUnit,
    SetData,
    StepBack,
    StepForward,
    TryValue,
    Undo,
)
from nnviz.session.effects import Ask
from nnviz.session.state import Element, Part, StepSize
from tests.session.desk import desk


def data(at) -> Dataset:
    return at.state.recipe.dataset


def first(at) -> np.ndarray:
    return at.state.network.layers[0].weight


def hear(*features, targets=None, confirmed=False):
    """The command that changes the features of the data at a desk."""

    def command(at):
        spec = replace(at.state.data, features=features)
        spec = spec if targets is None else replace(spec, target_features=targets)
        return SetData(spec, confirmed=confirmed)

    return command


def cloud():
    return desk("xor-one-unit")


def test_a_new_feature_brings_a_new_input_and_the_others_keep_their_weights():
    at = cloud().step(StepSize.ITERATION, *[StepForward()] * 5)
    before = first(at).copy()
    at.send(hear("x1", "x2", "x1*x2", "x1^2")(at))
    assert at.state.network.input_names == ("x1", "x2", "x1·x2", "x1²")
    assert np.array_equal(first(at)[:, :3], before)
    assert first(at)[0, 3] != 0
    assert at.iteration == 5


def test_a_feature_between_others_takes_only_its_own_weights_away():
    at = cloud()
    before = first(at).copy()
    at.send(hear("x1", "x1*x2")(at))
    assert np.array_equal(first(at), before[:, [0, 2]])
    at.send(Undo())
    assert np.array_equal(first(at), before)
    assert at.state.network.input_names == ("x1", "x2", "x1·x2")


def test_features_that_change_places_take_their_weights_along():
    at = cloud().send(RenameUnit(-1, 0, "east"))
    before = first(at).copy()
    at.send(hear("x1*x2", "x1", "x2")(at))
    assert np.array_equal(first(at), before[:, [2, 0, 1]])
    assert at.state.network.input_names == ("x1·x2", "east", "x2")


def test_the_walk_goes_on_and_back_over_a_change_of_features():
    at = cloud().step(StepSize.ITERATION, *[StepForward()] * 3)
    at.send(hear("x1", "x2", "x1*x2", "sin(x1)")(at)).step(StepSize.ITERATION, *[StepForward()] * 3)
    assert at.iteration == 6
    at.step(StepSize.ITERATION, *[StepBack()] * 4)
    assert first(at).shape == (1, 3)


def test_trained_weights_are_asked_about_where_their_feature_goes():
    at = cloud().step(StepSize.ITERATION, StepForward())
    state, effects = at.state, at.send(hear("x1*x2")(at)).effects
    assert any(isinstance(effect, Ask) for effect in effects)
    assert at.state.network is state.network
    assert first(at.say_yes()).shape == (1, 1)


def test_an_expression_that_cannot_be_used_changes_nothing():
    at = cloud()
    work = at.state.work
    at.send(hear("x1", "log(x2)")(at))
    assert at.state.work is work
    assert "has no finite value at sample" in at.state.notice.text


def test_another_cloud_is_heard_through_the_same_features():
    at = cloud().send(SetData(DataSpec(Generated("circle", 100))))
    assert at.state.data.features == ("x1", "x2", "x1*x2")
    assert at.state.data.target_features == ()
    assert at.state.network.inputs == 3


def test_another_seed_keeps_the_features_of_the_targets_too():
    at = cloud().send(SetData(DataSpec(replace(cloud().state.data.source, seed=3))))
    assert set(data(at).targets.ravel()) == {0.0, 1.0}


def test_data_with_other_columns_have_no_features():
    at = cloud().send(SetData(DataSpec(Generated("house_prices", 100))))
    assert data(at).features is None
    assert at.state.network.inputs == 4


def test_a_cell_of_a_raw_input_changes_every_feature_of_it():
    at = cloud().send(EditInput(0, 1, 2.0), EditTarget(0, 0, -1.0))
    x1 = data(at).raw_inputs[0, 0]
    assert data(at).inputs[0].tolist() == [x1, 2.0, 2 * x1]
    assert data(at).targets[0, 0] == 0.0
    assert at.state.data.features == ("x1", "x2", "x1*x2")


def test_columns_with_names_keep_their_features_where_a_cell_is_edited():
    at = desk("house-prices")
    at.send(hear("size", "size*age", targets=("price/2",))(at), EditInput(0, 0, 3.0))
    assert data(at).inputs[0, 1] == 3.0 * data(at).raw_inputs[0, 3]
    assert at.state.data.features == ("x1", "x1*x4")
    assert at.state.network.input_names == ("size", "size·age")


def test_a_cell_at_which_a_feature_has_no_value_is_refused():
    at = cloud()
    at.send(hear("1/x1")(at))
    before = data(at)
    at.send(EditInput(0, 0, 0.0))
    assert data(at) is before
    assert "“1/x1” has no finite value" in at.state.notice.text


def test_rows_come_and_go_with_their_features():
    at = cloud().send(AddRow(), RemoveRow(0))
    assert data(at).samples == 200
    assert np.allclose(data(at).inputs, data(at).heard(data(at).raw_inputs))


def test_painted_samples_are_heard_through_the_features():
    at = cloud().send(AddSamples(np.array([[2.0, -3.0]]), np.array([[0.0]])), RemoveSamples((0, 1)))
    added = np.flatnonzero((data(at).raw_inputs == [2.0, -3.0]).all(axis=1))
    assert data(at).inputs[added[0]].tolist() == [2.0, -3.0, -6.0]
    assert set(data(at).targets.ravel()) == {0.0, 1.0}
    assert data(at).samples == 199


def test_an_input_of_the_diagram_is_the_cell_behind_it():
    at = cloud()
    at.send(hear("sin(x1)", "x2")(at), EditInput(0, 1, 3.0, heard=True))
    assert data(at).raw_inputs[0, 1] == 3.0
    before = data(at)
    at.send(EditInput(0, 0, 0.5, heard=True))
    assert data(at) is before
    assert at.state.notice.text == "sin(x1) is computed; change the columns it is made of, in the table."


def test_a_target_that_is_computed_is_not_typed_over():
    at = cloud()
    before = data(at)
    at.send(EditTarget(0, 0, 1.0, heard=True))
    assert data(at) is before
    assert at.state.notice.text.startswith("y1 > 0 is computed")


def test_a_standardized_number_is_kept_in_its_original_unit():
    at = cloud()
    at.send(SetData(replace(at.state.data, standardize=True), confirmed=True))
    standard = data(at).standardization
    at.send(EditInput(5, 0, 2.0, heard=True))
    assert 2.0 * standard.input_deviation[0] + standard.input_mean[0] in data(at).raw_inputs[:, 0]


def test_a_computed_input_can_be_tried_out_but_not_kept():
    at = cloud()
    product = Element(Part.INPUT, -1, 2)
    before = data(at)
    at.send(TryValue(product, 4.0))
    assert at.state.seen.batch.x[0, 2] == 4.0
    at.send(KeepTrial())
    assert data(at) is before
    assert "x1·x2 is computed" in at.state.notice.text
    at.send(DiscardTrial())
    assert at.state.trial is None
