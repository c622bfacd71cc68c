"""One step on, one step back: by moments within an iteration, by iterations, by epochs."""

from dataclasses import replace

from nnviz.core.batches import batches_per_epoch
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.optimizers import optimizer
from nnviz.core.training import refusal
from nnviz.sentence import Sentence
from nnviz.session.commands import ChangeRecipe, SetStepSize, StepBack, StepForward
from nnviz.session.commands.predicting import Skip
from nnviz.session.effects import Ask
from nnviz.session.jobbing import head_for, idle
from nnviz.session.jobs import Ahead
from nnviz.session.next import Handlers, Next, settled, told
from nnviz.session.predicting import asked_first, closed, open_question, skip
from nnviz.session.state import State, StepSize
from nnviz.session.timeline import Timeline
from nnviz.session.walking import value_back, value_on
from nnviz.storage.document import Stop


def step_forward(state: State, _: StepForward) -> Next:
    """Go one step of the chosen size on."""
    state = settled(replace(idle(state), notice=None)) if state.playing else replace(idle(state), notice=None)
    timeline = state.work.timeline
    if not timeline.moments:
        return told(state, refusal(state.network, state.recipe) or "")
    if state.step_size is StepSize.VALUE:
        return step_value(state)
    if state.step_size in (StepSize.LAYER, StepSize.PASS):
        return step_to(state, _next_position(timeline, state.step_size))
    refused = refused_training(state)
    return refused or head_for(state, timeline.now.iteration + _iterations_on(timeline, state.step_size))


def step_value(state: State) -> Next:
    """Go one fact on, or ask about it first; after the last one, to the next iteration."""
    if open_question(state) is not None:
        return skip(state, Skip())
    return asked_first(value_on(state) or step_to(state, len(state.work.timeline.moments)))


def step_to(state: State, position: int) -> Next:
    """Stand at that moment of the iteration, or, where it lies beyond, of the next."""
    timeline = state.work.timeline
    count = moments_of_an_iteration(timeline)
    if position < count:
        if not timeline.explained:
            return head_for(state, timeline.now.iteration, position)
        if position < len(timeline.moments):
            moved = timeline.at(position)
            return settled(replace(state, work=replace(state.work, timeline=moved), live=False)), ()
    reason = refusal(state.network, state.recipe)
    if reason is not None:
        return told(idle(state), reason)
    if timeline.ahead is None:
        return told(
            state, Sentence("Training cannot go on from here: the next step is not a finite number."), serious=True
        )
    crossed = cross(state, first=timeline.ahead.checkpoint)
    if state.playing and _is_an_end(timeline.ahead, state.work.document.stop):
        return told(settled(idle(crossed)), Sentence("Stopped at the chosen end."))
    return (settled(crossed), ()) if position == count else step_to(crossed, position - count)


def _is_an_end(ahead: Ahead, stop: Stop) -> bool:
    """Whether training stops by itself there."""
    if ahead.checkpoint.batch:
        return False
    measured = [end.evaluation for end in ahead.epoch_ends]
    return not stop.allows(ahead.checkpoint.epoch) or any(
        loss is not None and wanted is not None and loss <= wanted
        for end in measured
        for loss, wanted in ((end.train_loss, stop.train_loss), (end.test_loss, stop.test_loss))
    )


def cross(state: State, first: Checkpoint) -> State:
    """The state at READY of the next iteration, whose checkpoint the plan has made."""
    timeline, work = state.work.timeline, state.work
    assert timeline.ahead is not None
    curve = work.curve.extended(timeline.now.iteration, timeline.ahead.batch_losses, timeline.ahead.epoch_ends)
    here = timeline.stretch_at(first.iteration)
    start = here.checkpoints[0] if here.begins == first.iteration else first
    return settled(replace(state, work=replace(work, timeline=timeline.reaching(start), curve=curve), live=False))


def moments_of_an_iteration(timeline: Timeline) -> int:
    """READY, forward, loss, backward, update: 2 L + 3 moments."""
    return 2 * timeline.now.network.depth + 3


def _next_position(timeline: Timeline, size: StepSize) -> int:
    """The position of the next moment, or of the next end of a pass; it may lie in the next iteration.

    A moment that is known only up to a fact comes to its own end first.
    """
    known = timeline.position if timeline.fact is None else timeline.position - 1
    if size is StepSize.LAYER:
        return known + 1
    ends = pass_ends(timeline)
    beyond = (*ends, moments_of_an_iteration(timeline) + ends[0])
    return next(end for end in beyond if end > known)


