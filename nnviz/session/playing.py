"""Run and pause: the clock asks for as many steps as are due, and at full speed for one slice after the other."""

from dataclasses import replace

from nnviz.core.batches import batches_per_epoch
from nnviz.sentence import Sentence
from nnviz.session.commands import Pause, Run, SetSpeed, SetStop, TimePassed
from nnviz.session.effects import Effect
from nnviz.session.jobbing import head_for, idle
from nnviz.session.moving import moments_of_an_iteration, pass_ends, refused_training, step_to, step_value
from nnviz.session.next import Handlers, Next, settled, told
from nnviz.session.state import FULL_SPEED, State, StepSize
from nnviz.session.timeline import Timeline

MOST_VALUES = 16
"""Facts made at once while playing; faster than that nobody can see one."""


def run(state: State, _: Run) -> Next:
    """Train on, at the chosen speed."""
    if state.playing:
        return state, ()
    refused = refused_training(state)
    if refused is not None:
        return refused
    stop, now = state.work.document.stop, state.work.timeline.now
    if not stop.allows(now.epoch):
        return told(
            state, Sentence("Epoch {stop:,}, the chosen end, is reached. Choose a later one.", stop=stop.epochs)
        )
    return replace(idle(state), playing=True, played=0.0, notice=None), ()


def pause(state: State, _: Pause) -> Next:
    """Stop training where it is."""
    return settled(idle(state)), ()


def time_passed(state: State, command: TimePassed) -> Next:
    """Ask for the steps that are due, unless a job is under way."""
    if not state.playing or state.busy:
        return state, ()
    if state.speed == FULL_SPEED:
        return head_for(state, None)
    if not state.played:
        return _steps(replace(state, played=command.now), 1)
    due = int((command.now - state.played) * state.speed)
    if due < 1:
        return state, ()
    behind = due > max(1.0, state.speed)
    return _steps(replace(state, played=command.now if behind else state.played + due / state.speed), due)


def _steps(state: State, count: int) -> Next:
    """That many steps of the chosen size on."""
    timeline = state.work.timeline
    if state.step_size is StepSize.VALUE:
        return _values(state, count)
    if state.step_size in (StepSize.LAYER, StepSize.PASS):
        return _moments(state, count if state.step_size is StepSize.LAYER else _moments_of_passes(timeline, count))
    if state.step_size is StepSize.ITERATION:
        return head_for(state, timeline.now.iteration + count)
    return head_for(state, timeline.now.iteration + count * batches_per_epoch(timeline.recipe) - timeline.now.batch)


def _values(state: State, count: int) -> Next:
    """That many facts on, as far as they are known without a job."""
    effects: tuple[Effect, ...] = ()
    for _ in range(min(count, MOST_VALUES)):
        state, effects = step_value(state)
        if effects or not state.playing:
            break
    return state, effects


def _moments_of_passes(timeline: Timeline, count: int) -> int:
    """How many moments on that many passes end."""
    ends = pass_ends(timeline)
    passed = sum(end <= timeline.position for end in ends)
    iterations, last = divmod(passed + count - 1, len(ends))
    return iterations * moments_of_an_iteration(timeline) + ends[last] - timeline.position


def _moments(state: State, count: int) -> Next:
    """That many moments on; whole iterations among them are made without a look at their moments."""
    timeline = state.work.timeline
    iterations, position = divmod(timeline.position + count, moments_of_an_iteration(timeline))
    if iterations <= 1:
        return step_to(state, timeline.position + count)
    return head_for(state, timeline.now.iteration + iterations, position)


def set_speed(state: State, command: SetSpeed) -> Next:
    """Choose how many steps are made in a second."""
    return replace(state, speed=command.steps_per_second, played=0.0), ()


def set_stop(state: State, command: SetStop) -> Next:
    """Choose where training stops by itself."""
    return replace(state, work=replace(state.work, document=replace(state.work.document, stop=command.stop))), ()


HANDLERS: Handlers = {Run: run, Pause: pause, TimePassed: time_passed, SetSpeed: set_speed, SetStop: set_stop}
