"""Where does a number stand in its matrix?  Matrices whose cells are addresses, and equations made of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from nnviz.core.arrays import Array
from nnviz.sentence import Sentence
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.weight_layout import turned

Cell = tuple[int, int]
"""Row and column, from 0."""


class Along(Enum):
    """What is counted along a side of a matrix."""

    SAMPLES = "samples"
    UNITS = "units"
    SOURCES = "sources"
    ONE = "one"  # nothing: a single row or column


@dataclass(frozen=True, slots=True)
class Axis:
    """The rows or the columns of a matrix."""

    along: Along
    count: int = 1
    column: int = 0  # of the network, 0 for the inputs, to which the units or sources belong
    led: bool = False  # place 0 is the biases', or that of the 1 which they hear; units or sources follow
    names: tuple[str, ...] = ()  # of the rows or columns; none: they need none

    @property
    def same(self) -> tuple[bool, int, int]:
        """Equal for axes that count the same things: the columns of A and the rows of the W^T it is multiplied by."""
        return self.along is Along.SAMPLES, self.column, self.count


ONE = Axis(Along.ONE)


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """One matrix of an equation; its numbers are looked up one by one, so its size costs nothing."""

    symbol: str
    rows: Axis
    columns: Axis
    kind: Kind | None = None  # of its numbers; none where they have no address
    layer: int = -1
    values: Array | None = None  # the numbers that have no address, (rows, columns)
    each: int = 1  # neighbors that show the same number: the pieces of a unit, the units of a shared bias
    lead: Kind | float = 0.0  # what stands in place 0 of a side that is led: biases of a kind, or one number
    remark: Sentence | None = None  # about its shape

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows.count, self.columns.count

    @property
    def turned(self) -> "Matrix":
        """The transpose."""
        values = None if self.values is None else self.values.T
        return replace(self, symbol=turned(self.symbol), rows=self.columns, columns=self.rows, values=values)

    def led_by(self, lead: Kind | float) -> "Matrix":
        """The same with a first column."""
        columns = replace(self.columns, count=self.columns.count + 1, led=True)
        return replace(self, columns=columns, lead=lead)

    def quantity(self, row: int, column: int) -> Quantity | None:
        """The address of a cell, for the sample that ``sample`` says; none where the number has none."""
        kind, source = self.kind, self._index(Along.SOURCES, row, column)
        if self._leads(row, column):
            kind, source = self.lead if isinstance(self.lead, Kind) else None, None
        if kind is None:
            return None
        return Quantity(kind, self.layer, (self._index(Along.UNITS, row, column) or 0) // self.each, source)

    def sample(self, row: int, column: int) -> int | None:
        """The row in the batch of the sample that a cell belongs to; none where it belongs to all."""
        return self._index(Along.SAMPLES, row, column)

    def find(self, quantity: Quantity, sample: int) -> Cell | None:
        """The cell of a quantity of a sample; none where the matrix does not hold it."""
        sides = self.rows, self.columns
        of_sources = any(side.along is Along.SOURCES for side in sides)
        leads = of_sources and quantity.source is None
        if (quantity.kind, quantity.layer) != (self.lead if leads else self.kind, self.layer):
            return None
        if quantity.source is not None and not of_sources:
            return None
        places = {
            Along.SAMPLES: sample,
            Along.UNITS: quantity.unit * self.each,
            Along.SOURCES: quantity.source or 0,
            Along.ONE: 0,
        }
        row, column = (places[side.along] + (side.led and not leads) for side in sides)
        return (row, column) if row < self.rows.count and column < self.columns.count else None

    def value(self, scene: Scene, row: int, column: int) -> float:
        """The number in a cell."""
        if self.values is not None:
            return float(self.values[row, column])
        quantity = self.quantity(row, column)
        if quantity is None:
            assert not isinstance(self.lead, Kind)
            return self.lead
        sample = self.sample(row, column)
        return (scene if sample in (None, scene.row) else replace(scene, row=sample)).value(quantity)

    def _leads(self, row: int, column: int) -> bool:
        return (self.rows.led and row == 0) or (self.columns.led and column == 0)

    def _index(self, along: Along, row: int, column: int) -> int | None:
        for side, place in ((self.rows, row), (self.columns, column)):
            if side.along is along:
                return place - side.led
        return None


class Role(Enum):
    """Which cells of an operand make the cell (i, j) of the result."""

    SAME = "same"  # the cell (i, j): elementwise
    ROW = "row"  # the row i: the left factor of a product
    COLUMN = "column"  # the column j: the right factor, or a sum over all rows
    SPREAD = "spread"  # the column j of a single row, which is added to every row
    WHOLE = "whole"  # all: a sum over everything


@dataclass(frozen=True, slots=True)
class Band:
    """Some cells of a matrix: none stands for every row or every column."""

    row: int | None = None
    column: int | None = None

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is one of them."""
        return self.row in (None, row) and self.column in (None, column)


