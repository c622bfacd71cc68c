"""The timeline, dragged and zoomed as a lecturer does it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from nnviz.core.snapshot import Phase
from nnviz.session.commands import EditWeight, Seek, SetStepSize, StepBack, StepForward
from nnviz.session.state import StepSize
from nnviz.session.timeline import Place
from nnviz.ui.panels.timeline_panel import TimelinePanel
from nnviz.ui.theme import DARK

FORWARD = StepForward()
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def at_work(seat, qtbot):
    """The timeline over an example, after some commands, in sight."""

    def sit(name, *commands):
        taken = seat(TimelinePanel, name)
        taken.panel.resize(1000, taken.panel.sizeHint().height())
        taken.panel.show()
        qtbot.waitExposed(taken.panel)
        taken.desk.send(*commands)
        taken.panel.render(taken.desk.state)
        return taken

    return sit


@pytest.fixture
def by_hand(at_work):
    """The 2-2-2 example, 20 values on."""
    return at_work("backpropagation-by-hand", SetStepSize(StepSize.VALUE), *[FORWARD] * 20)


@pytest.fixture
def trained(at_work):
    """The spiral after 100 iterations."""
    return at_work("spiral-2-8-8-1", SetStepSize(StepSize.ITERATION), *[FORWARD] * 100)


def point(seat, place):
    """Where a place is drawn."""
    scrubber = seat.panel.scrubber
    return QPoint(round(scrubber.sight.x(scrubber.line.time(place))), scrubber.height() // 2)


def place(seat):
    return seat.desk.state.work.timeline.place


def turn(scrubber, notches, x):
    position = QPointF(x, scrubber.height() / 2)
    angle = QPoint(0, 120 * notches)
    event = QWheelEvent(
        position,
        scrubber.mapToGlobal(position),
        QPoint(),
        angle,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(scrubber, event)


def test_a_click_goes_to_the_fact_under_the_pointer(by_hand, qtbot):
    wanted = Place(0, 4, 3)
    qtbot.mouseClick(by_hand.panel.scrubber, LEFT, pos=point(by_hand, wanted))
    assert by_hand.sent == [Seek(0, 4, 3)]
    assert place(by_hand) == wanted


def test_every_fact_that_was_seen_can_be_clicked(by_hand, qtbot):
    counts = by_hand.panel.scrubber.line.ruler.counts
    for position, number in [(1, 0), (1, 2), (2, 1), (3, 0), (3, 1), (4, 0), (4, 5)]:
        qtbot.mouseClick(by_hand.panel.scrubber, LEFT, pos=point(by_hand, Place(0, position, number)))
        assert (place(by_hand).position, place(by_hand).number) == (position, number)
        assert number < counts[position] - 1


def test_what_is_still_to_come_is_not_gone_to(by_hand, qtbot):
    reached = place(by_hand)
    qtbot.mouseClick(by_hand.panel.scrubber, LEFT, pos=point(by_hand, Place(0, 6)))
    assert place(by_hand) == reached
    by_hand.take(StepBack())
    qtbot.mouseClick(by_hand.panel.scrubber, LEFT, pos=point(by_hand, Place(0, 6)))
    assert place(by_hand) == reached


def test_dragging_passes_through_the_run_and_back(trained, qtbot):
    scrubber = trained.panel.scrubber
    end = trained.desk.weights.tobytes()
    qtbot.mousePress(scrubber, LEFT, pos=point(trained, Place(100)))
    passed = []
    for iteration in (80, 33, 7, 50):
        qtbot.mouseMove(scrubber, point(trained, Place(iteration)))
        passed.append(place(trained).iteration)
    assert passed == [80, 33, 7, 50]
    qtbot.mouseMove(scrubber, QPoint(scrubber.width() + 500, 10))
    qtbot.mouseRelease(scrubber, LEFT, pos=QPoint(scrubber.width() + 500, 10))
    assert place(trained).iteration == 100
    assert trained.desk.weights.tobytes() == end
    qtbot.mouseMove(scrubber, point(trained, Place(20)))
    assert place(trained).iteration == 100


def test_while_a_place_is_on_its_way_only_the_newest_wish_is_kept(trained, qtbot):
    panel, scrubber = trained.panel, trained.panel.scrubber
    panel.render(replace(trained.desk.state, busy=True))
    qtbot.mousePress(scrubber, LEFT, pos=point(trained, Place(90)))
    for iteration in (70, 60, 30):
        qtbot.mouseMove(scrubber, point(trained, Place(iteration)))
    assert trained.sent == []
    panel.render(trained.desk.state)
    qtbot.waitUntil(lambda: trained.sent == [Seek(30)])
    qtbot.mouseRelease(scrubber, LEFT)


def test_letting_go_waits_for_nothing(trained, qtbot):
    scrubber = trained.panel.scrubber
    trained.panel.render(replace(trained.desk.state, busy=True))
    qtbot.mousePress(scrubber, LEFT, pos=point(trained, Place(90)))
    qtbot.mouseMove(scrubber, point(trained, Place(40)))
    qtbot.mouseRelease(scrubber, LEFT, pos=point(trained, Place(40)))
    assert trained.sent == [Seek(40)]


def test_the_pointer_tells_the_place_in_words(by_hand, qtbot):
    qtbot.mouseMove(by_hand.panel.scrubber, point(by_hand, Place(0, 4, 2)))
    assert QToolTip.text() == "epoch 0, iteration 0, backward, layer 2, value 3"


def test_the_begin_of_an_epoch_catches_the_handle(trained, qtbot):
    qtbot.mouseClick(trained.panel.scrubber, LEFT, pos=point(trained, Place(50)) + QPoint(1, 0))
    assert trained.sent == [Seek(50)]


def test_the_wheel_zooms_where_the_pointer_is(trained):
    scrubber = trained.panel.scrubber
    x = 400.0
    time = scrubber.sight.time(x)
    turn(scrubber, 5, x)
    assert scrubber.sight.span < 100
    assert scrubber.sight.time(x) == pytest.approx(time)
    turn(scrubber, 60, x)
    assert scrubber.sight.span == 1
    turn(scrubber, 5, x)
    assert scrubber.sight.span < 1
    turn(scrubber, -60, x)
    assert scrubber.sight.span == 1
    turn(scrubber, -60, x)
    assert (scrubber.sight.begin, scrubber.sight.span) == (0, 100)


def test_buttons_zoom_around_the_cursor(trained, qtbot):
    trained.take(Seek(60))
    x = point(trained, Place(60)).x()
    qtbot.mouseClick(trained.panel.closer, LEFT)
    assert trained.panel.scrubber.sight.span == pytest.approx(100 / 3)
    assert abs(point(trained, Place(60)).x() - x) <= 1
    qtbot.mouseClick(trained.panel.wider, LEFT)
    assert trained.panel.scrubber.sight.span == pytest.approx(100)


def test_small_steps_see_one_iteration_and_large_ones_the_whole_run(trained):
    assert trained.panel.scrubber.sight.span == 100
    trained.take(SetStepSize(StepSize.VALUE))
    trained.take(FORWARD)
    sight = trained.panel.scrubber.sight
    assert (sight.begin, sight.span) == (100, 1)
    trained.take(Seek(40, 2))
    assert trained.panel.scrubber.sight.begin == 40


def test_the_whole_run_stays_in_sight_while_it_grows(trained):
    for _ in range(20):
        trained.take(FORWARD)
    assert trained.panel.scrubber.sight.span == 120


def test_the_ticks_of_a_walk_are_there_before_it_begins(at_work):
    waiting = at_work("backpropagation-by-hand")
    assert waiting.panel.scrubber.line.ruler.counts == (0, 4, 4, 3, 10, 14, 8)


def test_it_says_where_the_cursor_stands(trained):
    assert trained.panel.words.text() == "epoch 4 · iteration 100"


def colors(image, color):
    return sum(image.pixelColor(x, y) == color for x in range(image.width()) for y in range(image.height() // 4))


def test_a_pencil_marks_an_edit(trained):
    scrubber, ink = trained.panel.scrubber, trained.panel.theme.text
    assert colors(scrubber.grab().toImage(), ink) == 0
    trained.take(Seek(50))
    trained.take(EditWeight(0, 0, 0, 1.0, confirmed=True))
    trained.take(FORWARD)
    assert colors(scrubber.grab().toImage(), ink) > 10


def test_what_is_passed_is_blue_and_ticks_have_the_colors_of_their_phases(by_hand):
    scrubber, theme = by_hand.panel.scrubber, by_hand.panel.theme
    image = scrubber.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {theme.accent.name(), theme.forward.name(), theme.phase(Phase.LOSS).name()} <= seen
    by_hand.panel.restyle(DARK)
    assert scrubber.grab().toImage() != image


def test_space_and_arrows_stay_with_the_window(by_hand, qtbot):
    qtbot.mouseClick(by_hand.panel.scrubber, LEFT, pos=point(by_hand, Place(0, 2)))
    assert not by_hand.panel.scrubber.hasFocus()
    assert by_hand.panel.scrubber.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_without_data_there_is_a_line_and_nothing_to_seek(seat, qtbot):
    taken = seat(TimelinePanel, "xor-2-2-1")
    document = taken.desk.state.work.document
    other = type(taken.desk)(replace(document, data=None, recipe=replace(document.recipe, dataset=None)))
    taken.desk.state = other.state
    taken.panel.render(other.state)
    taken.panel.grab()
    qtbot.mouseClick(taken.panel.scrubber, LEFT)
    assert place(taken) == Place(0)
