"""Weights, biases and samples in a network file: nested lists of numbers to arrays, and back."""

from typing import Any

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.errors import BadInput
from nnviz.sentence import Sentence


def matrix(values: list[list[float]], rows: int, columns: int, path: str, dtype: str = "float64") -> Array:
    """A frozen array (rows, columns) of the numbers at ``path``; another shape raises BadInput."""
    if len(values) != rows:
        raise BadInput(
            "at {path}, expected {rows} x {columns} numbers, found {found} rows",
            path=path,
            rows=rows,
            columns=columns,
            found=len(values),
        )
    for index, row in enumerate(values):
        if len(row) != columns:
            raise BadInput(
                "at {path}[{index}], expected {columns} numbers as in {rows} x {columns}, found {count} numbers",
                path=path,
                index=index,
                columns=columns,
                rows=rows,
                count=len(row),
            )
    return _array(values, path, dtype)


def vector(values: list[float], count: int, path: str, dtype: str = "float64") -> Array:
    """A frozen array (count,) of the numbers at ``path``; another length raises BadInput."""
    if len(values) != count:
        raise BadInput("at {path}, expected {count} numbers, found {found}", path=path, count=count, found=len(values))
    return _array(values, path, dtype)


def rows_of(values: list[list[float]], path: str) -> Array:
    """A frozen array of the rows at ``path``; empty, ragged or no rows raise BadInput."""
    if not values or not values[0]:
        raise BadInput("at {path}, expected at least one row with at least one number, found none", path=path)
    for index, row in enumerate(values):
        if len(row) != len(values[0]):
            expected = Sentence("{count} numbers as in the first row", count=len(values[0]))
            raise BadInput(
                "at {path}[{index}], expected {expected}, found {count}",
                path=path,
                index=index,
                expected=expected,
                count=len(row),
            )
    return _array(values, path, "float64")


def numbers(array: Array) -> Any:
    """Nested lists of floats that read back as exactly these numbers, float32 ones in their shortest form."""
    if array.dtype != np.float32:
        return array.tolist()
    short = array.astype(str).astype(np.float64)
    return np.where(short.astype(np.float32) == array, short, array).tolist()


def _array(values: list[Any], path: str, dtype: str) -> Array:
    exact = np.array(values, dtype=np.float64)
    with np.errstate(over="ignore"):
        array = exact.astype(dtype)
    if not np.isfinite(array).all():
        place = np.argwhere(~np.isfinite(array))[0]
        index = "".join(f"[{i}]" for i in place)
        raise BadInput(
            "at {path}{index}, expected a number that {dtype} can hold, found {found}",
            path=path,
            index=index,
            dtype=dtype,
            found=exact[tuple(place)],
        )
    return read_only(array)
