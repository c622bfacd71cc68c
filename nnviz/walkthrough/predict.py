"""What will come out?  A coming value is asked about before it is shown, and the answer is judged.

An answer is a number; +1, -1 or 0 where a sign or a direction is asked for; or the weight that is meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from nnviz.core.snapshot import Phase
from nnviz.walkthrough.decimals import MINUS, format_number
from nnviz.walkthrough.numeric import answers, before_and_after
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.slips import Slip, slips
from nnviz.walkthrough.update_facts import MEMORIES
from nnviz.walkthrough.walk import Walk

RIGHT = 0.005
"""A number may be off by this share of it, or by one unit of the last digit shown."""
CLOSE = 0.05
"""A number that is off by at most this share of it is close."""

Answer = float | Quantity


class Form(StrEnum):
    """What is asked about a value."""

    NUMBER = "number"
    SIGN = "sign"
    CHANGE = "change"  # whether the update raises or lowers it
    LARGEST = "largest"  # which weight changes most


class Scope(StrEnum):
    """Which values are asked about before they are shown."""

    NOTHING = "nothing"
    NEXT = "next"  # one value, then nothing
    NET_INPUTS = "net_inputs"
    ACTIVATIONS = "activations"
    LOSSES = "losses"
    CONTRIBUTIONS = "contributions"  # of the units behind to a factor
    FACTORS = "factors"  # of the chain rule
    DELTAS = "deltas"
    GRADIENTS = "gradients"
    MEMORIES = "memories"  # of the optimizer
    NEW_VALUES = "new_values"
    EVERYTHING = "everything"


KINDS: dict[Scope, frozenset[Kind]] = {
    Scope.NOTHING: frozenset(),
    Scope.NEXT: frozenset(Kind),
    Scope.NET_INPUTS: frozenset({Kind.NET_INPUT}),
    Scope.ACTIVATIONS: frozenset({Kind.ACTIVATION}),
    Scope.LOSSES: frozenset({Kind.OUTPUT_LOSS, Kind.SAMPLE_LOSS, Kind.LOSS, Kind.PENALTY, Kind.TOTAL}),
    Scope.CONTRIBUTIONS: frozenset({Kind.CONTRIBUTION}),
    Scope.FACTORS: frozenset({Kind.OUTPUT_GRADIENT, Kind.SLOPE, Kind.JACOBIAN}),
    Scope.DELTAS: frozenset({Kind.DELTA}),
    Scope.GRADIENTS: frozenset(
        {Kind.SAMPLE_GRADIENT, Kind.SAMPLE_BIAS_GRADIENT, Kind.WEIGHT_GRADIENT, Kind.BIAS_GRADIENT}
    ),
    Scope.MEMORIES: frozenset(kind for kinds in MEMORIES.values() for kind in kinds),
    Scope.NEW_VALUES: frozenset({Kind.NEW_WEIGHT, Kind.NEW_BIAS}),
    Scope.EVERYTHING: frozenset(Kind),
}
"""The kinds of facts that a scope asks about."""
SHOWN_BEFORE = frozenset({Kind.SHORT_DELTA})
"""The same number as the fact before, found another way: there is nothing to predict."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked about, and how."""

    scope: Scope = Scope.NOTHING
    form: Form = Form.NUMBER


