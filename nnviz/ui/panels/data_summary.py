"""How many samples, what is x, what is y: a data set in one line, and each column and class in a row of a table."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset, Standardization
from nnviz.ui.numbers import write_number
from nnviz.ui.panels.answers import judge_for
from nnviz.walkthrough.decimals import format_number


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """One column of the inputs or targets, in its original unit."""

    name: str
    is_input: bool
    low: float
    high: float
    mean: float  # of the training rows
    deviation: float
    standardized: bool


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """One class, and how many samples of each part belong to it."""

    name: str
    train: int
    test: int


def summary(data: Dataset) -> str:
    """The line: sizes and ranges."""
    parts = [_samples(data)]
    if data.input_shape is not None:
        sides = _tr("{rows} × {columns} pixels").format(rows=data.input_shape[0], columns=data.input_shape[1])
        parts.append(f"x: {sides}, {_values(data.original_inputs)}")
    else:
        parts.append(f"x: {_count(data.inputs.shape[1])}, {_values(data.original_inputs)}")
    classes = data.targets.shape[1]
    if classes > 1 and judge_for(data.targets):
        parts.append("y: " + _tr("one of {classes} classes").format(classes=classes))
    else:
        parts.append(f"y: {_count(classes)}, {_values(data.original_targets)}")
    if data.standardization is not None:
        parts.append(_standardized(data.standardization))
    return " · ".join(parts)


def columns_of(data: Dataset) -> list[ColumnFacts]:
    """Each input, then each target."""
    inputs = _columns(data, data.original_inputs, is_input=True)
    return [*inputs, *_columns(data, data.original_targets, is_input=False)]


def classes_of(data: Dataset) -> list[ClassFacts]:
    """Each class in order; none where the targets are no classes."""
    if judge_for(data.targets) is None:
        return []
    if data.targets.shape[1] > 1:
        names, classes = data.class_names or data.target_names, data.targets.argmax(axis=1)
    else:
        values, classes = np.unique(data.targets[:, 0], return_inverse=True)
        names = data.class_names or tuple(map(write_number, values.tolist()))
    train, test = (
        np.bincount(classes[rows], minlength=len(names)).tolist() for rows in (data.train_rows, data.test_rows)
    )
    return [ClassFacts(*facts) for facts in zip(names, train, test, strict=True)]


def _standardized(by: Standardization) -> str:
    """That columns are standardized, and by what where that is short to say."""
    text = _tr("standardized for the network")
    if len(by.target_mean) > 1 or (by.target_mean[0], by.target_deviation[0]) == (0, 1):
        return text
    mean, deviation = (f"{float(array[0]):.5g}" for array in (by.target_mean, by.target_deviation))
    numbers = {"mean": _short(float(mean)), "deviation": _short(float(deviation))}
    return text + " " + _tr("(y: mean {mean}, deviation {deviation})").format(**numbers)


def _columns(data: Dataset, values: Array, *, is_input: bool) -> list[ColumnFacts]:
    train = values[data.train_rows]
    seen = data.inputs if is_input else data.targets
    changed = [not np.array_equal(*columns) for columns in zip(values.T, seen.T, strict=True)]
    names = data.input_names if is_input else data.target_names
    lists = (
        array.tolist() for array in (values.min(axis=0), values.max(axis=0), train.mean(axis=0), train.std(axis=0))
    )
    return [
        ColumnFacts(name, is_input, low, high, mean, deviation, standardized)
        for name, low, high, mean, deviation, standardized in zip(names, *lists, changed, strict=True)
    ]


def _samples(data: Dataset) -> str:
    count, tests = data.samples, len(data.test_rows)
    text = _tr("1 sample") if count == 1 else _tr("{count} samples").format(count=count)
    return text + " " + _tr("({tests} to test)").format(tests=tests) if tests else text


def _count(numbers: int) -> str:
    return _tr("1 number") if numbers == 1 else _tr("{count} numbers").format(count=numbers)


def _values(values: Array) -> str:
    low, high = float(values.min()), float(values.max())
    texts = {"low": _short(low), "high": _short(high)}
    if low == high:
        return _tr("always {low}").format(**texts)
    if ((values == low) | (values == high)).all():
        return _tr("{low} or {high}").format(**texts)
    return _tr("{low} to {high}").format(**texts)


def _short(value: float) -> str:
    text = write_number(value)
    return text if len(text) <= 6 else format_number(value, 2)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DataSummary", text)
