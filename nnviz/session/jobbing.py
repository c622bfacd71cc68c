"""How the session asks for training: one job in flight, cut into slices, until an errand is done."""

from dataclasses import replace

from nnviz.core.checkpoint import Checkpoint
from nnviz.session.effects import SubmitJob
from nnviz.session.jobs import Goal, Job
from nnviz.session.next import Next, sample_of
from nnviz.session.state import Errand, State
from nnviz.session.stretch import Stretch
from nnviz.storage.document import Stop
from nnviz.walkthrough.quantity import Quantity

SLICE = 0.03
"""Seconds of one job, so that a pause takes effect at once."""
DIVERGED = 1e6
"""A loss this many times the loss before training (at least 1) is divergence."""


def head_for(
    state: State,
    iteration: int | None,
    position: int | None = None,
    fact: int | None = None,
    about: Quantity | None = None,
) -> Next:
    """Send training on its way to an iteration, forwards or backwards, and to a moment and a fact in it."""
    timeline = state.work.timeline
    at = timeline.now
    if iteration is not None and not state.playing:
        at = timeline.nearest(iteration)
    return submit(replace(state, errand=Errand(iteration, position, at, fact, about)))


def submit(state: State) -> Next:
    """Ask for the next slice of the errand."""
    errand = state.errand
    assert errand is not None
    ticket = state.ticket + 1
    job = job_from(state, errand.at, _goal(state, errand), ticket)
    return replace(state, ticket=ticket, busy=True), (SubmitJob(job),)


def job_from(state: State, at: Checkpoint, goal: Goal, ticket: int) -> Job:
    """A job under the recipe that holds at ``at``."""
    stretch = state.work.timeline.stretch_at(at.iteration)
    recipe = stretch.recipe
    return Job(
        ticket=ticket,
        start=at,
        recipe=recipe,
        goal=goal,
        report=state.work.document.report,
        sample=sample_of(recipe, state.sample),
        limit=_limit(state, stretch),
        measured=state.work.curve.last_measured,
        fresh=at.iteration == stretch.begins > 0,
    )


def _limit(state: State, stretch: Stretch) -> float:
    """The loss above which training diverges: beside the one before training, or where an edit began anew."""
    curve = state.work.curve
    begun = curve.batch_loss(stretch.begins) if stretch.begins else None
    return DIVERGED * max(1.0, curve.start_loss or 0.0, begun[1] if begun else 0.0)


def _goal(state: State, errand: Errand) -> Goal:
    border = state.work.timeline.next_begin(errand.at.iteration)
    ends = [end for end in (errand.iteration, border) if end is not None]
    last = min(ends) if ends else None
    explain = errand.position is not None and last == errand.iteration and last != border
    return Goal(last, SLICE, state.work.document.stop if state.playing else Stop(), explain)


def idle(state: State) -> State:
    """The state with nothing under way: an answer still to come is dropped by its ticket."""
    return replace(state, errand=None, playing=False, busy=False, ticket=state.ticket + 1)
