"""How is a table read from text?  Rows of cells as spreadsheets write them: UTF-8, with quotes where they are needed.

Rows are counted from 1 as a spreadsheet counts them, the header and empty rows included. Source: RFC 4180.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nnviz.errors import BadInput
from nnviz.sentence import Sentence

DELIMITERS = (",", ";", "\t")
LARGEST = 50  # MB


@dataclass(frozen=True, slots=True)
class TextTable:
    """Named columns of cells."""

    names: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[int, ...]  # where in the file each row stands


def read_text(path: Path) -> str:
    """The text of a file; one that is missing, too large or no UTF-8 raises BadInput."""
    try:
        if not path.is_file():
            raise BadInput("The file {path} does not exist; put the table there or correct the path.", path=path)
        size = path.stat().st_size
        if size > LARGEST * 10**6:
            raise BadInput(
                "{file} is {size:.0f} MB; at most {limit} MB can be opened.",
                file=path.name,
                size=size / 10**6,
                limit=LARGEST,
            )
        return _text(path.read_bytes())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInput("The file {path} cannot be read: {reason}.", path=path, reason=reason) from error


def table_of(text: str, delimiter: str, header: bool) -> TextTable:
    """The table that a text is; rows of other lengths than the first, and open quotes, raise BadInput."""
    found = list(rows_of(text, delimiter))
    if len(found) <= header:
        raise BadInput("The table has no rows; give at least one row of numbers.")
    width = len(found[0][1])
    for row, cells in found:
        if len(cells) != width:
            raise BadInput(
                "Row {row} has {found} cells, the first row has {expected}; check the quotes and the delimiter.",
                row=row,
                found=len(cells),
                expected=width,
            )
    names = found.pop(0)[1] if header else [""] * width
    return TextTable(_names(names), tuple(zip(*(cells for _, cells in found), strict=True)), tuple(r for r, _ in found))


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(
            "Byte {offset:,} is no UTF-8 text; save the table as “CSV UTF-8”.", offset=error.start
        ) from error
    if "\0" in text:
        raise BadInput("Byte {offset:,} is 0: this is no text; save the table as CSV.", offset=data.index(b"\0"))
    return text.removeprefix("\ufeff")


def rows_of(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with its number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            if any(map(str.strip, cells)):
                yield row, cells
    except csv.Error as error:
        raise BadInput("Row {row} cannot be read: {reason}.", row=row + 1, reason=_reason(str(error))) from error


def _reason(error: str) -> Sentence:
    if "end of data" in error:
        return Sentence("a quote is opened and never closed")
    if "field limit" in error:
        return Sentence("a cell is too long; a quote may be missing")
    return Sentence("a closing quote stands within a cell")


def _names(header: list[str]) -> tuple[str, ...]:
    """The names of the columns: those without one are counted, those of one name told apart."""
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = cell.strip() or f"column {place}"
        names.append(name if name not in names else f"{name} ({place})")
    return tuple(names)
