"""What each command does: ``update(state, command) -> state, effects``, one handler a command."""

from nnviz.session.commands import Command
from nnviz.session.effects import Effect
from nnviz.session.state import State

Next = tuple[State, tuple[Effect, ...]]


def update(state: State, command: Command) -> Next:
    """The state after the command, and what the shell is to do."""
    raise NotImplementedError
