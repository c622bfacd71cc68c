"""A panel at work: what it wishes is done by a real session, and the state that comes out is rendered."""

from dataclasses import dataclass, field

import pytest

from nnviz.session.commands import Command
from nnviz.storage.network_file import read
from nnviz.ui.panel import Panel
from nnviz.ui.theme import LIGHT
from tests.session.desk import NETWORKS, Desk


@dataclass
class Seat:
    """A panel, the session behind it, and all that was wished."""

    panel: Panel
    desk: Desk
    sent: list[Command] = field(default_factory=list)

    def take(self, command: Command) -> None:
        """Do a wish."""
        self.sent.append(command)
        self.desk.send(command)
        self.panel.render(self.desk.state)


@pytest.fixture
def seat(qtbot):
    """A panel class and the name of an example -> the panel at work on it."""

    def sit(panel_class, network):
        taken = Seat(panel_class(LIGHT), Desk(read(NETWORKS / f"{network}.json")))
        qtbot.addWidget(taken.panel)
        taken.panel.commanded.connect(taken.take)
        taken.panel.render(taken.desk.state)
        return taken

    return sit
