"""The surface of an output: its numbers, and what mouse and keys do on it."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from nnviz.core.activations import activation
from nnviz.core.arrays import frozen
from nnviz.core.dataset import dataset
from nnviz.core.forward import forward
from nnviz.core.plan import Plan
from nnviz.core.recipe import Recipe
from nnviz.session.commands import ShowSample, StepForward
from nnviz.session.commands.predicting import SetAsking
from nnviz.session.state import StepSize
from nnviz.ui.export import Format, Ground, content
from nnviz.ui.plots.surface.cutting import cuts
from nnviz.ui.plots.surface.painting import view_of
from nnviz.ui.plots.surface.panel import FIRST, OutputSurface
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.predict import Asking, Form, Scope
from tests.session.desk import desk
from tests.ui.states import example, layered, running, state_of

GOLDEN = json.loads((Path(__file__).parents[3] / "golden" / "golden.json").read_text(encoding="utf-8"))


@pytest.fixture
def panel(qtbot):
    panel = OutputSurface(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(440, 470)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def shown(panel, state):
    panel.render(state)
    panel.repaint()
    return panel.drawing


def with_network(state, network):
    return replace(state, seen=replace(state.seen, network=network))


def heights(drawing):
    """The values of a surface, (rows, columns): x2 grows from row to row, x1 from column to column."""
    span = drawing.box.spans[2]
    return span.value((drawing.places[..., 2] / drawing.box.sides[2] + 1) / 2)


def spot(panel, row):
    drawing, canvas = panel.drawing, panel.canvas
    view = view_of(drawing, QRectF(canvas.rect()), canvas.camera, QFontMetricsF(canvas.font()))
    return view.spot(drawing.samples.places[drawing.samples.rows.tolist().index(row)]).toPoint()


# --- the numbers ------------------------------------------------------------------------------------------------------


def test_the_surface_of_the_deck(panel):
    """Deck 001: one perceptron learns AND from weights 0.5 in 2,000 epochs; 20 by 20 points over [0, 1]."""
    wanted = GOLDEN["surface_3d_and"]
    state = example("perceptron-and")
    half = frozen(np.full((1, 2), 0.5)), frozen(np.array([0.5]))
    layer = replace(state.network.layers[0], weight=half[0], bias=half[1])
    plan = Plan(replace(state.work.timeline.now, network=replace(state.network, layers=(layer,))), state.recipe)
    plan.run(2000)
    drawing = shown(panel, with_network(state, plan.checkpoint().network))
    z = heights(drawing)
    corners = [z[0, 0], z[-1, 0], z[0, -1], z[-1, -1]]
    assert drawing.title == wanted["inputs"]["title"]
    assert list(drawing.box.names) == [*wanted["inputs"]["axes"], "y"]
    assert list(z.shape) == wanted["expected"]["shape"]
    np.testing.assert_allclose(corners, list(wanted["expected"]["corners"].values()), rtol=2e-6)
    np.testing.assert_allclose(z.sum(), wanted["expected"]["sum"], rtol=1e-6)
    np.testing.assert_allclose(z[10, 10], wanted["expected"]["center_10_10"], rtol=1e-6)
    assert [(span.low, span.high) for span in drawing.box.spans] == [(0, 1)] * 3


def test_x1_and_not_x2_is_high_where_x1_is_1_and_x2_is_0(panel):
    drawing = shown(panel, example("gate-x1-and-not-x2"))
    z = heights(drawing)
    x1, x2 = drawing.places[..., 0], drawing.places[..., 1]
    assert (x1[0, -1], x2[0, -1]) == (1, -1)  # in space: the largest x1, the least x2
    np.testing.assert_allclose([z[0, 0], z[0, -1], z[-1, 0], z[-1, -1]], [0, 1, 0, 0], atol=1e-4)
    assert drawing.title == "x1 AND (NOT x2)"


def test_every_height_is_what_the_network_answers(panel):
    state = example("spiral-2-8-8-1")
    drawing = shown(panel, state)
    x, y, _ = drawing.box.spans
    grid = np.meshgrid(np.linspace(x.low, x.high, 40), np.linspace(y.low, y.high, 40))
    answers = forward(state.network, np.stack(grid, axis=-1).reshape(-1, 2))[-1].a
    np.testing.assert_allclose(heights(drawing).ravel(), answers[:, 0], atol=1e-5)
    assert drawing.title == ""


def test_samples_stand_at_their_targets_above_what_the_network_answers(panel):
    state = example("xor-2-4-1")
    samples = shown(panel, state).samples
    data, high = state.recipe.dataset, panel.drawing.box.sides[2]
    np.testing.assert_allclose(samples.places[:, 2], high * (2 * data.targets[:, 0] - 1))
    answers = forward(state.network, data.inputs)[-1].a[:, 0]
    np.testing.assert_allclose(samples.feet[:, 2], high * (2 * answers - 1), atol=1e-5)


def test_the_line_on_the_surface_is_where_the_answer_is_in_the_middle(panel):
    drawing = shown(panel, example("gate-and"))  # 20 x1 + 20 x2 = 30
    assert len(drawing.boundary)
    np.testing.assert_allclose(((drawing.boundary[..., :2] + 1) / 2).sum(axis=-1), 1.5, atol=5e-3)
    np.testing.assert_allclose(drawing.boundary[..., 2], 0, atol=1e-9)


def test_many_samples_are_thinned_out_and_the_panel_says_so(panel):
    drawing = shown(panel, example("spiral-2-8-8-1"))
    assert len(drawing.samples.rows) == 400
    assert "400 of 500" in panel.note.text()


def test_the_sample_shown_has_its_ring_even_if_it_was_thinned_out(panel):
    state = example("spiral-2-8-8-1")
    drawn = set(shown(panel, state).samples.rows.tolist())
    states = [running(state, row) for row in range(100)]
    left_out = next(state for state in states if state.sample_shown not in drawn)
    drawing = shown(panel, replace(left_out, playing=False))
    x, y, _ = drawing.box.spans
    at = state.recipe.dataset.inputs[left_out.sample_shown]
    np.testing.assert_allclose(drawing.marked[:2], [2 * x.share(at[0]) - 1, 2 * y.share(at[1]) - 1])


def test_what_leaves_the_box_is_cut_off(panel):
    net = layered((2, 1), activation("linear")).with_weight(0, 0, 0, 9.0)
    random = np.random.RandomState(0)
    data = dataset("plane", random.uniform(-1, 1, (30, 2)), random.uniform(-1, 1, (30, 1)))
    drawing = shown(panel, state_of(net, Recipe(dataset=data)))
    assert 0 < drawing.shown.mean() < 0.5


# --- several outputs, more inputs -------------------------------------------------------------------------------------


def test_of_several_classes_the_winner_gives_height_and_color(panel):
    state = example("blobs-2-6-4")
    drawing = shown(panel, state)
    assert drawing.box.names[2] == "largest output"
    x, y, _ = drawing.box.spans
    grid = np.meshgrid(np.linspace(x.low, x.high, 40), np.linspace(y.low, y.high, 40))
    answers = forward(state.network, np.stack(grid, axis=-1).reshape(-1, 2))[-1].a
    np.testing.assert_allclose(heights(drawing).ravel(), answers.max(axis=1), atol=1e-5)
    winners = drawing.levels // 64
    alike = answers.argmax(axis=1).reshape(40, 40)
    inner = (
        (alike[:-1, :-1] == alike[1:, 1:]) & (alike[:-1, 1:] == alike[1:, :-1]) & (alike[:-1, :-1] == alike[:-1, 1:])
    )
    np.testing.assert_array_equal(winners[inner], alike[:-1, :-1][inner])


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(-0.7, 0.7))
def test_the_parts_of_cut_pieces_cover_them_and_meet_at_one_height(slope, other, shift):
    x, y = np.meshgrid(np.linspace(0, 1, 6), np.linspace(0, 1, 5))
    first = slope * (x - 0.5) + other * (y - 0.5) + shift
    found = cuts(np.stack([first, -first]), np.stack([x, y], axis=-1))
    across, up = found.places[..., 0], found.places[..., 1]
    areas = np.abs((across * np.roll(up, -1, axis=1) - np.roll(across, -1, axis=1) * up).sum(axis=1)) / 2
    cells = len(set(zip(found.rows.tolist(), found.columns.tolist(), strict=True)))
    assert areas.sum() == pytest.approx(cells / 20)
    assert (found.places[..., 2] >= -1e-12).all()  # each class where it is ahead of the other
    lowest = found.places[..., 2].min(axis=1)
    np.testing.assert_allclose(lowest, 0, atol=1e-12)


def test_one_output_can_be_chosen(panel):
    drawing = shown(panel, example("blobs-2-6-4"))
    panel.chooser.choices.outputs.setCurrentIndex(2)
    panel.chooser.choices.outputs.activated.emit(2)
    assert panel.drawing.box.names[2] == example("blobs-2-6-4").recipe.dataset.class_names[1]
    assert panel.drawing.levels.tolist() != drawing.levels.tolist()


def test_any_two_inputs_run_and_sliders_hold_the_others(panel):
    drawing = shown(panel, example("house-prices"))
    assert drawing.box.names == ("size", "bedrooms", "price")
    assert list(panel.chooser.held.sliders) == [2, 3]
    assert not panel.residuals.isVisible()
    panel.chooser.choices.across.setCurrentIndex(3)
    panel.chooser.choices.across.activated.emit(3)
    assert panel.drawing.box.names == ("age", "bedrooms", "price")


def test_a_slider_moves_the_surface(panel):
    state = example("house-prices")
    state = with_network(state, state.network.with_weight(0, 0, 2, 1.0))
    before = shown(panel, state)
    panel.chooser.held.sliders[2].setValue(200)
    assert (heights(panel.drawing) > heights(before)).any()


def test_one_input_has_no_surface_and_the_panel_says_so(panel):
    assert shown(panel, example("linear-regression")) is None
    assert "two inputs" in panel.note.text()
    assert not panel.canvas.isVisible()
    assert shown(panel, example("gate-and")) is not None
    assert panel.canvas.isVisible()


# --- choices, mouse, keys ---------------------------------------------------------------------------------------------


def test_the_mesh_can_be_finer(panel):
    assert shown(panel, example("gate-and")).places.shape == (20, 20, 3)
    panel.mesh.setCurrentIndex(1)
    panel.mesh.activated.emit(1)
    assert panel.drawing.places.shape == (40, 40, 3)


def test_residuals_can_be_left_out(qtbot, panel):
    assert shown(panel, example("xor-2-4-1")).residuals
    before = panel.canvas.grab().toImage()
    qtbot.mouseClick(panel.residuals, Qt.MouseButton.LeftButton, pos=panel.residuals.rect().center())
    assert not panel.drawing.residuals
    assert panel.canvas.grab().toImage() != before


def test_a_drag_turns_the_picture_and_a_double_click_turns_it_back(qtbot, panel):
    shown(panel, example("gate-and"))
    before, middle = panel.canvas.grab().toImage(), panel.canvas.rect().center()
    qtbot.mousePress(panel.canvas, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(panel.canvas, middle + QPoint(60, 10))
    qtbot.mouseRelease(panel.canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 10))
    assert panel.canvas.grab().toImage() != before
    qtbot.mouseDClick(panel.canvas, Qt.MouseButton.LeftButton)
    assert panel.canvas.camera == FIRST
    assert panel.canvas.grab().toImage() == before


def test_a_click_on_a_sample_shows_it(qtbot, panel):
    shown(panel, example("gate-and"))
    with qtbot.waitSignal(panel.commanded) as sent:
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=spot(panel, 2))
    assert sent.args == [ShowSample(2)]
    with qtbot.assertNotEmitted(panel.commanded):
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_the_sample_shown_has_a_ring(panel):
    drawing = shown(panel, running(example("gate-and"), 3))
    np.testing.assert_allclose(drawing.marked, drawing.samples.places[3])


def test_the_surface_follows_the_network_and_rests_without_a_change(panel):
    state = example("gate-and")
    first = shown(panel, state)
    assert shown(panel, replace(state, row=0)) is first
    other = shown(panel, with_network(state, state.network.with_weight(0, 0, 0, -20.0)))
    assert (heights(other) != heights(first)).any()


def test_the_surface_does_not_give_away_what_is_asked_about(panel):
    session = desk("backpropagation-by-hand").step(StepSize.VALUE, StepForward())
    assert shown(panel, session.state).residuals
    before = panel.note.text()
    session.send(SetAsking(Asking(Scope.ACTIVATIONS, Form.NUMBER)))
    assert shown(panel, session.state) is None
    assert panel.note.text() == "The answer is asked about first."
    session.send(SetAsking(Asking(Scope.NOTHING)))
    assert shown(panel, session.state).residuals
    assert panel.note.text() == before


# --- looks and files --------------------------------------------------------------------------------------------------


def test_the_other_theme_has_other_colors(panel):
    shown(panel, example("gate-and"))
    before = panel.canvas.grab().toImage()
    panel.restyle(DARK)
    assert panel.canvas.grab().toImage() != before


@pytest.mark.parametrize("name", ["gate-and", "moons-2-8-1", "blobs-2-6-4"])
@pytest.mark.parametrize("kind", Format)
def test_the_picture_goes_into_every_kind_of_file(panel, name, kind):
    shown(panel, example(name))
    file = content(panel.picture(Ground.WHITE.theme), kind, Ground.WHITE.color)
    assert len(file) > 5000
    if kind is not Format.PNG:
        assert b"<image" not in file  # lines and areas, sharp at every size
