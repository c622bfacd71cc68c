"""Makes the pictures that consist of bars."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnviz.core.arrays import Array
from nnviz.core.classes import Confusion
from nnviz.core.forward import forward
from nnviz.core.network import Network
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.output_map.scale import FROM_0_TO_1, FROM_MINUS_1_TO_1
from nnviz.ui.plots.outputs.bars import Bar, BarChart, Series, Tone, number
from nnviz.ui.plots.outputs.spot import Spot
from nnviz.ui.plots.outputs.subject import Subject

SHARES, ERRORS = 2, 4
"""Decimals of precision and recall, and of errors at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What is looked at."""

    subject: Subject
    network: Network
    row: int | None  # the sample shown
    x: Array | None  # (n_0,) its inputs, as the network hears them; none where there is none
    digits: int


def activations(network: Network, inputs: Array, layer: int) -> Array:
    """The activations of a layer, (m, n_l)."""
    with np.errstate(all="ignore"):  # a network may have gone wild
        a = forward(network, inputs.astype(network.layers[0].weight.dtype, copy=False))[layer].a
    assert a is not None
    return a


def sample_bars(seen: Seen, most: int) -> BarChart:
    """Every output for the sample shown, beside its target; of more than ``most``, the largest."""
    subject, data = seen.subject, seen.subject.data
    assert seen.x is not None
    assert seen.row is not None
    outputs = activations(seen.network, seen.x[np.newaxis], -1)
    target = data.targets[seen.row : seen.row + 1]
    verdict = (
        None if subject.classes is None else bool((subject.classes.named(outputs) == subject.classes.named(target))[0])
    )
    if subject.classes is None:
        outputs, target = data.answers(outputs), data.original_targets[seen.row : seen.row + 1]
    several = subject.classes is not None and outputs.shape[1] > 1
    winner = int(outputs[0].argmax()) if several else 0
    bars = tuple(
        Bar(
            name=subject.outputs[index],
            values=(float(outputs[0, index]),),
            spot=Spot(_told(subject.outputs[index], float(outputs[0, index]), float(target[0, index]), seen.digits)),
            target=None if several and target[0, index] == 0 else float(target[0, index]),
            kind=index,
            clear=not several or index == winner,
            strong=several and bool(target[0, index] == 1),
            verdict=verdict if index == winner else None,
        )
        for index in _largest(outputs[0], most)
    )
    span = span_of(seen.network, -1, data.targets if subject.classes else data.original_targets)
    tone = Tone.CLASS if several else Tone.SIGNED
    return BarChart(bars, (Series("", tone),), span, seen.digits, target=_tr("target"))


def unit_bars(seen: Seen, rows: Array, before: Array | None, now: Array, layer: int) -> BarChart:
    """One unit's activation for samples, (m,), with the initial network and with the present one."""
    subject = seen.subject
    columns = [now] if before is None else [before, now]
    titles = [_tr("before"), _tr("now")][-len(columns) :]
    bars = []
    for row, *values in zip(rows.tolist(), *(column.tolist() for column in columns), strict=True):
        said = ", ".join(f"{title} {number(value, seen.digits)}" for title, value in zip(titles, values, strict=True))
        spot = Spot(f"{_sample(subject, row)}: {said}", row=row)
        bars.append(Bar(subject.sample(row), tuple(values), spot, marked=row == seen.row))
    series = [Series(titles[0], Tone.BEFORE)] * (len(columns) - 1)
    series.append(Series(titles[-1] if before is not None else "", Tone.SIGNED))
    span = span_of(seen.network, layer, np.concatenate(columns))
    return BarChart(tuple(bars), tuple(series), span, seen.digits, groups=_groups(subject, rows))


def score_bars(found: Confusion, names: tuple[str, ...]) -> BarChart:
    """Precision, recall and F1 of every class."""
    bars = []
    for index, name in enumerate(names):
        values = tuple(float(score[index]) for score in (found.precision, found.recall, found.f1))
        text = _tr("{name}: {right} of {answered} answered so are right, {right} of all {all} were found")
        counts = {
            "right": int(found.counts[index, index]),
            "answered": int(found.counts[:, index].sum()),
            "all": int(found.counts[index].sum()),
        }
        bars.append(Bar(name, values, Spot(text.format(name=name, **counts))))
    series = (Series(_tr("precision"), Tone.FIRST), Series(_tr("recall"), Tone.SECOND), Series("F1", None))
    return BarChart(tuple(bars), series, Span(0.0, 1.0), SHARES)


def error_bars(seen: Seen, rows: Array, errors: Array, most: int) -> BarChart:
    """The ``most`` samples with the largest errors, and always the one shown."""
    order = np.argsort(-np.nan_to_num(errors, nan=np.inf), kind="stable")
    places = order[:most]
    own = np.flatnonzero(rows[order] == seen.row)
    if len(own) and own[0] >= most:
        places = np.append(places[:-1], order[own[0]])
    tests = np.isin(rows[places], seen.subject.data.test_rows)
    digits = max(ERRORS, seen.digits)
    bars = []
    for row, error, test in zip(rows[places].tolist(), errors[places].tolist(), tests.tolist(), strict=True):
        text = _tr("Sample {name}: mean squared error {error}")
        spot = Spot(text.format(name=seen.subject.told(row), error=number(error, digits)), row=row)
        bars.append(Bar(seen.subject.sample(row), (error,), spot, marked=row == seen.row, tests=test))
    span = Span(0.0, float(np.nan_to_num(errors).max(initial=0.0)) or 1.0)
    title = _tr("Mean squared error, the largest first")
    return BarChart(tuple(bars), (Series("", Tone.SIGNED),), span, digits, title=title)


def span_of(network: Network, layer: int, values: Array) -> Span:
    """What an axis of activations covers: all that they can be, or all that they are, and 0."""
    kind = network.layers[layer].activation.name
    known = values[np.isfinite(values)]
    low, high = min(0.0, float(known.min(initial=0.0))), max(0.0, float(known.max(initial=0.0)))
    if kind in FROM_0_TO_1 | FROM_MINUS_1_TO_1 and low >= -1 and high <= 1:
        return Span(-1.0 if kind in FROM_MINUS_1_TO_1 else low, 1.0)
    return Span(low, high) if high > low else Span(0.0, 1.0)


def _groups(subject: Subject, rows: Array) -> tuple[tuple[str, int], ...]:
    """The classes of samples that stand class by class; none where they do not."""
    if subject.classes is None:
        return ()
    kinds = subject.classes.named(subject.data.targets[rows])
    firsts = np.flatnonzero(np.diff(kinds, prepend=-1))
    ordered = bool((np.diff(kinds) >= 0).all())
    return tuple((subject.class_names[kinds[first]], int(first)) for first in firsts) if ordered else ()


def _largest(outputs: Array, most: int) -> list[int]:
    """The indices of the largest outputs, in their order."""
    return sorted(np.argsort(-np.abs(outputs), kind="stable")[:most].tolist())


def _told(name: str, output: float, target: float, digits: int) -> str:
    text = _tr("{name}: output {output}, target {target}")
    return text.format(name=name, output=number(output, digits), target=number(target, digits))


def _sample(subject: Subject, row: int) -> str:
    return _tr("Sample {name}").format(name=subject.told(row))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Outputs", text)
