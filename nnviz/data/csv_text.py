"""How do samples become a table that others can read?  CSV text: a header, then one sample a row."""

import csv
import io

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset


def csv_text(data: Dataset) -> str:
    """Every sample in its original units, exactly; ``part`` says train or test where there are tests."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    tests = frozenset(data.test_rows.tolist())
    writer.writerow([*_names(data), *(["part"] if tests else [])])
    for row, (x, y) in enumerate(zip(data.original_inputs, data.original_targets, strict=True)):
        part = ["test" if row in tests else "train"] if tests else []
        writer.writerow([*_written(x), *_written(y), *part])
    return text.getvalue()


def _names(data: Dataset) -> tuple[str, ...]:
    return (*data.input_names, *data.target_names)


def _written(numbers: Array) -> list[str]:
    """The shortest texts that are exactly these numbers."""
    return [repr(number).removesuffix(".0") for number in numbers.tolist()]
