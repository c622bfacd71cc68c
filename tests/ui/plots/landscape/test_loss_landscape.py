"""The loss landscape: what it shows, and what the mouse does on it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from nnviz.core.activations import activation
from nnviz.core.metrics import evaluate
from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.regularization import Regularization
from nnviz.session.commands import (
    ChangeRecipe,
    EditWeight,
    Pause,
    Run,
    SetSpeed,
    SetStepSize,
    StepBack,
    StepForward,
    TryValue,
    Undo,
)
from nnviz.session.commands.predicting import SetAsking
from nnviz.session.state import Element, Part, StepSize
from nnviz.ui.export import Format, Ground, content
from nnviz.ui.plots.landscape.panel import LossLandscape
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.predict import Asking, Scope
from tests.session.desk import Desk, desk
from tests.ui.states import layered, small, state_of


@pytest.fixture
def panel(qtbot):
    panel = LossLandscape(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(560, 620)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def on(qtbot, panel):
    """Show what a desk does, and let the heights be computed."""

    def show(at):
        panel.render(at.state)
        qtbot.waitUntil(lambda: not panel.surveyor.busy)
        return panel.board.canvas.drawing

    return show


def linked(panel, at):
    """Let the panel send its commands to the desk."""
    panel.commanded.connect(lambda command: (at.send(command), panel.render(at.state)))
    return at


def desk_of(network, recipe):
    return Desk(state_of(network, recipe).work.document)


def trained(name, steps=1):
    return desk(name).step(StepSize.ITERATION, *[StepForward()] * steps)


def height_at(drawing, survey, place):
    """The height that was computed nearest to a place."""
    heights = survey.heights
    column, row = (
        round(span.share(value) * (len(heights) - 1)) for span, value in zip((drawing.x, drawing.y), place, strict=True)
    )
    steps = np.linspace(0, 1, len(heights))
    return heights[row, column], (drawing.x.value(steps[column]), drawing.y.value(steps[row]))


def point(panel, place):
    return panel.board.canvas.frame().at(*place).toPoint()


# --- heights ----------------------------------------------------------------------------------------------------------


def test_heights_are_losses_of_the_line_of_the_lecture(panel, on):
    at = desk("linear-regression")
    drawing = on(at)
    assert drawing.names == ("m", "b")
    found, (slope, offset) = height_at(drawing, panel._outlook.survey, (1.99, 0.05))
    there = at.state.network.with_weight(0, 0, 0, slope).with_bias(0, 0, offset)
    assert found == pytest.approx(evaluate(there, at.state.recipe).train_loss)


def test_colors_are_logarithmic_where_heights_are_wide_apart_and_as_the_user_wants(qtbot, panel, on):
    assert on(desk("linear-regression")).relief.scale.logarithmic
    assert panel.choices.logarithmic.isChecked()
    qtbot.mouseClick(panel.choices.logarithmic, Qt.MouseButton.LeftButton)
    assert not panel.board.canvas.drawing.relief.scale.logarithmic
    assert not on(desk("xor-2-2-1")).relief.scale.logarithmic


def test_every_color_is_the_middle_of_four_heights(panel, on):
    drawing = on(desk("xor-2-2-1"))
    relief, heights = drawing.relief, panel._outlook.survey.heights
    assert relief.levels.shape == (len(heights) - 1, len(heights) - 1)
    corners = heights[:-1, :-1] + heights[1:, :-1] + heights[:-1, 1:] + heights[1:, 1:]
    np.testing.assert_allclose(relief.levels / 255, relief.scale.shares(corners / 4), atol=0.6 / 255)


def test_lines_run_where_the_heights_are_round(panel, on):
    drawing = on(desk("linear-regression"))
    scale, survey = drawing.relief.scale, panel._outlook.survey
    marks = scale.marks()
    assert {1.0, 10.0, 100.0} <= set(marks)
    pieces = drawing.relief.lines[marks.index(10.0)][1]
    places = [(drawing.x.value(x), drawing.y.value(y)) for x, y in pieces[:, :2]]
    heights = survey.task.landscape.heights(*np.array(places).T)
    np.testing.assert_allclose(heights, 10, rtol=0.08)


def test_any_two_parameters_run(qtbot, panel, on):
    on(desk("backpropagation-by-hand"))
    panel.choices.up.setCurrentIndex(4)
    panel.choices.up.activated.emit(4)
    drawing = panel.board.canvas.drawing
    assert drawing.names == ("w₁", "b₁")
    panel.choices.across.setCurrentIndex(4)
    panel.choices.across.activated.emit(4)
    assert panel.choices.axes == (4, 0)


def test_two_random_directions_run_through_the_network(qtbot, panel, on):
    at = trained("xor-2-2-1")
    on(at)
    panel.choices.across.setCurrentIndex(panel.choices.across.count() - 1)
    panel.choices.across.activated.emit(panel.choices.across.count() - 1)
    qtbot.waitUntil(lambda: not panel.surveyor.busy)
    drawing, survey = panel.board.canvas.drawing, panel._outlook.survey
    np.testing.assert_allclose(drawing.descent.now, 0, atol=1e-12)
    now = evaluate(at.state.network, at.state.recipe).train_loss
    assert panel._outlook.height((0, 0)) == pytest.approx(now, rel=1e-9)
    before = survey.heights
    qtbot.mouseClick(panel.choices.dice, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.surveyor.busy)
    assert (panel._outlook.survey.heights != before).any()
    with qtbot.assertNotEmitted(panel.commanded):
        qtbot.mouseClick(panel.board.canvas, Qt.MouseButton.LeftButton, pos=point(panel, (0.5, 0.5)))


def test_a_shared_bias_is_one_axis(panel, on):
    on(desk_of(layered((2, 3, 1), activation("tanh")), replace(small(2, 3, 1).recipe, bias_mode=BiasMode.FROZEN)))
    free = panel.choices.up.count()
    shared = small(2, 3, 1, bias_mode=BiasMode.SHARED).work.document
    level = shared.network.with_layer(
        0, shared.network.layers[0].with_values(shared.network.layers[0].weight, np.zeros(3))
    )
    on(desk_of(level, shared.recipe))
    assert panel.choices.up.count() == free - 2


def test_the_penalty_can_be_left_out(qtbot, panel, on):
    at = desk("xor-2-2-1").send(ChangeRecipe(regularization=Regularization("l2", 0.5)))
    drawing = on(at)
    assert "with penalty" in panel.note.text()
    with_it = height_at(drawing, panel._outlook.survey, (2, 2))[0]
    qtbot.mouseClick(panel.choices.penalty, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.surveyor.busy)
    assert "with penalty" not in panel.note.text()
    assert height_at(panel.board.canvas.drawing, panel._outlook.survey, (2, 2))[0] < with_it
    on(desk("xor-2-2-1"))
    assert panel.choices.penalty.isHidden()


def test_many_samples_are_judged_by_some_of_them(panel, on):
    on(desk("digits-784-64-10"))
    assert panel.choices.random
    assert "judged by" in panel.note.text()
    assert len(panel._outlook.measure.batch.rows) < 400


def test_a_network_without_data_says_so(panel, on):
    at = desk_of(layered((2, 3, 1), activation("tanh")), Recipe())
    panel.render(at.state)
    assert "needs data" in panel.note.text()
    assert panel.board.isHidden()


# --- the descent ------------------------------------------------------------------------------------------------------


def test_the_way_is_that_of_the_lecture(panel, on):
    drawing = on(trained("linear-regression", 2))
    np.testing.assert_allclose(drawing.descent.ways, [[(0, 0), (2.204, 0.602), (1.803, 0.4826)]], atol=1e-12)
    np.testing.assert_allclose(drawing.descent.now, (1.803, 0.4826), atol=1e-12)


@pytest.mark.parametrize("name", ["linear-regression", "logistic-regression", "xor-2-2-1", "spiral-2-8-8-1"])
def test_the_next_step_is_what_the_next_iteration_does(panel, on, name):
    at = trained(name, 3)
    promised = on(at).descent.following
    assert on(at.send(StepForward())).descent.now == pytest.approx(promised, rel=1e-9)


@pytest.mark.parametrize("rule", ["momentum", "nesterov", "rmsprop", "adam"])
def test_the_next_step_is_that_of_the_optimizer(panel, on, rule):
    at = (
        trained("xor-2-2-1")
        .send(ChangeRecipe(optimizer=optimizer(rule)))
        .step(StepSize.ITERATION, *[StepForward()] * 3)
    )
    promised = on(at).descent.following
    assert on(at.send(StepForward())).descent.now == pytest.approx(promised, rel=1e-9)


def test_the_arrow_points_downhill(panel, on):
    drawing = on(trained("logistic-regression", 3))
    task, step = panel._outlook.survey.task, 1e-6
    (u, v), ends = drawing.descent.now, np.array([[step, -step, 0, 0], [0, 0, step, -step]])
    right, left, above, below = task.landscape.heights(u + ends[0], v + ends[1])
    slope = np.array([right - left, above - below]) / (2 * step)
    np.testing.assert_allclose(drawing.descent.downhill, -slope, rtol=1e-5)


def test_an_edit_begins_another_way_and_a_new_rate_goes_on(panel, on):
    at = trained("linear-regression", 3).send(EditWeight(0, 0, 0, -1.0))
    first, second = on(at.send(StepForward(), StepForward())).descent.ways
    assert (len(first), len(second)) == (3, 3)
    at = trained("linear-regression", 3).send(ChangeRecipe(rate=0.01), StepForward())
    assert [len(way) for way in on(at).descent.ways] == [5]


def test_going_back_shortens_the_way(panel, on):
    at = trained("linear-regression", 5)
    assert len(on(at).descent.ways[0]) == 6
    assert len(on(at.send(StepBack(), StepBack())).descent.ways[0]) == 4


def test_a_value_that_is_tried_out_moves_the_network(panel, on):
    at = desk("linear-regression").send(TryValue(Element(Part.WEIGHT, 0, 0), 1.5))
    assert on(at).descent.now == (1.5, 0.0)


def test_what_is_asked_about_is_not_given_away(panel, on):
    at = desk("linear-regression").step(StepSize.VALUE).send(SetAsking(Asking(Scope.GRADIENTS)))
    descent = on(at).descent
    assert descent.downhill is None
    assert descent.following is None


def test_the_perceptron_rule_has_a_next_step_but_no_gradient(panel, on):
    descent = on(desk("perceptron-rule-and")).descent
    assert descent.downhill is None
    assert descent.following is not None


def test_a_rate_that_is_too_large_is_warned_of(panel, on):
    on(desk("linear-regression"))
    assert "rate above 0.0845 diverges" in panel.note.text()
    assert panel.warning.isHidden()
    on(desk("linear-regression").send(ChangeRecipe(rate=0.2)))
    assert panel.warning.text() == "η = 0.2 is above 0.0845: training diverges here."
    assert panel.warning.isVisible()
    on(desk("xor-2-2-1"))
    assert "diverges" not in panel.note.text()


def test_the_view_follows_a_network_that_leaves_it(panel, on):
    drawing = on(desk("linear-regression"))
    at = trained("linear-regression").send(EditWeight(0, 0, 0, 50.0))
    wider = on(at)
    assert drawing.x.high < 50 < wider.x.high
    assert (wider.relief.x, wider.relief.y) == (wider.x, wider.y)


def test_while_training_runs_the_heights_are_those_of_the_network_of_then(qtbot, panel, on):
    at = desk("xor-2-2-1")
    first = on(at)
    at.send(SetStepSize(StepSize.ITERATION), SetSpeed(1e6), Run()).pass_time(0.5)
    panel.render(at.state)
    before = panel._outlook.survey
    qtbot.waitUntil(lambda: panel._outlook.survey is not before and panel.board.canvas.drawing is not first)
    at.send(Pause())
    on(at)
    assert panel._outlook.survey.task.landscape.is_like(panel._outlook.landscape(at.state.network))
    assert len(panel._outlook.survey.heights) > len(before.heights) // 2


# --- the mouse --------------------------------------------------------------------------------------------------------


def test_a_click_sets_the_start_point_and_undo_brings_the_old_one_back(qtbot, panel, on):
    at = linked(panel, desk("linear-regression"))
    on(at)
    qtbot.mouseClick(panel.board.canvas, Qt.MouseButton.LeftButton, pos=point(panel, (-2.5, 3.0)))
    slope, offset = at.weights
    assert (slope, offset) == pytest.approx((-2.5, 3.0), abs=0.05)
    assert len(repr(float(slope))) <= 6
    assert panel.board.canvas.drawing.descent.now == (slope, offset)
    at.step(StepSize.ITERATION, StepForward())
    np.testing.assert_allclose(on(at).descent.ways[0][0], (slope, offset))
    at.send(Undo())
    assert at.weights.tolist() == [0, 0]


def test_the_wheel_zooms_around_the_pointer_and_fit_shows_all_again(qtbot, panel, on):
    before = on(desk("linear-regression"))
    canvas, place = panel.board.canvas, point(panel, (2.0, 1.0))
    still = canvas.frame().values(QPointF(place))
    wheel = QWheelEvent(
        QPointF(place), QPointF(canvas.mapToGlobal(place)), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    canvas.wheelEvent(wheel)
    after = canvas.drawing
    assert after.x.high - after.x.low == pytest.approx(0.64 * (before.x.high - before.x.low))
    assert after.x.share(still[0]) == pytest.approx(before.x.share(still[0]))
    qtbot.mouseClick(panel.choices.fit, Qt.MouseButton.LeftButton)
    assert (canvas.drawing.x, canvas.drawing.y) == (before.x, before.y)


def test_a_drag_moves_the_map_and_is_no_click(qtbot, panel, on):
    before = on(desk("linear-regression"))
    canvas = panel.board.canvas
    start, end = point(panel, (0, 0)), point(panel, (1.5, -1.0))
    with qtbot.assertNotEmitted(panel.commanded):
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(canvas, end)
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    assert before.x.low - canvas.drawing.x.low == pytest.approx(1.5, abs=0.05)
    assert canvas.drawing.y.low - before.y.low == pytest.approx(1.0, abs=0.05)


def test_the_pointer_reads_the_loss_and_shows_the_line_of_its_place(qtbot, panel, on):
    at = desk("linear-regression")
    on(at)
    qtbot.mouseMove(panel.board.canvas, point(panel, (2.0, 1.0)))
    ghost, line = panel.board.line.ghost, panel.board.line.drawing
    assert panel.note.text().startswith("m = ")
    slope, offset = panel._pointed
    x = np.linspace(line.x.low, line.x.high, len(ghost))
    np.testing.assert_allclose(ghost, slope * x + offset, rtol=1e-4, atol=1e-5)
    there = at.state.network.with_weight(0, 0, 0, slope).with_bias(0, 0, offset)
    assert panel.note.text().endswith(f"loss {evaluate(there, at.state.recipe).train_loss:.4f}")
    qtbot.mouseMove(panel.board.canvas, QPoint(1, 1))
    assert panel.board.line.ghost is None
    assert "Click" in panel.note.text()


# --- looks and files --------------------------------------------------------------------------------------------------


def test_a_unit_is_as_long_up_as_across(panel, on):
    on(trained("linear-regression", 3))
    frame = panel.board.canvas.frame()
    origin, across, up = frame.at(0, 0), frame.at(1, 0), frame.at(0, 1)
    assert across.x() - origin.x() == pytest.approx(origin.y() - up.y(), rel=0.1)


def test_the_line_stands_beside_the_map_where_there_is_room(qtbot, panel, on):
    on(desk("linear-regression"))
    board = panel.board
    assert board.line.y() > board.canvas.y()
    panel.resize(900, 420)
    qtbot.waitUntil(lambda: board.line.x() > board.canvas.x())
    on(desk("xor-2-2-1"))
    assert board.line.isHidden()


def test_a_hidden_panel_rests(panel, on):
    on(desk("spiral-2-8-8-1"))
    panel.render(trained("spiral-2-8-8-1", 2).state)
    panel.hide()
    assert not panel.surveyor.busy


def test_the_other_theme_has_other_colors_around_the_map(panel, on):
    on(desk("linear-regression"))
    canvas, within = panel.board.canvas, panel.board.canvas.frame().place.toRect().adjusted(4, 4, -4, -4)
    whole, inside = canvas.grab().toImage(), canvas.grab(within).toImage()
    panel.restyle(DARK)
    assert canvas.grab().toImage() != whole
    assert canvas.grab(within).toImage() == inside


@pytest.mark.parametrize("name", ["linear-regression", "xor-2-2-1"])
@pytest.mark.parametrize("kind", Format)
def test_the_picture_goes_into_every_kind_of_file(panel, on, name, kind):
    on(trained(name, 3))
    picture = panel.picture(Ground.WHITE.theme)
    assert (picture.size.width() > 2 * 420) == (name == "linear-regression")
    assert len(content(picture, kind, Ground.WHITE.color)) > 5000


@pytest.mark.parametrize("width", [300, 420, 560])
@pytest.mark.parametrize("before", ["digits-784-64-10", "ten-digits"])
def test_a_smaller_network_takes_the_place_of_a_large_one(qtbot, panel, on, before, width):
    panel.resize(width, 620)
    on(desk(before))
    drawing = on(desk("moons-2-8-1"))
    assert len(panel._outlook.axes.across) == 2
    assert drawing.names == panel._outlook.names
