"""Any place of the run that was reached: what is kept is shown at once, the rest is replayed from a checkpoint."""

from dataclasses import replace

from nnviz.session.commands import Seek, SeekEnd, SeekStart
from nnviz.session.jobbing import head_for, idle
from nnviz.session.next import Handlers, Next, settled
from nnviz.session.state import State
from nnviz.session.timeline import WHOLE, Place, Timeline


def seek(state: State, command: Seek) -> Next:
    """Go to a place; a seek still under way is given up for this one."""
    state = settled(idle(state)) if state.playing else idle(state)
    state = replace(state, notice=None)
    timeline = state.work.timeline
    place = _known(timeline, command)
    if place.iteration != timeline.now.iteration:
        return head_for(state, place.iteration, None if command.position is None else place.position, place.fact)
    if place.position and not timeline.explained:
        return head_for(state, place.iteration, place.position, place.fact)
    position = min(place.position, max(0, len(timeline.moments) - 1))
    moved = timeline.at(position, place.fact)
    return settled(replace(state, work=replace(state.work, timeline=moved), live=False)), ()


def _known(timeline: Timeline, command: Seek) -> Place:
    """The place meant, or, where it lies before or beyond what is known, the first or last that is."""
    iteration, position = max(timeline.begins, command.iteration), command.position or 0
    last = timeline.stretch_at(iteration).moments - 1
    position = last if position < 0 else min(position, last)
    return min(Place(iteration, position, WHOLE if command.fact is None else command.fact), timeline.reached)


def seek_start(state: State, _: SeekStart) -> Next:
    """Go to the first place of the run."""
    return seek(state, Seek(state.work.timeline.begins, 0))


def seek_end(state: State, _: SeekEnd) -> Next:
    """Go to the last place of the run."""
    end = state.work.timeline.reached
    return seek(state, Seek(end.iteration, end.position or None, end.fact))


HANDLERS: Handlers = {Seek: seek, SeekStart: seek_start, SeekEnd: seek_end}