@dataclass(frozen=True, slots=True)
class Question:
    """One question, asked before fact ``index`` of the walk is known."""

    form: Form
    about: Quantity  # of LARGEST: the first weight, which stands for all of them
    index: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of an answer."""

    right: bool
    truth: Answer
    off: float | None = None  # of a number: the share of the truth by which it is off; None where the truth is 0
    slip: Slip | None = None  # what leads to this wrong number

    @property
    def close(self) -> bool:
        """Whether a wrong number is nearly right."""
        return not self.right and self.off is not None and self.off <= CLOSE


def question_at(walk: Walk, index: int, asking: Asking) -> Question | None:
    """What is asked before a fact is shown; None where nothing is."""
    about = walk.quantity(index)
    match asking.form:
        case Form.CHANGE:
            subject = _whose_change(walk, index, asking.scope)
        case Form.LARGEST:
            subject = Quantity(Kind.WEIGHT, 0, 0, 0) if _begins_backward(walk, index, asking.scope) else None
        case _:
            subject = about if about.kind in KINDS[asking.scope] - SHOWN_BEFORE else None
    if subject is None:
        return None
    question = Question(asking.form, subject, index)
    return question if _is_worth_asking(walk.scene, question) else None


def _begins_backward(walk: Walk, index: int, scope: Scope) -> bool:
    """Whether all is still open: nobody is to blame yet, and no gradient is known."""
    position, number = walk.position(index)
    first = number == 0 and walk.marks[position].phase is Phase.BACKWARD and walk.marks[position].step == 0
    return first and scope is not Scope.NOTHING and walk.scene.moment.updated is not None


def _whose_change(walk: Walk, index: int, scope: Scope) -> Quantity | None:
    """Of an update its weight or bias; of the loss and the outputs before the backward pass begins."""
    about = walk.quantity(index)
    if about.kind in KINDS[Scope.NEW_VALUES] & KINDS[scope]:
        return about
    if not _begins_backward(walk, index, scope):
        return None
    if scope is Scope.ACTIVATIONS:
        return Quantity(Kind.ACTIVATION, walk.scene.last, _most_wrong_output(walk.scene))
    return Quantity(Kind.SAMPLE_LOSS) if Kind.LOSS in KINDS[scope] else None


def _most_wrong_output(scene: Scene) -> int:
    a = scene.moment.traces[-1].a
    assert a is not None
    return int(np.abs(a[scene.row] - scene.moment.batch.y[scene.row]).argmax())


def _is_worth_asking(scene: Scene, question: Question) -> bool:
    if question.form is Form.LARGEST:
        return any(change > 0 for _, change in _largest_of_layers(scene))
    return bool(np.isfinite(truth(scene, question)))  # type: ignore[arg-type]


def truth(scene: Scene, question: Question) -> Answer:
    """The right answer."""
    match question.form:
        case Form.NUMBER:
            return scene.value(question.about)
        case Form.SIGN:
            return float(np.sign(scene.value(question.about)))
        case Form.CHANGE:
            return float(np.sign(change_of(scene, question.about)))
        case Form.LARGEST:
            return max(_largest_of_layers(scene), key=lambda each: each[1])[0]


def change_of(scene: Scene, about: Quantity) -> float:
    """By how much the update raises a weight, a bias, an output or the loss of the sample shown."""
    match about.kind:
        case Kind.NEW_WEIGHT | Kind.WEIGHT:
            return _number(scene, about, Kind.NEW_WEIGHT) - _number(scene, about, Kind.WEIGHT)
        case Kind.NEW_BIAS | Kind.BIAS:
            return _number(scene, about, Kind.NEW_BIAS) - _number(scene, about, Kind.BIAS)
        case Kind.ACTIVATION:
            updated = scene.moment.updated
            assert updated is not None
            old, new = answers(scene, scene.moment.network), answers(scene, updated)
            return float(new[about.unit] - old[about.unit])
    found = before_and_after(scene)
    assert found is not None
    return found.change


def _number(scene: Scene, about: Quantity, kind: Kind) -> float:
    return scene.value(Quantity(kind, about.layer, about.unit, about.source))


def _largest_of_layers(scene: Scene) -> Iterator[tuple[Quantity, float]]:
    """Of each layer the weight that changes most, and by how much."""
    updated = scene.moment.updated
    assert updated is not None
    for index, (old, new) in enumerate(zip(scene.moment.network.layers, updated.layers, strict=True)):
        changes = np.abs(new.weight.astype(np.float64) - old.weight)
        row, source = np.unravel_index(changes.argmax(), changes.shape)
        yield Quantity(Kind.WEIGHT, index, int(row), int(source)), float(changes[row, source])


def judge(scene: Scene, question: Question, answer: Answer, digits: int | None) -> Verdict:
    """Whether the answer is right, how far off it is, and which slip leads to it."""
    right = truth(scene, question)
    if isinstance(right, Quantity):
        return Verdict(_changes_as_much(scene, answer, right), right)
    assert not isinstance(answer, Quantity)
    if question.form is not Form.NUMBER:
        return Verdict(answer == right, right)
    off = None if right == 0 else abs(answer - right) / abs(right)
    if is_right(answer, right, digits):
        return Verdict(True, right, off)
    return Verdict(False, right, off, _slip_behind(scene, question.about, answer, digits))


def _changes_as_much(scene: Scene, answer: Answer, right: Quantity) -> bool:
    """Several weights may change most."""
    if not isinstance(answer, Quantity) or answer.kind is not Kind.WEIGHT:
        return False
    return bool(np.isclose(abs(change_of(scene, answer)), abs(change_of(scene, right)), rtol=1e-9, atol=0))


def _slip_behind(scene: Scene, about: Quantity, answer: float, digits: int | None) -> Slip | None:
    with np.errstate(all="ignore"):
        value = scene.value(about)
        for slip, wrong in slips(scene, about):
            if np.isfinite(wrong) and is_right(answer, wrong, digits) and not is_right(wrong, value, digits):
                return slip
    return None


def is_right(answer: float, value: float, digits: int | None) -> bool:
    """Whether a number is within 0.5 % or one unit of the last digit shown; of whole numbers: whether it rounds so."""
    if digits is None and format_number(answer, None) == format_number(value, None):
        return True
    unit = 0.0 if digits is None else last_digit(value, digits)
    return abs(answer - value) <= max(RIGHT * abs(value), unit) * (1 + 1e-9)


def last_digit(value: float, digits: int) -> float:
    """One unit of the last digit of a number as it is shown."""
    mantissa, _, exponent = format_number(value, digits).replace(MINUS, "-").partition("e")
    decimals = len(mantissa.partition(".")[2])
    return float(f"1e{int(exponent or 0) - decimals}")
