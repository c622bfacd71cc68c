"""A number is dragged or typed in the diagram, and everything that follows from it shows what it was before."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnviz.core.snapshot import Phase
from nnviz.session.commands import DiscardTrial, EditWeight, KeepTrial, Select, SetDigits, ShowOnEdges, TryValue
from nnviz.session.state import Element, Part, Shown
from nnviz.session.update import update
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.diagram.drag import Drag
from nnviz.ui.diagram.ghosts import ghosts
from nnviz.ui.theme import LIGHT
from tests.ui.states import at, example

WEIGHT = Element(Part.WEIGHT, 1, 0, 0)
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Lecture:
    """A diagram whose commands are done."""

    def __init__(self, panel, state):
        self.panel, self.state, self.sent = panel, state, []
        panel.commanded.connect(self.send)
        panel.render(state)

    def send(self, *commands):
        for command in commands:
            self.sent.append(command)
            self.state, _ = update(self.state, command)
            self.panel.render(self.state)

    def drag(self, start, *way, modifier=Qt.KeyboardModifier.NoModifier):
        viewport = self.panel.view.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        for by in ((QApplication.startDragDistance(), 0), *way):  # the first is the way to where a drag begins
            start += QPoint(*by)
            QTest.mouseMove(viewport, start)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, modifier, start)

    @property
    def weight(self):
        return self.panel.view.mapFromScene(self.panel.drawing.labels[1][0].center())

    @property
    def before(self):
        return [ghost.text for ghost in ghosts(self.panel.drawing)]


@pytest.fixture
def open_on(qtbot):
    def opened(state):
        panel = DiagramPanel(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(1100, 760)
        panel.show()
        qtbot.waitExposed(panel)
        return Lecture(panel, state)

    return opened


@pytest.fixture
def lecture(open_on):
    lecture = open_on(at(example("backpropagation-by-hand"), Phase.BACKWARD))
    lecture.send(SetDigits(4))
    return lecture


def test_a_number_is_dragged_up_and_to_the_right(lecture):
    lecture.drag(lecture.weight, (10, 0), (0, -12))
    assert lecture.state.selection == WEIGHT
    assert lecture.state.trial.value == 0.62
    assert lecture.panel.what_if.text == "What if: w₅  0.4000 → 0.6200      loss  0.2984 → 0.3161"
    assert lecture.panel.what_if.isVisible()
    assert not lecture.panel.samples.isVisible()


def test_a_single_large_movement_is_a_drag_too(lecture):
    viewport, start = lecture.panel.view.viewport(), lecture.weight
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start - QPoint(0, 12 + QApplication.startDragDistance()))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton)
    assert lecture.state.trial.value == 0.52


def test_a_drag_does_not_move_the_picture(lecture):
    zoom, corner = lecture.panel.view.zoom, lecture.panel.view.mapToScene(0, 0)
    lecture.drag(lecture.weight, (40, 0))
    assert (lecture.panel.view.zoom, lecture.panel.view.mapToScene(0, 0)) == (zoom, corner)
    assert lecture.panel.view.fitting


def test_every_number_that_has_changed_shows_what_it_was(lecture):
    lecture.send(TryValue(WEIGHT, 0.62))
    assert "0.7514, net 1.1059" in lecture.before
    assert {"0.4000", "δ +0.1385", "E 0.2748", "Σ E = 0.2984"} <= set(lecture.before)
    assert not any("0.5933" in text or "E 0.0236" in text for text in lecture.before)
    lecture.send(DiscardTrial())
    assert lecture.before == []


def test_gradients_on_the_edges_have_ghosts_too(lecture):
    lecture.send(TryValue(Element(Part.BIAS, 0, 0), 0.6), ShowOnEdges(Shown.GRADIENTS))
    assert {"0.3500", "0.0822", "0.0827"} <= set(lecture.before)


@pytest.mark.parametrize("size", [(1100, 760), (1000, 640)])
def test_ghosts_do_not_lie_on_each_other(lecture, size):
    lecture.panel.resize(*size)
    lecture.send(TryValue(Element(Part.BIAS, 0, 0), 0.6), ShowOnEdges(Shown.GRADIENTS))
    frames = [ghost.frame for ghost in ghosts(lecture.panel.drawing)]
    assert not any(one.intersects(other) for i, one in enumerate(frames) for other in frames[:i])


def test_enter_keeps_and_escape_discards(lecture):
    lecture.drag(lecture.weight, (22, 0))
    QTest.keyClick(lecture.panel.view, Qt.Key.Key_Escape)
    assert lecture.state.trial is None
    assert lecture.state.selection == WEIGHT
    lecture.drag(lecture.weight, (22, 0))
    QTest.keyClick(lecture.panel.view, Qt.Key.Key_Return)
    assert lecture.state.network.layers[1].weight[0, 0] == 0.62
    assert lecture.panel.samples.isVisible()


def test_the_buttons_keep_and_discard(lecture):
    for button, command in ((lecture.panel.what_if.discard, DiscardTrial()), (lecture.panel.what_if.keep, KeepTrial())):
        lecture.send(TryValue(WEIGHT, 0.62))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert lecture.sent[-1] == command
    assert lecture.state.network.layers[1].weight[0, 0] == 0.62


def test_what_is_typed_is_tried_until_it_is_confirmed(lecture):
    QTest.mouseClick(lecture.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=lecture.weight)
    editor = lecture.panel.pointing.editor
    QTest.keyClicks(editor, "0.6")
    assert lecture.state.trial.value == 0.6
    QTest.keyClicks(editor, "2")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert lecture.sent[-2:] == [TryValue(WEIGHT, 0.62), EditWeight(1, 0, 0, 0.62)]


def test_typing_given_up_leaves_no_trial(lecture):
    shown = lecture.state.seen
    QTest.mouseClick(lecture.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=lecture.weight)
    QTest.keyClicks(lecture.panel.pointing.editor, "0.6x")
    QTest.keyClick(lecture.panel.pointing.editor, Qt.Key.Key_Escape)
    assert lecture.state.trial is None
    assert lecture.state.seen is shown


def test_numbers_grow_by_round_steps_and_finely_with_shift():
    drag = Drag(WEIGHT, 0.4).moved(QPointF(10, -12), False)
    assert drag.value == 0.62
    assert drag.moved(QPointF(0, 3), True).value == 0.617
    assert Drag(WEIGHT, 150.0).moved(QPointF(-20, 0), False).value == 130.0
    assert Drag(WEIGHT, 0.0).moved(QPointF(-1, 0), False).value == -0.01


def test_nothing_moves_when_a_trial_begins(lecture):
    arrangement, height = lecture.panel.drawing.arrangement, lecture.panel.view.height()
    lecture.send(Select(None), TryValue(WEIGHT, 123.0))
    assert lecture.panel.drawing.arrangement is arrangement
    assert lecture.panel.view.height() == height


def test_cards_have_their_ghosts_beside_them(open_on):
    lecture = open_on(example("spiral-2-8-8-1"))
    lecture.panel.toggle_maps()
    lecture.send(TryValue(Element(Part.WEIGHT, 1, 0, 0), 0.9))
    place = lecture.panel.drawing.arrangement
    for ghost in ghosts(lecture.panel.drawing):
        assert not any(ghost.frame.intersects(unit) for column in place.columns for unit in column.units)


def test_pointing_at_a_number_says_what_can_be_done_with_it(lecture, qtbot):
    card = lecture.panel.pointing.cards.text
    QTest.mouseMove(lecture.panel.view.viewport(), lecture.weight)
    qtbot.waitUntil(card.isVisible)
    assert "drag: try" in card.text()
    unit = lecture.panel.drawing.arrangement.columns[1].units[0]
    QTest.mouseMove(lecture.panel.view.viewport(), lecture.panel.view.mapFromScene(unit.center()))
    assert "drag: try" not in card.text()


@pytest.mark.parametrize("size", [(1100, 760), (1000, 640), (800, 600)])
def test_no_ghost_of_a_neuron_hides_the_number_of_an_edge(lecture, size):
    lecture.panel.resize(*size)
    lecture.send(Select(None), TryValue(Element(Part.BIAS, 0, 0), 7.0))
    labels = [rect.adjusted(10, 1, -10, -1) for places in lecture.panel.drawing.labels for rect in places]
    frames = [ghost.frame.adjusted(4, 1, -4, -1) for ghost in ghosts(lecture.panel.drawing)]
    assert not any(frame.intersects(label) for frame in frames for label in labels)


@pytest.mark.parametrize("element", [WEIGHT, Element(Part.WEIGHT, 0, 0, 0), Element(Part.BIAS, 0, 0)])
@pytest.mark.parametrize("size", [(692, 460), (960, 600)])
def test_ghosts_of_nine_digits_hide_neither_biases_nor_numbers_on_edges(open_on, element, size):
    lecture = open_on(at(example("backpropagation-by-hand"), Phase.UPDATE))
    lecture.panel.resize(*size)
    lecture.send(TryValue(element, 0.9))
    drawing = lecture.panel.drawing
    frames = [ghost.frame.adjusted(1, 1, -1, -1) for ghost in ghosts(drawing)]
    kept = [box for column in drawing.arrangement.columns for box in column.biases]
    kept += [rect for places in drawing.labels for rect in places]
    assert frames
    assert not any(frame.intersects(rect) for frame in frames for rect in kept)
