"""Which page is shown?  That of the value asked about, of the fact under the cursor, or of the same with a trial."""

from nnviz.session.predicting import asked_fact
from nnviz.session.state import State
from nnviz.session.trying import without_trial
from nnviz.session.walks import current_fact, shows_moment, walk_of, walk_through
from nnviz.ui.formula.lines import Page
from nnviz.walkthrough.fact import Fact


def page_of(state: State) -> Page | None:
    """The page of a state; none where no number has just been made."""
    if state.trial is not None:
        fact = _tried(state)
        return None if fact is None else Page(fact, state.view.digits)
    walk, coming = walk_of(state), asked_fact(state)
    fact = current_fact(state) if coming is None else coming
    if fact is None or walk is None:
        return None
    index = walk.index_of(fact.about)
    number = None if index is None else index + 1
    return Page(fact, state.view.digits, number, len(walk), hidden=coming is not None)


def _tried(state: State) -> Fact | None:
    """The same fact with the number that is tried out; none where it was not tried on the whole batch."""
    calm, seen = without_trial(state), state.seen
    fact = current_fact(calm)
    if fact is None or seen is None or not shows_moment(calm) or len(seen.batch.rows) != fact.scene.samples:
        return None
    return walk_through(seen, state.recipe, state.row, state.view).about(fact.about)
