"""Whatever was done to a network, what is saved of it can be opened again and goes on as before."""

import numpy as np
import pytest
from desk import Desk, desk
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.core.activations import ACTIVATIONS
from nnviz.core.losses import LOSSES
from nnviz.core.optimizers import OPTIMIZERS, optimizer
from nnviz.core.recipe import BiasMode, Leftover
from nnviz.core.regularization import Regularization
from nnviz.data.spec import DataSpec, Generated
from nnviz.data.truth_tables import truth_table
from nnviz.session.commands import (
    AddLayer,
    AddRow,
    ChangeRecipe,
    EditBias,
    EditInput,
    EditTarget,
    EditWeight,
    NewWeights,
    Redo,
    RemoveLayer,
    RemoveRow,
    RenameLayer,
    RenameUnit,
    Reset,
    SetActivation,
    SetData,
    SetReport,
    SetUnits,
    SetUseBias,
    StepBack,
    StepForward,
    Undo,
)
from nnviz.session.saving import document_of
from nnviz.session.state import StepSize
from nnviz.storage.network_file import decode, encode

SMALL = st.integers(0, 2)
VALUES = st.floats(-2, 2)
TRUE = st.just(True)
DATA = [
    DataSpec(truth_table("AND", 2, 0.0)),
    DataSpec(truth_table("OR", 3, -1.0), test_fraction=0.25),
    DataSpec(Generated("circle", 12, 0.1, 3), test_fraction=0.5),
    DataSpec(Generated("spiral", 7, 0.0, 1), test_last=2),
    DataSpec(Generated("sine", 9, 0.1, 2, (("periods", 1.5),))),
]
COMMANDS = st.one_of(
    st.just(StepForward()),
    st.just(StepBack()),
    st.just(Undo()),
    st.just(Redo()),
    st.just(Reset()),
    st.builds(NewWeights, st.integers(0, 9)),
    st.builds(EditWeight, st.just(0), st.just(0), st.just(0), VALUES, confirmed=TRUE),
    st.builds(EditBias, st.just(0), st.just(0), VALUES, confirmed=TRUE),
    st.builds(AddLayer, st.just(0), st.integers(1, 3), confirmed=TRUE),
    st.builds(RemoveLayer, SMALL, confirmed=TRUE),
    st.builds(SetUnits, st.just(0), st.integers(1, 4), confirmed=TRUE),
    st.builds(SetUseBias, st.just(0), st.booleans(), confirmed=TRUE),
    st.builds(SetActivation, st.just(0), st.sampled_from([make() for make in ACTIVATIONS.values()]), confirmed=TRUE),
    st.builds(RenameUnit, st.sampled_from([-1, 0]), st.just(0), st.sampled_from(["h1", "h2", "x2"]), confirmed=TRUE),
    st.builds(RenameLayer, st.just(0), st.sampled_from(["output", "first"]), confirmed=TRUE),
    st.builds(SetReport, st.just(("mse", "binary_crossentropy", "accuracy"))),
    st.builds(EditInput, st.just(0), st.just(0), VALUES, confirmed=TRUE),
    st.builds(EditTarget, st.just(0), st.just(0), st.just(1.0), confirmed=TRUE),
    st.just(AddRow(confirmed=True)),
    st.builds(RemoveRow, st.just(0), confirmed=TRUE),
    st.builds(SetData, st.sampled_from(DATA), confirmed=TRUE),
    st.builds(ChangeRecipe, loss=st.sampled_from(list(LOSSES.values())), confirmed=TRUE),
    st.builds(ChangeRecipe, optimizer=st.sampled_from(sorted(OPTIMIZERS)).map(optimizer), confirmed=TRUE),
    st.builds(ChangeRecipe, bias_mode=st.sampled_from(BiasMode), confirmed=TRUE),
    st.builds(ChangeRecipe, batch_size=st.integers(1, 5), leftover=st.sampled_from(Leftover), confirmed=TRUE),
    st.builds(ChangeRecipe, shuffle=st.booleans(), precision=st.sampled_from(["float32", "float64"]), confirmed=TRUE),
    st.builds(
        ChangeRecipe,
        regularization=st.sampled_from([Regularization("l1", 0.1, True, True), Regularization()]),
        confirmed=TRUE,
    ),
)
SIZES = st.sampled_from([StepSize.LAYER, StepSize.ITERATION, StepSize.EPOCH])


def reopened(before: Desk) -> Desk:
    """A session with what would be saved of another."""
    return Desk(decode(encode(document_of(before.state)), "saved.json", None))


def assert_same_samples(one: Desk, other: Desk) -> None:
    """Both learn from the same samples, divided in the same way."""
    a, b = one.state.recipe.dataset, other.state.recipe.dataset
    for name in ("inputs", "targets", "train_rows", "test_rows"):
        assert np.array_equal(getattr(a, name), getattr(b, name)), name


@pytest.mark.parametrize("name", ["xor-2-2-1", "backpropagation-by-hand", "perceptron-rule-and"])
@settings(max_examples=30)
@given(size=SIZES, commands=st.lists(COMMANDS, max_size=12))
def test_what_is_saved_opens_and_goes_on_as_before(name, size, commands):
    session = desk(name).step(size, *commands)
    again = reopened(session)
    assert_same_samples(again, session)
    timeline = session.state.work.timeline
    if timeline.position == 0 and timeline.next_begin(timeline.now.iteration) is None:
        for one in (session, again):
            one.step(StepSize.ITERATION, *[StepForward()] * 3)
        assert np.array_equal(again.weights, session.weights)


def test_before_a_change_of_the_data_the_old_ones_are_saved_and_edited():
    session = desk("xor-2-2-1").step(StepSize.ITERATION, StepForward(), AddRow(), StepBack())
    assert session.state.recipe.dataset.samples == 4
    assert_same_samples(reopened(session), session)
    session.send(Reset())
    assert_same_samples(reopened(session), session)


def test_within_the_iteration_before_a_change_of_the_data_the_old_ones_are_saved():
    wider = SetData(DATA[1], confirmed=True)
    session = desk("xor-2-2-1").step(StepSize.ITERATION, StepForward(), wider).step(StepSize.LAYER, StepBack())
    assert session.state.network.inputs == 2
    assert_same_samples(reopened(session), session)


def test_new_weights_draw_the_test_part_anew_as_opening_does():
    session = desk("xor-2-2-1").send(SetData(DATA[2], confirmed=True), NewWeights(5))
    before = session.state.recipe.dataset.test_rows.tolist()
    assert_same_samples(reopened(session), session)
    session.send(NewWeights(6))
    assert session.state.recipe.dataset.test_rows.tolist() != before
    assert_same_samples(reopened(session), session)
