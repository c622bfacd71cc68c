"""One number on, one number back, and to the number that is meant."""

from dataclasses import replace

from nnviz.sentence import Sentence
from nnviz.session.commands.walking import GoTo, Point
from nnviz.session.jobbing import head_for, idle
from nnviz.session.next import Handlers, Next, settled, told
from nnviz.session.state import State
from nnviz.session.walks import walk_of
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.walk import ASIDE

FIRST = 1
"""The position of the first moment that says something; READY says nothing."""


def value_on(state: State) -> Next | None:
    """Stand at the next fact of this iteration; none where it lies beyond."""
    timeline, walk = state.work.timeline, walk_of(state)
    if walk is None:
        return head_for(state, timeline.now.iteration, FIRST, 0)
    position, fact = timeline.position, timeline.fact
    if fact is not None and fact + 1 < walk.counts[position]:
        return stand_at(state, position, fact + 1)
    return stand_at(state, position + 1, 0) if position + 1 < len(walk.counts) else None


def value_back(state: State) -> Next | None:
    """Stand at the fact before; none where it lies before this iteration."""
    timeline, walk = state.work.timeline, walk_of(state)
    position = timeline.position
    if walk is None or position == 0:
        return None
    known = walk.counts[position] - 1 if timeline.fact is None else timeline.fact
    if known > 0:
        return stand_at(state, position, known - 1)
    return stand_at(state, position - 1, walk.counts[position - 1] - 1 if position > FIRST else None)


def stand_at(state: State, position: int, fact: int | None) -> Next:
    """The cursor at a moment of the same iteration, known up to a fact."""
    moved = state.work.timeline.at(position, fact)
    return settled(replace(state, work=replace(state.work, timeline=moved), live=False, asked=None)), ()


def go_to(state: State, command: GoTo) -> Next:
    """Go to the fact that made a number; a weight was made by the update of the iteration before."""
    state = replace(settled(idle(state)) if state.playing else idle(state), notice=None, asked=None)
    quantity, timeline = command.quantity, state.work.timeline
    if quantity.kind in _GIVEN:
        return told(state, _GIVEN[quantity.kind])
    if quantity.kind in _MADE_BEFORE:
        return _to_its_update(state, quantity)
    walk, now = walk_of(state), timeline.now.iteration
    iteration = now if command.iteration is None else command.iteration
    if walk is None or iteration != now:
        return head_for(state, iteration, FIRST, 0, quantity)
    index = walk.index_of(quantity)
    if index is not None:
        return stand_at(state, *walk.position(index))
    if walk.about(quantity) is None:
        return told(state, Sentence("This number is not known at this moment."))
    known = walk.marks[timeline.position].phase >= ASIDE[quantity.kind]
    here = (timeline.position, timeline.fact) if known else (len(walk.counts) - 1, None)
    return replace(stand_at(state, *here)[0], asked=quantity), ()


_GIVEN = {
    Kind.INPUT: Sentence("An input comes from the data: it was not computed."),
    Kind.TARGET: Sentence("A target comes from the data: it was not computed."),
}
_MADE_BEFORE = {Kind.WEIGHT: Kind.NEW_WEIGHT, Kind.BIAS: Kind.NEW_BIAS}


def _to_its_update(state: State, quantity: Quantity) -> Next:
    timeline = state.work.timeline
    before = timeline.now.iteration - 1
    if before < timeline.begins:
        return told(state, Sentence("This is an initial value: it was not computed."))
    if timeline.stretch_at(timeline.now.iteration).begins == timeline.now.iteration:
        return told(state, Sentence("This value was edited here: it was not computed."))
    made = Quantity(_MADE_BEFORE[quantity.kind], quantity.layer, quantity.unit, quantity.source)
    return head_for(state, before, -1, None, made)


def point(state: State, command: Point) -> Next:
    """Light up a number, or several, wherever they are shown."""
    return replace(state, pointed=command.what), ()


HANDLERS: Handlers = {GoTo: go_to, Point: point}
