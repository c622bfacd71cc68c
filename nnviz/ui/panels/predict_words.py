"""What is asked about a coming value, and what is said of the answer."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from nnviz.session.prediction import Prediction, Tally
from nnviz.ui.numbers import write_number
from nnviz.ui.translation import translated
from nnviz.walkthrough.decimals import exact, format_number, shown_value
from nnviz.walkthrough.numeric import answers, before_and_after
from nnviz.walkthrough.predict import Answer, Form, Question, change_of, is_right
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.walk import Walk

UPDATES = (Kind.NEW_WEIGHT, Kind.NEW_BIAS)


translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Words:
    """The words for the questions of one walk."""

    walk: Walk
    digits: int | None

    @property
    def scene(self) -> Scene:
        """The numbers."""
        return self.walk.scene

    def question(self, question: Question) -> str:
        """What is asked."""
        symbol = self.subject(question)
        match question.form:
            case Form.NUMBER:
                return translate("Predict", "What will {symbol} be?").format(symbol=symbol)
            case Form.SIGN:
                return translate("Predict", "Will {symbol} be positive, negative or zero?").format(symbol=symbol)
            case Form.LARGEST:
                return translate("Predict", "Which weight changes most?")
        if question.about.kind in UPDATES:
            return translate("Predict", "Will {symbol} rise, fall or stay?").format(symbol=symbol)
        return translate("Predict", "Will {symbol} rise, fall or stay with this update?").format(symbol=symbol)

    def subject(self, question: Question) -> str:
        """The symbol of what is asked about; of a new weight the weight's own."""
        labels = self.scene.labels
        if question.form is Form.CHANGE and question.about.kind in UPDATES:
            return labels.parameter(question.about).text
        return labels.symbol(question.about).text

    def verdict(self, prediction: Prediction) -> str:
        """Whether the answer is right, and what the value is."""
        question, verdict = prediction.question, prediction.verdict
        assert verdict is not None
        value = self.value(question, verdict.truth)
        if prediction.answer is None:
            return translate("Predict", "It is {value}.").format(value=value)
        if verdict.right:
            return translate("Predict", "Right: {value}.").format(value=value)
        if verdict.close and verdict.off is not None:
            percent = format_number(verdict.off * 100, 1)
            return translate("Predict", "Close: off by {percent} %. It is {value}.").format(
                percent=percent, value=value
            )
        answer = self.answer(question, prediction.answer)
        return translate("Predict", "Not quite: you said {answer}, it is {value}.").format(answer=answer, value=value)

    def remarks(self, prediction: Prediction) -> list[str]:
        """What a wrong answer would come from, how far off it is, and where the value comes from."""
        verdict, found = prediction.verdict, []
        assert verdict is not None
        if verdict.slip is not None:
            found.append(
                translate("Predict", "That is what comes out if {slip}.").format(slip=translated(verdict.slip.value))
            )
        if prediction.question.form is Form.NUMBER and isinstance(prediction.answer, float) and not verdict.close:
            found += self._distance(prediction.answer, self._number(verdict.truth))
        return [*found, *self._reasons(prediction)]

    def _distance(self, answer: float, truth: float) -> list[str]:
        """How far a number is off the value as it is shown; nothing where it is the same, or right when rounded."""
        if self.digits is None and is_right(answer, truth, None):
            return []
        distance = abs(answer - shown_value(truth, self.digits))
        text = exact(distance) if self.digits is None else format_number(distance, self.digits)
        return [translate("Predict", "Off by {distance}.").format(distance=text)] if distance else []

    def tally(self, tally: Tally) -> str:
        """How often the answers were right; nothing before the first."""
        if tally == Tally():
            return ""
        return translate("Predict", "{right} right, {wrong} wrong in this session.").format(
            right=tally.right, wrong=tally.wrong
        )

    def answer(self, question: Question, answer: Answer) -> str:
        """An answer in words."""
        if isinstance(answer, Quantity):
            return self.scene.labels.symbol(answer).text
        if question.form is Form.NUMBER:
            return write_number(answer)
        if question.form is Form.SIGN:
            return {
                1.0: translate("Predict", "positive"),
                -1.0: translate("Predict", "negative"),
                0.0: translate("Predict", "zero"),
            }[answer]
        return {
            1.0: translate("Predict", "rises"),
            -1.0: translate("Predict", "falls"),
            0.0: translate("Predict", "no change"),
        }[answer]

    def value(self, question: Question, truth: Answer) -> str:
        """The right answer in words, with the number behind it."""
        match question.form:
            case Form.NUMBER:
                return format_number(self._number(truth), self.digits)
            case Form.SIGN if truth == 0:
                return self.answer(question, truth)
            case Form.SIGN:
                number = format_number(self.scene.value(question.about), self.digits)
                return f"{self.answer(question, truth)}, {number}"
        return self.answer(question, truth)

    def _reasons(self, prediction: Prediction) -> list[str]:
        question, verdict = prediction.question, prediction.verdict
        assert verdict is not None
        if isinstance(verdict.truth, Quantity):
            chosen = [prediction.answer] if isinstance(prediction.answer, Quantity) else []
            return [self._change(weight) for weight in dict.fromkeys([verdict.truth, *chosen])]
        if question.form is not Form.CHANGE or question.about.kind in UPDATES:
            return [self.walk[question.index].text(self.digits)]
        before, after = self._before_and_after(question.about)
        numbers = f"{format_number(before, self.digits)} → {format_number(after, self.digits)}"
        return [f"{self.subject(question)}: {numbers}"]

    def _change(self, weight: Quantity) -> str:
        change = format_number(change_of(self.scene, weight), self.digits)
        symbol = self.scene.labels.symbol(weight).text
        return translate("Predict", "{symbol} changes by {change}.").format(symbol=symbol, change=change)

    def _before_and_after(self, about: Quantity) -> tuple[float, float]:
        updated = self.scene.moment.updated
        if about.kind is Kind.ACTIVATION and updated is not None:
            networks = (self.scene.moment.network, updated)
            before, after = (float(answers(self.scene, network)[about.unit]) for network in networks)
            return before, after
        found = before_and_after(self.scene)
        assert found is not None
        return found.before, found.after

    def _number(self, truth: Answer) -> float:
        assert not isinstance(truth, Quantity)
        return truth
