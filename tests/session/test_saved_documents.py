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
from nnviz.session.commands import (
    AddLayer,
    ChangeRecipe,
    EditBias,
    EditWeight,
    NewWeights,
    Redo,
    RemoveLayer,
    RenameLayer,
    RenameUnit,
    Reset,
    SetActivation,
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
COMMANDS = st.one_of(
    st.just(StepForward()),
    st.just(StepBack()),
    st.just(Undo()),
    st.just(Redo()),
    st.builds(Reset, TRUE),
    st.builds(NewWeights, st.integers(0, 9), TRUE),
    st.builds(EditWeight, st.just(0), st.just(0), st.just(0), VALUES),
    st.builds(EditBias, st.just(0), st.just(0), VALUES),
    st.builds(AddLayer, st.just(0), st.integers(1, 3), TRUE),
    st.builds(RemoveLayer, SMALL, TRUE),
    st.builds(SetUnits, st.just(0), st.integers(1, 4), TRUE),
    st.builds(SetUseBias, st.just(0), st.booleans(), TRUE),
    st.builds(SetActivation, st.just(0), st.sampled_from([make() for make in ACTIVATIONS.values()]), TRUE),
    st.builds(RenameUnit, st.sampled_from([-1, 0]), st.just(0), st.sampled_from(["h1", "h2", "x2"])),
    st.builds(RenameLayer, st.just(0), st.sampled_from(["output", "first"])),
    st.builds(SetReport, st.just(("mse", "binary_crossentropy", "accuracy"))),
    st.builds(ChangeRecipe, loss=st.sampled_from(list(LOSSES.values())), confirmed=TRUE),
    st.builds(ChangeRecipe, optimizer=st.sampled_from(sorted(OPTIMIZERS)).map(optimizer), confirmed=TRUE),
    st.builds(ChangeRecipe, bias_mode=st.sampled_from(BiasMode), confirmed=TRUE),
    st.builds(ChangeRecipe, batch_size=st.integers(1, 5), leftover=st.sampled_from(Leftover), confirmed=TRUE),
    st.builds(ChangeRecipe, shuffle=st.booleans(), precision=st.sampled_from(["float32", "float64"]), confirmed=TRUE),
    st.builds(ChangeRecipe, regularization=st.sampled_from([Regularization("l1", 0.1, True, True), Regularization()])),
)
SIZES = st.sampled_from([StepSize.LAYER, StepSize.ITERATION, StepSize.EPOCH])


def reopened(before: Desk) -> Desk:
    """A session with what would be saved of another."""
    return Desk(decode(encode(document_of(before.state)), "saved.json", None))


@pytest.mark.parametrize("name", ["xor-2-2-1", "backpropagation-by-hand", "perceptron-rule-and"])
@settings(max_examples=30)
@given(size=SIZES, commands=st.lists(COMMANDS, max_size=12))
def test_what_is_saved_opens_and_goes_on_as_before(name, size, commands):
    session = desk(name).step(size, *commands)
    again = reopened(session)
    timeline = session.state.work.timeline
    if timeline.position == 0 and timeline.next_begin(timeline.now.iteration) is None:
        for one in (session, again):
            one.step(StepSize.ITERATION, *[StepForward()] * 3)
        assert np.array_equal(again.weights, session.weights)
