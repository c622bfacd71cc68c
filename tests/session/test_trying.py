"""What if: a value is tried out on the sample shown, and nothing else is touched until it is kept."""

import numpy as np
import pytest

from nnviz.core.snapshot import Phase
from nnviz.core.training import look
from nnviz.session.commands import (
    DiscardTrial,
    EditWeight,
    KeepTrial,
    Run,
    Select,
    SetDigits,
    ShowSample,
    StepBack,
    StepForward,
    TryValue,
    Undo,
)
from nnviz.session.commands.predicting import SetAsking
from nnviz.session.effects import Ask, SubmitJob
from nnviz.session.state import Element, Part, StepSize
from nnviz.walkthrough.predict import Asking, Scope
from tests.session.desk import desk

WEIGHT = Element(Part.WEIGHT, 1, 0, 0)
ELEMENTS = {
    WEIGHT: 0.40,
    Element(Part.BIAS, 0, 0): 0.35,
    Element(Part.INPUT, -1, 1): 0.10,
    Element(Part.TARGET, 1, 0): 0.01,
}


def walked(moments=4):
    """The 2-2-2 example at the first moment of its way back."""
    return desk("backpropagation-by-hand").step(StepSize.LAYER, *[StepForward()] * moments)


def output(state):
    return state.seen.traces[-1].a[0, 0]


@pytest.mark.parametrize("element", ELEMENTS)
def test_a_trial_touches_nothing_but_what_is_shown(element):
    at = walked()
    before = at.state
    at.send(TryValue(element, 0.75))
    assert at.state.trial.old == ELEMENTS[element]
    assert at.state.seen.loss != at.state.trial.before.loss
    assert at.state.work is before.work
    assert at.state.undo == before.undo
    at.send(DiscardTrial())
    assert (at.state.seen, at.state.row, at.state.live) == (before.seen, before.row, before.live)


@pytest.mark.parametrize("element", ELEMENTS)
def test_what_is_shown_is_what_the_edit_would_lead_to(element):
    tried = walked().send(TryValue(element, 0.75)).state.seen
    kept = walked().send(TryValue(element, 0.75), KeepTrial()).state
    there = look(kept.work.timeline.now, kept.recipe, 0)
    for one, other in zip(tried.traces, there.traces, strict=True):
        assert one.a.tobytes() == other.a.tobytes()
        assert one.weight_gradient.tobytes() == other.weight_gradient.tobytes()
    assert tried.loss == there.loss


def test_the_numbers_follow_by_hand():
    at = walked().send(TryValue(WEIGHT, 0.62))
    before, after = at.state.trial.before, at.state.seen
    z = after.traces[1].z[0, 0] - before.traces[1].z[0, 0]
    assert z == pytest.approx(0.22 * before.traces[0].a[0, 0])
    assert output(at.state) == pytest.approx(1 / (1 + np.exp(-after.traces[1].z[0, 0])))
    assert after.traces[0].a.tobytes() == before.traces[0].a.tobytes()


def test_keeping_is_one_edit_that_can_be_undone():
    at = walked()
    moment = at.state.work.timeline.moment
    at.send(TryValue(WEIGHT, 0.62), KeepTrial())
    assert at.state.trial is None
    assert at.state.network.layers[1].weight[0, 0] == 0.62
    assert len(at.state.undo) == 1
    assert at.send(Undo()).state.work.timeline.moment is moment


def test_one_number_for_a_layer_is_tried_for_every_unit():
    at = walked().send(TryValue(Element(Part.BIAS, 0, 0), 0.5))
    assert at.state.seen.network.layers[0].bias.tolist() == [0.5, 0.5]


def test_a_second_value_is_compared_with_the_first_one_of_all():
    at = walked().send(TryValue(WEIGHT, 0.5), TryValue(WEIGHT, 0.62))
    assert at.state.trial.old == 0.40
    assert output(at.state) != output(walked().send(TryValue(WEIGHT, 0.5)).state)
    at.send(TryValue(Element(Part.WEIGHT, 1, 0, 1), 1.0))
    assert at.state.seen.network.layers[1].weight[0].tolist() == [0.40, 1.0]


@pytest.mark.parametrize("command", [Select(WEIGHT), SetDigits(4)])
def test_looking_closer_goes_on_with_the_trial(command):
    at = walked().send(TryValue(WEIGHT, 0.62))
    seen = at.state.seen
    assert at.send(command).state.seen is seen
    assert at.state.trial is not None


def test_a_step_discards_the_trial_and_says_so():
    at = walked().send(TryValue(WEIGHT, 0.62), StepForward())
    assert at.state.trial is None
    assert at.state.seen is at.state.work.timeline.moment
    assert at.state.seen.mark.phase is Phase.BACKWARD
    assert "discarded" in at.state.notice.text


def test_running_and_an_iteration_discard_the_trial():
    at = walked().send(TryValue(WEIGHT, 0.62), Run())
    assert at.state.trial is None
    at = walked().send(TryValue(WEIGHT, 0.62)).step(StepSize.ITERATION, StepForward())
    assert any(isinstance(effect, SubmitJob) for effect in at.effects)
    assert at.weights.tobytes() == walked().step(StepSize.ITERATION, StepForward()).weights.tobytes()
    assert at.state.trial is None


def test_another_sample_is_shown_as_it_is():
    at = desk("xor-2-2-1").send(TryValue(Element(Part.WEIGHT, 0, 0, 0), 3.0), ShowSample(2))
    assert at.state.trial is None
    assert (at.state.sample_shown, at.state.live) == (2, False)
    assert at.state.seen.network is at.state.network


def test_an_edit_during_a_trial_is_the_edit_alone():
    at = walked().send(TryValue(WEIGHT, 0.62), EditWeight(0, 0, 0, 1.0))
    assert at.state.trial is None
    assert at.state.network.layers[1].weight[0, 0] == 0.40
    assert at.state.notice is None


def test_nothing_is_tried_while_the_network_runs():
    at = desk("xor-2-2-1").send(Run(), TryValue(WEIGHT, 1.0))
    assert at.state.trial is None


def test_without_a_trial_there_is_nothing_to_keep_or_discard():
    at = walked()
    before = at.state
    assert at.send(KeepTrial(), DiscardTrial()).state is before


def test_a_value_beyond_all_bounds_breaks_nothing():
    at = desk("linear-regression").send(TryValue(Element(Part.WEIGHT, 0, 0, 0), 1e308))
    assert not np.isfinite(at.state.seen.loss)
    assert at.send(DiscardTrial()).state.trial is None


def test_keeping_in_the_past_asks_before_the_future_is_cut():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, *[StepForward()] * 3).send(StepBack())
    weight = Element(Part.WEIGHT, 0, 0, 0)
    at.send(TryValue(weight, 3.0), KeepTrial())
    assert isinstance(at.effects[-1], Ask)
    assert at.state.trial is not None
    at.say_yes()
    assert at.state.trial is None
    assert at.state.notice is None
    assert at.state.network.layers[0].weight[0, 0] == 3.0


def test_what_is_asked_about_is_not_told_by_a_trial():
    at = desk("backpropagation-by-hand").step(StepSize.VALUE, SetAsking(Asking(Scope.EVERYTHING)), StepForward())
    at.send(TryValue(WEIGHT, 0.62))
    assert at.state.trial is None
    assert "Answer the question first" in at.state.notice.text
