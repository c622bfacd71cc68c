"""What do arrays of a file mean?  Rows of inputs, and the targets for them: numbers, or the class as a whole number."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data.idx import MOST_VALUES
from nnviz.data.npz import Npz
from nnviz.data.spec import Arrays
from nnviz.errors import BadInput

PAIRS = (
    ("x_train", "y_train"),
    ("train_images", "train_labels"),
    ("x", "y"),
    ("inputs", "targets"),
    ("data", "labels"),
)
"""What inputs and targets are usually called."""
MOST_COLUMNS = 4096
MOST_CLASSES = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """The samples that arrays hold."""

    inputs: Array  # (N, n_0), numbers, or pixels as unsigned bytes
    targets: Array | None  # (N, n_L); none where no array is asked for
    tests: int  # how many of the last samples come from test arrays
    input_shape: tuple[int, int] | None
    class_names: tuple[str, ...] | None


def guessed(path: Path) -> Arrays:
    """The arrays of the NPZ file at ``path`` that are inputs and targets, by their names; else the first two.

    Test arrays are those that are called as the others are, with "test" for "train". A file that is none raises
    BadInput.
    """
    with Npz(path) as npz:
        names = {name.lower(): name for name in npz.names}
    first = (*npz.names, *PAIRS[0])[:2]
    inputs, targets = next((pair for pair in PAIRS if names.keys() >= set(pair)), tuple(name.lower() for name in first))
    tests = [names.get(name.replace("train", "test")) if "train" in name else None for name in (inputs, targets)]
    both = None not in tests
    return Arrays(
        str(path),
        names.get(inputs, inputs),
        names.get(targets, targets),
        tests[0] if both else None,
        tests[1] if both else None,
    )


def gathered(source: Arrays, path: Path) -> Gathered:
    """The samples in the NPZ file at ``path``.

    Whole numbers as targets, one for each row, are classes and become one-hot. Arrays that do not belong together, and
    values that cannot be used, raise BadInput.
    """
    if (source.test_inputs is None) != (source.test_targets is None) and source.targets is not None:
        raise BadInput("dataset: test_inputs and test_targets belong together; give both or neither.")
    with Npz(path) as npz:
        inputs = _parts(npz, {"inputs": source.inputs, "test_inputs": source.test_inputs})
        targets = _parts(npz, {"targets": source.targets, "test_targets": source.test_targets})
    for (name, rows), (other, wanted) in zip(inputs.items(), targets.items(), strict=False):
        if len(rows) != len(wanted):
            raise BadInput(
                "dataset.{other}: {targets:,} targets for {inputs:,} {name}; give one for each.",
                other=other,
                targets=len(wanted),
                inputs=len(rows),
                name=name,
            )
    joined = _joined(inputs)
    classes = _classes(targets)
    return Gathered(
        joined.reshape(len(joined), -1),
        _wanted(targets, classes) if targets else None,
        len(inputs.get("test_inputs", ())),
        _shape(joined),
        tuple(str(label) for label in range(classes)) if classes else None,
    )


def _parts(npz: Npz, names: dict[str, str | None]) -> dict[str, Array]:
    """The arrays asked for, as finite numbers."""
    parts = {entry: npz.array(name, entry) for entry, name in names.items() if name is not None}
    for entry, array in parts.items():
        if not np.isfinite(array).all():
            row = int(np.argmin(np.isfinite(array).reshape(len(array), -1).all(axis=1)))
            raise BadInput(
                "dataset.{entry}: row {row:,} of “{name}” holds a number that is not finite.",
                entry=entry,
                row=row,
                name=names[entry],
            )
        if array[0].size > MOST_COLUMNS:
            raise BadInput(
                "dataset.{entry}: {columns:,} numbers a row; up to {most:,} can be used.",
                entry=entry,
                columns=array[0].size,
                most=MOST_COLUMNS,
            )
    return parts


def _joined(parts: dict[str, Array]) -> Array:
    """The training rows, and the test rows behind them."""
    first, *more = parts.values()
    for entry, array in list(parts.items())[1:]:
        if array.shape[1:] != first.shape[1:]:
            raise BadInput(
                "dataset.{entry}: rows of {found} numbers; those to train with have {expected}.",
                entry=entry,
                found=_size(array),
                expected=_size(first),
            )
    if sum(array.size for array in parts.values()) > MOST_VALUES:
        raise BadInput("dataset: up to {most:,} numbers in all can be read.", most=MOST_VALUES)
    return np.concatenate([first, *more]) if more else first


def _size(array: Array) -> str:
    return " x ".join(str(length) for length in array.shape[1:]) or "1"


def _shape(inputs: Array) -> tuple[int, int] | None:
    """The rows and columns of the pictures, where the inputs are pictures."""
    pictures = inputs.ndim == 3 or (inputs.ndim == 4 and inputs.shape[3] == 1)
    return (inputs.shape[1], inputs.shape[2]) if pictures else None


def _classes(targets: dict[str, Array]) -> int:
    """How many classes the targets tell apart; 0 where they are numbers."""
    if not targets or not all(array.dtype.kind in "biu" and array[0].size == 1 for array in targets.values()):
        return 0
    for entry, array in targets.items():
        labels = array.reshape(-1)
        wrong = (labels < 0) | (labels >= MOST_CLASSES)
        if wrong.any():
            row = int(np.argmax(wrong))
            raise BadInput(
                "dataset.{entry}: the class of row {row:,} is {label}; classes are 0 to {last}.",
                entry=entry,
                row=row,
                label=labels[row],
                last=MOST_CLASSES - 1,
            )
    return int(max(array.max() for array in targets.values())) + 1


def _wanted(targets: dict[str, Array], classes: int) -> Array:
    joined = _joined(targets)
    if classes:
        return np.eye(classes)[joined.reshape(-1).astype(np.intp)]
    return joined.reshape(len(joined), -1).astype(np.float64)
