"""How many samples, what is x, what is y: a data set in one line."""

from PySide6.QtCore import QCoreApplication

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.ui.numbers import write_number
from nnviz.ui.panels.answers import judge_for
from nnviz.walkthrough.decimals import format_number


def summary(data: Dataset) -> str:
    """The line: sizes and ranges."""
    parts = [_samples(data)]
    inputs = data.inputs.shape[1]
    if data.input_shape is not None:
        sides = _tr("{rows} × {columns} pixels").format(rows=data.input_shape[0], columns=data.input_shape[1])
        parts.append(f"x: {sides}, {_values(data.inputs)}")
    else:
        parts.append(f"x: {_count(inputs)}, {_values(data.inputs)}")
    classes = data.targets.shape[1]
    if classes > 1 and judge_for(data.targets):
        parts.append("y: " + _tr("one of {classes} classes").format(classes=classes))
    else:
        parts.append(f"y: {_count(classes)}, {_values(data.targets)}")
    return " · ".join(parts)


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
