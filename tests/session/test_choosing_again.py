"""What is chosen already is chosen again: that is no edit."""

import pytest

from nnviz.core.activations import activation
from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import BiasMode
from nnviz.session.commands import (
    ChangeRecipe,
    EditBias,
    EditInput,
    EditTarget,
    EditWeight,
    KeepTrial,
    RenameUnit,
    SetActivation,
    SetData,
    SetUnits,
    SetUseBias,
    StepBack,
    StepForward,
    TryValue,
)
from nnviz.session.effects import Ask
from nnviz.session.state import Element, Part, StepSize
from tests.session.desk import desk

AGAIN = [
    EditWeight(0, 0, 0, 0.15),
    EditBias(0, 0, 0.35),
    EditInput(0, 0, 0.05),
    EditTarget(0, 1, 0.99),
    ChangeRecipe(rate=0.5),
    ChangeRecipe(optimizer=optimizer("sgd")),
    ChangeRecipe(bias_mode=BiasMode.FROZEN, batch_size=1),
    SetActivation(0, activation("sigmoid")),
    SetUnits(0, 2),
    SetUseBias(0, True),
    RenameUnit(0, 0, "h1"),
]


@pytest.mark.parametrize("command", AGAIN, ids=lambda command: type(command).__name__)
def test_an_edit_that_changes_nothing_leaves_the_walk_where_it_is(command):
    at = desk("backpropagation-by-hand").step(StepSize.VALUE, *[StepForward()] * 24)
    before = at.state
    at.send(command)
    assert at.state.work is before.work
    assert at.state.seen is before.seen
    assert not at.state.undo


@pytest.mark.parametrize("command", AGAIN[4:], ids=lambda command: type(command).__name__)
def test_in_the_past_an_edit_that_changes_nothing_asks_nothing(command):
    at = desk("backpropagation-by-hand").step(StepSize.ITERATION, *[StepForward()] * 3, StepBack())
    before = at.state.work
    at.send(command)
    assert at.state.work is before
    assert not any(isinstance(effect, Ask) for effect in at.effects)


@pytest.mark.parametrize("name", ["spiral-2-8-8-1", "xor-2-4-1"])
def test_the_same_samples_are_no_other_samples(name):
    at = desk(name).step(StepSize.LAYER, StepForward())
    before = at.state.work
    assert at.send(SetData(at.state.data)).state.work is before


def test_keeping_the_number_there_was_ends_the_trial():
    at = desk("backpropagation-by-hand").step(StepSize.VALUE, *[StepForward()] * 3)
    before = at.state
    at.send(TryValue(Element(Part.WEIGHT, 0, 0, 0), 0.15), KeepTrial())
    assert at.state.trial is None
    assert (at.state.work, at.state.seen) == (before.work, before.seen)
