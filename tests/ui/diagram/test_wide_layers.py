"""Wide layers stay readable: the most active units, pictures instead of pixels, the strongest edges."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont

from nnviz.session.state import Element, Part
from nnviz.ui.diagram.arranging import Canvas
from nnviz.ui.diagram.composer import Composer
from nnviz.ui.diagram.edges import STRONGEST, STRONGEST_PIXELS
from nnviz.ui.theme import LIGHT
from tests.ui.states import example, running


@pytest.fixture
def digits(qapp):
    return replace(running(example("glyph-digits-784-128-10"), row=7), playing=False)


CANVAS = Canvas(LIGHT, QFont("DejaVu Sans"), 14, QSizeF(1240, 800))


def test_the_inputs_are_drawn_as_one_picture(digits):
    inputs = Composer().compose(digits, CANVAS, None).arrangement.columns[0]
    assert inputs.picture is not None
    assert inputs.picture.width() == pytest.approx(inputs.picture.height())
    assert not inputs.units


def test_the_most_active_units_stand_first(digits):
    drawing = Composer().compose(digits, CANVAS, None)
    a = drawing.readings.columns[1].a
    shown = list(drawing.order[1])
    assert len(shown) < 128
    assert shown == np.argsort(-np.abs(a), kind="stable")[: len(shown)].tolist()
    assert drawing.arrangement.columns[1].more is not None


def test_the_order_holds_still_while_the_network_runs(digits):
    composer = Composer()
    first = composer.compose(replace(digits, playing=True), CANVAS, None)
    other = replace(running(example("glyph-digits-784-128-10"), row=1), playing=True)
    assert composer.compose(other, CANVAS, None).order == first.order


def test_each_unit_behind_a_wide_layer_has_its_strongest_edges_only(digits):
    bundle = Composer().compose(digits, CANVAS, None).bundles[1]
    assert np.bincount(bundle.rows).tolist() == [STRONGEST] * 10
    assert not bundle.whole


def test_without_a_selection_no_edge_comes_from_the_picture(digits):
    assert not Composer().compose(digits, CANVAS, None).bundles[0].lines


def test_a_selected_unit_is_shown_with_its_strongest_pixels_and_all_its_edges_onwards(digits):
    drawing = Composer().compose(replace(digits, selection=Element(Part.UNIT, 0, 5)), CANVAS, None)
    weight = digits.seen.network.layers[0].weight[5]
    strongest = np.sort(np.argsort(-np.abs(weight))[:STRONGEST_PIXELS])
    assert 5 in drawing.order[1]
    assert drawing.bundles[0].sources.tolist() == strongest.tolist()
    assert set(drawing.bundles[1].sources.tolist()) == {5}
    assert len(drawing.bundles[1].lines) == 10


def test_edges_from_the_picture_begin_at_their_pixels(digits):
    drawing = Composer().compose(replace(digits, selection=Element(Part.UNIT, 0, 5)), CANVAS, None)
    frame = drawing.arrangement.columns[0].picture
    line, source = drawing.bundles[0].lines[0], int(drawing.bundles[0].sources[0])
    assert int((line.y1() - frame.top()) / frame.height() * 28) == source // 28
    assert int((line.x1() - frame.left()) / frame.width() * 28) == source % 28
