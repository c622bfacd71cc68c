"""How numbers are named and written: saved with the network, but no work that could be lost."""

from dataclasses import replace

from nnviz.session.commands import SetView
from nnviz.session.next import Handlers, Next
from nnviz.session.state import State


def set_view(state: State, command: SetView) -> Next:
    """Name and write everything another way, from now on."""
    return replace(state, view=command.view), ()


HANDLERS: Handlers = {SetView: set_view}
