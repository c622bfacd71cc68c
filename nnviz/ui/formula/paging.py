"""Which page is shown?  That of the value asked about, of the fact under the cursor, or of the same with a trial."""

from dataclasses import replace

from nnviz.session.predicting import asked_fact
from nnviz.session.state import State, Trial
from nnviz.session.walks import current_fact, walk_of, walk_through
from nnviz.ui.formula.lines import Page
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.quantity import Kind

BY_UPDATE = {
    Kind.PENALTY,
    Kind.TOTAL,
    Kind.VELOCITY,
    Kind.MEAN_SQUARE,
    Kind.FIRST_MOMENT,
    Kind.SECOND_MOMENT,
    Kind.CORRECTED_FIRST,
    Kind.CORRECTED_SECOND,
    Kind.NEW_WEIGHT,
    Kind.NEW_BIAS,
}
"""What a sample sent through does not come to."""


def page_of(state: State) -> Page | None:
    """The page of a state; none where no number has just been made."""
    if state.trial is not None:
        fact = _tried(state, state.trial)
        return None if fact is None else Page(fact, state.view.digits)
    walk, coming = walk_of(state), asked_fact(state)
    fact = current_fact(state) if coming is None else coming
    if fact is None or walk is None:
        return None
    index = walk.index_of(fact.about)
    number = None if index is None else index + 1
    return Page(fact, state.view.digits, number, len(walk), hidden=coming is not None)


def _tried(state: State, trial: Trial) -> Fact | None:
    """The same fact with the number that is tried out, for the sample shown alone."""
    fact = current_fact(replace(state, trial=None, seen=trial.seen, row=trial.row, live=trial.live))
    if fact is None or state.seen is None or fact.about.kind in BY_UPDATE:
        return None
    return walk_through(state.seen, state.recipe, 0, state.view).about(fact.about)
