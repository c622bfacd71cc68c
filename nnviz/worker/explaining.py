"""The moments of an iteration, computed at once: for those who have no thread, and may wait."""

from nnviz.session.commands import FrameArrived
from nnviz.session.effects import SubmitJob
from nnviz.session.state import State
from nnviz.session.update import update
from nnviz.session.walking import value_on
from nnviz.session.walks import walk_of
from nnviz.worker.trainer import Trainer


def explained(state: State) -> State:
    """The state at the first number of its iteration; the same state where there is nothing to compute."""
    if walk_of(state) is not None or state.recipe.dataset is None:
        return state
    begun = value_on(state)
    if begun is None:
        return state
    trainer = Trainer()
    state, effects = begun
    while jobs := [effect.job for effect in effects if isinstance(effect, SubmitJob)]:
        state, effects = update(state, FrameArrived(trainer.run(jobs[-1])))
    return state
