"""The walk through the numbers of the cursor's iteration, and what of it is already known."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from nnviz.core.checkpoint import Checkpoint
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Batch, Mark, Phase, Snapshot
from nnviz.core.training import explain, refusal
from nnviz.session.state import State, StepSize
from nnviz.storage.document import View
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.staging import staged
from nnviz.walkthrough.veil import veiled
from nnviz.walkthrough.walk import Walk

SOON = 4e6
"""Parameters times samples of an iteration that is explained within some ten milliseconds."""


def walk_of(state: State) -> Walk | None:
    """The walk of the iteration under the cursor, for the sample shown; none before the iteration is explained."""
    timeline = state.work.timeline
    if not timeline.explained:
        return None
    moment = timeline.moments[-1]
    row = state.row if state.row < len(moment.batch.rows) else 0
    return walk_through(moment, timeline.recipe, row, state.view)


def coming_walk(state: State) -> Walk | None:
    """The walk of the iteration under the cursor, also before it is explained; none where that would take long."""
    walk, timeline = walk_of(state), state.work.timeline
    if walk is not None or timeline.moment is None or refusal(state.network, state.recipe) is not None:
        return walk
    soon = is_soon_explained(state.network, timeline.moment.batch)
    return _foreseen(timeline.now, timeline.recipe, state.view) if soon else None


def is_soon_explained(network: Network, batch: Batch) -> bool:
    """Whether an iteration can be explained at once, without anyone waiting for it."""
    return network.parameters * len(batch.rows) <= SOON


@lru_cache(maxsize=1)
def _foreseen(at: Checkpoint, recipe: Recipe, view: View) -> Walk:
    with np.errstate(all="ignore"):
        return walk_through(explain(at, recipe)[-1], recipe, 0, view)


def fact_counts(state: State) -> tuple[int, ...]:
    """The number of facts of each moment of the cursor's iteration, known before any of them is; none without data."""
    walk, timeline = walk_of(state), state.work.timeline
    if walk is not None:
        return walk.counts
    if timeline.moment is None:
        return ()
    last = Phase.LOSS if refusal(timeline.now.network, timeline.recipe) else Phase.UPDATE
    end = replace(timeline.moment, mark=Mark(timeline.now.iteration, last))
    return walk_through(end, timeline.recipe, 0, state.view).counts


@lru_cache(maxsize=2)
def walk_through(moment: Snapshot, recipe: Recipe, row: int, view: View) -> Walk:
    """The walk to a moment for one sample of its batch, named as the view says."""
    return Walk(staged(moment, recipe, row, view))


def shows_moment(state: State) -> bool:
    """Whether a moment of the iteration is shown, not a sample sent through by itself."""
    moment = state.work.timeline.moment
    return not state.live and moment is not None and state.seen is not None and state.seen.batch is moment.batch


def tells_batch(state: State) -> bool:
    """Whether the numbers of the iteration are being told, or asked about: only a sample of its batch has them."""
    asked = state.prediction is not None and state.prediction.open
    return asked or state.work.timeline.position > 0


def current_index(state: State) -> int | None:
    """The index of the last fact that is known; none before the first one, or while no moment is shown."""
    walk, timeline = walk_of(state), state.work.timeline
    if walk is None or state.live:
        return None
    number = walk.counts[timeline.position] - 1 if timeline.fact is None else timeline.fact
    index = walk.first(timeline.position) + number
    return index if index >= 0 else None


def current_fact(state: State) -> Fact | None:
    """The fact that is shown: the last one known, or one that was asked for outside the walk."""
    walk, index = walk_of(state), current_index(state)
    if walk is None:
        return None
    if state.asked is not None:
        return walk.about(state.asked)
    return None if index is None else walk[index]


def unveiled(state: State, moment: Snapshot) -> Snapshot:
    """The moment as far as its facts are known; what is still to be said is NaN."""
    walk, timeline = walk_of(state), state.work.timeline
    if walk is None or timeline.fact is None:
        return moment
    return veiled(walk, timeline.position, timeline.fact, moment)


def unsaid_answer(state: State) -> int | None:
    """The sample of the data set whose outputs are still to be told, value by value; none where they are known."""
    seen = state.seen
    told = state.step_size is not StepSize.VALUE or state.live or state.playing or walk_of(state) is None
    if told or seen is None or not shows_moment(state):
        return None
    outputs = unveiled(state, seen).traces[-1].a
    known = outputs is not None and not np.isnan(outputs[state.row]).any()
    return None if known else state.sample_shown
