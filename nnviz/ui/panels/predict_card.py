"""Predict first: what is asked about, the question, the answer, and what is said of it."""

from dataclasses import replace
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.session.commands import Command, Select
from nnviz.session.commands.predicting import AnswerQuestion, Reveal, SetAsking, Skip
from nnviz.session.prediction import Prediction
from nnviz.session.state import State
from nnviz.session.walks import walk_of
from nnviz.ui.button import Button
from nnviz.ui.card import Card
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.formula_text import raised
from nnviz.ui.heading import Heading
from nnviz.ui.panels.predict_answer import AnswerRow
from nnviz.ui.panels.predict_menu import AskingButton
from nnviz.ui.panels.predict_words import Words
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme
from nnviz.walkthrough.predict import Asking, Form, Scope


class PredictCard(Card):
    """A question about a coming value.

    Shows: state.asking, state.prediction, state.tally. Commands: SetAsking, AnswerQuestion, Reveal, Skip, Select.
    Signals: ``commanded(Command)``.
    """

    commanded = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown: tuple[object, ...] = ()
        self._asked: Prediction | None = None
        self.heading = Heading(self.tr("Predict first"))
        self.asking = AskingButton(theme)
        self.asking.chosen.connect(lambda asking: self._send(SetAsking(asking)))
        self.question = Heading(wraps=True)
        self.answer = AnswerRow(theme)
        self.answer.given.connect(lambda answer: self._send(AnswerQuestion(answer)))
        self.answer.chosen.connect(lambda element: self._send(Select(element)))
        self.reveal = Button(theme, self.tr("Reveal"))
        self.reveal.clicked.connect(lambda: self._send(Reveal()))
        self.skip = Button(theme, self.tr("Skip"))
        self.skip.clicked.connect(lambda: self._send(Skip()))
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.RichText)
        self.verdict.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.tally = QuietLabel(theme, wraps=True)
        self._place()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        walk = walk_of(state)
        shown = (walk, state.prediction, state.asking, state.tally, state.view.digits, state.selection)
        if shown == self._shown:
            return
        self._shown = shown
        self.asking.show_asking(_asked(state))
        self._show_prediction(None if walk is None else Words(walk, state.view.digits), state)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.asking, self.answer, self.reveal, self.skip, self.tally):
            part.restyle(theme)
        self._shown = ()

    def _show_prediction(self, words: Words | None, state: State) -> None:
        prediction = None if words is None else state.prediction
        is_open = prediction is not None and prediction.open
        self.question.setVisible(is_open)
        if not is_open:
            self.answer.field.clearFocus()  # else the keyboard would go to whatever comes next
        self._open_part.setVisible(is_open)
        self.verdict.setVisible(prediction is not None and not is_open)
        if words is not None and prediction is not None:
            self.question.setText(words.question(prediction.question))
            self._show_answer(words, prediction, state)
        tally = "" if words is None else words.tally(state.tally)
        self.tally.setVisible(bool(tally))
        self.tally.setText(tally)

    def _show_answer(self, words: Words, prediction: Prediction, state: State) -> None:
        form = prediction.question.form
        if not prediction.open:
            self.verdict.setText(self._verdict_text(words, prediction))
        elif prediction is not self._asked:
            self.answer.ask(form)
        if form is Form.LARGEST:
            self.answer.weights.show_weights(words.scene.labels, state.selection)
        self._asked = prediction

    def _verdict_text(self, words: Words, prediction: Prediction) -> str:
        verdict = prediction.verdict
        right = verdict is not None and verdict.right
        color = self.theme.text if prediction.answer is None else self.theme.forward if right else self.theme.error
        heading = f'<b style="color: {color.name()}">{escape(words.verdict(prediction))}</b>'
        return heading + "".join(f"<div>{raised(remark)}</div>" for remark in words.remarks(prediction))

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 5, 10, 5)
        column.setSpacing(4)
        head = FlowLayout(gap=10, row_gap=4)
        head.addWidget(self.heading)
        head.addWidget(self.asking)
        column.addLayout(head)
        column.addWidget(self.question)
        self._open_part = QWidget()
        row = FlowLayout(self._open_part, gap=6, row_gap=4)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.answer, self.reveal, self.skip):
            row.addWidget(part)
        column.addWidget(self._open_part)
        column.addWidget(self.verdict)
        column.addWidget(self.tally)

    def _send(self, command: Command) -> None:
        self.commanded.emit(command)


def _asked(state: State) -> Asking:
    """What is asked about; a question that was to be asked but once is still the one on the screen."""
    prediction, asking = state.prediction, state.asking
    once = prediction is not None and prediction.open and asking.scope is Scope.NOTHING
    return replace(asking, scope=Scope.NEXT) if once else asking
