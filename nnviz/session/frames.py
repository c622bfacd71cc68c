"""The trainer answers: its frame moves the cursor on, ends the errand, or asks for the next slice."""

from dataclasses import replace

from nnviz.core.stability import largest_stable_rate
from nnviz.core.training import refusal
from nnviz.sentence import Sentence
from nnviz.session.commands import FrameArrived, JobFailed
from nnviz.session.commands.walking import GoTo
from nnviz.session.effects import Tell
from nnviz.session.jobbing import idle, submit
from nnviz.session.jobs import Divergence, Frame
from nnviz.session.next import Handlers, Next, settled, told
from nnviz.session.predicting import asked_first
from nnviz.session.state import Errand, State, StepSize
from nnviz.session.walking import go_to


def frame_arrived(state: State, command: FrameArrived) -> Next:
    """Take in what a job reached; an answer that nobody waits for is dropped."""
    frame, errand = command.frame, state.errand
    if frame.ticket != state.ticket:
        return state, ()
    state = _with_losses(replace(state, busy=False), frame)
    if errand is None:
        return state, ()
    if frame.divergence is not None:
        return _diverged(_arrived(state, frame, errand), frame.divergence)
    if frame.stopped:
        return told(settled(idle(_arrived(state, frame, errand))), Sentence("Stopped at the chosen end."))
    return _onward(state, frame, errand)


def _onward(state: State, frame: Frame, errand: Errand) -> Next:
    """Stand where the errand leads, or go on towards it."""
    timeline = state.work.timeline
    reached = frame.reached
    border = timeline.next_begin(errand.at.iteration)
    if border is not None and reached.iteration == border:
        reached = timeline.stretch_at(border).checkpoints[0]
        frame = replace(frame, looked=None)  # what was looked at is the network before the edit
    there = errand.iteration is not None and reached.iteration >= errand.iteration
    explained = errand.position is None or bool(frame.moments)
    if there and explained:
        arrived = replace(_arrived(state, replace(frame, reached=reached), errand), errand=None)
        if errand.about is not None:
            return go_to(arrived, GoTo(errand.about))
        by_value = errand.fact == 0 and state.step_size is StepSize.VALUE
        return asked_first((arrived, ())) if by_value else (arrived, ())
    if not there and frame.reached.iteration == frame.begun:
        return _stuck(state, frame, errand)
    if state.playing or reached.iteration > timeline.end:
        state = _arrived(state, replace(frame, reached=reached), errand)
    state = replace(state, errand=replace(errand, at=reached))
    if errand.iteration is None and not state.playing:
        return replace(state, errand=None), ()
    return submit(state)


def _stuck(state: State, frame: Frame, errand: Errand) -> Next:
    """End an errand that cannot go on, because nothing can train this network, and say why."""
    at = frame.reached
    reason = refusal(at.network, state.work.timeline.stretch_at(at.iteration).recipe)
    state = settled(idle(_arrived(state, frame, replace(errand, position=None))))
    return told(state, reason) if reason is not None else (state, ())


def _arrived(state: State, frame: Frame, errand: Errand) -> State:
    """The cursor at what was reached: at a moment of a walk, or at READY with the sample sent through."""
    timeline = state.work.timeline.passing(frame.way).reaching(frame.reached, frame.moments)
    if frame.moments and errand.position is not None:
        last = len(frame.moments) - 1
        position = last if errand.position < 0 else min(errand.position, last)
        timeline = replace(timeline, ahead=frame.ahead).at(position, errand.fact)
    live = not frame.moments or errand.position is None
    state = replace(state, work=replace(state.work, timeline=timeline), live=live)
    if state.drawn is not None:
        state = replace(state, drawn=replace(state.drawn, live=live))
    elif state.playing and live and frame.looked is not None:
        return replace(state, seen=frame.looked, row=0)
    return settled(state)


def _with_losses(state: State, frame: Frame) -> State:
    curve = state.work.curve.extended(frame.begun, frame.batch_losses, frame.epoch_ends)
    return state if curve is state.work.curve else replace(state, work=replace(state.work, curve=curve))


def _diverged(state: State, divergence: Divergence) -> Next:
    """Stop at the last finite state, name the place, and suggest a smaller rate."""
    state = settled(idle(state))
    return told(state, divergence_sentence(divergence, state), serious=True)


def divergence_sentence(divergence: Divergence, state: State) -> Sentence:
    """What happened, where, and what to do."""
    layer = state.network.layers[divergence.layer]
    unit = layer.unit_names[min(divergence.unit, layer.units - 1)]
    return Sentence(
        "Training diverges at iteration {iteration}: {quantity} of unit {unit} in layer "
        '"{layer}" grows beyond all bounds (loss {loss:.3g}). The last finite state is kept. '
        "Try a learning rate smaller than {rate}.",
        iteration=divergence.iteration,
        quantity=divergence.quantity,
        unit=unit,
        layer=layer.name,
        loss=divergence.loss,
        rate=_rate(state),
    )


def _rate(state: State) -> str:
    """The rate that was too large, or the largest one that would not be, where it is known."""
    stable = largest_stable_rate(state.network, state.recipe)
    return f"{state.recipe.rate:g}" if stable is None else f"{min(state.recipe.rate, stable):.3g}"


def job_failed(state: State, command: JobFailed) -> Next:
    """Show the error; everything reached before it is kept, and training can be started again."""
    if command.failure.ticket != state.ticket:
        return state, ()
    return settled(idle(state)), (Tell(command.failure.text),)


HANDLERS: Handlers = {FrameArrived: frame_arrived, JobFailed: job_failed}
