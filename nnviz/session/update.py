"""What each command does: ``update(state, command) -> state, effects``, one handler a command, found by its type."""

from nnviz.session import (
    comparing,
    documents,
    editing,
    editing_data,
    editing_network,
    frames,
    looking,
    moving,
    painting,
    playing,
    predicting,
    seeking,
    trying,
    viewing,
    walking,
)
from nnviz.session.commands import Command, KeepTrial
from nnviz.session.next import Handlers, Next
from nnviz.session.state import State
from nnviz.session.warning import warned

HANDLERS: Handlers = {
    **playing.HANDLERS,
    **moving.HANDLERS,
    **walking.HANDLERS,
    **predicting.HANDLERS,
    **seeking.HANDLERS,
    **frames.HANDLERS,
    **warned({**editing.HANDLERS, **editing_network.HANDLERS, **editing_data.HANDLERS, **painting.HANDLERS}),
    **looking.HANDLERS,
    **viewing.HANDLERS,
    **comparing.HANDLERS,
    **trying.HANDLERS,
    **documents.HANDLERS,
}


def update(state: State, command: Command) -> Next:
    """The state after the command, and what the shell is to do."""
    if isinstance(command, KeepTrial):
        command = trying.edit_of(state)
    handler = HANDLERS[type(command)]
    if state.trial is None or type(command) in trying.HANDLERS:
        after, effects = handler(state, command)
    else:
        after, effects = trying.beneath(state, command, handler)
    return predicting.kept(state, after), effects
