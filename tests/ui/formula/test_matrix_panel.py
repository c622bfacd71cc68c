"""The matrices are pointed at and clicked as a user does it; a real session answers."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnviz.core.forward import forward
from nnviz.session.commands import Run, SetStepSize, ShowSample, StepForward
from nnviz.session.commands.walking import GoTo, Point
from nnviz.session.state import StepSize
from nnviz.session.walks import current_fact
from nnviz.storage.network_file import read
from nnviz.ui.formula.matrix_board import Topic
from nnviz.ui.formula.matrix_layout import visible
from nnviz.ui.formula.matrix_panel import MatrixPanel
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.quantity import Kind, Quantity, Reference
from tests.session.desk import NETWORKS, Desk
from tests.ui.seat import Seat

BY_HAND, BATCH, DIGITS = "backpropagation-by-hand", "three-three-one", "glyph-digits-784-128-10"
LEFT = Qt.MouseButton.LeftButton
HIDDEN_SUM = Quantity(Kind.NET_INPUT, 0, 0)


class Lecture(Seat):
    @property
    def canvas(self):
        return self.panel.canvas

    def place(self, quantity: Quantity) -> QPoint:
        return next(self.canvas.places_of(quantity)).center().toPoint()

    def hover(self, point: QPoint) -> None:
        for step in (QPoint(1, 0), QPoint(0, 0)):  # the first one may only be the pointer's way in
            QTest.mouseMove(self.canvas, point + step)
            QApplication.processEvents()

    def matrix(self, symbol: str):
        return next(placed for placed in self.canvas.layout_.matrices if placed.matrix.symbol == symbol)

    def color(self, point: QPoint) -> str:
        image = QImage(self.canvas.size(), QImage.Format.Format_RGB32)
        self.canvas.render(image)
        return image.pixelColor(point).name()


@pytest.fixture
def lecture(qtbot):
    def give(name=BY_HAND, size=(900, 700), theme=LIGHT):
        panel = MatrixPanel(theme)
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


def test_before_the_first_step_the_batch_stands_there(lecture):
    given = lecture()
    assert [placed.matrix.symbol for placed in given.canvas.layout_.matrices] == ["X", "T"]


def test_pointing_at_a_cell_points_at_its_number(lecture):
    given = lecture()
    given.take(StepForward())
    given.hover(given.place(HIDDEN_SUM))
    assert given.desk.state.pointed == HIDDEN_SUM
    given.hover(QPoint(2, given.canvas.height() - 2))
    assert given.desk.state.pointed is None


def test_leaving_points_at_nothing(lecture):
    given = lecture()
    given.take(StepForward())
    given.hover(given.place(HIDDEN_SUM))
    given.canvas.leaveEvent(QEvent(QEvent.Type.Leave))
    assert given.sent[-1] == Point(None)


def test_a_click_goes_to_the_fact_that_made_the_number(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.ACTIVATION, 0, 1)))
    QTest.mouseClick(given.canvas, LEFT, pos=given.place(HIDDEN_SUM))
    fact = current_fact(given.desk.state)
    assert fact is not None
    assert fact.about == HIDDEN_SUM


def test_a_click_on_another_sample_shows_that_sample(lecture):
    given = lecture(BATCH)
    given.take(GoTo(Quantity(Kind.ACTIVATION, 0, 2)))
    placed = given.matrix("Z⁽¹⁾")
    given.sent.clear()
    QTest.mouseClick(given.canvas, LEFT, pos=placed.place(2, 1).center().toPoint())
    assert given.sent[0] == ShowSample(2)
    assert given.sent[1] == GoTo(Quantity(Kind.NET_INPUT, 0, 1))
    assert given.desk.state.row == 2
    assert given.matrix("Z⁽¹⁾").lit.cell == (2, 1)


def test_what_is_not_yet_known_is_empty_and_answers_nothing(lecture):
    given = lecture()
    given.take(StepForward())
    place = given.matrix("Net₁").place(0, 1)
    assert _is_plain(given, place.toRect())
    given.sent.clear()
    QTest.mouseClick(given.canvas, LEFT, pos=place.center().toPoint())
    given.hover(place.center().toPoint())
    assert given.sent == []


def _is_plain(given, rect):
    image = QImage(given.canvas.size(), QImage.Format.Format_RGB32)
    given.canvas.render(image)
    inner = rect.adjusted(2, 2, -2, -2)
    colors = {image.pixel(x, y) for x in range(inner.left(), inner.right()) for y in range(inner.top(), inner.bottom())}
    return len(colors) == 1


def test_the_fact_its_row_and_its_column_light_up(lecture):
    given = lecture(BATCH)
    given.take(GoTo(Quantity(Kind.NET_INPUT, 0, 1)))
    corner = QPointF(3, 3)

    def ground(symbol, row, column):
        return given.color((given.matrix(symbol).place(row, column).topLeft() + corner).toPoint())

    highlight, plain = LIGHT.highlight.name(), LIGHT.canvas.name()
    assert ground("Z⁽¹⁾", 0, 1) == highlight
    assert ground("[1 X]", 0, 1) == ground("[1 X]", 0, 3) not in (highlight, plain)
    assert ground("[1 X]", 0, 0) not in (highlight, plain)
    assert ground("[1 X]", 1, 0) == plain
    assert ground("W⁽¹⁾ᵀ", 2, 1) not in (highlight, plain)
    assert ground("W⁽¹⁾ᵀ", 2, 0) == plain


def test_what_is_pointed_at_elsewhere_is_framed(lecture):
    given = lecture()
    given.take(StepForward())
    weight = Quantity(Kind.WEIGHT, 0, 1, 0)
    edge = next(given.canvas.places_of(weight))
    spot = QPoint(round(edge.left()) + 2, round(edge.center().y()))
    before = given.color(spot)
    given.take(Point(weight))
    assert given.color(spot) != before


def test_several_numbers_pointed_at_elsewhere_are_framed_of_one_sample_or_of_all(lecture):
    given = lecture(BATCH)
    given.take(GoTo(Quantity(Kind.NET_INPUT, 0, 1)))
    column, row = given.matrix("W⁽¹⁾ᵀ"), Reference((Kind.WEIGHT,), 0, range(1, 2))
    assert list(given.canvas.places_of(row)) == [column.place(source, 1) for source in (1, 2, 3)]
    ones, samples = Reference((Kind.INPUT,), -1, range(1)), given.desk.state.seen.batch.x.shape[0]
    assert len(list(given.canvas.places_of(ones))) == 1
    assert len(list(given.canvas.places_of(replace(ones, batch=True)))) == samples


def test_what_the_number_pointed_at_is_made_of_is_framed_too(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.NET_INPUT, 0, 1)))
    weight = next(given.canvas.places_of(Quantity(Kind.WEIGHT, 0, 0, 1)))
    spot = QPoint(round(weight.left()) + 2, round(weight.center().y()))
    before = given.color(spot)
    given.take(Point(HIDDEN_SUM))
    assert given.color(spot) != before


def test_a_sample_outside_the_batch_is_sent_through_by_itself(lecture):
    given = lecture("spiral-2-8-8-1")
    rows = given.desk.state.work.timeline.moment.batch.rows
    given.take(ShowSample(next(row for row in range(500) if row not in rows)))
    assert given.matrix("X").matrix.shape == (1, 2)
    assert all(placed.lit.cell is None for placed in given.canvas.layout_.matrices)


def test_a_large_matrix_shows_its_ends_and_what_is_told(lecture):
    given = lecture(DIGITS)
    given.take(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 0, 57, 300)))
    placed = given.matrix("∂E/∂W⁽¹⁾")
    assert placed.matrix.shape == (128, 784)
    assert placed.rows == (0, 1, None, 57, None, 127)
    assert placed.columns == (0, 1, None, 300, None, 783)
    assert placed.lit.cell == (57, 300)


def test_places_left_out_are_marked_once():
    assert visible(3, 8, ()) == (0, 1, 2)
    assert visible(20, 8, (2, 18)) == (0, 1, 2, None, 18, 19)


def test_a_narrow_panel_wraps_the_equation_and_scrolls_down(lecture, qtbot):
    given = lecture(BATCH, size=(1400, 700))
    given.take(GoTo(Quantity(Kind.NET_INPUT, 0, 1)))
    wide = given.canvas.layout_
    given.panel.resize(420, 300)
    qtbot.waitUntil(lambda: given.canvas.width() < 500)
    narrow = given.canvas.layout_
    assert narrow.height > wide.height
    assert max(placed.inside.right() for placed in narrow.matrices) <= given.canvas.width()
    given.panel.resize(1400, 700)
    qtbot.waitUntil(lambda: given.canvas.layout_.height == wide.height)


def test_the_fact_is_scrolled_into_sight(lecture, qtbot):
    given = lecture(BATCH, size=(420, 300))
    given.take(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 0, 2, 2)))
    place, _ = given.canvas.current_places()
    qtbot.waitUntil(lambda: given.canvas.visibleRegion().contains(place.center().toPoint()))


def test_larger_text_makes_larger_matrices(lecture):
    given = lecture()
    given.take(StepForward())
    before = given.canvas.layout_.height
    font = given.panel.font()
    font.setPixelSize(28)
    given.panel.setFont(font)
    assert given.canvas.layout_.height > 1.6 * before


def test_digits_are_those_of_the_view(lecture):
    given = lecture()
    given.take(StepForward())
    assert given.desk.state.view.digits == 9
    assert given.matrix("Net₁").texts == {(0, 0): "0.377500000"}


def test_while_it_runs_the_way_forward_of_the_sample_is_shown(lecture):
    given = lecture()
    given.take(SetStepSize(StepSize.ITERATION))
    given.take(Run())
    given.desk.pass_time(0.5)
    given.panel.render(given.desk.state)
    symbols = [placed.matrix.symbol for placed in given.canvas.layout_.matrices]
    assert given.desk.state.live
    assert {"Net₁", "Out₁", "Net₂", "Out₂"} <= set(symbols)


def test_the_jacobian_is_an_extra_choice_once_the_outputs_are_known(lecture):
    given = lecture()
    given.take(StepForward())
    QTest.mouseClick(given.panel.topics.button(Topic.JACOBIAN), LEFT)
    assert given.panel.note.isVisible()
    assert given.canvas.layout_.matrices == []
    given.take(GoTo(Quantity(Kind.DELTA, 0, 0)))
    assert not given.panel.note.isVisible()
    placed = given.matrix("∂Out₂/∂X")
    assert placed.matrix.shape == (2, 2)
    seen = given.desk.state.seen
    before, after = (forward(seen.network, seen.batch.x + nudge)[-1].a for nudge in (0, np.array([1e-6, 0])))
    assert placed.matrix.values[1, 0] == pytest.approx((after - before)[0, 1] / 1e-6, rel=1e-4)


def test_an_entry_of_the_jacobian_answers_the_pointer_and_a_click(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.DELTA, 0, 0)))
    QTest.mouseClick(given.panel.topics.button(Topic.JACOBIAN), LEFT)
    entry, place = Quantity(Kind.RESPONSE, 1, 1, 0), given.desk.state.work.timeline.place
    given.hover(given.place(entry))
    assert given.desk.state.pointed == entry
    QTest.mouseClick(given.canvas, LEFT, pos=given.place(entry))
    fact, placed = current_fact(given.desk.state), given.matrix("∂Out₂/∂X")
    assert fact is not None
    assert fact.about == entry
    assert fact.value == placed.matrix.values[1, 0]
    assert placed.lit.cell == (1, 0)
    assert given.desk.state.work.timeline.place == place


def test_rows_and_columns_of_the_jacobian_have_names(lecture):
    given = lecture()
    given.take(GoTo(Quantity(Kind.DELTA, 0, 0)))
    QTest.mouseClick(given.panel.topics.button(Topic.JACOBIAN), LEFT)
    placed = given.matrix("∂Out₂/∂X")
    assert list(placed.row_names) == [(0, "o₁"), (1, "o₂")]
    assert list(placed.column_names) == [(0, "i₁"), (1, "i₂")]
    assert placed.inside.left() > given.canvas.fontMetrics().horizontalAdvance("o₁")


def test_the_dark_is_dark(lecture):
    given = lecture(theme=DARK)
    assert given.color(QPoint(1, given.canvas.height() - 2)) == DARK.canvas.name()
