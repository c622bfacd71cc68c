"""How numbers are named and written."""

from dataclasses import dataclass

from nnviz.session.commands.command import Command
from nnviz.storage.document import View


@dataclass(frozen=True, slots=True)
class SetView(Command):
    """Name and write everything another way."""

    view: View
