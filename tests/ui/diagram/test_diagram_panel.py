"""The diagram is clicked, dragged, zoomed and edited as a user does it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnviz.core.snapshot import Phase
from nnviz.session.commands import (
    EditBias,
    EditInput,
    EditTarget,
    EditWeight,
    Select,
    SetDigits,
    ShowOnEdges,
    ShowOnUnits,
    ShowSample,
)
from nnviz.session.state import Element, Part, Shown
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.theme import DARK, LIGHT
from tests.ui.states import at, example, running

WEIGHT = Element(Part.WEIGHT, 1, 0, 0)


@pytest.fixture
def mazur():
    return at(example("backpropagation-by-hand"), Phase.BACKWARD)


@pytest.fixture
def show(qtbot):
    def shown(state, size=(1100, 760)):
        panel = DiagramPanel(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(*size)
        panel.sent = []
        panel.commanded.connect(panel.sent.append)
        panel.show()
        qtbot.waitExposed(panel)
        panel.render(state)
        return panel

    return shown


def label(panel, layer=1, index=0):
    return on_view(panel, panel.drawing.labels[layer][index].center())


def on_view(panel, point: QPointF) -> QPoint:
    return panel.view.mapFromScene(point)


def click(panel, point: QPoint):
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def type_in(panel, text, key=Qt.Key.Key_Return):
    QTest.keyClicks(panel.pointing.editor, text)
    QTest.keyClick(panel.pointing.editor, key)


def edits(panel):
    """What was sent that changes the network or its data for good."""
    return [command for command in panel.sent if isinstance(command, EditBias | EditInput | EditTarget | EditWeight)]


def wheel(panel, point: QPoint, steps=1):
    viewport = panel.view.viewport()
    event = QWheelEvent(
        QPointF(point), QPointF(viewport.mapToGlobal(point)), QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_a_click_on_a_weight_edits_it_with_a_decimal_comma(show, mazur):
    panel = show(mazur)
    click(panel, label(panel))
    assert panel.pointing.editor.isVisible()
    type_in(panel, "0,75")
    assert panel.sent[0] == Select(WEIGHT)
    assert edits(panel) == [EditWeight(1, 0, 0, 0.75)]
    assert not panel.pointing.editor.isVisible()


def test_escape_leaves_the_number_as_it_is(show, mazur):
    panel = show(mazur)
    click(panel, label(panel))
    type_in(panel, "7", Qt.Key.Key_Escape)
    assert edits(panel) == []
    assert not panel.pointing.editor.isVisible()


def test_what_is_no_number_is_not_taken(show, mazur):
    panel = show(mazur)
    click(panel, label(panel))
    type_in(panel, "many")
    assert panel.pointing.editor.isVisible()
    assert "is not a number" in panel.pointing.editor.refusal
    assert panel.sent == [Select(WEIGHT)]


def test_biases_inputs_and_targets_are_edited_by_a_click_on_the_number(show, mazur):
    panel = show(mazur)
    place = panel.drawing.arrangement
    for point, text in (
        (place.columns[2].biases[0].center(), "0.7"),
        (place.columns[0].units[1].center(), "0.2"),
        (place.losses[0].center() - QPointF(0, place.losses[0].height() / 4), "0.5"),
    ):
        click(panel, on_view(panel, point))
        type_in(panel, text)
    assert edits(panel) == [
        EditBias(1, 0, 0.7),
        EditInput(0, 1, 0.2, heard=True),
        EditTarget(0, 0, 0.5, heard=True),
    ]


def test_nothing_is_edited_while_the_network_runs(show):
    panel = show(running(example("backpropagation-by-hand")))
    click(panel, label(panel))
    assert panel.sent == [Select(WEIGHT)]
    assert not panel.pointing.editor.isVisible()


def test_only_weights_are_edited_on_the_edges_not_what_they_carry(show, mazur):
    panel = show(replace(mazur, shown_on_edges=Shown.GRADIENTS))
    click(panel, label(panel))
    assert not panel.pointing.editor.isVisible()


def test_pointing_at_something_else_leaves_the_editor_open(show, mazur):
    panel = show(mazur)
    click(panel, label(panel))
    unit = panel.drawing.arrangement.columns[1].units[1]
    QTest.mouseMove(panel.view.viewport(), on_view(panel, unit.center()))
    assert panel.pointing.hovered == Element(Part.UNIT, 0, 1)
    assert panel.pointing.editor.isVisible()
    assert not panel.pointing.cards.text.isVisible()


def test_running_closes_the_editor(show, mazur):
    panel = show(mazur)
    click(panel, label(panel))
    panel.render(replace(mazur, playing=True))
    assert not panel.pointing.editor.isVisible()


def test_a_click_selects_and_a_click_beside_everything_or_escape_selects_nothing(show, mazur):
    panel = show(mazur)
    unit = Element(Part.UNIT, 0, 1)
    name = panel.drawing.arrangement.columns[1].units[1].center() - QPointF(0, 1.6 * panel.drawing.em)
    click(panel, on_view(panel, name))
    panel.render(replace(mazur, selection=unit))
    click(panel, QPoint(3, 3))
    QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    assert panel.sent == [Select(unit), Select(None), Select(None)]


def test_an_edge_is_selected_from_near_by(show, mazur):
    panel = show(mazur)
    line = panel.drawing.bundles[1].lines[0]
    unit = panel.drawing.arrangement.columns[1].units[0]
    click(panel, on_view(panel, QPointF(unit.right() + 4, line.y1() + 3)))
    assert panel.sent == [Select(WEIGHT)]


def test_a_selected_edge_shows_its_number_where_others_are_hidden(show):
    state = running(example("spiral-2-8-8-1"))
    panel = show(state)
    before = panel.grab().toImage()
    panel.render(replace(state, selection=Element(Part.WEIGHT, 1, 2, 3)))
    assert panel.drawing.labels[1] == ()
    assert panel.grab().toImage() != before


def test_pointing_at_a_neuron_shows_the_card_and_leaving_hides_it(show, mazur, qtbot):
    panel = show(mazur)
    point = on_view(panel, panel.drawing.arrangement.columns[1].units[0].center())
    QTest.mouseMove(panel.view.viewport(), point)
    qtbot.waitUntil(panel.pointing.cards.text.isVisible)
    assert "w₁ · i₁ + w₂ · i₂ + b₁" in panel.pointing.cards.text.text()
    QTest.mouseMove(panel.view.viewport(), QPoint(2, 2))
    qtbot.waitUntil(lambda: not panel.pointing.cards.text.isVisible())


def test_the_card_follows_the_run(show, mazur, qtbot):
    panel = show(mazur)
    QTest.mouseMove(panel.view.viewport(), label(panel))
    qtbot.waitUntil(panel.pointing.cards.text.isVisible)
    assert "new w₅" not in panel.pointing.cards.text.text()
    panel.render(at(example("backpropagation-by-hand"), Phase.UPDATE))
    assert "new w₅" in panel.pointing.cards.text.text()


def test_the_wheel_zooms_around_the_pointer(show, mazur):
    panel = show(mazur)
    point = label(panel)
    before, zoom = panel.view.mapToScene(point), panel.view.zoom
    wheel(panel, point, 3)
    after = panel.view.mapToScene(point)
    assert panel.view.zoom > 1.5 * zoom
    assert (after - before).manhattanLength() < 4


def test_a_zoomed_view_stays_until_it_is_fitted_again(show, mazur):
    panel = show(mazur)
    fitted = panel.view.zoom
    wheel(panel, QPoint(300, 300), 2)
    zoomed = panel.view.zoom
    panel.render(at(example("backpropagation-by-hand"), Phase.UPDATE))
    assert panel.view.zoom == zoomed
    panel.fit()
    assert panel.view.zoom == pytest.approx(fitted)


def test_keys_zoom_and_fit(show, mazur):
    panel = show(mazur)
    fitted = panel.view.zoom
    QTest.keyClick(panel.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert panel.view.zoom > fitted
    QTest.keyClick(panel.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert panel.view.zoom == pytest.approx(fitted)
    QTest.keyClick(panel.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert panel.view.zoom < fitted


def test_a_drag_moves_the_picture_and_selects_nothing(show, mazur):
    panel = show(mazur)
    viewport, start = panel.view.viewport(), QPoint(300, 40)
    before = panel.view.mapToScene(start)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start + QPoint(30, 0))
    QTest.mouseMove(viewport, start + QPoint(60, 20))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 20))
    assert (panel.view.mapToScene(start + QPoint(60, 20)) - before).manhattanLength() < 4
    assert panel.sent == []


def test_another_size_of_window_is_filled_again(show, mazur, qtbot):
    panel = show(mazur)
    before = panel.drawing.arrangement.scale
    panel.resize(1700, 1000)
    qtbot.waitUntil(lambda: panel.drawing.arrangement.scale > before)
    assert panel.view.zoom == pytest.approx(panel.drawing.arrangement.scale, rel=0.01)


def test_larger_text_is_another_arrangement(show, mazur):
    panel = show(mazur)
    font = panel.font()
    font.setPixelSize(28)
    panel.setFont(font)
    assert panel.drawing.em == 28


def test_the_switch_changes_what_edges_and_units_show(show, mazur):
    panel = show(mazur)
    QTest.mouseClick(panel.switch.button(Shown.DELTAS), Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.switch.button(Shown.WEIGHTS), Qt.MouseButton.LeftButton)
    assert panel.sent == [
        ShowOnEdges(Shown.DELTAS),
        ShowOnUnits(Shown.DELTAS),
        ShowOnEdges(Shown.WEIGHTS),
        ShowOnUnits(Shown.ACTIVATIONS),
    ]


def test_the_scale_of_colors_gives_way_to_the_switch(show, mazur):
    panel = show(mazur)
    panel.resize(900, 560)
    panel.grab()
    assert panel.legend.isVisible()
    panel.resize(420, 560)
    panel.grab()
    assert not panel.legend.isVisible()
    assert panel.switch.y() < 10


def test_samples_are_chosen_one_by_one_and_by_number(show):
    panel = show(at(example("xor-2-4-1"), Phase.FORWARD))
    bar = panel.samples
    assert not bar.before.isEnabled()
    QTest.mouseClick(bar.after, Qt.MouseButton.LeftButton)
    bar.number.setFocus()
    bar.number.selectAll()
    QTest.keyClicks(bar.number, "4")
    QTest.keyClick(bar.number, Qt.Key.Key_Return)
    assert panel.sent == [ShowSample(1), ShowSample(3)]


def test_a_sample_outside_the_batch_says_so(show):
    state = example("backpropagation-by-hand")
    spiral = running(example("spiral-2-8-8-1"), row=3)
    assert "not in this batch" in show(replace(spiral, playing=False)).samples.description
    assert "not in this batch" not in show(at(state, Phase.FORWARD)).samples.description


def test_digits_are_chosen(show, mazur):
    panel = show(mazur)
    panel.samples.digits.setFocus()
    QTest.keyClick(panel.samples.digits, Qt.Key.Key_Up)
    assert panel.sent == [SetDigits(8)]


def test_nothing_is_drawn_anew_where_nothing_has_changed(show, mazur):
    panel = show(mazur)
    before = panel.drawing
    panel.render(replace(mazur, notice=None, speed=3.0))
    assert panel.drawing is before


@pytest.mark.parametrize("phase", [Phase.READY, Phase.FORWARD, Phase.LOSS, Phase.BACKWARD, Phase.UPDATE])
@pytest.mark.parametrize("shown", list(Shown))
def test_every_moment_can_be_drawn_in_every_way(show, phase, shown):
    for name in ("backpropagation-by-hand", "three-three-one", "ten-digits"):
        panel = show(replace(at(example(name), phase), shown_on_edges=shown, shown_on_units=shown))
        assert not panel.grab().isNull()


def test_a_network_without_data_is_drawn(show):
    state = example("backpropagation-by-hand")
    stretch = state.work.timeline.stretches[0]
    recipe = replace(stretch.recipe, dataset=None)
    timeline = replace(state.work.timeline, stretches=(replace(stretch, recipe=recipe),), moments=())
    panel = show(replace(state, work=replace(state.work, timeline=timeline), seen=None))
    assert panel.drawing.arrangement.losses == ()
    assert colors(panel.grab().toImage()) > 10


def test_another_theme_is_another_picture(show, mazur):
    panel = show(mazur)
    panel.restyle(DARK)
    assert panel.grab().toImage().pixelColor(20, 200) == DARK.canvas


def colors(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)})


def test_a_smaller_network_forgets_what_the_pointer_was_on(show, qtbot):
    panel = show(running(example("spiral-2-8-8-1")))
    point = on_view(panel, panel.drawing.arrangement.columns[1].units[7].topLeft() + QPointF(20, 12))
    QTest.mouseMove(panel.view.viewport(), point)
    qtbot.waitUntil(lambda: panel.pointing.hovered == Element(Part.UNIT, 0, 7))
    panel.render(replace(running(example("xor-2-2-1")), selection=Element(Part.WEIGHT, 2, 0, 7)))
    assert panel.drawing.hovered is None
    assert panel.drawing.selection is None
    assert not panel.pointing.cards.text.isVisible()
