"""Tables in CSV files, and what can happen to them."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nnviz.data.spec import DataSpec, Table
from tests.campaigns.damaged_file import DamagedFile

NO_NUMBERS = ["abc", "1.2.3", "--1", "1e", "inf", "1e999", "0x1f", "1_0", "1 0", "#REF!", "12:30", "٣", "é", "9" * 400]
NAMES = ("size", "rooms", "age", "price")


@dataclass
class Text:
    """A table as cells, and how it is to be written."""

    rows: list[list[str]]
    delimiter: str
    decimal: str

    def data(self) -> bytes:
        """The bytes of the file."""
        return "".join(self.delimiter.join(row) + "\n" for row in self.rows).encode()

    def cell(self, dice: random.Random) -> tuple[int, int]:
        """A cell below the header, anywhere."""
        return dice.randrange(1, len(self.rows)), dice.randrange(len(NAMES))


def whole(dice: random.Random) -> Text:
    """A table without damage."""
    decimal = dice.choice(".,")
    delimiter = dice.choice(";\t" if decimal == "," else ",;\t")
    rows = [[f"{dice.uniform(-1e4, 1e4):.2f}".replace(".", decimal) for _ in NAMES] for _ in range(dice.randint(3, 80))]
    return Text([list(NAMES), *rows], delimiter, decimal)


def no_number(table: Text, dice: random.Random) -> bytes:
    """A cell, or several, are something else."""
    for _ in range(dice.choice((1, 1, 2, 9))):
        row, column = table.cell(dice)
        table.rows[row][column] = dice.choice(NO_NUMBERS)
    return table.data()


def other_decimal(table: Text, dice: random.Random) -> bytes:
    """A number is written with the other decimal sign, or with groups of thousands."""
    row, column = table.cell(dice)
    other = "," if table.decimal == "." else "."
    table.rows[row][column] = dice.choice((f'"1{other}5"', f'"1{other}234{table.decimal}5"'))
    return table.data()


def lost_cell(table: Text, dice: random.Random) -> bytes:
    """A cell is missing, or stands there twice."""
    row, column = table.cell(dice)
    table.rows[row][column : column + 1] = [] if dice.random() < 0.5 else [table.rows[row][column]] * 2
    return table.data()


def truncated(table: Text, dice: random.Random) -> bytes:
    """The file ends within a row, before its last cell."""
    row = dice.randrange(1, len(table.rows))
    table.rows[row:] = [table.rows[row][: dice.randrange(1, len(NAMES))]]
    return table.data()


def quote(table: Text, dice: random.Random) -> bytes:
    """A quote is never closed, or closed too early."""
    row, column = table.cell(dice)
    cell = table.rows[row][column]
    table.rows[row][column] = dice.choice((f'"{cell}', f'"{cell[0]}"{cell}', f'{cell}"'))
    return table.data()


def other_byte(table: Text, dice: random.Random) -> bytes:
    """A byte that UTF-8 does not know, or 0."""
    data = bytearray(table.data())
    data[dice.randrange(len(data))] = dice.choice((0, 0x80, 0xC0, 0xF8, 0xFE, 0xFF))
    return bytes(data)


def other_encoding(table: Text, dice: random.Random) -> bytes:
    """The whole file in another encoding."""
    table.rows[0][0] = "größe"
    return table.data().decode().encode(dice.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1")))


def no_table(_: Text, dice: random.Random) -> bytes:
    """Bytes of something else."""
    begin = dice.choice((b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08\0", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
    return begin + dice.randbytes(dice.randint(10, 5000)) + b"\0"


def one_long_cell(table: Text, dice: random.Random) -> bytes:
    """A cell of a million letters."""
    row, column = table.cell(dice)
    table.rows[row][column] = "9" * 1_000_000
    return table.data()


DAMAGES: list[Callable[[Text, random.Random], bytes]] = [
    no_number, no_number, other_decimal, lost_cell, lost_cell, truncated, quote, other_byte, other_encoding, no_table,
    one_long_cell,
]  # fmt: skip


def damaged_table(folder: Path, dice: random.Random) -> DamagedFile:
    """A table, and what became of it."""
    damage, table, path = dice.choice(DAMAGES), whole(dice), folder / "houses.csv"
    source = Table(str(path), NAMES[:2], NAMES[2:], table.delimiter, table.decimal)
    before = table.data()
    return DamagedFile(DataSpec(source), path, before, damage(table, dice), checked=True, damage=damage.__name__)
