"""Everything in the diagram has its place, and nothing hides anything else."""

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFont

from nnviz.core.recipe import BiasMode
from nnviz.core.snapshot import Phase
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.arranging import Canvas
from nnviz.ui.diagram.composer import Composer
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.hits import hit
from nnviz.ui.diagram.room import Shape
from nnviz.ui.theme import LIGHT
from tests.ui.states import at, example, running, small

LARGE, SMALL = QSizeF(1240, 800), QSizeF(700, 480)


@pytest.fixture(autouse=True)
def _application(qapp):
    """Texts are measured with the fonts of an application."""


def drawn(state, size=LARGE, em=14, density=1.0) -> Drawing:
    return Composer().compose(state, Canvas(LIGHT, QFont("DejaVu Sans"), em, size, density), None)


def overlaps(rects, others=None):
    pairs = combinations(rects, 2) if others is None else ((a, b) for a in rects for b in others)
    return [(a, b) for a, b in pairs if a.intersects(b)]


@pytest.mark.parametrize("sizes", [(2, 2, 2), (3, 3, 1), (2, 4, 1), (1, 1), (4, 3, 2)])
@pytest.mark.parametrize("phase", [Phase.READY, Phase.UPDATE])
@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
def test_no_number_on_an_edge_hides_another_or_a_neuron(sizes, phase, size):
    drawing = drawn(at(small(*sizes), phase), size)
    labels = [rect for places in drawing.labels for rect in places]
    assert not overlaps(labels)
    assert not overlaps(labels, drawing.arrangement.obstacles())


@pytest.mark.parametrize("sizes", [(2, 2, 2), (3, 3, 1), (2, 4, 1)])
def test_small_networks_show_every_number(sizes):
    drawing = drawn(at(small(*sizes), Phase.FORWARD))
    assert [len(places) for places in drawing.labels] == [a * b for a, b in pairwise(sizes)]


@pytest.mark.parametrize("size", [LARGE, SMALL, QSizeF(860, 780)], ids=["large", "small", "tight"])
def test_nine_digits_are_shown_at_the_update_where_they_stood_before(size):
    before, after = (drawn(at(example("backpropagation-by-hand"), phase), size) for phase in (Phase.LOSS, Phase.UPDATE))
    assert [len(places) for places in after.labels] == [4, 4]
    for old, new in zip(sum(before.labels, ()), sum(after.labels, ()), strict=True):
        assert (old.center() - new.center()).manhattanLength() < 1e-6
        assert new.height() > 2 * old.height() * 0.9


@pytest.mark.parametrize(("size", "em"), [((676, 345), 14), ((944, 490), 14), ((925, 400), 21), ((1100, 420), 28)])
def test_old_and_new_weights_have_a_line_each_on_their_own_edge(size, em):
    drawing = drawn(at(example("backpropagation-by-hand"), Phase.UPDATE), QSizeF(*size), em)
    for bundle, places in zip(drawing.bundles, drawing.labels, strict=True):
        _, crossing = bundle.lines[1].intersects(bundle.lines[2])
        assert len(places) == 4
        assert all(place.height() > 2 * em and not place.contains(crossing) for place in places)


@pytest.mark.parametrize(
    ("name", "size", "em", "density"),
    [
        ("backpropagation-by-hand", (423, 246), 14, 2),
        ("backpropagation-by-hand", (909, 390), 28, 1),
        ("xor-2-2-1", (423, 246), 14, 2),
        ("xor-2-4-1", (676, 345), 14, 1),
    ],
)
def test_digits_and_text_become_smaller_before_a_pending_weight_is_left_out(name, size, em, density):
    drawing = drawn(at(example(name), Phase.BACKWARD), QSizeF(*size), em, density)
    assert all(drawing.labels)
    assert all(drawing.has_two_lines(place) for places in drawing.labels for place in places)
    assert drawing.arrangement.scale * drawing.edge_text_size * em * density > 9


def test_units_keep_their_digits_where_fewer_make_no_room_for_the_numbers_on_edges():
    state = at(example("backpropagation-by-hand"), Phase.FORWARD)
    assert drawn(state, SMALL).unit_digits == 9
    assert drawn(state, QSizeF(423, 246), density=2).unit_digits == 7
    assert drawn(state, QSizeF(300, 100)).unit_digits == 9


@pytest.mark.parametrize("size", [(676, 345), (944, 490)])
def test_no_number_stands_where_edges_cross(size):
    drawing = drawn(at(example("backpropagation-by-hand"), Phase.FORWARD), QSizeF(*size))
    for bundle, places in zip(drawing.bundles, drawing.labels, strict=True):
        _, crossing = bundle.lines[1].intersects(bundle.lines[2])
        assert not any(place.contains(crossing) for place in places)


