"""What a handler answers: the next state, and what the shell is to do."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from nnviz.core.recipe import Recipe
from nnviz.core.training import look, look_at, ready
from nnviz.session.commands import Command
from nnviz.session.effects import Effect
from nnviz.session.state import Notice, State
from nnviz.session.timeline import Timeline
from nnviz.session.walks import tells_batch, unveiled, walk_of

Next = tuple[State, tuple[Effect, ...]]
Handler = Callable[[State, Any], Next]
Handlers = dict[type[Command], Handler]


def told(state: State, text: str, serious: bool = False) -> Next:
    """The same state with a sentence for the user."""
    return replace(state, notice=Notice(text, serious)), ()


def first_moment(timeline: Timeline) -> Timeline:
    """The timeline with the READY moment of the cursor's iteration, where there is data."""
    recipe = timeline.recipe
    if timeline.moments or recipe.dataset is None:
        return timeline
    return replace(timeline, moments=(ready(timeline.now, recipe),), position=0)


def sample_of(recipe: Recipe, row: int | None) -> int | None:
    """The row, where the recipe's data have it; none where they do not: the first of the batch is shown."""
    count = 0 if recipe.dataset is None else recipe.dataset.samples
    return row if row is not None and 0 <= row < count else None


def _with_known_fact(state: State, timeline: Timeline) -> Timeline:
    """The timeline whose cursor stands at a fact that there is; beyond the last one all of the moment is known."""
    walk = walk_of(state)
    if timeline.fact is None or walk is None or timeline.fact < walk.counts[timeline.position]:
        return timeline
    return timeline.at(timeline.position)


def settled(state: State) -> State:
    """The state with what the diagram shows: the moment under the cursor, or a sample or drawing sent through.

    A walk through a batch without the sample chosen follows the first of the batch, until READY comes again.
    """
    timeline = _with_known_fact(state, first_moment(state.work.timeline)).noted()
    state = replace(state, work=replace(state.work, timeline=timeline), asked=None)
    state = replace(state, sample=sample_of(timeline.recipe, state.sample))
    moment = timeline.moment
    if moment is None:
        return replace(state, seen=None, row=0, live=False, drawn=None)
    if state.drawn is not None:
        if state.live and state.drawn.data is timeline.recipe.dataset:
            return replace(state, seen=look_at(timeline.now, timeline.recipe, state.drawn.batch), row=0)
        state = replace(state, drawn=None, live=state.live and state.drawn.live)
    rows = moment.batch.rows.tolist()
    chosen = rows[0] if state.sample is None else state.sample
    if state.live or (chosen not in rows and not tells_batch(state)):
        return replace(state, seen=look(timeline.now, timeline.recipe, chosen), row=0)
    state = replace(state, row=rows.index(chosen) if chosen in rows else 0)
    return replace(state, seen=unveiled(state, moment))
