"""The bar of controls, pressed as a lecturer presses it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from nnviz.session.commands import (
    NewWeights,
    Pause,
    Reset,
    Run,
    SetSpeed,
    SetStepSize,
    SetStop,
    StepBack,
    StepForward,
)
from nnviz.session.commands.walking import GoTo
from nnviz.session.state import FULL_SPEED, Errand, StepSize
from nnviz.session.walks import current_fact
from nnviz.storage.document import Stop
from nnviz.ui.panels.control_panel import ControlPanel
from nnviz.ui.panels.speed_control import SPEEDS
from nnviz.ui.theme import DARK
from nnviz.walkthrough.quantity import Kind, Quantity


@pytest.fixture
def by_hand(seat):
    """The controls over the 2-2-2 example."""
    return seat(ControlPanel, "backpropagation-by-hand")


def test_one_layer_on_and_back(by_hand, click):
    click(by_hand.panel.step_size.button(StepSize.LAYER))
    click(by_hand.panel.step)
    assert by_hand.panel.read_out.badge.text == "FORWARD"
    click(by_hand.panel.back)
    assert by_hand.panel.read_out.badge.text == "READY"
    assert by_hand.sent == [SetStepSize(StepSize.LAYER), StepForward(), StepBack()]


def test_a_pass_ends_at_the_loss_and_shows_it_with_the_documents_digits(by_hand, click):
    click(by_hand.panel.step_size.button(StepSize.PASS))
    click(by_hand.panel.step)
    assert by_hand.panel.read_out.badge.text == "LOSS"
    assert by_hand.panel.read_out.loss.text() == "batch loss 0.298371109"


def test_the_batch_loss_leads_to_the_fact_that_made_it(by_hand, click):
    loss = by_hand.panel.read_out.loss
    click(loss)
    assert by_hand.sent == []  # no fact has made the loss of all training samples
    by_hand.take(SetStepSize(StepSize.PASS), *[StepForward()] * 2)
    assert loss.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert loss.toolTip()
    click(loss)
    assert by_hand.sent[-1] == GoTo(Quantity(Kind.LOSS))
    assert current_fact(by_hand.desk.state).value == pytest.approx(0.298371109)


def test_back_rests_only_at_the_very_beginning(by_hand, click):
    assert not by_hand.panel.back.isEnabled()
    click(by_hand.panel.step)
    assert by_hand.panel.back.isEnabled()


def test_back_is_as_large_as_step_and_beside_it(by_hand):
    by_hand.panel.resize(1280, 90)
    by_hand.panel.grab()
    back, step = by_hand.panel.back.geometry(), by_hand.panel.step.geometry()
    assert back.height() == step.height()
    assert abs(back.width() - step.width()) <= 8
    assert 0 < step.left() - back.right() < 12


def test_one_button_runs_and_pauses(by_hand, click):
    panel = by_hand.panel
    click(panel.run)
    assert (panel.run.text(), panel.read_out.badge.text) == ("Pause", "RUNNING")
    click(panel.run)
    assert (panel.run.text(), panel.read_out.badge.text) == ("Run", "READY")
    assert by_hand.sent == [Run(), Pause()]


def test_a_long_single_step_can_be_paused(by_hand):
    state = by_hand.desk.state
    by_hand.panel.render(replace(state, errand=Errand(5000, None, state.work.timeline.now)))
    assert by_hand.panel.run.text() == "Pause"


def test_reset_returns_to_the_beginning(by_hand, click):
    click(by_hand.panel.step)
    click(by_hand.panel.reset)
    assert by_hand.sent[-1] == Reset()
    assert by_hand.panel.read_out.place.text() == "epoch 0 · iteration 0 · sample 1 of 1"


def test_new_weights_roll_a_seed_that_is_seen(by_hand, click):
    old = by_hand.desk.state.recipe.seed
    click(by_hand.panel.new_weights)
    rolled = by_hand.sent[-1].seed
    assert rolled != old
    assert by_hand.panel.seed.text() == str(rolled)


def test_a_typed_seed_draws_the_weights(by_hand, enter):
    enter(by_hand.panel.seed, "42")
    assert by_hand.sent == [NewWeights(42)]


def test_enter_on_the_same_seed_draws_from_it_too(by_hand, qtbot):
    qtbot.keyClick(by_hand.panel.seed, Qt.Key.Key_Return)
    assert by_hand.sent == [NewWeights(by_hand.desk.state.recipe.seed)]


@pytest.mark.parametrize(
    ("speed", "size", "words"),
    [
        (10.0, StepSize.ITERATION, "10 iterations/s"),
        (1.0, StepSize.LAYER, "1 layer/s"),
        (0.5, StepSize.EPOCH, "0.5 epochs/s"),
        (FULL_SPEED, StepSize.PASS, "full speed"),
    ],
)
def test_the_speed_is_said_in_words(by_hand, speed, size, words):
    by_hand.panel.render(replace(by_hand.desk.state, speed=speed, step_size=size))
    assert by_hand.panel.speed.words.text() == words


def test_full_speed_is_the_right_end_of_the_slider(by_hand, qtbot):
    qtbot.keyClick(by_hand.panel.speed.slider, Qt.Key.Key_End)
    assert by_hand.sent == [SetSpeed(FULL_SPEED)]
    assert by_hand.panel.speed.words.text() == "full speed"


def test_the_slider_stands_nearest_to_a_speed_between_its_own(by_hand):
    by_hand.panel.render(replace(by_hand.desk.state, speed=4.2))
    assert SPEEDS[by_hand.panel.speed.slider.value()] == 5
    assert by_hand.panel.speed.words.text() == "4.2 values/s"


def test_training_stops_where_it_is_told_to(by_hand, enter):
    enter(by_hand.panel.stop_epoch, "50")
    enter(by_hand.panel.stop_loss, "0,001")
    assert by_hand.desk.state.work.document.stop == Stop(50, 0.001)


def test_an_emptied_stop_never_stops(by_hand, qtbot):
    field = by_hand.panel.stop_epoch
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert by_hand.sent == [SetStop(Stop(None))]


def test_showing_a_state_wishes_nothing(by_hand, seat):
    by_hand.panel.render(seat(ControlPanel, "xor-2-4-1").desk.state)
    assert by_hand.sent == []


def test_the_training_loss_is_shown_between_iterations(by_hand, click):
    click(by_hand.panel.step_size.button(StepSize.EPOCH))
    click(by_hand.panel.step)
    assert by_hand.panel.read_out.loss.text() == "training loss 0.291027774"


@pytest.mark.parametrize("width", [1280, 1920])
def test_two_rows_are_enough(by_hand, width):
    panel = by_hand.panel
    panel.resize(width, 10)
    assert panel.heightForWidth(width) <= 2 * panel.step.sizeHint().height() + 30


def test_enlarged_controls_leave_out_what_is_seldom_needed(by_hand):
    panel = by_hand.panel
    font = panel.font()
    font.setPixelSize(28)
    panel.setFont(font)
    panel.resize(1760, panel.heightForWidth(1760))
    panel.grab()
    assert not panel.seed.isVisibleTo(panel)
    assert panel.speed.isVisibleTo(panel)
    panel.resize(3800, 100)
    panel.grab()
    assert panel.seed.isVisibleTo(panel)


def test_nothing_lies_over_anything_else_on_a_narrow_screen(by_hand):
    panel = by_hand.panel
    panel.resize(1000, panel.heightForWidth(1000))
    panel.grab()
    parts = [panel.layout().itemAt(index).geometry() for index in range(panel.layout().count())]
    parts.append(panel.read_out.geometry())
    overlaps = [(one, other) for one in parts for other in parts if one is not other and one.intersects(other)]
    assert overlaps == []


def test_the_bar_follows_the_theme(by_hand):
    panel = by_hand.panel
    before = panel.step.grab().toImage()
    panel.restyle(DARK)
    assert panel.step.grab().toImage() != before
