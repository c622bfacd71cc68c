"""How do samples become a table that others can read?  CSV text: a header, then one sample a row."""

import csv
import io

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset


def csv_text(data: Dataset) -> str:
    """Every sample in its original units, exactly; ``part`` says train or test where there are tests.

    Features that are no columns themselves follow the columns they are made of.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    tests = frozenset(data.test_rows.tolist())
    names, values = _columns(data)
    writer.writerow([*names, *(["part"] if tests else [])])
    for row, numbers in enumerate(values):
        part = ["test" if row in tests else "train"] if tests else []
        writer.writerow([*_written(numbers), *part])
    return text.getvalue()


def _columns(data: Dataset) -> tuple[list[str], Array]:
    """The names and the values of all columns."""
    made = data.features
    inputs, targets = (list(made.made_inputs), list(made.made_targets)) if made else ([], [])
    names = [
        *data.raw_input_names,
        *(data.input_names[place] for place in inputs),
        *data.raw_target_names,
        *(data.target_names[place] for place in targets),
    ]
    parts = (data.raw_inputs, data.original_inputs[:, inputs], data.raw_targets, data.original_targets[:, targets])
    return names, np.concatenate(parts, axis=1)


def _written(numbers: Array) -> list[str]:
    """The shortest texts that are exactly these numbers."""
    return [repr(number).removesuffix(".0") for number in numbers.tolist()]
