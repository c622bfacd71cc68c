"""Two axes around a picture: marks and names."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from nnviz.ui.plots.frame import Frame, Span, paint_axes
from nnviz.ui.theme import LIGHT

FRAME = Frame(QRectF(40, 40, 100, 100), Span(0, 1), Span(200, 300))


def painted(names, room=None):
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    file = QSvgGenerator()
    file.setOutputDevice(buffer)
    painter = QPainter(file)
    paint_axes(painter, FRAME, names, LIGHT, room)
    painter.end()
    return bytes(buffer.data().data()).decode()


@pytest.mark.parametrize(("name", "marks"), [("up", True), ("", True), (None, False)])
def test_an_axis_has_marks_also_without_a_name(qapp, name, marks):
    assert (">300</text>" in painted(("across", name))) == marks


def test_names_wider_than_the_frame_take_the_room_there_is(qapp):
    long = "a name much wider than the frame"
    assert long not in painted((long, long))
    assert painted((long, long), QRectF(-300, 0, 800, 200)).count(long) == 2
