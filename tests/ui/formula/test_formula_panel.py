"""The formula is pointed at, clicked and copied as a user does it; a real session answers."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from nnviz.session.commands import DiscardTrial, Reset, Run, SetStepSize, ShowSample, StepBack, StepForward, TryValue
from nnviz.session.commands.walking import GoTo, Point
from nnviz.session.state import Element, Part, StepSize
from nnviz.session.walks import current_fact
from nnviz.storage.network_file import read
from nnviz.ui.formula.boxes import drawn
from nnviz.ui.formula.formula_panel import FormulaPanel
from nnviz.ui.formula.sheet import lit_spots
from nnviz.ui.style import load_font
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.decimals import format_number
from nnviz.walkthrough.expression import evaluate
from nnviz.walkthrough.quantity import Kind, Quantity, Reference
from tests.session.desk import NETWORKS, Desk
from tests.ui.seat import Seat

LEFT = Qt.MouseButton.LeftButton
W5_GRADIENT, O1_DELTA = Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 0), Quantity(Kind.DELTA, 1, 0)
H1_ANSWER, H1_SUM, W5 = Quantity(Kind.ACTIVATION, 0, 0), Quantity(Kind.NET_INPUT, 0, 0), Quantity(Kind.WEIGHT, 1, 0, 0)


class Lecture(Seat):
    def spots(self, quantity):
        return [spot for spot in self.panel.canvas.sheet.spots if spot.of == quantity]

    def place(self, quantity, which=0):
        return self.spots(quantity)[which].place.center().toPoint()

    def lit(self):
        canvas = self.panel.canvas
        network = canvas.page.fact.scene.moment.network
        return lit_spots(canvas.sheet, canvas.lit, network) if canvas.lit else []


@pytest.fixture
def lecture(qtbot):
    """A lecture on an example, at its first value."""
    load_font()

    def begin(name="backpropagation-by-hand"):
        panel = FormulaPanel(LIGHT)
        panel.resize(760, 230)
        qtbot.addWidget(panel)
        lecture = Lecture(panel, Desk(read(NETWORKS / f"{name}.json")))
        panel.commanded.connect(lecture.take)
        panel.show()
        lecture.take(SetStepSize(StepSize.VALUE))
        lecture.take(StepForward())
        return lecture

    return begin


@pytest.fixture
def gradient(lecture):
    """At the gradient of w5."""
    lecture = lecture()
    lecture.take(GoTo(W5_GRADIENT))
    return lecture


def pixel(panel, place):
    return panel.canvas.grab().toImage().pixelColor(place)


def test_every_number_stands_in_the_rule_in_the_numbers_and_in_the_code(gradient):
    assert [len(gradient.spots(quantity)) for quantity in (W5_GRADIENT, O1_DELTA, H1_ANSWER)] == [4, 3, 3]


def test_pointing_at_a_number_lights_it_everywhere_at_once(gradient):
    for place in (QPoint(1, 1), gradient.place(O1_DELTA)):
        QTest.mouseMove(gradient.panel.canvas, place)
    assert gradient.sent[-1] == Point(O1_DELTA)
    assert gradient.desk.state.pointed == O1_DELTA
    assert len(gradient.lit()) == 3
    assert {spot.of for spot in gradient.lit()} == {O1_DELTA}


def test_leaving_takes_the_light_away(gradient):
    canvas = gradient.panel.canvas
    for place in (QPoint(1, 1), gradient.place(O1_DELTA)):
        QTest.mouseMove(canvas, place)
    assert gradient.lit()
    QGuiApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert gradient.sent[-1] == Point(None)
    assert gradient.lit() == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_what_is_pointed_at_elsewhere_is_lit_here(gradient, theme):
    gradient.panel.restyle(theme)
    corner = gradient.spots(H1_ANSWER)[1].place.topLeft().toPoint() + QPoint(-1, 4)
    before = pixel(gradient.panel, corner)
    gradient.take(Point(H1_ANSWER))
    after = pixel(gradient.panel, corner)
    assert after != before
    assert after.red() - after.blue() > 20  # yellow


def test_pointing_at_an_edge_lights_its_gradient(gradient):
    gradient.take(Point(W5))
    assert {spot.of for spot in gradient.lit()} == {W5_GRADIENT}


def test_a_weight_lights_its_row_in_the_code(lecture):
    lecture = lecture()
    weight = Quantity(Kind.WEIGHT, 0, 0, 1)
    lecture.take(Point(weight))
    rows = [spot for spot in lecture.lit() if spot.of != weight]
    assert len(rows) == 1
    assert rows[0].of.holds(Quantity(Kind.WEIGHT, 0, 0, 0))
    assert not rows[0].of.holds(Quantity(Kind.WEIGHT, 0, 1, 0))


def test_pointing_at_code_that_names_several_numbers_lights_them_all(lecture):
    lecture = lecture()
    row = Reference((Kind.WEIGHT,), 0, range(1))
    for place in (QPoint(1, 1), lecture.place(row)):
        QTest.mouseMove(lecture.panel.canvas, place)
    assert lecture.desk.state.pointed == row
    weights = {Quantity(Kind.WEIGHT, 0, 0, 0), Quantity(Kind.WEIGHT, 0, 0, 1)}
    assert {spot.of for spot in lecture.lit()} == {row, *weights}


def test_a_click_on_code_that_names_several_numbers_goes_to_the_first(lecture):
    lecture = lecture()
    lecture.take(GoTo(Quantity(Kind.OUTPUT_GRADIENT, 0, 1)))
    QTest.mouseClick(lecture.panel.canvas, LEFT, pos=lecture.place(Reference((Kind.DELTA, Kind.SHORT_DELTA), 1)))
    assert current_fact(lecture.desk.state).about == O1_DELTA


@pytest.mark.parametrize("where", [0, 1, 2], ids=["rule", "numbers", "code"])
def test_a_click_goes_to_where_a_number_was_made(gradient, where):
    QTest.mouseClick(gradient.panel.canvas, LEFT, pos=gradient.place(O1_DELTA, where))
    assert gradient.sent[-1] == GoTo(O1_DELTA)
    assert current_fact(gradient.desk.state).about == O1_DELTA
    assert gradient.panel.canvas.page.fact.about == O1_DELTA


def test_a_click_beside_every_number_does_nothing(gradient):
    sent = len(gradient.sent)
    QTest.mouseClick(gradient.panel.canvas, LEFT, pos=QPoint(2, 2))
    assert len(gradient.sent) == sent


def test_a_step_shows_the_next_value(lecture):
    lecture = lecture()
    pages = [lecture.panel.canvas.page]
    for _ in range(3):
        lecture.take(StepForward())
        pages.append(lecture.panel.canvas.page)
    assert [page.number for page in pages] == [1, 2, 3, 4]
    assert {page.count for page in pages} == {43}
    assert pages[0].fact.about == H1_SUM


def test_a_step_by_layer_shows_the_last_value_of_the_moment(lecture):
    lecture = lecture()
    lecture.take(SetStepSize(StepSize.LAYER))
    numbers = []
    for _ in range(2):
        lecture.take(StepForward())
        numbers.append(lecture.panel.canvas.page.number)
    assert numbers == [4, 8]


def test_a_number_outside_the_walk_has_no_place_in_it(lecture):
    lecture = lecture()
    lecture.take(GoTo(Quantity(Kind.INPUT_GRADIENT, -1, 0)))
    assert lecture.panel.canvas.page.number is None
    assert lecture.panel.canvas.page.fact.about.kind is Kind.INPUT_GRADIENT


def test_running_and_the_start_say_what_to_do(lecture):
    lecture = lecture("xor-2-4-1")
    lecture.take(SetStepSize(StepSize.ITERATION))
    lecture.take(Run())
    lecture.desk.pass_time(0.5)
    lecture.panel.render(lecture.desk.state)
    assert lecture.panel.canvas.page is None
    assert lecture.panel.canvas.sentence.startswith("Pause")
    assert not lecture.panel.copy.isEnabled()


def test_before_the_first_value_it_says_how_to_come_to_it(lecture):
    lecture = lecture("backpropagation-by-hand")
    sentence = lecture.panel.canvas
    lecture.desk.send(Reset())
    lecture.take(SetStepSize(StepSize.ITERATION))
    assert sentence.sentence == "Step by value to see how every number is made."
    lecture.take(SetStepSize(StepSize.VALUE))
    assert sentence.sentence == "Press Step (Right) for the first of 43 values."


def test_another_sample_has_other_numbers(lecture):
    lecture = lecture("three-three-one")
    before = lecture.panel.accessibleName()
    lecture.take(ShowSample(2))
    assert lecture.panel.accessibleName() != before


@pytest.mark.parametrize(
    ("which", "start", "end"),
    [
        (
            0,
            r"\frac{\partial E}{\partial w_{5}} = \delta_{o_{1}} \cdot ",
            r" = 0.138498562 \cdot 0.593269992 = 0.082167041",
        ),
        (1, "∂E/∂w₅ = δ(o₁) · ", " = 0.138498562 × 0.593269992 = 0.082167041"),
        (2, "dW[2][0, 0] = delta[2][n, 0]", " * a[1][n, 0]  # ∂E/∂w₅ = 0.082167041"),
    ],
    ids=["latex", "text", "python"],
)
def test_a_formula_is_copied(gradient, which, start, end):
    gradient.panel.copies[which].trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(start)
    assert copied.endswith(end)


def test_the_copy_button_offers_three_ways(gradient, qtbot):
    qtbot.mouseClick(gradient.panel.copy, LEFT)
    assert gradient.panel.menu.isVisible()
    assert gradient.panel.menu.actions() == gradient.panel.copies
    gradient.panel.menu.close()


def test_the_symbols_to_come_are_typeset_while_nothing_happens(gradient, qtbot):
    ahead = gradient.panel.ahead
    assert not ahead.busy  # before the window has been seen
    ahead.begin()
    qtbot.waitUntil(lambda: not ahead.busy)
    known = drawn.cache_info().misses
    gradient.take(StepForward())
    _ = gradient.panel.canvas.sheet
    assert drawn.cache_info().misses == known


def test_in_the_window_it_can_be_closed_and_comes_back(window, qtbot):
    formula = window.formula
    assert formula.isVisible()
    qtbot.mouseClick(formula.close_button, LEFT)
    assert not formula.isVisible()
    assert formula.toggle in window.view_menu.panels.actions()
    formula.toggle.trigger()
    assert formula.isVisible()


def test_in_the_window_keys_copy_the_formula(window, qtbot):
    window.shell.send(SetStepSize(StepSize.VALUE))
    window.shell.send(StepForward())
    qtbot.waitUntil(lambda: window.formula.canvas.page is not None)
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text().startswith("net(h₁) = ")


def test_every_fact_leaves_the_diagram_as_high_as_it_was(window, qtbot):
    window.shell.send(SetStepSize(StepSize.VALUE))
    heights = set()
    for _ in range(12):
        window.shell.send(StepForward())
        qtbot.waitUntil(lambda: not window.shell.state.busy)
        heights.add((window.diagram.height(), window.formula.height()))
    assert len(heights) == 1


def test_a_point_between_the_numbers_is_nothing(gradient):
    assert gradient.panel.canvas.sheet.spot_at(QPointF(-1, -1)) is None


def test_closed_it_leaves_its_room_to_the_diagram_and_takes_it_back(window, qtbot):
    high = window.diagram.height()
    qtbot.mouseClick(window.formula.close_button, LEFT)
    window.aside.toggle.setChecked(False)
    qtbot.waitUntil(lambda: window.diagram.height() > high + 100)
    window.aside.toggle.setChecked(True)
    window.formula.toggle.setChecked(True)
    qtbot.waitUntil(lambda: abs(window.diagram.height() - high) <= 1)


def test_it_is_wider_than_the_diagram(window):
    below = window.docks.below
    assert below.mapTo(window, below.rect().bottomRight()).x() > window.width() - 10
    assert window.diagram.mapTo(window, window.diagram.rect().bottomRight()).x() < window.width() - 200


def test_a_value_tried_out_stands_in_the_formula(gradient):
    gradient.take(TryValue(Element(Part.WEIGHT, 0, 0, 0), 0.9))
    page = gradient.panel.canvas.page
    answer = gradient.desk.state.seen.traces[0].a[0, 0]
    assert page.fact.about == W5_GRADIENT
    assert evaluate(page.fact.expression) == pytest.approx(page.fact.value, rel=1e-12)
    assert format_number(answer, 9) in page.fact.text(9)
    gradient.take(DiscardTrial())
    assert gradient.panel.canvas.page.fact.value == pytest.approx(0.082167041, abs=1e-9)


def test_before_the_first_fact_a_trial_has_no_formula(lecture):
    lecture = lecture()
    lecture.take(StepBack(), TryValue(Element(Part.WEIGHT, 0, 0, 0), 0.9))
    assert lecture.panel.canvas.page is None
    assert lecture.panel.canvas.sentence.startswith("Keep")
