"""A sample of the campaign that does anything in the window, in any order."""

from PySide6 import QtWidgets

from tests.campaigns.any_order import once


def test_in_whatever_order_nothing_goes_wrong_in_the_window():
    assert QtWidgets
    once(seed=1, operations=120)