@dataclass(frozen=True, slots=True, eq=False)
class Operand:
    """A matrix on the right of an equation."""

    matrix: Matrix
    role: Role

    def band(self, cell: Cell) -> Band:
        """The cells that make this cell of the result."""
        row, column = cell
        match self.role:
            case Role.SAME:
                return Band(row, column)
            case Role.ROW:
                return Band(row=row)
            case Role.COLUMN:
                return Band(column=column)
            case Role.SPREAD:
                return Band(0, column)
            case Role.WHOLE:
                return Band()


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """A matrix, and what it is made of: operands with the signs between them."""

    result: Matrix
    right: tuple[Operand | str, ...]

    @property
    def matrices(self) -> tuple[Matrix, ...]:
        """The result, then the operands in order."""
        return self.result, *(piece.matrix for piece in self.right if isinstance(piece, Operand))

    @property
    def signs(self) -> tuple[list[str], list[str]]:
        """What stands before and after each matrix; a closing parenthesis or a power stays with what it closes."""
        before, after = ([""] * len(self.matrices) for _ in range(2))
        signs, number = (["="] if self.right else []), 0
        for piece in self.right:
            if isinstance(piece, Operand):
                number += 1
                before[number], signs = " ".join(signs), []
            elif signs or not number:
                signs.append(piece)
            else:
                after[number] = _closing(piece)
                signs = [rest] if (rest := piece[len(after[number]) :].strip()) else []
        after[number] += " ".join(["", *signs]) if signs else ""
        return before, after

    @property
    def text(self) -> str:
        """The equation in symbols."""
        words = " ".join([self.result.symbol, "=", *(_word(piece) for piece in self.right)])
        return words.replace("( ", "(").replace(" )", ")")


def _closing(text: str) -> str:
    """What a sign begins with that closes something."""
    return text[: len(text) - len(text.lstrip(")²"))]


def _word(piece: Operand | str) -> str:
    return piece.matrix.symbol if isinstance(piece, Operand) else piece


@dataclass(frozen=True, slots=True)
class Lit:
    """What lights up in a matrix."""

    cell: Cell | None = None  # what the fact is about
    band: Band | None = None  # what makes it
    terms: frozenset[Cell] = frozenset()  # what its formula names

    def softly(self, row: int, column: int) -> bool:
        """Whether a cell has a part in the fact."""
        return (row, column) in self.terms or (self.band is not None and self.band.holds(row, column))


def light(equation: Equation, about: Quantity, terms: Iterable[Quantity], sample: int) -> tuple[Lit, ...]:
    """What lights up in each matrix of an equation, the result first, while a fact is told.

    Where the fact is about a number of the result, the row and the column that make it; else what its formula names.
    """
    named = tuple(terms)
    cell = equation.result.find(about, sample)
    found = [Lit(cell, None, _cells(equation.result, named, sample))]
    for piece in equation.right:
        if isinstance(piece, Operand):
            own = piece.matrix.find(about, sample)
            band = None if cell is None else piece.band(cell)
            found.append(Lit(own, band, _cells(piece.matrix, named, sample)))
    return tuple(found)


def _cells(matrix: Matrix, terms: Iterable[Quantity], sample: int) -> frozenset[Cell]:
    cells = (matrix.find(term, sample) for term in terms)
    return frozenset(cell for cell in cells if cell is not None)
