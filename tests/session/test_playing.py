"""Run, pause, speeds and ends."""

import numpy as np

from nnviz.core.losses import LOSSES
from nnviz.session.commands import (
    ChangeRecipe,
    FrameArrived,
    JobFailed,
    Pause,
    Run,
    SetSpeed,
    SetStepSize,
    SetStop,
    StepForward,
    TimePassed,
)
from nnviz.session.effects import SubmitJob, Tell
from nnviz.session.jobs import Failure
from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.session.update import update
from nnviz.storage.document import Stop
from tests.session.desk import desk


def test_running_makes_as_many_steps_as_the_speed_says():
    at = desk("xor-2-2-1").send(SetStepSize(StepSize.ITERATION), SetSpeed(10.0), Run()).pass_time(2.0)
    assert 19 <= at.iteration <= 21


def test_running_by_layers_walks_through_moments():
    at = desk("backpropagation-by-hand").send(SetStepSize(StepSize.LAYER), SetSpeed(4.0), Run()).pass_time(1.0)
    assert at.iteration == 0
    assert at.state.work.timeline.position in (4, 5)


def test_running_fast_by_layers_keeps_its_speed():
    at = desk("backpropagation-by-hand").send(SetStepSize(StepSize.LAYER), SetSpeed(1000.0), Run()).pass_time(1.0)
    assert 120 <= at.iteration <= 150


def test_pause_keeps_the_place_and_the_weights():
    at = desk("xor-2-2-1").send(SetStepSize(StepSize.ITERATION), SetSpeed(100.0), Run()).pass_time(0.5)
    reached = at.iteration
    at.send(Pause()).pass_time(0.5)
    assert at.iteration == reached > 10
    assert not at.state.playing


def test_full_speed_asks_for_the_next_slice_only_when_the_last_has_arrived():
    at = desk("xor-2-2-1")
    state, _ = update(at.state, SetSpeed(FULL_SPEED))
    state, _ = update(state, Run())
    state, effects = update(state, TimePassed(1.0))
    assert [type(effect) for effect in effects] == [SubmitJob]
    state, more = update(state, TimePassed(2.0))
    assert more == ()
    frame = at.trainer.run(effects[0].job)
    state, more = update(state, FrameArrived(frame))
    assert [type(effect) for effect in more] == [SubmitJob]
    assert state.work.timeline.now.iteration == frame.reached.iteration > 0


def test_an_answer_that_nobody_waits_for_is_dropped():
    at = desk("xor-2-2-1")
    state, _ = update(at.state, Run())
    state, effects = update(state, TimePassed(1.0))
    frame = at.trainer.run(effects[0].job)
    paused, _ = update(state, Pause())
    after, _ = update(paused, FrameArrived(frame))
    assert after is paused


def test_running_stops_at_the_chosen_epoch():
    at = desk("perceptron-and").send(SetStop(Stop(epochs=25)), SetSpeed(1e6), SetStepSize(StepSize.ITERATION), Run())
    at.pass_time(0.5)
    assert at.state.work.timeline.now.epoch == 25
    assert not at.state.playing


def test_running_stops_at_the_chosen_loss():
    at = desk("perceptron-and").send(SetStop(Stop(train_loss=0.05)), SetSpeed(1e6), SetStepSize(StepSize.ITERATION))
    at.send(Run()).pass_time(1.0)
    losses = at.state.work.curve.train[:, 0]
    assert losses[-1] <= 0.05 < losses[-2]
    assert not at.state.playing


def test_divergence_keeps_the_last_finite_state_and_names_the_unit():
    at = desk("linear-regression").send(ChangeRecipe(rate=0.2), SetSpeed(1e6), SetStepSize(StepSize.ITERATION), Run())
    at.pass_time(1.0)
    assert not at.state.playing
    assert "smaller than 0.0845" in at.state.notice.text
    assert np.isfinite(at.weights).all()
    assert float(at.state.seen.loss) <= 1e6 * 44.182


def test_divergence_is_the_same_however_it_is_reached():
    at = desk("linear-regression").send(ChangeRecipe(rate=0.2)).step(StepSize.ITERATION)
    for _ in range(40):
        at.send(StepForward())
        if at.state.notice is not None:
            break
    fast = desk("linear-regression").send(ChangeRecipe(rate=0.2), SetSpeed(FULL_SPEED), Run())
    fast.send(TimePassed(1.0))
    assert at.state.notice is not None
    assert fast.weights.tobytes() == at.weights.tobytes()


def test_an_error_of_the_trainer_is_told_and_training_can_be_started_again():
    at = desk("xor-2-2-1").send(SetStepSize(StepSize.ITERATION))
    state, _ = update(at.state, StepForward())
    failed, effects = update(state, JobFailed(Failure(state.ticket, "it broke")))
    assert effects == (Tell("it broke"),)
    at.state = failed
    at.send(StepForward())
    assert at.iteration == 1


def test_the_curve_grows_by_training_only():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, *[StepForward()] * 5)
    length = at.state.work.curve.end
    at.step(StepSize.LAYER, StepForward(), StepForward())
    assert at.state.work.curve.end == length == 5


def test_a_loss_changed_while_running_holds_at_once():
    at = desk("xor-2-2-1").send(SetStepSize(StepSize.ITERATION), SetSpeed(100.0), Run()).pass_time(0.2)
    at.send(ChangeRecipe(loss=LOSSES["mse"])).pass_time(0.2)
    assert at.state.playing
    assert at.state.recipe.loss.name == "mse"
    assert at.iteration > 30
