"""Pointing and clicking in the diagram reach the other panels; what they point at lights up in the diagram."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnviz.core.recipe import BiasMode
from nnviz.core.snapshot import Phase
from nnviz.session.commands import ChangeRecipe, SetStepSize, ShowOnEdges, ShowOnUnits, ShowSample, StepForward
from nnviz.session.commands.predicting import SetAsking
from nnviz.session.commands.walking import GoTo, Point
from nnviz.session.predicting import open_question
from nnviz.session.state import Element, Part, Shown, StepSize
from nnviz.session.walks import current_fact
from nnviz.storage.network_file import read
from nnviz.ui.diagram.biases import waiting_biases
from nnviz.ui.diagram.callout_place import frame_of
from nnviz.ui.diagram.callouts import said_of
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.diagram.fact_item import anchor_of
from nnviz.ui.theme import LIGHT, blend
from nnviz.walkthrough.predict import Asking, Form, Scope
from nnviz.walkthrough.quantity import Kind, Quantity, Reference
from tests.session.desk import NETWORKS, Desk
from tests.ui.seat import Seat

BY_HAND, BATCH, DIGITS = "backpropagation-by-hand", "three-three-one", "glyph-digits-784-128-10"
W5 = Element(Part.WEIGHT, 1, 0, 0)


class Lecture(Seat):
    @property
    def drawing(self):
        return self.panel.drawing

    def unit(self, column: int, place: int) -> QRectF:
        return self.drawing.arrangement.columns[column].units[place]

    def spot(self, point: QPointF) -> QPoint:
        return self.panel.view.mapFromScene(point)

    def hover(self, point: QPointF) -> Quantity | None:
        for step in (QPoint(1, 0), QPoint(0, 0)):  # the first one may only be the pointer's way in
            QTest.mouseMove(self.panel.view.viewport(), self.spot(point) + step)
            QApplication.processEvents()
        return self.desk.state.pointed

    def click(self, point: QPointF) -> Quantity | None:
        QTest.mouseClick(self.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=self.spot(point))
        fact = current_fact(self.desk.state)
        return None if fact is None else fact.about

    def ask(self, point: QPointF) -> Quantity | None:
        modifier = Qt.KeyboardModifier.ControlModifier
        QTest.mouseClick(self.panel.view.viewport(), Qt.MouseButton.LeftButton, modifier, self.spot(point))
        fact = current_fact(self.desk.state)
        return None if fact is None else fact.about

    def color(self, point: QPointF) -> str:
        image = QImage(self.panel.view.viewport().size(), QImage.Format.Format_RGB32)
        self.panel.view.viewport().render(image)
        return image.pixelColor(self.spot(point)).name()


@pytest.fixture
def lecture(qtbot):
    def give(name=BY_HAND, size=(1100, 760)):
        panel = DiagramPanel(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(*size)
        given = Lecture(panel, Desk(read(NETWORKS / f"{name}.json")))
        panel.commanded.connect(given.take)
        panel.show()
        qtbot.waitExposed(panel)
        given.take(SetStepSize(StepSize.VALUE))
        given.sent.clear()
        return given

    return give


def label(given, layer=1, index=0):
    return given.drawing.labels[layer][index]


def test_pointing_at_an_edge_points_at_its_weight(lecture):
    given = lecture()
    assert given.hover(label(given).center()) == Quantity(Kind.WEIGHT, 1, 0, 0)
    assert given.hover(QPointF(3, 3)) is None


def test_each_number_of_a_unit_is_pointed_at_by_itself(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.DELTA, 1, 0)))
    middle, em = given.unit(2, 0).center(), given.drawing.em
    assert given.hover(middle) == Quantity(Kind.ACTIVATION, 1, 0)
    assert given.hover(middle + QPointF(0, 1.4 * em)) == Quantity(Kind.NET_INPUT, 1, 0)
    assert given.hover(given.drawing.arrangement.columns[2].badges[0].center()) == Quantity(Kind.DELTA, 1, 0)
    assert given.hover(given.drawing.arrangement.losses[1].center() + QPointF(0, em)) == Quantity(
        Kind.OUTPUT_LOSS, 1, 1
    )
    assert given.hover(given.drawing.arrangement.losses[1].center() - QPointF(0, em)) == Quantity(Kind.TARGET, 1, 1)
    assert given.hover(given.drawing.arrangement.total.center()) == Quantity(Kind.LOSS)


def test_clicking_a_number_goes_to_the_fact_that_made_it(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.NEW_WEIGHT, 1, 1, 1)))
    em = given.drawing.em
    assert given.click(given.drawing.arrangement.columns[1].badges[1].center()) == Quantity(Kind.DELTA, 0, 1)
    assert given.click(given.unit(1, 1).center() + QPointF(0, 1.4 * em)) == Quantity(Kind.NET_INPUT, 0, 1)


def test_clicking_a_new_weight_goes_to_its_update(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.NEW_WEIGHT, 1, 1, 1)))
    below = QPointF(label(given).center().x(), label(given).bottom() - 0.4 * given.drawing.em)
    assert given.click(below) == Quantity(Kind.NEW_WEIGHT, 1, 0, 0)


def test_clicking_a_gradient_goes_to_its_fact(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.NEW_WEIGHT, 1, 1, 1)))
    given.take(ShowOnEdges(Shown.GRADIENTS), ShowOnUnits(Shown.GRADIENTS))
    assert given.click(given.unit(1, 0).center()) == Quantity(Kind.OUTPUT_GRADIENT, 0, 0)
    assert given.click(label(given).center()) == Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 0)


def test_clicking_what_was_given_edits_it(lecture):
    given = lecture()
    given.take(StepForward())
    given.click(given.unit(0, 1).center())
    assert given.panel.pointing.editor.isVisible()
    assert not [command for command in given.sent if isinstance(command, GoTo)]


def test_clicking_a_weight_that_is_asked_for_chooses_it(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.LOSS)), SetAsking(Asking(Scope.EVERYTHING, Form.LARGEST)), StepForward())
    given.click(label(given).center())
    assert given.desk.state.selection == W5
    assert not given.panel.pointing.editor.isVisible()
    assert open_question(given.desk.state) is not None
    given.click(given.unit(0, 1).center())
    assert given.panel.pointing.editor.isVisible()


def test_ctrl_and_a_click_on_a_weight_goes_to_the_update_that_made_it(lecture):
    given = lecture()
    given.take(SetStepSize(StepSize.ITERATION), StepForward())
    assert given.ask(label(given).center()) == Quantity(Kind.NEW_WEIGHT, 1, 0, 0)
    assert given.desk.state.work.timeline.now.iteration == 0
    assert not given.panel.pointing.editor.isVisible()


def test_ctrl_and_a_click_on_an_edge_asks_for_its_weight(lecture):
    given = lecture()
    given.take(SetStepSize(StepSize.ITERATION), StepForward())
    assert given.ask(given.drawing.bundles[1].lines[0].pointAt(0.28)) == Quantity(Kind.NEW_WEIGHT, 1, 0, 0)


def test_what_was_given_says_so(lecture):
    given = lecture()
    given.ask(label(given).center())
    assert "initial value" in str(given.desk.state.notice)
    given.ask(given.unit(0, 0).center())
    assert "comes from the data" in str(given.desk.state.notice)


def test_clicking_where_nothing_is_known_yet_goes_nowhere(lecture):
    given = lecture()
    given.take(StepForward())
    assert given.click(given.unit(2, 0).center()) == Quantity(Kind.NET_INPUT, 0, 0)


def test_the_fact_lights_its_edge_and_softly_both_ends(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 0)))
    drawing = given.drawing
    soft = blend(LIGHT.canvas, LIGHT.highlight, 0.6).name()
    assert drawing.spotlight.about == W5
    rim = QPointF(0, -0.19 * drawing.em)
    assert given.color(QPointF(given.unit(2, 0).center().x(), given.unit(2, 0).top()) + rim) == soft
    assert given.color(QPointF(given.unit(1, 0).center().x(), given.unit(1, 0).top()) + rim) == soft
    assert given.color(QPointF(given.unit(2, 1).center().x(), given.unit(2, 1).top()) + rim) == LIGHT.canvas.name()
    between = (given.unit(1, 0).right() + label(given).left()) / 2
    beside = QPointF(between, drawing.bundles[1].lines[0].y1() - 0.3 * drawing.em)
    assert given.color(beside) == LIGHT.highlight.name()


def test_a_layer_step_lights_the_whole_layer(lecture):
    given = lecture()
    given.take(SetStepSize(StepSize.LAYER), StepForward())
    top = given.unit(1, 1)
    assert given.color(QPointF(top.center().x(), top.top() - 0.19 * given.drawing.em)) == LIGHT.highlight.name()
    assert given.drawing.spotlight.callout is None


def test_a_factor_of_the_chain_rule_is_called_out(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.SLOPE, 1, 0)))
    assert said_of(given.drawing).lines == ("∂out(o₁)/∂net(o₁)", "= 0.186815602")
    given.take(GoTo(Quantity(Kind.DELTA, 1, 0)))
    assert said_of(given.drawing) is None


def test_a_card_has_no_room_for_the_net_input_so_it_is_called_out(lecture):
    given = lecture(DIGITS)
    given.take(GoTo(Quantity(Kind.NET_INPUT, 1, 4)))
    assert said_of(given.drawing).lines[1] == "= −0.398"
    given.take(GoTo(Quantity(Kind.ACTIVATION, 1, 4)))
    assert said_of(given.drawing) is None


@pytest.mark.parametrize("size", [(1100, 760), (900, 420), (640, 500)])
@pytest.mark.parametrize("kind", [Kind.WEIGHT_GRADIENT, Kind.CONTRIBUTION, Kind.OUTPUT_GRADIENT])
def test_a_callout_hides_no_unit_and_stays_in_the_picture(lecture, kind, size):
    given = lecture(size=size)
    layer = 0 if kind is Kind.CONTRIBUTION else 1
    source = None if kind is Kind.OUTPUT_GRADIENT else 1
    given.take(GoTo(Quantity(kind, layer, 1, source)))
    drawing = given.drawing
    frame = frame_of(drawing, said_of(drawing), anchor_of(drawing, drawing.spotlight.about))
    content = drawing.arrangement.size
    assert QRectF(0, 0, content.width(), content.height()).contains(frame)
    assert not any(frame.intersects(badge) for column in drawing.arrangement.columns for badge in column.badges)


def test_the_line_to_a_callout_crosses_no_unit(lecture):
    given = lecture("blobs-2-6-4", (700, 450))
    given.take(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 0)))
    image, view = given.panel.view.grab().toImage(), given.panel.view
    card = view.mapFromScene(given.unit(1, 0)).boundingRect()
    colors = {image.pixelColor(card.center().x(), y).name() for y in range(card.top(), card.bottom())}
    assert LIGHT.phase(Phase.BACKWARD).name() not in colors


def test_what_is_pointed_at_elsewhere_lights_up_here(lecture):
    given = lecture()
    given.take(Point(Quantity(Kind.ACTIVATION, 0, 1)))
    top = QPointF(given.unit(1, 1).center().x(), given.unit(1, 1).top() - 0.19 * given.drawing.em)
    assert given.color(top) == LIGHT.accent.name()
    given.take(Point(None))
    assert given.color(top) == LIGHT.canvas.name()
    assert given.panel.pointing.hovered is None


def test_what_the_number_pointed_at_is_made_of_lights_up_softly(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.DELTA, 1, 1)), Point(Quantity(Kind.NET_INPUT, 0, 1)))
    top = QPointF(given.unit(0, 0).center().x(), given.unit(0, 0).top() - 0.19 * given.drawing.em)
    assert given.color(top) == blend(LIGHT.canvas, LIGHT.accent, 0.6).name()
    assert Element(Part.WEIGHT, 0, 1, 0) in given.drawing.spotlight.pointed_terms


def test_several_numbers_that_are_pointed_at_light_up_together(lecture):
    given = lecture()
    given.take(StepForward(), Point(Reference((Kind.WEIGHT,), 1, sources=range(1))))
    column = {Element(Part.WEIGHT, 1, 0, 0), Element(Part.WEIGHT, 1, 1, 0)}
    assert given.drawing.spotlight.pointed_terms == column


def test_more_numbers_than_can_be_told_apart_are_not_lit_one_by_one(lecture):
    given = lecture(DIGITS)
    given.take(StepForward(), Point(Reference((Kind.WEIGHT,), 0)))
    assert given.drawing.spotlight.pointed_terms == frozenset()
    given.take(Point(Reference((Kind.WEIGHT,), 0, range(1))))
    assert len(given.drawing.spotlight.pointed_terms) == 784


def test_an_entry_of_the_jacobian_lights_its_ends_and_the_paths_between(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.DELTA, 0, 0)), GoTo(Quantity(Kind.RESPONSE, 1, 1, 0)))
    spotlight = given.drawing.spotlight
    assert spotlight.about == Element(Part.UNIT, 1, 1)
    assert spotlight.terms == {
        Element(Part.INPUT, -1, 0),
        *(Element(Part.UNIT, 0, unit) for unit in range(2)),
        *(Element(Part.WEIGHT, 0, unit, 0) for unit in range(2)),
        *(Element(Part.WEIGHT, 1, 1, unit) for unit in range(2)),
    }


def test_of_a_single_layer_the_path_is_one_weight(lecture):
    given = lecture("linear-regression")
    given.take(GoTo(Quantity(Kind.LOSS)), Point(Quantity(Kind.RESPONSE, 0, 0, 0)))
    assert given.drawing.spotlight.pointed == Element(Part.UNIT, 0, 0)
    assert given.drawing.spotlight.pointed_terms == {Element(Part.INPUT, -1, 0), Element(Part.WEIGHT, 0, 0, 0)}


def test_a_sample_outside_the_batch_is_in_no_light(lecture):
    given = lecture("spiral-2-8-8-1")
    outside = next(row for row in range(500) if row not in given.desk.state.seen.batch.rows)
    given.take(ShowSample(outside))
    assert not given.drawing.spotlight.on
    given.take(GoTo(Quantity(Kind.NET_INPUT, 0, 1)))
    assert given.drawing.spotlight.on
    assert given.desk.state.sample_shown in given.desk.state.seen.batch.rows


def test_pending_weights_stand_in_dashed_frames_until_their_update(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 0)))
    assert given.drawing.edge_text(1, 0, 0) == ("w₅", "0.400000000\n→ 0.358916480")
    assert given.drawing.new_weight(1, 0, 0).pending
    assert given.drawing.edge_text(1, 0, 1) == ("w₆", "0.450000000")
    assert given.desk.state.network.layers[1].weight[0, 0] == 0.4
    assert "pending" in given.panel.legend.toolTip()
    given.take(GoTo(Quantity(Kind.NEW_WEIGHT, 1, 0, 0)))
    assert not given.drawing.new_weight(1, 0, 0).pending
    assert given.drawing.new_weight(1, 0, 1).pending
    given.take(GoTo(Quantity(Kind.NEW_WEIGHT, 1, 1, 1)))
    assert "pending" not in given.panel.legend.toolTip()


def test_pending_biases_show_their_new_values_and_hide_nothing(lecture):
    given = lecture()
    given.take(ChangeRecipe(bias_mode=BiasMode.PER_UNIT))
    given.take(GoTo(Quantity(Kind.BIAS_GRADIENT, 1, 0)))
    o1 = Element(Part.BIAS, 1, 0)
    assert {element: text for element, (text, _) in waiting_biases(given.drawing).items()} == {o1: "→ 0.530750719"}
    given.take(GoTo(Quantity(Kind.NEW_WEIGHT, 0, 0, 0)))
    waiting = waiting_biases(given.drawing)
    assert len(waiting) == 4
    shown = [rect for column in given.drawing.arrangement.columns for rect in (*column.units, *column.badges)]
    assert not any(frame.intersects(rect) for _, frame in waiting.values() for rect in shown)
    given.take(GoTo(Quantity(Kind.NEW_BIAS, 1, 0)))
    assert o1 not in waiting_biases(given.drawing)


def test_where_the_edge_has_no_room_the_pending_value_is_called_out(lecture):
    given = lecture(size=(1100, 760))
    given.take(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 0)))
    assert len(said_of(given.drawing).lines) == 2
    given = lecture(BATCH)
    given.take(GoTo(Quantity(Kind.BIAS_GRADIENT, 1, 0)))
    assert len(said_of(given.drawing).lines) == 2
    given = lecture(BATCH, size=(560, 320))  # on cards
    given.take(GoTo(Quantity(Kind.BIAS_GRADIENT, 1, 0)))
    assert said_of(given.drawing).lines[2].endswith("pending")
    given = lecture(DIGITS)
    given.take(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 1, 4, 7)))
    assert said_of(given.drawing).lines[2].endswith("pending")


def test_an_open_question_shows_neither_the_value_nor_what_is_pending(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 0, 1, 1)))
    given.take(SetAsking(Asking(Scope.NEXT, Form.NUMBER)), StepForward())
    drawing = given.drawing
    assert drawing.spotlight.about == Element(Part.WEIGHT, 0, 0, 0)
    assert drawing.spotlight.callout.value == "?"
    assert drawing.new_weight(0, 0, 0) is None
    assert drawing.new_weight(0, 0, 1).pending
    given.take(SetAsking(Asking(Scope.NEW_VALUES, Form.NUMBER)))
    assert given.drawing.new_weight(0, 0, 1) is None


def test_the_unit_and_the_pixel_of_a_fact_are_shown_in_a_wide_network(lecture):
    given = lecture(DIGITS)
    given.take(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 0, 57, 300)))
    drawing = given.drawing
    assert 57 in drawing.order[1]
    assert drawing.line(drawing.spotlight.about) is not None
    frame = drawing.arrangement.columns[0].picture
    pixel = anchor_of(drawing, Element(Part.INPUT, -1, 300))
    assert frame.contains(pixel)
    assert pixel.center().x() == pytest.approx(frame.left() + (300 % 28 + 0.5) * frame.width() / 28)


def test_the_biases_that_are_one_number_light_up_together(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.NET_INPUT, 0, 1)))
    assert Element(Part.BIAS, 0, 0) in given.drawing.spotlight.terms


def test_a_batch_lights_the_gradient_of_one_sample_on_its_edge(lecture):
    given = lecture(BATCH)
    given.take(GoTo(Quantity(Kind.SAMPLE_GRADIENT, 1, 0, 2)))
    assert given.drawing.spotlight.about == Element(Part.WEIGHT, 1, 0, 2)
    assert given.drawing.spotlight.callout.symbol.startswith("∂E")
