"""A sample of the campaign that closes the window while it trains at full speed."""

import pytest
from PySide6 import QtWidgets

from tests.campaigns.quit_while_training import NETWORKS, once


@pytest.mark.parametrize("network", NETWORKS)
def test_closing_while_training_at_full_speed_ends_cleanly(network):
    assert QtWidgets
    _, iterations = once(network, 0.2, at_least=1)
    assert iterations > 0
