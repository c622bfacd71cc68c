"""An edit in the past cuts the future: here every edit is asked about before it does; undo brings the future back.

An edit that changes nothing is none: the walk stays where it is, and there is nothing to undo.
"""

from dataclasses import replace
from functools import partial

from nnviz.sentence import Sentence
from nnviz.session.commands.editing import Edit
from nnviz.session.effects import Ask
from nnviz.session.next import Handler, Handlers, Next
from nnviz.session.sameness import changes_nothing
from nnviz.session.state import State


def warned(handlers: Handlers) -> Handlers:
    """The same handlers, but edits are asked about first where the cursor stands in the past."""
    return {kind: partial(_edit, handler) if issubclass(kind, Edit) else handler for kind, handler in handlers.items()}


def _edit(handler: Handler, state: State, command: Edit) -> Next:
    """Do the edit, or ask whether the later iterations may go; a question of the edit's own is asked along with it."""
    after, effects = handler(state, command)
    if changes_nothing(state.work, after.work):
        return state, ()
    timeline = state.work.timeline
    if command.confirmed or timeline.now.iteration == timeline.end:
        return after, effects
    agreed = replace(command, confirmed=True)
    own = [effect.question for effect in effects if isinstance(effect, Ask)]
    if own:
        after, _ = handler(state, agreed)
    count = timeline.end - after.work.timeline.stretches[-1].begins
    if after.work.timeline is timeline or count <= 0:
        return after, effects
    question = _warning(count)
    if own:
        question = Sentence("{warning} {question}", warning=question, question=own[0])
    return state, (Ask(question, Sentence("Continue"), agreed),)


def _warning(count: int) -> Sentence:
    if count == 1:
        return Sentence("Changing this removes the later step.")
    return Sentence("Changing this removes the {count:,} later steps.", count=count)
