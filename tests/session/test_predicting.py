"""Predict first: a value is asked about before it is shown anywhere, judged, counted, and then shown."""

import numpy as np
import pytest
from desk import NETWORKS, Desk

from nnviz.session.commands import EditWeight, Run, SetDigits, SetSpeed, SetStepSize, StepBack, StepForward
from nnviz.session.commands.documents import NewDocument
from nnviz.session.commands.predicting import AnswerQuestion, Reveal, SetAsking, Skip
from nnviz.session.commands.walking import GoTo
from nnviz.session.predicting import is_hidden, open_question
from nnviz.session.prediction import Tally
from nnviz.session.state import StepSize
from nnviz.session.walks import current_fact, current_index
from nnviz.storage.network_file import read
from nnviz.walkthrough.predict import Asking, Form, Scope
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.slips import Slip

NET_H1 = Quantity(Kind.NET_INPUT, 0, 0)
W6 = Quantity(Kind.WEIGHT, 1, 0, 1)


def asking(scope: Scope, form: Form = Form.NUMBER) -> Desk:
    desk = Desk(read(NETWORKS / "backpropagation-by-hand.json"))
    return desk.send(SetAsking(Asking(scope, form)))


def step(desk: Desk, count: int = 1) -> Desk:
    return desk.send(*[StepForward()] * count)


def to_question(desk: Desk) -> Desk:
    """Step by value until something is asked."""
    for _ in range(60):
        if open_question(step(desk).state) is not None:
            return desk
    raise AssertionError("nothing is asked")


def test_the_first_value_is_hidden_until_it_is_answered() -> None:
    desk = step(asking(Scope.EVERYTHING))
    assert open_question(desk.state).about == NET_H1
    assert (desk.state.seen.traces[0].z, current_index(desk.state)) == (None, None)
    desk.send(AnswerQuestion(0.3775))
    assert open_question(desk.state) is None
    assert desk.state.prediction.verdict.right
    assert desk.state.tally == Tally(right=1)
    assert current_fact(desk.state).about == NET_H1
    assert desk.state.seen.traces[0].z[0, 0] == pytest.approx(0.3775)


def test_a_value_in_the_middle_of_a_moment_is_not_in_what_is_seen() -> None:
    desk = to_question(asking(Scope.DELTAS))
    seen = desk.state.seen
    assert seen.traces[1].delta is None or np.isnan(seen.traces[1].delta[0, 0])
    assert current_fact(desk.state).about.kind is Kind.SLOPE
    desk.send(Reveal())
    assert desk.state.seen.traces[1].delta[0, 0] == pytest.approx(0.138498562)


def test_a_wrong_answer_is_counted_and_its_slip_is_named() -> None:
    desk = step(asking(Scope.EVERYTHING)).send(AnswerQuestion(0.0275))
    verdict = desk.state.prediction.verdict
    assert (verdict.right, verdict.slip, verdict.truth) == (False, Slip.BIAS, pytest.approx(0.3775))
    assert desk.state.tally == Tally(wrong=1)


def test_revealing_and_skipping_count_nothing() -> None:
    desk = step(asking(Scope.EVERYTHING)).send(Reveal())
    assert desk.state.prediction.verdict.truth == pytest.approx(0.3775)
    assert step(desk).send(Skip()).state.prediction is None
    assert current_index(desk.state) == 1
    assert desk.state.tally == Tally()


def test_stepping_on_skips_the_question_and_back_closes_it() -> None:
    desk = step(asking(Scope.EVERYTHING), 2)
    assert (desk.state.prediction, current_index(desk.state)) == (None, 0)
    step(desk)
    assert open_question(desk.state).about.kind is Kind.ACTIVATION
    desk.send(StepBack())
    assert (desk.state.prediction, current_index(desk.state)) == (None, 0)
    assert desk.state.tally == Tally()


def test_the_whole_walk_is_43_questions_and_the_next_iteration_asks_again() -> None:
    desk = asking(Scope.EVERYTHING)
    for index in range(43):
        step(desk)
        assert open_question(desk.state).index == index
        desk.send(Reveal())
    step(desk)
    assert (desk.iteration, desk.state.prediction) == (1, None)
    assert open_question(step(desk).state).about == NET_H1
    assert desk.iteration == 1


