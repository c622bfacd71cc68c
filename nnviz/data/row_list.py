"""Which rows?  A list as people write one, "0, 2, 5-9", and back; rows are counted from 0."""

import re

from nnviz.errors import BadInput

MOST = 1_000_000
LECTURE = tuple(range(1, 20, 2))
"""The first twenty training images of MNIST have the labels 5 0 4 1 9 2 1 3 1 4 3 5 3 6 1 7 2 8 6 9: these rows are the
digits 0 to 9, as deck 000 picks them."""


def parse_rows(text: str) -> tuple[int, ...]:
    """The rows that a text lists, in its order; a text that lists none raises BadInput."""
    rows: list[int] = []
    for part in re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", text.strip()).strip(",; ")):
        found = re.fullmatch(r"([0-9]{1,9})(?:-([0-9]{1,9}))?", part)
        if found is None:
            raise BadInput("“{part}” is no row and no range of rows. Write 0, 2, 5-9.", part=part)
        first = int(found[1])
        last = int(found[2] or first)
        if last < first or len(rows) + last - first >= MOST:
            raise BadInput("“{part}” is no range of rows. Write 0, 2, 5-9.", part=part)
        rows += range(first, last + 1)
    return tuple(rows)


def write_rows(rows: tuple[int, ...]) -> str:
    """The same rows as a text; three and more that follow each other as a range."""
    parts: list[str] = []
    begin = 0
    for place in range(1, len(rows) + 1):
        if place < len(rows) and rows[place] == rows[place - 1] + 1:
            continue
        run = rows[begin:place]
        parts += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else [str(row) for row in run]
        begin = place
    return ", ".join(parts)
