"""The recipe, changed by hand."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from nnviz.core.losses import LOSSES
from nnviz.core.optimizers import OPTIMIZERS, optimizer
from nnviz.core.recipe import BiasMode, Leftover
from nnviz.core.regularization import Regularization
from nnviz.session.commands import ChangeRecipe, SetReport
from nnviz.ui.choice import Choice
from nnviz.ui.panels.training_panel import TrainingPanel
from nnviz.ui.theme import DARK


@pytest.fixture
def xor(seat):
    """The training panel over 2-4-1 XOR, tall enough that every row is seen."""
    taken = seat(TrainingPanel, "xor-2-4-1")
    taken.panel.resize(280, 900)
    return taken


def test_the_learning_rate_takes_a_comma(xor, enter):
    enter(xor.panel.rate, "0,25")
    assert xor.sent == [ChangeRecipe(rate=0.25)]
    assert xor.panel.rate.text() == "0.25"


@pytest.mark.parametrize("text", ["0", "-1", "fast"])
def test_a_learning_rate_must_be_above_zero(xor, enter, text):
    enter(xor.panel.rate, text)
    assert xor.sent == []
    assert xor.panel.rate.refusal


def test_a_batch_is_never_larger_than_the_training_set(xor, enter):
    enter(xor.panel.batch_size, "5")
    assert xor.sent == []
    assert xor.panel.batch_size.refusal == "Batch size must lie between 1 and 4."


def test_what_becomes_of_left_over_rows_is_asked_only_where_there_are_any(xor, enter, choose):
    assert xor.panel.leftover.isHidden()
    enter(xor.panel.batch_size, "3")
    assert not xor.panel.leftover.isHidden()
    choose(xor.panel.leftover, Leftover.CARRY)
    assert xor.desk.state.next_recipe.leftover is Leftover.CARRY


def test_shuffling_is_switched(xor, qtbot):
    old = xor.desk.state.next_recipe.shuffle
    xor.panel.grab()
    qtbot.mouseClick(xor.panel.shuffle, Qt.MouseButton.LeftButton, pos=QPoint(8, xor.panel.shuffle.height() // 2))
    assert xor.sent == [ChangeRecipe(shuffle=not old)]


def test_an_optimizer_brings_its_parameters(xor, choose, enter):
    choose(xor.panel.optimizer.choice, "adam")
    fields = xor.panel.optimizer.parameters.fields
    assert [name for name, field in fields.items() if not field.isHidden()] == ["beta_1", "beta_2", "epsilon"]
    enter(fields["beta_1"], "0.8")
    assert xor.desk.state.next_recipe.optimizer == optimizer("adam", beta_1=0.8)


@pytest.mark.parametrize("name", [name for name in OPTIMIZERS if name != "perceptron"])
def test_every_optimizer_can_be_chosen(xor, choose, name):
    choose(xor.panel.optimizer.choice, name)
    assert xor.desk.state.next_recipe.optimizer.name == name


def is_refused(choice: Choice, key: str) -> str:
    """Why an option is gray; empty where it can be taken."""
    index = choice.model().index(choice.findData(key), 0)
    return "" if index.flags() & Qt.ItemFlag.ItemIsEnabled else index.data(Qt.ItemDataRole.ToolTipRole)


def test_the_perceptron_rule_is_for_one_layer_of_thresholds(xor, seat):
    assert is_refused(xor.panel.optimizer.choice, "perceptron")
    assert not is_refused(seat(TrainingPanel, "perceptron-rule-and").panel.optimizer.choice, "perceptron")


def test_a_loss_that_does_not_suit_the_outputs_says_why(xor):
    assert is_refused(xor.panel.loss.choice, "categorical_crossentropy").startswith("Needs outputs that add up to 1")
    assert not is_refused(xor.panel.loss.choice, "mse")


def test_the_formula_of_the_loss_is_seen_with_its_factor(xor, choose):
    choose(xor.panel.loss.choice, "half_sse")
    assert xor.desk.state.next_recipe.loss is LOSSES["half_sse"]
    assert xor.panel.loss.formula.text() == "E = 1/2 Σₙ Σₖ (a − y)²"


def test_measures_are_added_to_the_plot(xor):
    before = set(xor.desk.state.work.document.report)
    name = next(name for name, action in xor.panel.loss.measures.items() if action.isVisible() and name not in before)
    xor.panel.loss.measures[name].trigger()
    assert isinstance(xor.sent[0], SetReport)
    assert set(xor.desk.state.work.document.report) == before | {name}


def test_a_penalty_begins_with_a_rate(xor, choose, enter):
    choose(xor.panel.regularization.choice, "l2")
    assert xor.desk.state.next_recipe.regularization == Regularization("l2", 0.01)
    enter(xor.panel.regularization.rate, "0.5")
    assert xor.desk.state.next_recipe.regularization.rate == 0.5


def test_only_l1_has_dead_weights(xor, choose):
    choose(xor.panel.regularization.choice, "l2")
    assert xor.panel.regularization.dead.isHidden()
    choose(xor.panel.regularization.choice, "l1")
    assert not xor.panel.regularization.dead.isHidden()


@pytest.mark.parametrize("mode", [BiasMode.PER_UNIT, BiasMode.FROZEN])
def test_biases_learn_or_not(xor, choose, mode):
    choose(xor.panel.biases, mode)
    assert xor.desk.state.next_recipe.bias_mode is mode


def test_a_wish_that_was_not_granted_leaves_the_field_as_the_state_is(xor, choose):
    """Differing biases cannot be shared before a question is answered."""
    xor.desk.send(ChangeRecipe(bias_mode=BiasMode.PER_UNIT))
    xor.panel.commanded.disconnect(xor.take)
    choose(xor.panel.biases, BiasMode.SHARED)
    assert xor.panel.biases.key == xor.desk.state.next_recipe.bias_mode


def test_precision_is_chosen(xor, choose):
    choose(xor.panel.precision, "float32")
    assert xor.desk.state.next_recipe.precision == "float32"


def test_showing_a_state_wishes_nothing(xor, seat):
    xor.panel.render(seat(TrainingPanel, "three-three-one").desk.state)
    assert xor.sent == []


def test_the_wheel_changes_nothing_by_chance(xor):
    choice = xor.panel.optimizer.choice
    none, no = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    down = QPoint(0, -120)
    QApplication.sendEvent(
        choice, QWheelEvent(QPointF(5, 5), QPointF(5, 5), down, down, no, none, Qt.ScrollPhase.NoScrollPhase, False)
    )
    assert (choice.key, xor.sent) == ("sgd", [])


def test_the_panel_fits_a_narrow_column(xor, choose):
    choose(xor.panel.optimizer.choice, "adam")
    choose(xor.panel.regularization.choice, "l1")
    assert xor.panel.minimumSizeHint().width() <= 260


def test_the_panel_follows_the_theme(xor):
    before = xor.panel.loss.report.grab().toImage()
    xor.panel.restyle(DARK)
    assert xor.panel.loss.report.grab().toImage() != before
