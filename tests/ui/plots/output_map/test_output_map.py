"""The map of the outputs: what it shows, and what the mouse does on it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from nnviz.core.activations import activation
from nnviz.core.dataset import dataset
from nnviz.core.forward import forward
from nnviz.core.recipe import Recipe
from nnviz.data.standardize import standardized
from nnviz.session.commands import ShowSample, StepForward
from nnviz.session.commands.predicting import SetAsking
from nnviz.session.state import StepSize
from nnviz.ui.export import Format, Ground, content
from nnviz.ui.plots.output_map.drawing import CurveDrawing, MapDrawing
from nnviz.ui.plots.output_map.making import Wish, ground
from nnviz.ui.plots.output_map.painting import colors
from nnviz.ui.plots.output_map.panel import OutputMap
from nnviz.ui.plots.output_map.subject import subject_of
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.predict import Asking, Form, Scope
from tests.session.desk import desk
from tests.ui.states import example, layered, running, state_of

SHARES = np.linspace(0, 1, 9)


@pytest.fixture
def panel(qtbot):
    panel = OutputMap(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(440, 460)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def shown(panel, state):
    panel.render(state)
    panel.layout().activate()
    panel.repaint()
    return panel.canvas.drawing


def blobs(outputs=3, inputs=2):
    """Points around as many corners, one-hot; the last ten only test."""
    random = np.random.RandomState(3)
    kinds = np.arange(60) % outputs
    places = random.normal(3 * np.eye(outputs, inputs)[kinds], 0.4)
    data = dataset("blobs", places, np.eye(outputs)[kinds], np.arange(50, 60))
    net = layered((inputs, 4, outputs), activation("tanh"), activation("softmax"))
    return running(state_of(net, Recipe(dataset=replace(data, class_names=("ant", "bee", "cat")[:outputs]))))


def place(panel, x, y):
    return panel.canvas.frame().at(x, y).toPoint()


def color_at(panel, x, y):
    point = place(panel, x, y)
    return panel.canvas.grab().toImage().pixelColor(point)


# --- the map ----------------------------------------------------------------------------------------------------------


def test_a_gate_is_blue_where_it_answers_1_and_orange_where_it_answers_0(panel):
    shown(panel, example("gate-x1-and-not-x2"))
    blue, orange = color_at(panel, 0.9, 0.1), color_at(panel, 0.1, 0.9)
    assert blue.blue() > blue.red() + 50
    assert orange.red() > orange.blue() + 50


def test_the_map_does_not_give_away_what_is_asked_about(panel):
    session = desk("backpropagation-by-hand").step(StepSize.VALUE, StepForward())
    assert shown(panel, session.state) is not None
    session.send(SetAsking(Asking(Scope.ACTIVATIONS, Form.NUMBER)))
    assert shown(panel, session.state) is None
    assert panel.note.text() == "The answer is asked about first."
    asked = content(panel.picture(LIGHT), Format.SVG, None)
    session.send(SetAsking(Asking(Scope.NOTHING)))
    assert shown(panel, session.state) is not None
    assert content(panel.picture(LIGHT), Format.SVG, None) != asked


def test_the_boundary_is_where_the_answer_is_in_the_middle(panel):
    drawing = shown(panel, example("gate-and"))  # 20 x1 + 20 x2 = 30
    assert len(drawing.boundary) > 10
    x = drawing.x.low + drawing.boundary[:, [0, 2]] * (drawing.x.high - drawing.x.low)
    y = drawing.y.low + drawing.boundary[:, [1, 3]] * (drawing.y.high - drawing.y.low)
    np.testing.assert_allclose(x + y, 1.5, atol=2e-3)


def test_discretize_leaves_two_colors(qtbot, panel):
    assert len(np.unique(shown(panel, example("gate-and")).levels)) > 20
    qtbot.mouseClick(panel.choices.discretize, Qt.MouseButton.LeftButton, pos=panel.choices.discretize.rect().center())
    assert np.unique(panel.canvas.drawing.levels).tolist() == [0, 255]


def test_training_samples_are_filled_and_test_samples_hollow(panel):
    drawing = shown(panel, running(example("spiral-2-8-8-1")))
    assert drawing.points.tests.sum() == len(example("spiral-2-8-8-1").recipe.dataset.test_rows)
    assert (drawing.legend.train, drawing.legend.test) == ("train", "test")
    assert shown(panel, example("gate-and")).legend.test == ""


def test_a_hollow_point_has_the_ground_within_and_its_color_around(panel):
    drawing = shown(panel, replace(blobs(), seen=None))
    test = drawing.points.places[drawing.points.tests]
    alone = max(test.tolist(), key=lambda at: np.sort(np.hypot(*(drawing.points.places - at).T))[1])
    assert color_at(panel, *alone) == LIGHT.canvas


def test_a_filled_point_has_the_color_of_its_target(panel):
    shown(panel, replace(example("gate-and"), seen=None))
    assert color_at(panel, 1, 1) == QColor.fromRgb(colors("light", 0, 0.0)[255])
    assert color_at(panel, 0, 0) == QColor.fromRgb(colors("light", 0, 0.0)[0])


def test_every_class_has_its_color_and_its_name(panel):
    drawing = shown(panel, blobs())
    assert drawing.legend.classes == ("ant", "bee", "cat")
    state = blobs()
    grid = np.array([[0.0, 0.0], [3.0, 0.0], [0.0, 3.0]])
    winners = forward(state.network, grid)[-1].a.argmax(axis=1)
    for (x, y), winner in zip(grid, winners, strict=True):
        row = round((y - drawing.y.low) / (drawing.y.high - drawing.y.low) * 99)
        column = round((x - drawing.x.low) / (drawing.x.high - drawing.x.low) * 99)
        assert drawing.levels[row, column] // 85 == winner


def test_one_output_can_be_chosen(panel):
    shown(panel, blobs())
    panel.choices.outputs.setCurrentIndex(2)
    panel.choices.outputs.activated.emit(2)
    assert panel.choices.output == 1
    assert panel.canvas.drawing.legend.numbers == (0, 0.5, 1)


def test_the_map_follows_the_network_and_rests_without_a_change(panel):
    state = example("gate-and")
    first = shown(panel, state)
    assert shown(panel, replace(state, row=0)) is first
    net = state.network.with_weight(0, 0, 0, -20.0)
    other = shown(panel, replace(state, seen=replace(state.seen, network=net)))
    assert (other.levels != first.levels).any()
    assert other.points is first.points


# --- more inputs ------------------------------------------------------------------------------------------------------


def test_any_two_inputs_run_and_sliders_hold_the_others(panel):
    drawing = shown(panel, blobs(inputs=4))
    assert drawing.names == ("x1", "x2")
    assert list(panel.held.sliders) == [2, 3]
    before = drawing.levels
    panel.held.sliders[2].setValue(200)
    assert (panel.canvas.drawing.levels != before).any()
    panel.choices.across.setCurrentIndex(3)
    panel.choices.across.activated.emit(3)
    assert panel.canvas.drawing.names == ("x4", "x2")
    assert list(panel.held.sliders) == [0, 2]


def test_no_input_runs_both_ways(panel):
    shown(panel, blobs(inputs=4))
    panel.choices.across.setCurrentIndex(1)
    panel.choices.across.activated.emit(1)
    assert panel.choices.columns == (1, 0)


def test_with_others_held_every_point_has_the_answer_of_the_network():
    data = standardized(blobs(inputs=4).recipe.dataset)
    net = layered((4, 3, 2), activation("tanh"), activation("softmax"))
    held = np.array([0.5, -1.0, 2.0, 0.25])
    prepared = ground(subject_of(net, data), net, Wish((3, 1), held), 9)
    raw = np.tile(held, (81, 1))
    raw[:, 3], raw[:, 1] = np.tile(prepared.x.value(SHARES), 9), np.repeat(prepared.y.value(SHARES), 9)
    np.testing.assert_allclose(prepared.responses(net)[-1].T, forward(net, data.heard(raw))[-1].a, atol=1e-5)


def test_many_inputs_are_held_at_the_sample_shown(panel):
    state = running(example("ten-digits"), 0)
    first = shown(panel, state)
    assert panel.held.sliders == {}
    assert "sample" in panel.note.text()
    other = shown(panel, running(example("ten-digits"), 5))
    assert first.levels.shape == other.levels.shape
    assert panel._wish().held.tolist() == state.recipe.dataset.inputs[5].tolist()


# --- one input --------------------------------------------------------------------------------------------------------


def test_a_network_of_one_input_shows_its_curve_over_the_points(panel):
    state = example("linear-regression")
    drawing = shown(panel, state)
    assert isinstance(drawing, CurveDrawing)
    np.testing.assert_array_equal(drawing.curves, 0)
    np.testing.assert_allclose(drawing.points.places[:, 1], [2.1, 3.9, 6.2, 7.8, 10.1])
    steeper = state.network.with_weight(0, 0, 0, 2.0)
    moved = shown(panel, replace(state, seen=replace(state.seen, network=steeper)))
    np.testing.assert_allclose(moved.curves[0], 2 * np.linspace(moved.x.low, moved.x.high, 100), rtol=1e-5)
    assert (moved.y.low, moved.y.high) == (drawing.y.low, drawing.y.high)


def test_a_curve_between_two_classes_shows_where_it_crosses_the_middle(panel):
    state = example("logistic-regression")
    net = state.network.with_weight(0, 0, 0, 1.652155).with_bias(0, 0, -4.130388)
    drawing = shown(panel, replace(state, seen=replace(state.seen, network=net)))
    assert drawing.middle == 0.5
    np.testing.assert_allclose(drawing.crossings, [2.5], atol=1e-3)


# --- units ------------------------------------------------------------------------------------------------------------


def test_standardized_data_are_shown_in_their_original_units(panel):
    random = np.random.RandomState(0)
    x = random.uniform(50, 200, (40, 1))
    data = standardized(dataset("houses", x, 1000 * x + 30))
    net = layered((1, 1), activation("linear")).with_weight(0, 0, 0, 1.0).with_bias(0, 0, 0.0)
    drawing = shown(panel, state_of(net, Recipe(dataset=data)))
    np.testing.assert_allclose(drawing.points.places[:, 0], x[:, 0])
    line = np.linspace(drawing.x.low, drawing.x.high, 100)
    np.testing.assert_allclose(drawing.curves[0], 1000 * line + 30, rtol=1e-4)


def test_a_network_without_data_has_a_map_too(panel):
    state = state_of(layered((2, 3, 1), activation("tanh")), Recipe())
    drawing = shown(panel, state)
    assert isinstance(drawing, MapDrawing)
    assert drawing.points is None
    assert (drawing.x.low, drawing.x.high) == (-1.2, 1.2)


# --- the mouse --------------------------------------------------------------------------------------------------------


def test_a_click_on_a_sample_shows_it(qtbot, panel):
    shown(panel, example("gate-and"))
    with qtbot.waitSignal(panel.commanded) as sent:
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, 1, 0))
    assert sent.args == [ShowSample(2)]
    with qtbot.assertNotEmitted(panel.commanded):
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, 0.5, 0.5))


def test_the_sample_shown_has_a_ring(panel):
    drawing = shown(panel, running(example("gate-and"), 3))
    assert drawing.marked == (1.0, 1.0)


def test_the_pointer_reads_the_answer(qtbot, panel):
    shown(panel, example("gate-and"))
    qtbot.mouseMove(panel.canvas, place(panel, 1, 1))
    x, y = panel.canvas.frame().values(QPointF(place(panel, 1, 1)))
    answer = 1 / (1 + np.exp(30 - 20 * x - 20 * y))
    assert panel.note.text().endswith(f"y = {answer:.3f}")
    qtbot.mouseMove(panel.canvas, QPoint(1, 1))
    assert "Point at" in panel.note.text()


# --- looks and files --------------------------------------------------------------------------------------------------


def test_the_other_theme_has_other_colors(panel):
    shown(panel, example("gate-and"))
    light = color_at(panel, 0.2, 0.3)
    panel.restyle(DARK)
    assert color_at(panel, 0.2, 0.3) != light


@pytest.mark.parametrize("state", [example("gate-and"), example("linear-regression"), blobs()])
@pytest.mark.parametrize("kind", Format)
def test_the_picture_goes_into_every_kind_of_file(panel, state, kind):
    shown(panel, state)
    picture = panel.picture(Ground.WHITE.theme)
    assert len(content(picture, kind, Ground.WHITE.color)) > 2000
