"""What may a table mean that says nothing about itself?  A first guess, for people to correct."""

import re
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from nnviz.data.columns import number, numbers_in
from nnviz.data.spec import Table
from nnviz.data.text_table import TextTable, rows_of
from nnviz.errors import BadInput

LOOKED_AT = 50
"""Rows."""
FEW_TEXTS = 20
"""A column of texts with at most so many different ones is guessed to be a choice among them."""
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
"""A number as 1,000 or 12,345.6, in which the comma tells thousands apart, unless it is a decimal sign."""
_WANTED = re.compile(r"(^|[^a-z])(target|label|class|species|price|value|output|y)($|[^a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the cells of a text are told apart."""

    delimiter: str
    decimal: str
    header: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What a column holds."""

    numbers: int
    gaps: int
    texts: int  # cells that are neither
    different: int  # different texts
    low: float = 0.0
    high: float = 0.0
    grouped: int = 0  # texts that are numbers with a comma between the thousands

    @property
    def numeric(self) -> bool:
        """Whether most of it is numbers, or meant as numbers."""
        return self.numbers + self.grouped > self.texts - self.grouped


def layout_of(text: str) -> Layout:
    """The likely layout: the delimiter that gives rows of one length, the decimal sign that gives more numbers.

    Between commas a number as 1,000 speaks against the decimal comma: it is left to people what it means.
    """
    lines = "\n".join(text.splitlines()[:LOOKED_AT])
    delimiter = next((sign for sign in ("\t", ";", ",") if _fits(lines, sign)), None) or _most(lines)
    rows = _rows(lines, delimiter)
    cells = [cell.strip() for row in rows for cell in row]
    point = sum(bool(re.fullmatch(r"[+-]?\d*\.\d+", cell)) for cell in cells)
    comma = sum(bool(re.fullmatch(r"[+-]?\d*,\d+", cell)) for cell in cells)
    doubtful = delimiter == "," and any(map(_GROUPED.fullmatch, cells))
    decimal = "," if comma > point and not doubtful else "."
    header = not rows or all(_is_text(cell, decimal) or not cell.strip() for cell in rows[0])
    return Layout(delimiter, decimal, header)


def content_of(cells: tuple[str, ...], decimal: str) -> Content:
    """What the cells of a column hold."""
    values, bad = numbers_in(cells, decimal)
    numbers = values[~np.isnan(values)]
    return Content(
        len(numbers),
        len(cells) - len(numbers) - len(bad),
        len(bad),
        len({cells[row].strip() for row in bad}),
        float(numbers.min()) if len(numbers) else 0.0,
        float(numbers.max()) if len(numbers) else 0.0,
        sum(bool(_GROUPED.fullmatch(cells[row].strip())) for row in bad),
    )


def suggested(file: str, layout: Layout, table: TextTable, contents: list[Content]) -> Table:
    """A first choice: the target is the last column that is called like one, else the last; all others are inputs."""
    texts = [
        name
        for name, content in zip(table.names, contents, strict=True)
        if not content.numeric and 1 < content.different <= FEW_TEXTS
    ]
    usable = [name for name, content in zip(table.names, contents, strict=True) if content.numeric or name in texts]
    wanted = [name for name in usable if _WANTED.search(name)]
    target = (wanted or usable or [""])[-1]
    return Table(
        file,
        tuple(name for name in usable if name != target),
        tuple(name for name in usable if name == target),
        layout.delimiter,
        layout.decimal,
        layout.header,
        one_hot=tuple(texts),
    )


def _rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(BadInput):  # the last row may be cut off within quotes
        for _, cells in rows_of(text, delimiter):
            rows.append(cells)
    return rows


def _fits(text: str, delimiter: str) -> bool:
    widths = {len(row) for row in _rows(text, delimiter)}
    return len(widths) == 1 and widths.pop() > 1


def _most(text: str) -> str:
    return max((",", ";", "\t"), key=text.count)


def _is_text(cell: str, decimal: str) -> bool:
    return number(cell, decimal) is None and not _GROUPED.fullmatch(cell.strip())
