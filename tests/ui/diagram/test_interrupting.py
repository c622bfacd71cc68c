"""Edges are interrupted where their numbers stand, on whatever ground."""

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from nnviz.core.snapshot import Phase
from nnviz.ui.diagram.interrupting import interrupted
from nnviz.ui.diagram.painting import paint
from tests.ui.diagram.drawings import drawing_of
from tests.ui.states import at, example

LINE = QLineF(0, 10, 100, 10)
SIZE = 1100, 760


def test_a_line_keeps_what_is_in_no_gap():
    gaps = [QRectF(60, 0, 20, 20), QRectF(20, 0, 20, 20), QRectF(30, 0, 20, 20), QRectF(0, 50, 100, 20)]
    (parts,) = interrupted([LINE], gaps)
    found = [(round(part.x1(), 6), round(part.x2(), 6)) for part in parts]
    assert found == [(0, 20), (50, 60), (80, 100)]


def test_nothing_is_left_of_a_line_inside_a_gap_and_all_of_one_that_meets_none():
    (inside,) = interrupted([LINE], [QRectF(-10, 0, 200, 20)])
    (beside,) = interrupted([LINE], [QRectF(0, 11, 100, 20)])
    assert (inside, beside) == ((), (LINE,))


@pytest.mark.parametrize("phase", [Phase.FORWARD, Phase.UPDATE])
def test_numbers_on_edges_have_no_ground(qapp, phase):
    drawing = drawing_of(at(example("backpropagation-by-hand"), phase), size=SIZE)
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    paint(painter, drawing, QRectF(QPointF(), QRectF(image.rect()).size()))
    painter.end()
    zoom = drawing.arrangement.scale
    shift = QPointF(SIZE[0], SIZE[1]) / 2 - QPointF(*drawing.arrangement.size.toTuple()) * zoom / 2
    for label in (label for places in drawing.labels for label in places):
        corner = label.topLeft() * zoom + shift + QPointF(2, 2)
        assert image.pixelColor(corner.toPoint()).alpha() == 0
