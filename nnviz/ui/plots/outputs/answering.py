"""What does a network answer to many samples?  To some at once, and, at rest, to all of them little by little."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.forward import forward
from nnviz.core.network import Network
from nnviz.ui.plots.outputs.subject import evenly

WORK = 20_000_000
"""Products that are made in one go."""
FEWEST, MOST = 40, 1000
"""Samples in one go."""

Measure = Callable[[Array, Array], Array]
"""Outputs (m, n_L) and the rows of their samples (m,) -> what is kept of each, (m, k)."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Which samples a network is to answer to, and what is kept of its answers."""

    network: Network
    data: Dataset
    rows: Array
    measure: Measure
    about: object  # what else tells one question from another


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What was kept, for the rows that were asked so far."""

    rows: Array  # (m,)
    values: Array  # (m, k)
    whole: bool  # these are all rows


def in_one_go(network: Network) -> int:
    """The samples to which a network answers in one go without making the window late."""
    return max(FEWEST, min(MOST, WORK // network.parameters))


class Answering(QObject):
    """Asks a network, in slices.

    Signals: ``completed()``, the answer is now that of all rows.
    """

    completed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        self._answer: Answer | None = None
        self._parts: list[Array] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_slice)

    def ask(self, question: Question, *, whole: bool) -> Answer:
        """The answer as far as it is known now; ``whole``: go on until it is that of all rows."""
        old, answer = self._question, self._answer
        if old is None or answer is None or not _same(old, question):
            answer = _asked(question)
            self._question, self._answer, self._parts = question, answer, []
        if whole and not answer.whole:
            self._timer.start()
        else:
            self._timer.stop()
        return answer

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _on_slice(self) -> None:
        question = self._question
        assert question is not None
        begin = sum(map(len, self._parts))
        self._parts.append(_measured(question, question.rows[begin : begin + in_one_go(question.network)]))
        if begin + len(self._parts[-1]) == len(question.rows):
            self._timer.stop()
            self._answer = Answer(question.rows, np.concatenate(self._parts), True)
            self._parts = []
            self.completed.emit()


def _asked(question: Question) -> Answer:
    rows = evenly(question.rows, in_one_go(question.network))
    return Answer(rows, _measured(question, rows), len(rows) == len(question.rows))


def _measured(question: Question, rows: Array) -> Array:
    inputs = question.data.inputs[rows].astype(question.network.layers[0].weight.dtype, copy=False)
    with np.errstate(all="ignore"):  # a network may have gone wild
        a = forward(question.network, inputs)[-1].a
        assert a is not None
        return question.measure(a, rows)


def _same(one: Question, other: Question) -> bool:
    return (one.network, one.data, one.about) == (other.network, other.data, other.about)
