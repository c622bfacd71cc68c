"""How do cells become numbers?  Column by column: numbers, gaps, and texts as one number for each different text."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data.spec import Table
from nnviz.data.text_table import TextTable
from nnviz.errors import BadInput
from nnviz.sentence import Sentence

DECIMALS = (".", ",")
MISSING = ("drop", "mean")
MOST_TEXTS = 100
"""Different texts of a column that can be one-hot."""
SHOWN = 3
"""Bad cells that are quoted,"""
LONGEST = 40
"""so many characters of each."""
_GAPS = frozenset({"", "na", "n/a", "nan", "null", "none", "?"})
_NUMBERS = {
    decimal: re.compile(rf"[+-]?([0-9]+{sign}?[0-9]*|{sign}[0-9]+)([eE][+-]?[0-9]+)?")
    for decimal, sign in ((".", r"\."), (",", ","))
}


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that is no number."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Picked:
    """A column of the table as one or more columns of numbers."""

    names: tuple[str, ...]
    values: Array  # (rows, names); NaN in a gap
    texts: tuple[str, ...] = ()  # the different texts of a column that is one-hot
    bad: tuple[BadCell, ...] = ()

    @property
    def gaps(self) -> Array:
        """Which rows have a gap, (rows,)."""
        return np.asarray(np.isnan(self.values).any(axis=1))


def number(cell: str, decimal: str) -> float | None:
    """The number that a cell is; NaN where it is a gap, None where it is neither."""
    cell = cell.strip()
    if _NUMBERS[decimal].fullmatch(cell):
        value = float(cell.replace(",", "."))
        return value if math.isfinite(value) else None
    return math.nan if cell.lower() in _GAPS else None


def numbers_in(cells: Sequence[str], decimal: str) -> tuple[Array, list[int]]:
    """The numbers that cells are, (cells,), NaN where there is none; and which cells are neither number nor gap.

    The same as ``number`` says of each; at once where all are numbers or empty, as in most columns.
    """
    values = _plain(cells, decimal)
    if values is not None:
        return values, []
    known = {cell: number(cell, decimal) for cell in set(cells)}
    found = [known[cell] for cell in cells]
    bad = [row for row, value in enumerate(found) if value is None]
    return np.array([math.nan if value is None else value for value in found]), bad


def _plain(cells: Sequence[str], decimal: str) -> Array | None:
    """The numbers, NaN for empty cells; none where there is a cell that Python may read otherwise than ``number``."""
    if "".join(cells).encode("ascii", "replace").translate(None, b"0123456789+-eE " + decimal.encode()):
        return None
    if decimal != ".":
        cells = [cell.replace(decimal, ".") for cell in cells]
    try:
        values = np.array([float(cell or "nan") for cell in cells])
    except ValueError:
        return None
    return None if np.isinf(values).any() else values


def picked(table: TextTable, name: str, source: Table) -> Picked:
    """The column of this name, as the source says."""
    place = table.names.index(name)
    return one_hot(table, place) if name in source.one_hot else numbers(table, place, source.decimal)


def numbers(table: TextTable, place: int, decimal: str) -> Picked:
    """A column of numbers."""
    name, cells = table.names[place], table.columns[place]
    values, wrong = numbers_in(cells, decimal)
    bad = tuple(BadCell(table.rows[row], name, cells[row]) for row in wrong)
    return Picked((name,), values[:, np.newaxis], bad=bad)


def one_hot(table: TextTable, place: int) -> Picked:
    """A column of texts: 1 in the column of its text, 0 in the others."""
    name, cells = table.names[place], [cell.strip() for cell in table.columns[place]]
    texts = sorted({cell for cell in cells if cell.lower() not in _GAPS})
    if not 0 < len(texts) <= MOST_TEXTS:
        raise BadInput(
            'Column "{column}" has {found:,} different texts; 1 to {most} can be one-hot.',
            column=name,
            found=len(texts),
            most=MOST_TEXTS,
        )
    rows = {text: row for text, row in zip(texts, np.eye(len(texts)), strict=True)}
    gap = np.full(len(texts), math.nan)
    values = np.array([rows.get(cell, gap) for cell in cells])
    return Picked(tuple(f"{name}={text}" for text in texts), values, tuple(texts))


def bad_cells(columns: Sequence[Picked]) -> list[BadCell]:
    """Every cell of these columns that is no number, row by row."""
    return sorted(dict.fromkeys(cell for column in columns for cell in column.bad), key=lambda cell: cell.row)


def check(columns: list[Picked]) -> None:
    """Refuse cells that are no numbers: the first ones are quoted by row and column, the others counted."""
    bad = bad_cells(columns)
    if not bad:
        return
    first = bad[0]
    if len(bad) == 1:
        raise BadInput(
            'Row {row}, column "{column}": "{text}" is not a number.',
            row=first.row,
            column=first.column,
            text=first.text[:LONGEST],
        )
    raise BadInput(
        'Row {row}, column "{column}": "{text}" is not a number; so it is at {others}{more}.',
        row=first.row,
        column=first.column,
        text=first.text[:LONGEST],
        others="; ".join(told(cell) for cell in bad[1:SHOWN]),
        more=Sentence(", and in {count:,} more cells", count=len(bad) - SHOWN) if len(bad) > SHOWN else "",
    )


def told(cell: BadCell) -> Sentence:
    """Where a bad cell is, and what it says."""
    return Sentence(
        'row {row}, column "{column}": "{text}"', row=cell.row, column=cell.column, text=cell.text[:LONGEST]
    )
