"""Makes the pictures of all samples at once: classes taken for each other, predictions, residuals, reconstructions."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF

from nnviz.core.arrays import Array
from nnviz.core.classes import Confusion, confusion
from nnviz.ui.plots.frame import Span, spanning
from nnviz.ui.plots.outputs.answering import Answer
from nnviz.ui.plots.outputs.bars import capacity, number
from nnviz.ui.plots.outputs.making_bars import Seen, activations, error_bars
from nnviz.ui.plots.outputs.reconstruction import Reconstruction, rooms_of
from nnviz.ui.plots.outputs.scatter import Ideal, ScatterChart
from nnviz.ui.plots.outputs.subject import Subject, evenly
from nnviz.ui.plots.round_numbers import next_round

MOST_POINTS = 600
"""Samples that are drawn; of more, so many are evenly chosen."""
BARS = 24
"""Of the histogram of the residuals."""


def confusion_of(subject: Subject, answer: Answer) -> Confusion:
    """The classes taken for each other; the answer holds a class for every row."""
    assert subject.classes is not None
    true = subject.classes.named(subject.data.targets[answer.rows])
    return confusion(true, answer.values[:, 0], subject.classes.count)


def rows_in(subject: Subject, answer: Answer, cell: tuple[int, int]) -> Array:
    """The samples of one class that were answered as another."""
    assert subject.classes is not None
    true = subject.classes.named(subject.data.targets[answer.rows])
    return np.asarray(answer.rows[(true == cell[0]) & (answer.values[:, 0] == cell[1])])


def predicted_chart(seen: Seen, answer: Answer, output: int) -> ScatterChart:
    """Predictions over targets: on the diagonal where they are right."""
    target, predicted = _pairs(seen.subject, answer, output)
    span = _covering(np.concatenate([target, predicted]))
    name = seen.subject.outputs[output]
    names = _tr("{name}: target").format(name=name), _tr("predicted")
    return _scatter(seen, answer, (target, predicted), (names, span, span, Ideal.DIAGONAL), output)


def residual_chart(seen: Seen, answer: Answer, output: int) -> ScatterChart:
    """What predictions are above their targets, over the predictions; how often, beside it."""
    target, predicted = _pairs(seen.subject, answer, output)
    residual = predicted - target
    far = _calm(float(np.abs(residual[np.isfinite(residual)]).max(initial=0.0)))
    y = Span(-far, far)
    names = _tr("{name}: predicted").format(name=seen.subject.outputs[output]), _tr("predicted − target")
    return _scatter(seen, answer, (predicted, residual), (names, _covering(predicted), y, Ideal.ZERO), output)


def reconstruction_chart(seen: Seen, answer: Answer, room: QRectF, line: float) -> Reconstruction:
    """The sample beside what is made of it, and the samples that are reconstructed worst, as many as have room."""
    pictures = _pictures(seen)
    strips = 0 if seen.subject.data.input_shape else len(pictures)
    errors = rooms_of(room, line, strips)[1]
    most = capacity(errors.height(), line, dense=False)
    return Reconstruction(pictures, error_bars(seen, answer.rows, answer.values[:, 0], most))


def _pictures(seen: Seen) -> tuple[tuple[str, Array], ...]:
    """The input, the target where it is another, and the output."""
    data, row = seen.subject.data, seen.row
    if seen.x is None or row is None:
        return ()
    made = data.answers(activations(seen.network, seen.x[np.newaxis], -1))[0]
    wanted, given = data.original_targets[row], data.original_inputs[row]
    same = np.array_equal(given, wanted)
    shown = [(_tr("input = target") if same else _tr("input"), given), (_tr("target"), wanted), (_tr("output"), made)]
    if same:
        del shown[1]
    shape = data.input_shape or (-1,)
    return tuple((title, values.reshape(shape)) for title, values in shown)


def _scatter(
    seen: Seen,
    answer: Answer,
    points: tuple[Array, Array],
    axes: tuple[tuple[str, str], Span, Span, Ideal],
    output: int,
) -> ScatterChart:
    data = seen.subject.data
    shown = np.flatnonzero(answer.rows == seen.row)
    drawn = np.union1d(evenly(np.arange(len(answer.rows)), MOST_POINTS), shown)
    tests = np.isin(answer.rows[drawn], data.test_rows)
    own = np.flatnonzero(answer.rows[drawn] == seen.row)
    legend = (_tr("train"), _tr("test")) if len(data.test_rows) else ()
    names, x, y, ideal = axes

    def told(index: int) -> str:
        place = int(drawn[index])
        target, predicted = (float(part[place]) for part in _pairs(seen.subject, answer, output))
        texts = {"target": number(target, seen.digits), "predicted": number(predicted, seen.digits)}
        name = seen.subject.told(int(answer.rows[place]))
        rest = number(predicted - target, seen.digits)
        return _tr("Sample {name}: target {target}, predicted {predicted}, difference {rest}").format(
            name=name, rest=rest, **texts
        )

    return ScatterChart(
        rows=answer.rows[drawn],
        places=np.stack(points, axis=1)[drawn],
        tests=tests,
        told=told,
        names=names,
        x=x,
        y=y,
        ideal=ideal,
        legend=legend,
        bars=_histogram(points[1], y) if ideal is Ideal.ZERO else np.array([]),
        marked=int(own[0]) if len(own) else None,
    )


def _pairs(subject: Subject, answer: Answer, output: int) -> tuple[Array, Array]:
    """Targets and predictions of one output, in original units."""
    return subject.data.original_targets[answer.rows, output], answer.values[:, output]


def _histogram(values: Array, span: Span) -> Array:
    counts = np.histogram(values[np.isfinite(values)], BARS, (span.low, span.high))[0]
    return np.asarray(counts / max(1, counts.max()))


def _covering(values: Array) -> Span:
    known = values[np.isfinite(values)]
    return (
        spanning(float(known.min(initial=np.inf)), float(known.max(initial=-np.inf)), 0.05)
        if len(known)
        else Span(0, 1)
    )


def _calm(far: float) -> float:
    """The end of an axis that moves on only now and then: 1, 2 or 5 times a power of ten."""
    return next_round(far) if far > 0 else 1.0


def _tr(text: str) -> str:
    return QCoreApplication.translate("Outputs", text)