def pass_ends(timeline: Timeline) -> tuple[int, int, int]:
    """The positions of the loss, of the last layer's gradients, and of the update."""
    depth = timeline.now.network.depth
    return depth + 1, 2 * depth + 1, 2 * depth + 2


def _iterations_on(timeline: Timeline, size: StepSize) -> int:
    return 1 if size is StepSize.ITERATION else batches_per_epoch(timeline.recipe) - timeline.now.batch


def refused_training(state: State) -> Next | None:
    """Why gradient training is refused, with the perceptron rule offered where it can serve; None where it is not.

    Who walks through the forward pass alone gets no dialog at its end, but a line: a presenter could not close it.
    """
    reason = refusal(state.network, state.recipe)
    if reason is None:
        return None
    state = idle(state)
    if state.recipe.dataset is not None and state.network.depth == 1:
        rule = ChangeRecipe(optimizer=optimizer("perceptron"))
        return state, (Ask(reason, Sentence("Use the perceptron rule"), rule),)
    return told(state, reason, serious=state.step_size in (StepSize.ITERATION, StepSize.EPOCH))


def step_back(state: State, _: StepBack) -> Next:
    """Go one step of the chosen size back."""
    state = settled(replace(idle(state), notice=None)) if state.playing else replace(idle(state), notice=None)
    if open_question(state) is not None:
        return closed(state)
    timeline = state.work.timeline
    if state.step_size is StepSize.VALUE:
        return value_back(state) or _back_in_iteration(state, StepSize.LAYER)
    if state.step_size in (StepSize.LAYER, StepSize.PASS):
        return _back_in_iteration(state, state.step_size)
    iteration = timeline.now.iteration
    if state.step_size is StepSize.ITERATION:
        return _back_to(state, iteration if timeline.position else iteration - 1)
    begin = epoch_begin(timeline, iteration if timeline.position else iteration - 1)
    return _back_to(state, begin)


def _back_in_iteration(state: State, size: StepSize) -> Next:
    timeline = state.work.timeline
    earlier = [end for end in _stops(timeline, size) if end < timeline.position]
    if earlier:
        moved = timeline.at(earlier[-1])
        return settled(replace(state, work=replace(state.work, timeline=moved), live=False)), ()
    if timeline.now.iteration == timeline.begins:
        return _at_the_beginning(state)
    return head_for(state, timeline.now.iteration - 1, -1)


def _at_the_beginning(state: State) -> Next:
    if state.work.timeline.begins == 0:
        return told(state, Sentence("This is the beginning."))
    return told(state, Sentence("What came before was not saved. Reset returns to the initial weights."))


def _stops(timeline: Timeline, size: StepSize) -> list[int]:
    """The positions at which steps of this size stop; READY is between two passes only before the first."""
    if size is StepSize.LAYER:
        return list(range(moments_of_an_iteration(timeline)))
    return [*([] if timeline.now.iteration > timeline.begins else [0]), *pass_ends(timeline)]


def _back_to(state: State, iteration: int) -> Next:
    """READY of an earlier iteration."""
    timeline = state.work.timeline
    if iteration < timeline.begins:
        return _at_the_beginning(state)
    if iteration == timeline.now.iteration:
        moved = timeline.at(0)
        return settled(replace(state, work=replace(state.work, timeline=moved), live=False)), ()
    return head_for(state, iteration)


def epoch_begin(timeline: Timeline, iteration: int) -> int:
    """The iteration at which the epoch of ``iteration`` began."""
    if iteration <= timeline.begins:
        return iteration
    stretch = timeline.stretch_at(iteration)
    kept = stretch.nearest(iteration)
    done = kept.batch + iteration - kept.iteration
    count = batches_per_epoch(stretch.recipe) if stretch.recipe.dataset is not None else 1
    return max(timeline.begins, iteration - (done % count if done >= count else done))


def set_step_size(state: State, command: SetStepSize) -> Next:
    """Choose how far one step goes."""
    return replace(state, step_size=command.size), ()


HANDLERS: Handlers = {StepForward: step_forward, StepBack: step_back, SetStepSize: set_step_size}
