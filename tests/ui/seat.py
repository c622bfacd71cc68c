"""A panel at work: what it wishes is done by a real session, and the state that comes out is rendered."""

from dataclasses import dataclass, field

from nnviz.session.commands import Command
from nnviz.ui.panel import Panel
from tests.session.desk import Desk


@dataclass
class Seat:
    """A panel, the session behind it, and all that was wished."""

    panel: Panel
    desk: Desk
    sent: list[Command] = field(default_factory=list)

    def take(self, *commands: Command) -> None:
        """Do wishes."""
        for command in commands:
            self.sent.append(command)
            self.desk.send(command)
            self.render()

    def render(self) -> None:
        """Show how things stand."""
        self.panel.render(self.desk.state)
