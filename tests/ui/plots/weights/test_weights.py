"""The weights as pictures, as a matrix, and their spread over the run."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from nnviz.session.commands import Select, StepForward
from nnviz.session.state import Element, Part, StepSize
from nnviz.storage.network_file import read
from nnviz.ui.export import Format, Ground, content
from nnviz.ui.plots.weights.panel import WeightsPanel
from nnviz.ui.plots.weights.past import MOST, chosen_places
from nnviz.ui.theme import DARK, LIGHT
from tests.session.desk import NETWORKS, Desk


@pytest.fixture
def sit(qtbot):
    """An example's name -> a desk with it, and the panel that shows it."""

    def taken(name, epochs=0):
        desk = Desk(read(NETWORKS / f"{name}.json")).step(StepSize.EPOCH, *[StepForward()] * epochs)
        panel = WeightsPanel(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(440, 420)
        panel.show()
        qtbot.waitExposed(panel)
        panel.render(desk.state)
        return desk, panel

    return taken


def take(qtbot, choice, key):
    """Choose an option of a list with the keyboard."""
    while choice.key != key:
        before = choice.key
        qtbot.keyClick(choice, Qt.Key.Key_Down if _after(choice, key) else Qt.Key.Key_Up)
        assert choice.key != before


def _after(choice, key):
    return choice.findData(key) > choice.currentIndex()


def place_of(panel, element):
    """A point of the canvas under which an element lies."""
    canvas = panel.canvas
    for y in range(0, canvas.height(), 4):
        for x in range(0, canvas.width(), 4):
            room = QRectF(canvas.rect()).adjusted(4, 4, -4, -4)
            found = canvas.sheet.under(QPointF(x, y), room, QFontMetricsF(canvas.font()))
            if found is not None and found.element == element:
                return QPoint(x, y)
    raise LookupError(element)


def test_the_weights_of_digits_are_pictures(sit):
    desk, panel = sit("ten-digits")
    assert panel.look.key == "pictures"
    wall = panel.canvas.sheet
    assert wall.names == tuple("0123456789")
    assert np.array_equal(wall.pictures[3].ravel(), desk.state.network.layers[0].weight[3])


def test_a_click_on_a_picture_selects_its_unit(sit, qtbot):
    desk, panel = sit("ten-digits")
    wished = []
    panel.commanded.connect(wished.append)
    seven = Element(Part.UNIT, 0, 7)
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place_of(panel, seven))
    assert wished == [Select(seven)]
    panel.render(desk.send(*wished).state)
    assert panel.canvas.sheet.selected == 7


def test_other_weights_are_a_matrix_and_pictures_cannot_be_taken(sit, qtbot):
    desk, panel = sit("xor-2-4-1")
    assert panel.look.key == "matrix"
    model = panel.look.model()
    assert not model.item(panel.look.findData("pictures")).isEnabled()
    matrix = panel.canvas.sheet
    assert np.array_equal(matrix.weight, desk.state.network.layers[0].weight)
    qtbot.mouseMove(panel.canvas, place_of(panel, Element(Part.WEIGHT, 0, 2, 1)))
    number = f"{matrix.weight[2, 1]:.{desk.state.view.digits}f}".replace("-", "−")
    qtbot.waitUntil(lambda: panel.note.text() == f"{matrix.columns[1]} → {matrix.rows[2]}: {number}")


def test_a_click_on_a_cell_selects_the_weight_or_the_bias(sit, qtbot):
    _, panel = sit("xor-2-4-1")
    wished = []
    panel.commanded.connect(wished.append)
    for element in (Element(Part.WEIGHT, 0, 3, 0), Element(Part.BIAS, 0, 1)):
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place_of(panel, element))
        assert wished.pop() == Select(element)


def test_the_matrix_of_another_layer_is_chosen(sit, qtbot):
    desk, panel = sit("spiral-2-8-8-1")
    take(qtbot, panel.layer, "1")
    assert panel.canvas.sheet.weight is desk.state.network.layers[1].weight


@pytest.mark.parametrize("what", ["weights", "activations", "gradients"])
def test_every_layer_has_a_strip_of_the_whole_run(sit, qtbot, what):
    desk, panel = sit("spiral-2-8-8-1", epochs=6)
    take(qtbot, panel.look, what)
    qtbot.waitUntil(lambda: panel._past.complete)
    streams = panel.canvas.sheet
    assert [strip.name for strip in streams.strips] == [layer.name for layer in desk.state.network.layers]
    assert streams.iterations[0] == 0
    assert streams.iterations[-1] == desk.state.work.timeline.now.iteration
    assert all(strip.quantiles.shape == (len(streams.iterations), 101) for strip in streams.strips)
    room = QRectF(panel.canvas.rect()).adjusted(4, 4, -4, -4)
    middle = streams.frames(room, QFontMetricsF(panel.canvas.font()))[1].place.center()
    for place in (QPoint(1, 1), middle.toPoint()):
        qtbot.mouseMove(panel.canvas, place)
    qtbot.waitUntil(lambda: panel.note.text().startswith("hidden 2, iteration "))


def test_the_last_column_tells_the_network_of_now(sit, qtbot):
    desk, panel = sit("spiral-2-8-8-1", epochs=3)
    take(qtbot, panel.look, "weights")
    qtbot.waitUntil(lambda: panel._past.complete)
    weight = desk.state.network.layers[1].weight
    assert panel.canvas.sheet.strips[1].quantiles[-1, [0, 100]].tolist() == [weight.min(), weight.max()]


def test_the_places_of_a_growing_run_stay(sit):
    desk, _ = sit("xor-2-2-1")
    seen = []
    for _ in range(300):
        desk.step(StepSize.ITERATION, StepForward())
        seen.append(list(chosen_places(desk.state.work.timeline)))
    assert all(len(places) <= MOST for places in seen)
    changed = [len(set(new) - set(old)) for old, new in pairwise(seen)]
    assert max(changed) <= 2  # the place of now, and the one before it


def test_a_long_past_left_half_done_out_of_sight_is_finished_in_sight(sit, qtbot, monkeypatch):
    desk, panel = sit("spiral-2-8-8-1", epochs=3)
    with monkeypatch.context() as slow:
        slow.setattr("nnviz.ui.plots.weights.past.SLICE", -1.0)
        take(qtbot, panel.look, "weights")
        panel.hide()
        qtbot.waitUntil(lambda: not panel._more.isActive())
        assert not panel._past.complete
    panel.show()
    panel.render(desk.state)
    qtbot.waitUntil(lambda: panel._past.complete)


@pytest.mark.parametrize("name", ["ten-digits", "xor-2-4-1"])
def test_a_picture_goes_into_a_file(sit, name):
    _, panel = sit(name)
    svg = content(panel.picture(DARK), Format.SVG, Ground.DARK.color)
    assert svg.startswith(b"<?xml")
    assert len(svg) > 2000
