"""A value is asked about before it is shown.

While a question is open the cursor stands before the fact that it is about, so that nothing anywhere shows the value.
An answer moves the cursor on to the fact.
"""

from dataclasses import replace

from nnviz.session.commands.predicting import AnswerQuestion, Reveal, SetAsking, Skip
from nnviz.session.jobbing import idle
from nnviz.session.next import Handlers, Next, settled
from nnviz.session.prediction import Prediction
from nnviz.session.state import State, StepSize
from nnviz.session.walking import stand_at, value_back
from nnviz.session.walks import current_index, walk_of
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.predict import KINDS, Form, Question, Scope, Verdict, judge, question_at, truth
from nnviz.walkthrough.quantity import Quantity


def asked_first(outcome: Next) -> Next:
    """A step to a fact; or, where the fact is asked about first, the question, with the cursor before the fact."""
    state, effects = outcome
    walk, index = walk_of(state), current_index(state)
    if effects or walk is None or index is None or state.asking.scope is Scope.NOTHING:
        return outcome
    question = question_at(walk, index, state.asking)
    if question is None:
        return outcome
    asking = replace(state.asking, scope=Scope.NOTHING) if state.asking.scope is Scope.NEXT else state.asking
    calm = idle(state) if state.playing else state
    before = value_back(replace(calm, prediction=Prediction(question), asking=asking, notice=None))
    return before or outcome


def open_question(state: State) -> Question | None:
    """The question whose value is still hidden."""
    prediction = state.prediction
    return prediction.question if prediction is not None and prediction.open else None


def asks_for_weight(state: State) -> bool:
    """Whether a weight is to be named."""
    question = open_question(state)
    return question is not None and question.form is Form.LARGEST


def is_hidden(state: State, quantity: Quantity) -> bool:
    """Whether a number that could be shown ahead of its fact, such as a new weight, is or will be asked about."""
    question, asking = open_question(state), state.asking
    new = quantity.kind in KINDS[Scope.NEW_VALUES]
    if new and asking.scope in (Scope.NEW_VALUES, Scope.EVERYTHING) and asking.form is not Form.LARGEST:
        return state.step_size is StepSize.VALUE
    if question is None:
        return False
    return new if question.form is Form.LARGEST else quantity == question.about


def asked_fact(state: State) -> Fact | None:
    """The coming fact that an open question is about; none where the question is about what the update will do."""
    walk, question = walk_of(state), open_question(state)
    if walk is None or question is None or walk.quantity(question.index) != question.about:
        return None
    return walk[question.index]


def outputs_are_secret(state: State) -> bool:
    """Whether what the network answers must not be read off elsewhere, because it will be asked about."""
    question, timeline = open_question(state), state.work.timeline
    asked = question is not None and question.about.kind in _ANSWERS
    will_be = state.asking.scope in _ASKS_ANSWERS and state.asking.form in (Form.NUMBER, Form.SIGN)
    if state.live or state.playing or state.step_size is not StepSize.VALUE or not (asked or will_be):
        return False
    walk, loss = walk_of(state), timeline.now.network.depth + 1
    if walk is None or timeline.position < loss:
        return True
    return timeline.position == loss and timeline.fact is not None and timeline.fact + 1 < walk.counts[loss]


_ANSWERS = KINDS[Scope.ACTIVATIONS] | KINDS[Scope.LOSSES]
_ASKS_ANSWERS = (Scope.NEXT, Scope.ACTIVATIONS, Scope.LOSSES, Scope.EVERYTHING)


def answer_question(state: State, command: AnswerQuestion) -> Next:
    """Judge the answer, count it and show the value."""
    walk, question = walk_of(state), open_question(state)
    if walk is None or question is None:
        return state, ()
    verdict = judge(walk.scene, question, command.answer, state.view.digits)
    state = replace(state, tally=state.tally.counting(verdict.right))
    return _shown(state, Prediction(question, command.answer, verdict))


def reveal(state: State, _: Reveal) -> Next:
    """Show the value without an answer."""
    walk, question = walk_of(state), open_question(state)
    if walk is None or question is None:
        return state, ()
    return _shown(state, Prediction(question, None, Verdict(False, truth(walk.scene, question))))


def skip(state: State, _: Skip) -> Next:
    """Show the value and close the question."""
    return (state, ()) if open_question(state) is None else _shown(state, None)


def _shown(state: State, prediction: Prediction | None) -> Next:
    """The cursor at the fact that was asked about."""
    walk, question = walk_of(state), open_question(state)
    assert walk is not None
    assert question is not None
    after, effects = stand_at(state, *walk.position(question.index))
    return replace(after, prediction=prediction), effects


def closed(state: State) -> Next:
    """The question is gone, its value still to come."""
    return _without_question(state), ()


def _without_question(state: State) -> State:
    """No question any more; at READY the sample chosen is shown again where the question was about another one."""
    state = replace(state, prediction=None)
    return state if state.live or state.work.timeline.position else settled(state)


def set_asking(state: State, command: SetAsking) -> Next:
    """Choose what is asked from the next step on; an open question of another kind is closed."""
    goes_on = command.asking.scope is not Scope.NOTHING and command.asking.form is state.asking.form
    state = replace(state, asking=command.asking)
    return (state if goes_on or state.prediction is None else _without_question(state)), ()


def kept(before: State, after: State) -> State:
    """The state with its question only where the cursor and the sample are still those of the question."""
    if after.prediction is None or after.prediction is not before.prediction:
        return after
    old, new = before.work.timeline, after.work.timeline
    same = new.place == old.place and new.moments is old.moments and after.row == before.row and not after.live
    return after if same else _without_question(after)


HANDLERS: Handlers = {SetAsking: set_asking, AnswerQuestion: answer_question, Reveal: reveal, Skip: skip}
