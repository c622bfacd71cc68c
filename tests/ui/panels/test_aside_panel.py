"""Beside the formula: a question is answered by mouse and keyboard, a gradient is measured, an update is judged."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

from nnviz.core.network import Network
from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import Recipe
from nnviz.session.commands import ChangeRecipe, EditWeight, Seek, Select, SetDigits, ShowSample, StepForward
from nnviz.session.commands.predicting import AnswerQuestion, SetAsking
from nnviz.session.commands.walking import GoTo
from nnviz.session.predicting import open_question
from nnviz.session.state import Element, Part, StepSize
from nnviz.session.walks import current_fact
from nnviz.storage.document import Document
from nnviz.storage.network_file import read
from nnviz.ui.panels.aside_panel import AsidePanel
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.predict import Asking, Form, Scope
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.core.small_networks import network, recipe
from tests.session.desk import NETWORKS, Desk, desk

W5, W7 = Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 0), Quantity(Kind.WEIGHT_GRADIENT, 1, 1, 0)


@pytest.fixture
def aside(qtbot):
    """Show the panel on a desk; its commands go to the desk, and what becomes of them is shown."""

    def show(desk: Desk) -> AsidePanel:
        panel = AsidePanel(LIGHT)
        qtbot.addWidget(panel)

        def take(command):
            desk.send(command)
            panel.render(desk.state)

        panel.commanded.connect(take)
        panel.resize(260, 600)
        panel.render(desk.state)
        panel.show()
        return panel

    return show


def by_hand(scope: Scope = Scope.NOTHING, form: Form = Form.NUMBER) -> Desk:
    return desk("backpropagation-by-hand").send(SetDigits(4), SetAsking(Asking(scope, form)))


def to_question(desk: Desk) -> Desk:
    while open_question(desk.state) is None:
        desk.send(StepForward())
    return desk


def of(net: Network, how: Recipe) -> Desk:
    return Desk(Document("test", net, how)).step(StepSize.VALUE)


def press(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_number_is_typed_with_a_comma_and_judged(qtbot, aside):
    panel = aside(to_question(by_hand(Scope.NET_INPUTS)))
    assert panel.predict.question.text() == "What will net(h₁) be?"
    qtbot.keyClicks(panel.predict.answer.field, "0,3775")
    assert panel.predict.verdict.isHidden()
    qtbot.keyClick(panel.predict.answer.field, Qt.Key.Key_Return)
    assert "Right: 0.3775." in panel.predict.verdict.text()
    assert LIGHT.forward.name() in panel.predict.verdict.text()
    assert panel.predict.tally.text() == "1 right, 0 wrong in this session."
    assert not panel.predict.reveal.isVisible()


def test_the_reason_is_typeset(qtbot, aside):
    panel = aside(to_question(by_hand(Scope.ACTIVATIONS)))
    press(qtbot, panel.predict.reveal)
    assert "1 / (1 + e<sup>−0.3775</sup>) = 0.5933" in panel.predict.verdict.text()


def test_a_wrong_number_is_told_its_slip_its_distance_and_the_rule(qtbot, aside):
    panel = aside(to_question(by_hand(Scope.NET_INPUTS)))
    qtbot.keyClicks(panel.predict.answer.field, "0.0275")
    qtbot.keyClick(panel.predict.answer.field, Qt.Key.Key_Return)
    said = panel.predict.verdict.text()
    assert "Not quite: you said 0.0275, it is 0.3775." in said
    assert "That is what comes out if the bias is forgotten." in said
    assert "Off by 0.3500." in said
    assert "net(h₁) = w₁ · i₁ + w₂ · i₂ + b₁ = 0.1500 × 0.0500 + 0.2000 × 0.1000 + 0.3500 = 0.3775" in said


@pytest.mark.parametrize(
    ("answer", "said"), [(0.2, "Not quite: you said 0.2, it is 1."), (0.6, "Right: 1."), (1.0, "Right: 1.")]
)
def test_of_rounded_numbers_the_answer_is_right_that_rounds_so(aside, answer, said):
    desk = to_question(by_hand(Scope.ACTIVATIONS)).send(SetDigits(None), AnswerQuestion(answer))
    text = aside(desk).predict.verdict.text()
    assert said in text
    assert ("Off by 0.8." in text) is (answer == 0.2)
    assert "Off by 0." not in text.replace("Off by 0.8.", "")


def test_an_answer_as_it_is_shown_is_not_off(aside):
    desk = to_question(by_hand(Scope.ACTIVATIONS)).send(AnswerQuestion(0.5933))
    assert "Off" not in aside(desk).predict.verdict.text()
    desk = to_question(by_hand(Scope.ACTIVATIONS)).send(AnswerQuestion(0.5934))
    assert "Off by 0.0001." in aside(desk).predict.verdict.text()


def test_a_close_number_says_how_close(aside):
    desk = to_question(by_hand(Scope.NET_INPUTS)).send(AnswerQuestion(0.37))
    assert "Close: off by 2.0 %. It is 0.3775." in aside(desk).predict.verdict.text()


def test_what_is_no_number_is_refused_and_nothing_is_counted(qtbot, aside):
    desk = to_question(by_hand(Scope.NET_INPUTS))
    field = aside(desk).predict.answer.field
    qtbot.keyClicks(field, "much")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.wrong
    assert open_question(desk.state) is not None


@pytest.mark.parametrize("width", [230, 300, 420])
def test_the_list_of_weights_can_be_read(aside, width):
    panel = aside(by_hand(Scope.EVERYTHING, Form.LARGEST))
    panel.resize(width, 600)
    desk = to_question(by_hand(Scope.EVERYTHING, Form.LARGEST))
    panel.render(desk.state)
    QApplication.processEvents()
    weights = panel.predict.answer.weights.list
    assert weights.currentText() == "Click a weight"
    assert weights.width() >= weights.sizeHint().width()


def test_leaving_the_field_is_no_answer(qtbot, aside):
    desk = to_question(by_hand(Scope.NET_INPUTS))
    panel = aside(desk)
    qtbot.keyClicks(panel.predict.answer.field, "0.5")
    panel.predict.answer.field.clearFocus()
    assert open_question(desk.state) is not None
    press(qtbot, panel.predict.reveal)
    assert "It is 0.3775." in panel.predict.verdict.text()
    assert panel.predict.tally.text() == ""


def test_the_next_question_has_an_empty_field(qtbot, aside):
    desk = to_question(by_hand(Scope.EVERYTHING))
    panel = aside(desk)
    qtbot.keyClicks(panel.predict.answer.field, "0.5")
    press(qtbot, panel.predict.skip)
    assert panel.predict.question.isHidden()
    panel.render(desk.send(StepForward()).state)
    assert panel.predict.question.text() == "What will out(h₁) be?"
    assert panel.predict.answer.field.text() == ""


def test_a_sign_is_answered_by_a_button(qtbot, aside):
    desk = by_hand(Scope.GRADIENTS, Form.SIGN)
    for _ in range(3):
        to_question(desk)
        if open_question(desk.state).about != W7:
            desk.send(AnswerQuestion(1.0), StepForward())
    panel = aside(desk)
    assert panel.predict.question.text() == "Will ∂E/∂w₇ be positive, negative or zero?"
    press(qtbot, panel.predict.answer.signs.buttons[-1.0])
    assert "Right: negative, −0.0226." in panel.predict.verdict.text()


def test_a_direction_is_answered_by_a_button(qtbot, aside):
    panel = aside(to_question(by_hand(Scope.NEW_VALUES, Form.CHANGE)))
    assert panel.predict.question.text() == "Will w₁ rise, fall or stay?"
    press(qtbot, panel.predict.answer.changes.buttons[1.0])
    assert "Not quite: you said rises, it is falls." in panel.predict.verdict.text()


def test_the_loss_is_said_before_and_after(qtbot, aside):
    panel = aside(to_question(by_hand(Scope.LOSSES, Form.CHANGE)))
    press(qtbot, panel.predict.answer.changes.buttons[-1.0])
    assert "Right: falls." in panel.predict.verdict.text()
    assert "E: 0.2984 → 0.2910" in panel.predict.verdict.text()


def test_an_output_is_said_before_and_after(qtbot, aside):
    panel = aside(to_question(by_hand(Scope.ACTIVATIONS, Form.CHANGE)))
    assert panel.predict.question.text() == "Will out(o₁) rise, fall or stay with this update?"
    press(qtbot, panel.predict.answer.changes.buttons[0.0])
    assert "out(o₁): 0.7514 → 0.7421" in panel.predict.verdict.text()


def test_the_weight_that_changes_most_is_taken_from_the_list(qtbot, aside):
    desk = to_question(by_hand(Scope.EVERYTHING, Form.LARGEST))
    weights = aside(desk).predict.answer.weights
    assert not weights.answer.isEnabled()
    assert weights.list.count() == 9
    weights.list.setFocus()
    qtbot.keyClicks(weights.list, "w6")
    weights.list.setCurrentIndex(6)
    weights.list.activated.emit(6)
    assert desk.state.selection == Element(Part.WEIGHT, 1, 0, 1)
    press(qtbot, weights.answer)
    assert desk.state.prediction.verdict.right


def test_a_weight_clicked_in_the_diagram_is_the_answer_to_be_given(qtbot, aside):
    desk = to_question(by_hand(Scope.EVERYTHING, Form.LARGEST))
    panel = aside(desk)
    panel.render(desk.send(Select(Element(Part.WEIGHT, 1, 0, 0))).state)
    assert panel.predict.answer.weights.list.currentText() == "w₅"
    press(qtbot, panel.predict.answer.weights.answer)
    assert "Not quite: you said w₅, it is w₆." in panel.predict.verdict.text()
    assert "w₆ changes by −0.0413." in panel.predict.verdict.text()


def test_what_is_asked_about_is_chosen_in_the_menu(aside):
    desk = by_hand()
    panel = aside(desk)
    action = next(action for action in panel.predict.asking.scopes if action.text() == "Deltas")
    action.trigger()
    assert desk.state.asking == Asking(Scope.DELTAS, Form.NUMBER)
    panel.predict.asking.forms[1].trigger()
    assert desk.state.asking == Asking(Scope.DELTAS, Form.SIGN)
    assert panel.predict.asking.text() == "Deltas: sign"


def test_a_gradient_stands_beside_its_central_difference(aside):
    panel = aside(by_hand().send(StepForward(), GoTo(W5)))
    said = panel.check.measured.text()
    assert "Central difference 0.0822, differs by" in said
    assert "e−11" in said or "e−12" in said
    assert "✓" in said


def test_what_is_no_gradient_has_none(aside):
    panel = aside(by_hand().send(StepForward()))
    assert panel.check.measured.isHidden()


def test_at_a_kink_nothing_is_measured(aside):
    net = network(([[1.0, 0.0], [0.4, 0.3]], [-1.0, 0.2], "relu"), ([[1.0, 1.0]], [0.0], "linear"))
    desk = of(net, recipe([[1, 0]], [[0.5]])).send(StepForward(), GoTo(Quantity(Kind.WEIGHT_GRADIENT, 0, 0, 0)))
    assert aside(desk).check.measured.text() == "∂E/∂w₁ stands at a kink and was left out."


def test_the_button_checks_the_whole_network_and_an_edit_forgets_it(qtbot, aside):
    desk = by_hand()
    panel = aside(desk)
    press(qtbot, panel.check.button)
    qtbot.waitUntil(lambda: "All 8 gradients agree; largest difference" in panel.check.outcome.text())
    assert panel.check.button.text() == "Check gradients"
    panel.render(desk.send(EditWeight(0, 0, 0, 0.5)).state)
    assert panel.check.outcome.isHidden()


def test_where_some_gradients_are_checked_the_button_offers_all(qtbot, aside, monkeypatch):
    monkeypatch.setattr("nnviz.core.gradient_check.FEASIBLE", 0)
    monkeypatch.setattr("nnviz.core.gradient_check.MOST", 3)
    panel = aside(by_hand())
    press(qtbot, panel.check.button)
    qtbot.waitUntil(lambda: "3 of 8 gradients, evenly chosen, agree;" in panel.check.outcome.text())
    assert panel.check.button.text() == "Check all"
    press(qtbot, panel.check.button)
    qtbot.waitUntil(lambda: "All 8 gradients agree;" in panel.check.outcome.text())
    assert panel.check.button.text() == "Check gradients"


def test_a_check_of_a_large_network_can_be_canceled(qtbot, aside):
    panel = aside(desk("glyph-digits-784-128-10"))
    press(qtbot, panel.check.button)
    qtbot.waitUntil(lambda: "Checking: " in panel.check.outcome.text())
    assert panel.check.button.text() == "Cancel"
    press(qtbot, panel.check.button)
    assert panel.check.button.text() == "Check gradients"
    assert panel.check.outcome.isHidden()


def test_a_check_of_step_units_is_refused_with_the_reason(qtbot, aside):
    desk = of(network(([[1.0, 1.0]], [0.0], "step")), recipe([[1, 0]], [[1]]))
    panel = aside(desk)
    press(qtbot, panel.check.button)
    assert "whose slope is 0: there is no gradient to compare." in panel.check.outcome.text()


def losses(panel: AsidePanel) -> str:
    document = QTextDocument()
    document.setHtml(panel.update_card.losses.text())
    return " ".join(document.toPlainText().split())


def test_the_update_shows_the_loss_before_as_promised_and_after(aside):
    desk = by_hand()
    panel = aside(desk)
    assert panel.update_card.isHidden()
    panel.render(desk.step(StepSize.VALUE, *[StepForward()] * 36).state)
    assert losses(panel) == "Before and after loss 0.2984 → predicted 0.2911 → 0.2910"
    panel.render(desk.send(SetDigits(9)).state)
    assert losses(panel) == "Before and after loss 0.298371109 → predicted 0.291063332 → 0.291027774"
    assert panel.update_card.promise.isHidden()  # there is but one sample
    panel.render(desk.send(SetDigits(None)).state)
    assert losses(panel) == "Before and after loss 0.2984 → predicted 0.2911 → 0.2910"


def test_what_an_update_did_stays_until_the_next_value(aside):
    desk = by_hand().send(GoTo(Quantity(Kind.NEW_WEIGHT, 1, 1, 1)))
    panel = aside(desk)
    said = losses(panel)
    panel.render(desk.send(StepForward()).state)
    assert desk.state.work.timeline.position == 0
    assert not panel.update_card.isHidden()
    assert losses(panel) == said
    panel.render(desk.send(StepForward()).state)
    assert panel.update_card.isHidden()


def test_of_several_samples_it_says_whose_loss_it_is(aside):
    desk = Desk(read(NETWORKS / "xor-2-4-1.json")).step(StepSize.LAYER, *[StepForward()] * 6, ShowSample(2))
    assert "sample 3 alone" in aside(desk).update_card.promise.text()


def test_the_perceptron_rule_shows_the_loss_before_and_after_alone(aside):
    desk = of(network(([[0.5, 1.0]], [0.1], "sign")), recipe([[1, 1]], [[-1]], optimizer=optimizer("perceptron")))
    desk.step(StepSize.LAYER, *[StepForward()] * 4)
    assert losses(aside(desk)) == "Before and after loss 2.0000 → 2.0000"


def test_a_question_asked_once_says_so_and_the_button_is_off_afterwards(qtbot, aside):
    panel = aside(to_question(by_hand(Scope.NEXT)))
    assert panel.predict.heading.isVisible()
    assert panel.predict.asking.text() == "The next value: number"
    press(qtbot, panel.predict.skip)
    assert panel.predict.asking.text() == "Off"


def test_while_a_question_is_open_it_stands_alone(aside):
    panel = aside(to_question(by_hand(Scope.NEW_VALUES)))
    assert panel.check.isHidden()
    assert panel.update_card.isHidden()


def test_beside_an_answer_stands_the_check_of_a_gradient_alone(aside):
    panel = aside(to_question(by_hand(Scope.NET_INPUTS)).send(AnswerQuestion(0.3775)))
    assert panel.check.isHidden()
    panel = aside(to_question(by_hand(Scope.GRADIENTS)).send(AnswerQuestion(1.0)))
    assert not panel.check.isHidden()


def test_another_rate_keeps_the_measurement_and_dark_colors_hold(aside):
    desk = by_hand().send(StepForward(), GoTo(W5), ChangeRecipe(rate=0.1))
    panel = aside(desk)
    panel.restyle(DARK)
    panel.render(desk.state)
    assert DARK.forward.name() in panel.check.measured.text()


def test_the_losses_before_and_after_lead_to_their_facts(aside):
    desk = by_hand().step(StepSize.VALUE, *[StepForward()] * 36)
    panel = aside(desk)
    for link, iteration, loss in (("before", 0, 0.298371109), ("after", 1, 0.291027774)):
        assert f'href="{link}"' in panel.update_card.losses.text()
        panel.update_card.losses.linkActivated.emit(link)
        fact = current_fact(desk.state)
        assert (fact.about.kind, fact.place.mark.iteration) == (Kind.LOSS, iteration)
        assert fact.value == pytest.approx(loss)
        panel.render(desk.send(Seek(0, -1)).state)


def test_a_loss_that_no_later_fact_tells_leads_nowhere(aside):
    panel = aside(desk("blobs-2-6-4").step(StepSize.PASS, *[StepForward()] * 3))
    assert 'href="before"' in panel.update_card.losses.text()
    assert 'href="after"' not in panel.update_card.losses.text()


def in_sight(panel: AsidePanel, part: QWidget) -> bool:
    """Whether all of a part stands in the place that the panel has."""
    return part.visibleRegion().boundingRect() == part.rect()


def test_where_there_is_little_room_what_is_new_is_scrolled_into_sight(qtbot, aside):
    desk = by_hand()
    panel = aside(desk)
    panel.resize(250, 80)
    panel.render(desk.send(GoTo(W5)).state)
    qtbot.waitUntil(lambda: in_sight(panel, panel.check.measured))
    press(qtbot, panel.check.button)
    qtbot.waitUntil(lambda: not panel.check.outcome.isHidden() and in_sight(panel, panel.check.outcome))


def test_the_verdict_is_seen_from_its_beginning(qtbot, aside):
    desk = to_question(by_hand(Scope.EVERYTHING))
    panel = aside(desk)
    panel.resize(250, 80)
    panel.render(desk.send(AnswerQuestion(0.5)).state)
    verdict = panel.predict.verdict
    seen = min(verdict.sizeHint().height(), 70)
    qtbot.waitUntil(lambda: verdict.visibleRegion().boundingRect().height() >= seen)
    assert verdict.visibleRegion().boundingRect().top() == 0
