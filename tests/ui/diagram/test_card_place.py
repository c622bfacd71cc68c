"""The card stands where it covers least of what its element is made of."""

import pytest
from PySide6.QtCore import QRectF, QSizeF

from nnviz.core.snapshot import Phase
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.card_place import FEEDS, ITSELF, Taken, place_card, places_to_keep
from tests.ui.diagram.drawings import drawing_of
from tests.ui.states import at, example, small

ROOM = QRectF(0, 0, 600, 400)
ANCHOR, SIZE = QRectF(280, 180, 40, 40), QSizeF(200, 120)


def placed(*taken: Taken) -> QRectF:
    return QRectF(place_card(SIZE, ROOM, ANCHOR, [Taken(ANCHOR, ITSELF), *taken]), SIZE)


def test_the_card_keeps_clear_of_what_feeds_the_element():
    feeds = QRectF(330, 0, 270, 400)
    place = placed(Taken(feeds, FEEDS))
    assert ROOM.contains(place)
    assert not place.intersects(ANCHOR)
    assert not place.intersects(feeds)


def test_where_all_is_free_it_stands_close():
    assert placed().adjusted(-20, -20, 20, 20).intersects(ANCHOR)
    assert not placed().intersects(ANCHOR)


@pytest.mark.parametrize("element", [Element(Part.UNIT, 1, 0), Element(Part.UNIT, 0, 1), Element(Part.WEIGHT, 1, 0, 1)])
@pytest.mark.parametrize("state", [at(example("backpropagation-by-hand"), Phase.FORWARD), small(3, 3, 1)])
def test_units_that_feed_an_element_matter_more_than_others(qapp, element, state):
    drawing = drawing_of(state, size=(676, 345))
    kept = list(places_to_keep(drawing, element))
    sources = range(drawing.readings.network.layers[element.layer].sources)
    feeding = sources if element.part is Part.UNIT else (element.source,)
    column = drawing.arrangement.columns[element.layer]
    assert kept[0].weight == ITSELF
    for unit in feeding:
        place = column.units[drawing.order[element.layer].index(unit)]
        assert any(taken.weight == FEEDS and taken.place.contains(place) for taken in kept)
