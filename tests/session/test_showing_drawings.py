"""A drawing sent through the network in place of a sample."""

import numpy as np
import pytest

from nnviz.core.forward import forward
from nnviz.data.spec import DataSpec, Inline
from nnviz.session.commands import (
    AddRow,
    DiscardTrial,
    HideDrawing,
    KeepTrial,
    Pause,
    Run,
    SetData,
    SetSpeed,
    SetStepSize,
    ShowDrawing,
    ShowSample,
    StepForward,
    TryValue,
    Undo,
)
from nnviz.session.commands.predicting import SetAsking
from nnviz.session.state import Element, Part, StepSize
from nnviz.walkthrough.predict import Asking, Scope
from tests.session.desk import desk

DRAWING = ShowDrawing(np.array([[0.25, 0.75]]))


@pytest.fixture
def xor():
    return desk("xor-2-2-1")


def shown(at):
    return at.state.seen.batch.x[at.state.row].tolist()


def test_a_drawing_goes_through_and_its_target_is_not_known(xor):
    xor.send(DRAWING)
    seen = xor.state.seen
    np.testing.assert_allclose(seen.traces[-1].a, forward(xor.state.network, DRAWING.inputs)[-1].a)
    assert np.isnan(seen.batch.y).all()
    assert np.isnan(seen.traces[0].delta).all()
    assert xor.state.live
    assert xor.state.sample_shown is None
    assert not xor.state.undo


def test_what_was_shown_before_comes_back(xor):
    xor.step(StepSize.LAYER, StepForward(), StepForward())
    before = xor.state
    xor.send(DRAWING, DRAWING, HideDrawing())
    assert xor.state.seen is before.seen
    assert (xor.state.live, xor.state.sample_shown) == (before.live, before.sample_shown)
    xor.send(DRAWING, ShowSample(2))
    assert xor.state.sample_shown == 2
    assert xor.state.drawn is None


def test_a_step_goes_on_with_the_walk(xor):
    xor.step(StepSize.LAYER, DRAWING, StepForward())
    assert xor.state.drawn is None
    assert not xor.state.live
    assert xor.state.sample_shown == 0


def test_while_training_runs_the_drawing_stays_and_its_answer_changes(xor):
    xor.send(SetStepSize(StepSize.ITERATION), SetSpeed(60.0), Run()).pass_time(0.1)
    first = xor.send(DRAWING).state.seen.traces[-1].a
    xor.pass_time(0.2)
    assert shown(xor) == [0.25, 0.75]
    assert (xor.state.seen.traces[-1].a != first).any()
    xor.send(Pause())
    assert shown(xor) == [0.25, 0.75]
    xor.send(HideDrawing())
    assert xor.state.live
    assert xor.state.sample_shown is not None


@pytest.mark.parametrize("edit", [AddRow(), SetData(DataSpec(Inline(np.eye(3), np.eye(3))))])
def test_other_data_put_the_drawing_away(xor, edit):
    xor.send(DRAWING, edit)
    assert xor.state.drawn is None
    assert xor.state.sample_shown is not None
    xor.send(DRAWING if xor.state.network.inputs == 2 else ShowSample(1), Undo())
    assert xor.state.drawn is None


def test_a_weight_is_tried_out_and_edited_while_a_drawing_is_shown(xor):
    before = xor.send(DRAWING).state.seen.traces[-1].a
    xor.send(TryValue(Element(Part.WEIGHT, 0, 0, 0), 9.0))
    tried = xor.state.seen.traces[-1].a
    assert (tried != before).any()
    xor.send(DiscardTrial())
    assert (xor.state.seen.traces[-1].a == before).all()
    xor.send(TryValue(Element(Part.WEIGHT, 0, 0, 0), 9.0), KeepTrial())
    assert xor.state.network.layers[0].weight[0, 0] == 9.0
    assert shown(xor) == [0.25, 0.75]
    assert (xor.state.seen.traces[-1].a == tried).all()


def test_other_data_put_it_away_while_training_runs(xor):
    xor.send(SetStepSize(StepSize.ITERATION), SetSpeed(60.0), Run(), DRAWING)
    xor.send(SetData(DataSpec(Inline(np.eye(3), np.eye(3))), confirmed=True)).pass_time(0.1)
    assert xor.state.drawn is None
    assert len(shown(xor)) == 3


def test_an_open_question_stays_where_it_is(xor):
    xor.send(SetStepSize(StepSize.VALUE), SetAsking(Asking(Scope.NEXT)), StepForward())
    assert xor.state.prediction.open
    before = xor.state
    assert xor.send(DRAWING).state is before


def test_standardized_data_hear_it_standardized(xor):
    inputs, targets = np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 60.0]]), np.array([[5.0], [7.0], [12.0]])
    xor.send(SetData(DataSpec(Inline(inputs, targets), standardize=True)))
    xor.send(ShowDrawing(inputs[1:2]))
    data = xor.state.recipe.dataset
    np.testing.assert_allclose(xor.state.seen.batch.x, data.inputs[1:2])
