"""A sample of the campaign that closes the window while it trains at full speed."""

import pytest
from PySide6 import QtWidgets

from tests.campaigns.quit_while_training import LIMIT, NETWORKS, once


@pytest.mark.parametrize("network", NETWORKS)
def test_closing_while_training_at_full_speed_ends_cleanly_within_a_second(network):
    assert QtWidgets
    took, iterations = once(network, 0.4)
    assert took < LIMIT
    assert iterations > 0