def test_a_bias_of_a_low_card_moves_aside_for_the_delta():
    before, after = (
        drawn(at(example("blobs-2-6-4"), phase), QSizeF(676, 345)) for phase in (Phase.LOSS, Phase.BACKWARD)
    )
    outputs, boxes = after.arrangement.columns[2], after.bias_boxes(2)
    assert after.arrangement.lines == 2
    assert not overlaps(boxes, outputs.badges)
    assert all(unit.contains(box) for unit, box in zip(outputs.units, boxes, strict=True))
    assert all(old.contains(new) and old != new for old, new in zip(before.bias_boxes(2), boxes, strict=True))
    assert [hit(after, box.center(), 1.0).element for box in boxes] == [Element(Part.BIAS, 1, i) for i in range(4)]


def test_many_layers_use_the_height_so_that_their_text_stays_large():
    drawing = drawn(at(small(2, *[3] * 9, 1), Phase.FORWARD), QSizeF(1028, 596))
    place = drawing.arrangement
    assert place.scale > 0.7
    for index, column in enumerate(place.columns[1:], 1):
        assert not overlaps([*column.units, *place.columns[index - 1].units])
        assert all(unit.contains(box) for unit, box in zip(column.units, drawing.bias_boxes(index), strict=True))
        assert not overlaps(drawing.bias_boxes(index), column.badges)


@pytest.mark.parametrize("size", [(800, 190), (925, 400)])
def test_large_text_becomes_smaller_before_one_of_two_units_is_left_out(size):
    drawing = drawn(at(example("backpropagation-by-hand"), Phase.FORWARD), QSizeF(*size), 28)
    assert drawing.order == ((0, 1), (0, 1), (0, 1))


def test_where_units_are_left_out_captions_and_biases_stand_apart():
    place = drawn(at(example("backpropagation-by-hand"), Phase.FORWARD), QSizeF(600, 90), 28).arrangement
    assert place.columns[1].more is not None
    assert not overlaps(place.captions, [box for column in place.columns for box in column.biases])


def test_numbers_that_cannot_be_read_are_hidden_together():
    assert [len(places) for places in drawn(running(example("spiral-2-8-8-1"))).labels] == [0, 0, 8]


@pytest.mark.parametrize("sizes", [(2, 2, 2), (3, 3, 1), (2, 4, 1), (2, 8, 8, 1), (8, 3, 8), (20, 40, 10)])
@pytest.mark.parametrize("mode", [BiasMode.PER_UNIT, BiasMode.SHARED])
@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
def test_units_biases_and_losses_stand_apart_and_inside(sizes, mode, size):
    place = drawn(small(*sizes, bias_mode=mode), size).arrangement
    units = [unit for column in place.columns for unit in column.units]
    boxes = [
        box
        for column in place.columns
        for box in column.biases
        if place.shape is Shape.CIRCLES or len(column.biases) == 1 != len(column.units)
    ]
    assert not overlaps([*units, *boxes, *place.losses])
    scene = QRectF(0, 0, place.size.width(), place.size.height())
    assert all(scene.contains(rect) for rect in [*units, *boxes, *place.losses])


@pytest.mark.parametrize("name", ["backpropagation-by-hand", "spiral-2-8-8-1", "glyph-digits-784-128-10"])
@pytest.mark.parametrize("size", [LARGE, SMALL, QSizeF(300, 200), QSizeF(3000, 400)])
def test_the_whole_diagram_fits_its_view(name, size):
    place = drawn(running(example(name)), size).arrangement
    assert place.size.width() * place.scale <= size.width() + 1
    assert place.size.height() * place.scale <= size.height() + 1


def test_edges_keep_nine_digits_where_there_is_room_and_fewer_where_not():
    state = at(example("backpropagation-by-hand"), Phase.FORWARD)
    assert drawn(state, QSizeF(1900, 1000)).edge_digits == 9
    assert drawn(state, SMALL).edge_digits == 4


def test_the_places_hold_still_while_numbers_change():
    composer, canvas = Composer(), Canvas(LIGHT, QFont("DejaVu Sans"), 14, LARGE)
    state = example("spiral-2-8-8-1")
    first = composer.compose(running(state, 0), canvas, None)
    second = composer.compose(running(state, 1), canvas, None)
    assert second.arrangement is first.arrangement
    assert second.bundles is first.bundles


def test_a_layer_with_one_bias_has_one_box_and_without_biases_none():
    shared = drawn(small(2, 3, 1, bias_mode=BiasMode.SHARED)).arrangement
    assert [len(column.biases) for column in shared.columns] == [0, 1, 1]
    assert [len(column.biases) for column in drawn(small(2, 3, 1)).arrangement.columns] == [0, 3, 1]
    assert not drawn(example("threshold-network")).arrangement.columns[1].biases


@pytest.mark.parametrize("name", ["backpropagation-by-hand", "spiral-2-8-8-1", "glyph-digits-784-128-10"])
@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
def test_captions_do_not_run_into_each_other(name, size):
    place = drawn(running(example(name)), size).arrangement
    assert len(place.captions) == len(place.columns) + 1
    assert not overlaps([caption.adjusted(0.01, 0, -0.01, 0) for caption in place.captions])