def test_the_next_value_alone_is_asked_about() -> None:
    desk = step(asking(Scope.NEXT))
    assert open_question(desk.state) is not None
    assert desk.state.asking.scope is Scope.NOTHING
    desk.send(AnswerQuestion(0.3775))
    assert step(desk, 5).state.prediction is None


def test_an_answered_question_stays_until_the_next_step() -> None:
    desk = step(asking(Scope.NET_INPUTS)).send(AnswerQuestion(1.0), SetDigits(9))
    assert desk.state.prediction.answer == 1.0
    assert step(desk).state.prediction is None


@pytest.mark.parametrize(
    "command", [EditWeight(0, 0, 0, 0.5), GoTo(Quantity(Kind.LOSS)), NewDocument(), SetAsking(Asking())]
)
def test_a_question_is_gone_when_the_place_or_the_numbers_are_others(command) -> None:
    desk = to_question(asking(Scope.ACTIVATIONS)).send(command)
    assert desk.state.prediction is None


def test_the_tally_is_kept_when_another_network_is_opened() -> None:
    desk = step(asking(Scope.EVERYTHING)).send(AnswerQuestion(1.0), NewDocument())
    assert desk.state.tally == Tally(wrong=1)
    assert desk.state.asking.scope is Scope.EVERYTHING


def test_which_weight_changes_most_is_asked_before_the_backward_pass_begins() -> None:
    desk = to_question(asking(Scope.EVERYTHING, Form.LARGEST))
    assert current_fact(desk.state).about.kind is Kind.LOSS
    assert is_hidden(desk.state, Quantity(Kind.NEW_WEIGHT, 1, 0, 1))
    desk.send(AnswerQuestion(W6))
    assert desk.state.prediction.verdict.right
    assert current_fact(desk.state).about.kind is Kind.OUTPUT_GRADIENT


def test_new_weights_that_will_be_asked_about_are_not_shown_as_pending() -> None:
    desk = to_question(asking(Scope.NEW_VALUES, Form.CHANGE))
    assert is_hidden(desk.state, Quantity(Kind.NEW_WEIGHT, 0, 0, 0))
    assert is_hidden(desk.state, Quantity(Kind.NEW_WEIGHT, 1, 0, 0))
    assert not is_hidden(desk.state, Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 0))
    assert not is_hidden(desk.send(SetStepSize(StepSize.LAYER)).state, Quantity(Kind.NEW_WEIGHT, 1, 0, 0))


def test_of_one_question_one_new_weight_is_not_shown_as_pending() -> None:
    desk = step(asking(Scope.NOTHING), 35).send(SetAsking(Asking(Scope.NEXT, Form.CHANGE)))
    step(desk)
    assert is_hidden(desk.state, Quantity(Kind.NEW_WEIGHT, 0, 0, 0))
    assert not is_hidden(desk.state, Quantity(Kind.NEW_WEIGHT, 1, 0, 0))
    assert not is_hidden(desk.send(AnswerQuestion(-1.0)).state, Quantity(Kind.NEW_WEIGHT, 0, 0, 0))
    assert desk.state.prediction.verdict.right


def test_playing_value_by_value_pauses_at_a_question() -> None:
    desk = asking(Scope.LOSSES).send(SetStepSize(StepSize.VALUE), SetSpeed(20.0), Run())
    desk.pass_time(2.0)
    assert not desk.state.playing
    assert open_question(desk.state).about.kind is Kind.OUTPUT_LOSS


def test_larger_steps_ask_nothing() -> None:
    desk = asking(Scope.EVERYTHING).step(StepSize.LAYER, StepForward())
    assert desk.state.prediction is None
    assert desk.state.work.timeline.position == 1


def test_answers_without_a_question_change_nothing() -> None:
    desk = asking(Scope.EVERYTHING)
    before = desk.state
    desk.send(AnswerQuestion(1.0), Reveal(), Skip())
    assert desk.state is before
