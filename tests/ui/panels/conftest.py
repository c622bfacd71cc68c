"""A panel is put to work on an example."""

import pytest

from nnviz.storage.network_file import read
from nnviz.ui.theme import LIGHT
from tests.session.desk import NETWORKS, Desk
from tests.ui.seat import Seat


@pytest.fixture
def seat(qtbot):
    """A panel class and the name of an example -> the panel at work on it."""

    def sit(panel_class, network):
        taken = Seat(panel_class(LIGHT), Desk(read(NETWORKS / f"{network}.json")))
        qtbot.addWidget(taken.panel)
        taken.panel.commanded.connect(taken.take)
        taken.render()
        return taken

    return sit
