"""The outputs: what each picture shows, against NumPy and the lecture's numbers, and what the mouse does on it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF

from nnviz.core.activations import activation
from nnviz.core.dataset import dataset
from nnviz.core.forward import forward
from nnviz.core.metrics import accuracy
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Phase
from nnviz.data.standardize import standardized
from nnviz.session.commands import Select, SetDigits, ShowSample, StepForward
from nnviz.session.commands.predicting import SetAsking
from nnviz.session.state import Element, Part, StepSize
from nnviz.ui.export import Format, Ground, content
from nnviz.ui.plots.outputs.bars import grid_of
from nnviz.ui.plots.outputs.matrix import place_of
from nnviz.ui.plots.outputs.panel import Outputs
from nnviz.ui.plots.outputs.scatter import frame_of
from nnviz.ui.plots.outputs.subject import View
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.predict import Asking, Form, Scope
from tests.session.desk import desk
from tests.ui.states import at, example, layered, running, state_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot):
    panel = Outputs(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(460, 480)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def choose(field, key):
    field.setCurrentIndex(field.findData(key))
    field.activated.emit(field.currentIndex())


def shown(panel, state, view=None):
    panel.render(state)
    if view is not None:
        choose(panel.choices.views, view)
    panel.repaint()
    return panel.canvas.chart


def offered(panel):
    return [panel.choices.views.itemData(index) for index in range(panel.choices.views.count())]


def metrics(panel):
    return QFontMetricsF(panel.canvas.font())


def trained(name, epochs=1):
    session = desk(name)
    for _ in range(epochs):
        session.step(StepSize.EPOCH, StepForward())
    return session.state


def values(chart, series=-1):
    return [bar.values[series] for bar in chart.bars]


# --- which pictures there are -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "views"),
    [
        ("xor-2-2-1", [View.CONFUSION, View.SCORES]),
        ("ten-digits", [View.CONFUSION, View.SCORES]),
        ("house-prices", [View.PREDICTED, View.RESIDUALS]),
        ("backpropagation-by-hand", [View.PREDICTED, View.RESIDUALS]),
        ("auto-associative-8-3-8", [View.RECONSTRUCTION, View.CONFUSION, View.SCORES]),
    ],
)
def test_only_pictures_that_make_sense_are_offered(panel, name, views):
    shown(panel, example(name))
    assert offered(panel) == [View.SAMPLE, View.UNIT, *views]


def test_the_picture_that_was_chosen_stays_where_the_next_network_has_it(panel):
    shown(panel, example("xor-2-2-1"), View.CONFUSION)
    shown(panel, example("ten-digits"))
    assert panel.choices.view is View.CONFUSION
    shown(panel, example("house-prices"))
    assert panel.choices.view is View.SAMPLE


def test_another_network_begins_with_its_output_layer(panel):
    shown(panel, example("ten-digits"), View.UNIT)
    shown(panel, example("glyph-digits-784-128-10"))
    assert (panel.choices.view, panel.choices.layer) == (View.UNIT, 1)


def test_other_data_while_it_runs_wait_for_their_turn(panel):
    shown(panel, running(example("blobs-2-6-4")), View.CONFUSION)
    panel.render(running(example("house-prices")))
    panel.resize(500, 520)  # the picture is made anew before the next one is due
    assert not panel.grab().isNull()


def test_without_data_the_panel_says_what_is_missing(panel):
    assert shown(panel, state_of(layered((2, 3, 1), activation("tanh")), Recipe())) is None
    assert "No data yet" in panel.note.text()


# --- bars -------------------------------------------------------------------------------------------------------------


def test_the_outputs_of_the_sample_stand_beside_their_targets(panel):
    state = at(example("backpropagation-by-hand"), Phase.READY)
    chart = shown(panel, replace(state, view=replace(state.view, digits=9)))
    assert [bar.name for bar in chart.bars] == ["o1", "o2"]
    np.testing.assert_allclose(values(chart), [0.75136507, 0.772928465], atol=5e-9)
    assert [bar.target for bar in chart.bars] == [0.01, 0.99]
    assert chart.digits == 9


def test_the_winner_and_the_target_are_marked(panel):
    state = trained("ten-digits", 10)
    chart = shown(panel, state)
    winner = int(forward(state.network, state.recipe.dataset.inputs)[-1].a[0].argmax())
    assert winner != 0
    assert [bar.verdict for bar in chart.bars] == [False if index == winner else None for index in range(10)]
    assert [bar.strong for bar in chart.bars] == [True] + [False] * 9
    right = shown(panel, replace(running(state, 1), playing=False))
    assert right.bars[1].verdict is True


def test_outputs_of_standardized_data_are_in_their_original_units(panel):
    x = np.random.RandomState(0).uniform(50, 200, (40, 1))
    data = standardized(dataset("houses", x, 1000 * x + 30))
    net = layered((1, 1), activation("linear")).with_weight(0, 0, 0, 1.0).with_bias(0, 0, 0.0)
    chart = shown(panel, running(state_of(net, Recipe(dataset=data)), 7))
    np.testing.assert_allclose(values(chart), 1000 * x[7] + 30)
    np.testing.assert_allclose(chart.bars[0].target, 1000 * x[7, 0] + 30)


def test_of_more_outputs_than_have_room_the_largest_are_shown_and_said(panel):
    net = layered((3, 100), activation("linear"))
    random = np.random.RandomState(5)
    state = running(state_of(net, Recipe(dataset=dataset("wide", random.normal(size=(6, 3)), np.zeros((6, 100))))))
    chart = shown(panel, state)
    sizes = np.abs(forward(net, state.seen.batch.x)[-1].a[0])
    assert sorted(map(abs, values(chart))) == pytest.approx(sorted(sizes)[-len(chart.bars) :])
    assert f"The {len(chart.bars)} largest of 100" in panel.note.text()


@pytest.mark.parametrize("height", range(300, 500, 7))
def test_bars_that_are_chosen_for_a_height_have_room_for_their_texts(panel, height):
    net = layered((3, 100), activation("linear"))
    state = running(state_of(net, Recipe(dataset=dataset("wide", np.ones((6, 3)), np.zeros((6, 100))))))
    panel.resize(460, height)
    chart = shown(panel, state)
    assert grid_of(chart, panel.canvas.room(), metrics(panel)).texts


def test_one_neuron_before_and_after_training_has_the_numbers_of_the_lecture(panel):
    chart = shown(panel, trained("ten-digits", 10), View.UNIT)
    before = [0.4332, 0.3956, 0.5483, 0.4791, 0.3705, 0.2789, 0.3169, 0.6258, 0.4600, 0.4771]
    after = [0.0915, 0.0925, 0.0746, 0.0659, 0.1067, 0.0440, 0.0510, 0.1546, 0.0571, 0.0692]
    assert [round(value, 4) for value in values(chart, 0)] == before
    assert [round(value, 4) for value in values(chart, 1)] == after
    assert [series.title for series in chart.series] == ["before", "now"]


def test_before_training_there_is_one_bar_for_each_sample(panel):
    chart = shown(panel, example("ten-digits"), View.UNIT)
    assert len(chart.series) == 1
    assert "Once it has learned" in panel.note.text()


def test_a_neuron_of_any_layer_can_be_chosen_or_selected_in_the_diagram(panel):
    state = example("xor-2-2-1")
    shown(panel, state, View.UNIT)
    choose(panel.choices.layers, "0")
    choose(panel.choices.units, "1")
    traces = forward(state.network, state.recipe.dataset.inputs)
    assert values(panel.canvas.chart) == traces[0].a[:, 1].tolist()
    selected = desk("xor-2-2-1").send(Select(Element(Part.UNIT, 1, 0))).state
    assert values(shown(panel, replace(state, selection=selected.selection))) == traces[1].a[:, 0].tolist()


def test_of_many_samples_an_even_choice_is_shown_class_by_class(panel):
    state = example("blobs-2-6-4")
    chart = shown(panel, state, View.UNIT)
    assert 10 < len(chart.bars) < 400
    assert f"{len(chart.bars)} of 400 samples, evenly chosen." in panel.note.text()
    assert [name for name, _ in chart.groups] == ["top", "right", "bottom", "left"]
    kinds = [int(state.recipe.dataset.targets[bar.spot.row].argmax()) for bar in chart.bars]
    assert kinds == sorted(kinds)
    assert [first for _, first in chart.groups] == [kinds.index(kind) for kind in range(4)]


def test_a_click_on_a_bar_shows_its_sample(qtbot, panel):
    chart = shown(panel, example("ten-digits"), View.UNIT)
    grid = grid_of(chart, panel.canvas.room(), metrics(panel))
    with qtbot.waitSignal(panel.commanded) as sent:
        qtbot.mouseClick(panel.canvas, LEFT, pos=QPointF(grid.left + 5, grid.top + 3.5 * grid.height).toPoint())
    assert sent.args == [ShowSample(3)]


def test_the_pointer_reads_a_bar(qtbot, panel):
    chart = shown(panel, trained("ten-digits", 10), View.UNIT)
    grid = grid_of(chart, panel.canvas.room(), metrics(panel))
    qtbot.mouseMove(panel.canvas, QPointF(grid.left + 5, grid.top + 2.5 * grid.height).toPoint())
    assert panel.note.text() == "Sample 3 (target 2): before 0.5483, now 0.0746"


# --- classes ----------------------------------------------------------------------------------------------------------


def test_the_confusion_matrix_counts_the_part_that_is_chosen(panel):
    state = trained("blobs-2-6-4")
    data = state.recipe.dataset
    for part, rows in (("test", data.test_rows), ("train", data.train_rows)):
        chart = shown(panel, state, View.CONFUSION)
        choose(panel.choices.parts, part)
        chart = panel.canvas.chart
        a, y = forward(state.network, data.inputs[rows])[-1].a, data.targets[rows]
        counts = np.zeros((4, 4), int)
        for true, answered in zip(y.argmax(axis=1), a.argmax(axis=1), strict=True):
            counts[true, answered] += 1
        assert chart.confusion.counts.tolist() == counts.tolist()
        assert chart.confusion.accuracy == pytest.approx(accuracy(a, y))
    assert chart.names == ("top", "right", "bottom", "left")


def test_one_output_of_two_classes_is_judged_as_the_accuracy_is(panel):
    state = trained("moons-2-8-1")
    data = state.recipe.dataset
    chart = shown(panel, state, View.CONFUSION)
    rows = data.test_rows
    a = forward(state.network, data.inputs[rows])[-1].a
    assert chart.names == ("upper moon", "lower moon")
    assert chart.confusion.accuracy == pytest.approx(accuracy(a, data.targets[rows], data.targets))


def test_precision_and_recall_of_every_class(panel):
    state = trained("ten-digits", 10)
    chart = shown(panel, state, View.SCORES)
    answers = forward(state.network, state.recipe.dataset.inputs)[-1].a.argmax(axis=1)
    recalls = (answers == np.arange(10)).astype(float)
    precisions = [(recalls[one] / (answers == one).sum()) if one in answers else np.nan for one in range(10)]
    np.testing.assert_allclose(values(chart, 0), precisions)
    np.testing.assert_allclose(values(chart, 1), recalls)


def wrong_cell(panel):
    """A cell off the diagonal with the most samples, and where it stands."""
    chart = panel.canvas.chart
    counts = chart.confusion.counts - np.diag(chart.confusion.counts.diagonal())
    cell = np.unravel_index(counts.argmax(), counts.shape)
    square = place_of(chart, panel.canvas.room(), metrics(panel)).at(*map(int, cell))
    return tuple(map(int, cell)), square.center().toPoint()


def test_a_click_on_a_cell_goes_through_its_samples(qtbot, panel):
    state = example("blobs-2-6-4")
    data = state.recipe.dataset
    shown(panel, state, View.CONFUSION)
    (true, answered), middle = wrong_cell(panel)
    a = forward(state.network, data.inputs)[-1].a.argmax(axis=1)
    rows = [row for row in data.test_rows.tolist() if (data.targets[row, true], a[row]) == (1, answered)]
    assert len(rows) > 2
    with qtbot.waitSignal(panel.commanded) as sent:
        qtbot.mouseClick(panel.canvas, LEFT, pos=middle)
    assert sent.args == [ShowSample(rows[0])]
    panel.render(replace(running(state, rows[0]), playing=False))
    assert f"1 of {len(rows)}" in panel.browser.text.text()
    assert not panel.browser.previous.isEnabled()
    with qtbot.waitSignal(panel.commanded) as sent:
        qtbot.mouseClick(panel.browser.next, LEFT)
    assert sent.args == [ShowSample(rows[1])]
    qtbot.mouseClick(panel.canvas, LEFT, pos=middle)
    assert not panel.browser.next.isEnabled()
    assert panel.browser.text.text().startswith("Click a square")


def test_samples_that_are_pictures_are_seen_as_pictures(qtbot, panel):
    state = trained("ten-digits", 10)
    shown(panel, state)
    assert not panel.browser.isVisible()
    shown(panel, state, View.CONFUSION)
    (true, _), middle = wrong_cell(panel)
    qtbot.mouseClick(panel.canvas, LEFT, pos=middle)
    thumbnails = panel.browser.thumbnails
    assert thumbnails.isVisible()
    ((row, place),) = thumbnails.places()
    assert row == true
    with qtbot.waitSignal(panel.commanded) as sent:
        qtbot.mouseClick(thumbnails, LEFT, pos=place.center())
    assert sent.args == [ShowSample(true)]


# --- predictions ------------------------------------------------------------------------------------------------------


def houses(count=60):
    random = np.random.RandomState(4)
    x = random.uniform(50, 200, (count, 2))
    data = standardized(dataset("houses", x, x @ [[1000.0], [200.0]] + 5000 * random.normal(size=(count, 1)), range(9)))
    net = layered((2, 1), activation("linear"))
    return running(state_of(net, Recipe(dataset=data)), 12)


def test_predictions_stand_over_targets_in_original_units(panel):
    state = houses()
    data = state.recipe.dataset
    chart = shown(panel, state, View.PREDICTED)
    predicted = data.standardization.answers(forward(state.network, data.inputs)[-1].a)
    np.testing.assert_allclose(chart.places[:, 0], data.original_targets[:, 0])
    np.testing.assert_allclose(chart.places[:, 1], predicted[:, 0])
    assert chart.tests.sum() == 9
    assert chart.marked == 12


def test_r2_and_mean_squared_error_are_those_of_each_part(panel):
    state = houses()
    data = state.recipe.dataset
    shown(panel, replace(state, playing=False), View.RESIDUALS)
    predicted = data.standardization.answers(forward(state.network, data.inputs)[-1].a)
    for part, rows in (("train", data.train_rows), ("test", data.test_rows)):
        y, residual = data.original_targets[rows], predicted[rows] - data.original_targets[rows]
        share = 1 - (residual**2).sum() / ((y - y.mean()) ** 2).sum()
        assert f"{part}: R² {share:.4g}," in panel.note.text()
        assert f"MSE {(residual**2).mean() / 1e9:.3f}e9" in panel.note.text()


def test_residuals_stand_over_predictions_with_their_histogram(panel):
    state = houses()
    data = state.recipe.dataset
    chart = shown(panel, state, View.RESIDUALS)
    predicted = data.standardization.answers(forward(state.network, data.inputs)[-1].a)[:, 0]
    np.testing.assert_allclose(chart.places, np.stack([predicted, predicted - data.original_targets[:, 0]], axis=1))
    counts = np.histogram(chart.places[:, 1], len(chart.bars), (chart.y.low, chart.y.high))[0]
    np.testing.assert_allclose(chart.bars, counts / counts.max())


def test_a_click_on_a_point_shows_its_sample(qtbot, panel):
    chart = shown(panel, houses(), View.PREDICTED)
    lonely = np.hypot(*(chart.places[:, np.newaxis] - chart.places).T) + 1e9 * np.eye(60)
    index = int(lonely.min(axis=0).argmax())
    point = frame_of(chart, panel.canvas.room(), metrics(panel)).at(*chart.places[index].tolist())
    with qtbot.waitSignal(panel.commanded) as sent:
        qtbot.mouseClick(panel.canvas, LEFT, pos=point.toPoint())
    assert sent.args == [ShowSample(index)]


def test_each_of_several_outputs_can_be_looked_at(panel):
    state = example("backpropagation-by-hand")
    shown(panel, state, View.PREDICTED)
    choose(panel.choices.outputs, "1")
    assert panel.canvas.chart.places[0, 0] == 0.99
    assert panel.note.text().endswith("over all outputs.")


# --- reconstructions --------------------------------------------------------------------------------------------------


def test_patterns_are_sorted_by_how_badly_they_are_reconstructed(panel):
    state = trained("auto-associative-8-3-8", 40)
    panel.resize(460, 700)
    chart = shown(panel, state, View.RECONSTRUCTION)
    x = state.recipe.dataset.inputs
    errors = ((forward(state.network, x)[-1].a - x) ** 2).mean(axis=1)
    assert values(chart.errors) == sorted(errors.tolist(), reverse=True)
    assert [title for title, _ in chart.pictures] == ["input = target", "output"]
    np.testing.assert_allclose(chart.pictures[1][1], forward(state.network, x[:1])[-1].a[0])


def test_invalid_patterns_have_larger_errors(panel):
    state = trained("auto-associative-8-3-8", 2000)
    x = np.vstack([np.eye(8), [[1, 1, 0, 0, 0, 0, 0, 0], [0, 0, 1, 0, 1, 1, 0, 0]]])
    data = dataset("patterns", x, x, [8, 9])
    panel.resize(460, 700)
    chart = shown(panel, running(state_of(state.network, replace(state.recipe, dataset=data))), View.RECONSTRUCTION)
    assert {bar.spot.row for bar in chart.errors.bars[:2]} == {8, 9}
    assert [bar.tests for bar in chart.errors.bars] == [True, True] + [False] * (len(chart.errors.bars) - 2)
    assert panel.note.text().endswith("Outlined: test samples.")
    assert chart.errors.bars[1].values[0] > 3 * chart.errors.bars[2].values[0]


def test_a_picture_stands_beside_its_reconstruction(panel):
    random = np.random.RandomState(6)
    images = random.uniform(0, 1, (5, 12))
    data = replace(dataset("images", images, images), input_shape=(3, 4))
    net = layered((12, 4, 12), activation("sigmoid"))
    chart = shown(panel, running(state_of(net, Recipe(dataset=data)), 2), View.RECONSTRUCTION)
    np.testing.assert_array_equal(chart.pictures[0][1], images[2].reshape(3, 4))
    np.testing.assert_allclose(chart.pictures[1][1], forward(net, images[2:3])[-1].a.reshape(3, 4))


# --- many samples -----------------------------------------------------------------------------------------------------


def crowd(count=5000):
    random = np.random.RandomState(7)
    x = random.normal(size=(count, 2))
    net = layered((2, 1), activation("sigmoid"))
    return running(state_of(net, Recipe(dataset=dataset("crowd", x, (x[:, :1] > 0).astype(float)))))


def test_while_it_trains_an_even_choice_is_judged_and_at_rest_all_of_them(qtbot, panel):
    state = crowd()
    chart = shown(panel, state, View.CONFUSION)
    assert chart.confusion.counts.sum() == 1000
    assert "of 5 000 samples, evenly chosen" in panel.note.text().replace("\u202f", " ")
    panel.render(replace(state, playing=False))
    qtbot.waitUntil(lambda: panel.canvas.chart.confusion.counts.sum() == 5000)
    data = state.recipe.dataset
    found = accuracy(forward(state.network, data.inputs)[-1].a, data.targets)
    assert panel.canvas.chart.confusion.accuracy == pytest.approx(found)
    assert "evenly" not in panel.note.text()


def test_a_network_that_learned_meanwhile_is_asked_anew(qtbot, panel):
    state = replace(crowd(), playing=False)
    shown(panel, state, View.CONFUSION)
    net = state.network.with_weight(0, 0, 0, -3.0)
    panel.render(replace(state, seen=replace(state.seen, network=net)))
    data = state.recipe.dataset
    found = accuracy(forward(net, data.inputs)[-1].a, data.targets)
    qtbot.waitUntil(lambda: panel.canvas.chart.confusion.counts.sum() == 5000)
    assert panel.canvas.chart.confusion.accuracy == pytest.approx(found)


def test_a_network_gone_wild_still_has_its_pictures(panel):
    state = houses()
    net = state.network.with_weight(0, 0, 0, np.nan)
    wild = replace(state, seen=replace(state.seen, network=net))
    for view in (View.PREDICTED, View.RESIDUALS, View.SAMPLE, View.UNIT):
        shown(panel, wild, view)
        assert not panel.grab().isNull()


# --- asked first, looks and files -------------------------------------------------------------------------------------


def test_what_is_asked_about_is_not_given_away(panel):
    session = desk("backpropagation-by-hand").send(SetAsking(Asking(Scope.ACTIVATIONS, Form.NUMBER)))
    session.step(StepSize.VALUE, StepForward())
    for view in (View.SAMPLE, View.UNIT, View.PREDICTED):
        assert shown(panel, session.state, view) is None
        assert panel.note.text() == "The answer is asked about first."


def test_the_digits_are_those_of_the_view(panel):
    state = desk("backpropagation-by-hand").send(SetDigits(6)).state
    assert shown(panel, state).digits == 6


PICTURES = [
    ("blobs-2-6-4", View.SAMPLE),
    ("ten-digits", View.UNIT),
    ("house-prices", View.UNIT),
    ("blobs-2-6-4", View.CONFUSION),
    ("blobs-2-6-4", View.SCORES),
    ("house-prices", View.RESIDUALS),
    ("auto-associative-8-3-8", View.RECONSTRUCTION),
]


@pytest.mark.parametrize(("name", "view"), PICTURES)
def test_every_picture_goes_into_every_kind_of_file(panel, name, view):
    shown(panel, example(name), view)
    for kind in Format:
        assert len(content(panel.picture(Ground.WHITE.theme), kind, Ground.WHITE.color)) > 2000


@pytest.mark.parametrize(("name", "view"), PICTURES)
def test_every_picture_is_another_in_the_dark(panel, name, view):
    shown(panel, example(name), view)
    light = panel.canvas.grab().toImage()
    panel.restyle(DARK)
    assert panel.canvas.grab().toImage() != light
