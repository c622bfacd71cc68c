"""PySide6 releases that damage the interpreter are found before a lecture finds them."""

import sys
from importlib.metadata import version

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

CALLS = 200


def test_the_release_that_loses_references_of_none_is_not_installed():
    assert version("PySide6_Essentials") != "6.12.0"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot lose references from Python 3.12 on")
def test_void_calls_lose_no_reference_of_none():
    path, point = QPainterPath(), QPointF(1, 1)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        path.moveTo(point)
    assert sys.getrefcount(None) > before - CALLS // 2
