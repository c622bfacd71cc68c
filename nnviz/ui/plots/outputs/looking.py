"""From what is chosen to its picture: which samples are asked, what is drawn of the answers, what is said below."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.ui.plots.outputs import words
from nnviz.ui.plots.outputs.answering import Answer, Question, in_one_go
from nnviz.ui.plots.outputs.bars import capacity
from nnviz.ui.plots.outputs.charts import Chart
from nnviz.ui.plots.outputs.making_bars import Seen, activations, sample_bars, score_bars, unit_bars
from nnviz.ui.plots.outputs.making_plots import (
    confusion_of,
    predicted_chart,
    reconstruction_chart,
    residual_chart,
    rows_in,
)
from nnviz.ui.plots.outputs.matrix import MatrixChart
from nnviz.ui.plots.outputs.subject import Subject, View, evenly


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What is chosen."""

    view: View
    layer: int
    unit: int
    output: int
    rows: Array  # of the part
    cell: tuple[int, int] | None = None  # the classes whose samples are listed


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """A picture and what is said below it."""

    chart: Chart | None
    note: str
    listed: Array | None = None  # the rows of the cell that was clicked; none where there are no cells


def question_for(subject: Subject, network: Network, wish: Wish) -> Question | None:
    """What many samples are asked; none where a picture needs only what is asked for itself."""
    data, classes = subject.data, subject.classes
    every = np.arange(data.samples)

    def named(a: Array, _: Array) -> Array:
        assert classes is not None
        return classes.named(a)[:, np.newaxis]

    def squared(a: Array, rows: Array) -> Array:
        return np.asarray(((data.answers(a) - data.original_targets[rows]) ** 2).mean(axis=1, keepdims=True))

    match wish.view:
        case View.CONFUSION | View.SCORES:
            return Question(network, data, wish.rows, named, ("classes", wish.rows is subject.data.test_rows))
        case View.PREDICTED | View.RESIDUALS:
            return Question(network, data, every, lambda a, _: data.answers(a), "answers")
        case View.RECONSTRUCTION:
            return Question(network, data, every, squared, "errors")
    return None


def sight_of(seen: Seen, initial: Network, wish: Wish, answer: Answer | None, room: QRectF, line: float) -> Sight:
    """The picture of what is chosen, for a room."""
    if wish.view is View.SAMPLE:
        return _sample(seen, room, line)
    if wish.view is View.UNIT:
        return _unit(seen, initial, wish, room, line)
    assert answer is not None
    if wish.view in (View.CONFUSION, View.SCORES):
        return _classes(seen, wish, answer)
    return _errors(seen, wish, answer, room, line)


def _sample(seen: Seen, room: QRectF, line: float) -> Sight:
    if seen.x is None or seen.row is None:
        return Sight(None, _tr("No sample is shown."))
    chart = sample_bars(seen, capacity(room.height(), line, dense=False))
    said = [_tr("Sample {name}.").format(name=seen.subject.told(seen.row))]
    said.append(words.largest(len(chart.bars), seen.network.outputs))
    return Sight(chart, " ".join(said).strip())


def _unit(seen: Seen, initial: Network, wish: Wish, room: QRectF, line: float) -> Sight:
    data = seen.subject.data
    most = min(capacity(room.height(), line, dense=True), in_one_go(seen.network))
    rows = np.arange(data.samples)
    if seen.subject.classes is not None and len(rows) > capacity(room.height(), line, dense=False):
        rows = np.argsort(seen.subject.classes.named(data.targets), kind="stable")  # class by class
    rows = evenly(rows, most)
    now = activations(seen.network, data.inputs[rows], wish.layer)[:, wish.unit]
    before = _before(seen, initial, wish, rows)
    if before is not None and np.array_equal(before, now):
        before = None
    chart = unit_bars(seen, rows, before, now, wish.layer)
    said = words.chosen(len(rows), data.samples)
    if before is None:
        said += " " + _tr("Once it has learned, what it answered before stands beside it.")
    return Sight(chart, (said or _tr("Before: with the initial weights. Click a bar to show its sample.")).strip())


def _before(seen: Seen, initial: Network, wish: Wish, rows: Array) -> Array | None:
    """What the initial network answered; none where it was another kind of network."""
    shapes = [[layer.weight.shape for layer in network.layers] for network in (initial, seen.network)]
    if shapes[0] != shapes[1]:
        return None
    return activations(initial, seen.subject.data.inputs[rows], wish.layer)[:, wish.unit]


def _classes(seen: Seen, wish: Wish, answer: Answer) -> Sight:
    found, names = confusion_of(seen.subject, answer), seen.subject.class_names
    note = f"{words.accuracy(found)} {words.chosen(len(answer.rows), len(wish.rows))}".strip()
    if wish.view is View.SCORES:
        return Sight(score_bars(found, names), note)
    listed = answer.rows[:0] if wish.cell is None else rows_in(seen.subject, answer, wish.cell)
    return Sight(MatrixChart(found, names, wish.cell), note, listed)


def _errors(seen: Seen, wish: Wish, answer: Answer, room: QRectF, line: float) -> Sight:
    note = words.chosen(len(answer.rows), seen.subject.data.samples)
    if wish.view is View.RECONSTRUCTION:
        chart = reconstruction_chart(seen, answer, room, line)
        few = words.worst(len(chart.errors.bars), len(answer.rows))
        hollow = _tr("Outlined: test samples.") if any(bar.tests for bar in chart.errors.bars) else ""
        return Sight(chart, " ".join(filter(None, (note, few, hollow))))
    make = predicted_chart if wish.view is View.PREDICTED else residual_chart
    return Sight(make(seen, answer, wish.output), f"{words.fit(seen.subject, answer)} {note}".strip())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Outputs", text)
