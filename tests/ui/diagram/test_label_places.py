"""The number of each edge stands on it, clear of everything else."""

from itertools import combinations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF

from nnviz.ui.diagram.label_places import place_labels

BAND = QRectF(0, 0, 400, 300)
SIZE = QSizeF(60, 20)
CROSSING = (QLineF(0, 50, 400, 50), QLineF(0, 50, 400, 250), QLineF(0, 250, 400, 50), QLineF(0, 250, 400, 250))


def test_a_number_alone_stands_in_the_middle_of_its_edge():
    (place,) = place_labels(CROSSING[:1], SIZE, BAND, [])
    assert place.center() == QPointF(200, 50)
    assert place.size() == SIZE


def test_a_number_keeps_clear_of_what_stands_on_its_edge():
    obstacle = QRectF(150, 0, 100, 100)
    (place,) = place_labels(CROSSING[:1], SIZE, BAND, [obstacle])
    assert not place.intersects(obstacle)
    assert place.center().y() == 50


def test_numbers_of_crossing_edges_stand_on_their_own_edge_and_apart():
    places = place_labels(CROSSING, SIZE, BAND, [])
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    _, crossing = CROSSING[1].intersects(CROSSING[2])
    for line, place in zip(CROSSING, places, strict=True):
        on_line = QPointF(place.center().x(), line.y1() + line.dy() * place.center().x() / line.dx())
        assert (on_line - place.center()).manhattanLength() < 1e-6
        assert not place.contains(crossing)


def test_where_one_number_finds_no_place_none_has_one():
    assert place_labels(CROSSING, SIZE, BAND, [QRectF(0, 240, 400, 20)]) is None
    assert place_labels(CROSSING[:1] * 5, QSizeF(100, 20), BAND, []) is None
