"""Where does every cell of every equation stand?  Pure geometry: equations that wrap, large matrices with gaps."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from nnviz.ui.translation import translated
from nnviz.walkthrough.matrix import Axis, Cell, Equation, Lit, Matrix

MOST_ROWS, MOST_COLUMNS = 8, 8
"""Of a matrix that is shown whole."""

NAMES = 1.3
"""The height of the names of columns, in em."""

Write = Callable[[Matrix, int, int], tuple[str, bool]]
"""The number of a cell as text, and whether it is known: what is not known yet has its room all the same."""
Places = tuple[int | None, ...]
"""Which rows or columns are shown; none stands for those that are not."""


@dataclass(frozen=True, slots=True, eq=False)
class PlacedMatrix:
    """A matrix and the place of its cells, between its brackets."""

    matrix: Matrix
    lit: Lit
    rows: Places
    columns: Places
    texts: dict[Cell, str]  # of the numbers that are known
    tops: tuple[float, ...]  # of the rows, and the bottom of the last
    lefts: tuple[float, ...]  # of the columns, and the right of the last

    @property
    def row_names(self) -> Iterable[tuple[int, str]]:
        """The rows as shown that have names."""
        return _named(self.matrix.rows, self.rows)

    @property
    def column_names(self) -> Iterable[tuple[int, str]]:
        """The columns as shown that have names."""
        return _named(self.matrix.columns, self.columns)

    @property
    def inside(self) -> QRectF:
        """The room of all cells."""
        return QRectF(QPointF(self.lefts[0], self.tops[0]), QPointF(self.lefts[-1], self.tops[-1]))

    def place(self, row: int, column: int) -> QRectF:
        """The room of the cell in a row and column as shown."""
        return QRectF(QPointF(self.lefts[column], self.tops[row]), QPointF(self.lefts[column + 1], self.tops[row + 1]))

    def cells(self) -> Iterable[tuple[int | None, int | None, QRectF]]:
        """Row, column and room of all that is shown, gaps included."""
        for down, row in enumerate(self.rows):
            for across, column in enumerate(self.columns):
                yield row, column, self.place(down, across)

    def cell_at(self, point: QPointF) -> Cell | None:
        """The cell at a point."""
        found = (
            (row, column)
            for row, column, place in self.cells()
            if row is not None and column is not None and place.contains(point)
        )
        return next(found, None)


@dataclass(frozen=True, slots=True)
class PlacedSign:
    """A sign between matrices."""

    text: str
    place: QRectF


@dataclass(slots=True, eq=False)
class Layout:
    """Everything in its place."""

    matrices: list[PlacedMatrix] = field(default_factory=list)
    signs: list[PlacedSign] = field(default_factory=list)
    width: float = 0.0  # of the widest matrix: no line can be narrower
    height: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """A matrix with the signs that must stay beside it."""

    before: str
    matrix: Matrix
    after: str
    lit: Lit
    rows: Places
    columns: Places
    texts: dict[Cell, str]
    tops: tuple[float, ...]  # from 0
    lefts: tuple[float, ...]
    names: float  # the room of the names of the rows


def visible(count: int, most: int, kept: Iterable[int]) -> Places:
    """All of a few; of many the first two, the last, and those to be kept, with gaps between them."""
    if count <= most:
        return tuple(range(count))
    places: list[int | None] = []
    for index in sorted({0, 1, count - 1, *kept}):
        if places and places[-1] != index - 1:
            places.append(None)
        places.append(index)
    return tuple(places)


class Typesetter:
    """Puts equations below each other, in lines of a given width."""

    def __init__(self, metrics: QFontMetricsF, width: float, write: Write) -> None:
        self._metrics, self._width, self._write = metrics, width, write
        self._em = metrics.height() * 0.8
        self._layout = Layout()

    def set(self, equations: Iterable[tuple[Equation, tuple[Lit, ...]]], sample: int) -> Layout:
        """The places of all equations; ``sample`` is the row that is always shown."""
        top = self._em * 0.4
        for equation, lits in equations:
            top = self._set_equation(self._groups(equation, lits, sample), top) + 0.9 * self._em
        self._layout.height = top
        return self._layout

    def _set_equation(self, groups: list[_Group], top: float) -> float:
        """Place one equation from ``top`` on, in as many lines as it takes; return where it ends."""
        line: list[_Group] = []
        left = start = 0.6 * self._em
        for group in groups:
            width = self._group_width(group)
            self._layout.width = max(self._layout.width, width + 3.2 * self._em)
            if line and left + width > self._width:
                top = self._set_line(line, start, top) + 0.4 * self._em
                left = start = 2.6 * self._em
                line = []
            line.append(group)
            left += width
        return self._set_line(line, start, top)

    def _set_line(self, line: list[_Group], left: float, top: float) -> float:
        named = any(group.matrix.columns.names for group in line)
        head, foot = (1.5 + NAMES * named) * self._em, 1.4 * self._em
        tallest = max(group.tops[-1] for group in line)
        middle = top + head + tallest / 2
        for group in line:
            left = self._set_group(group, left, middle)
        return top + head + tallest + foot

    def _set_group(self, group: _Group, left: float, middle: float) -> float:
        left = self._set_sign(group.before, left, middle)
        tops, lefts = group.tops, group.lefts
        side = max(0.0, (self._caption_width(group) - lefts[-1] - group.names - 0.8 * self._em) / 2)
        origin = QPointF(left + side + group.names + 0.4 * self._em, middle - tops[-1] / 2)
        self._layout.matrices.append(
            PlacedMatrix(
                group.matrix,
                group.lit,
                group.rows,
                group.columns,
                group.texts,
                tuple(origin.y() + y for y in tops),
                tuple(origin.x() + x for x in lefts),
            )
        )
        return self._set_sign(group.after, left + self._matrix_width(group), middle)

    def _set_sign(self, text: str, left: float, middle: float) -> float:
        width = self._sign_width(text)
        if text:
            place = QRectF(left, middle - self._em, width, 2 * self._em)
            self._layout.signs.append(PlacedSign(text, place))
        return left + width

    def _group_width(self, group: _Group) -> float:
        return self._sign_width(group.before) + self._matrix_width(group) + self._sign_width(group.after)

    def _sign_width(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text) + 0.7 * self._em if text else 0.0

    def _matrix_width(self, group: _Group) -> float:
        """With its brackets, at least as wide as what stands above and below it."""
        return max(group.lefts[-1] + group.names + 0.8 * self._em, self._caption_width(group))

    def _caption_width(self, group: _Group) -> float:
        return max(map(self._metrics.horizontalAdvance, (group.matrix.symbol, shape_text(group.matrix))))

    def _tops(self, rows: Places) -> tuple[float, ...]:
        row, gap = 1.55 * self._em, 0.9 * self._em
        return _running(gap if index is None else row for index in rows)

    def _lefts(self, columns: Places, texts: Iterable[str]) -> tuple[float, ...]:
        width = max(map(self._metrics.horizontalAdvance, texts), default=0.0) + 0.8 * self._em
        return _running(1.4 * self._em if index is None else width for index in columns)

    def _groups(self, equation: Equation, lits: tuple[Lit, ...], sample: int) -> list[_Group]:
        """The matrices in order, each with its signs, its rows and columns that are shown, and their numbers."""
        before, after = equation.signs
        kept, found = _kept(equation, lits, sample), []
        for index, matrix in enumerate(equation.matrices):
            rows = visible(matrix.rows.count, MOST_ROWS, kept.get(matrix.rows.same, ()))
            columns = visible(matrix.columns.count, MOST_COLUMNS, kept.get(matrix.columns.same, ()))
            written = {
                (row, column): self._write(matrix, row, column)
                for row in rows
                for column in columns
                if row is not None and column is not None
            }
            heads = (name for _, name in _named(matrix.columns, columns))
            lefts = self._lefts(columns, (*(text for text, _ in written.values()), *heads))
            known = {cell: text for cell, (text, known) in written.items() if known}
            tops = self._tops(rows)
            signs = before[index], matrix, after[index]
            found.append(_Group(*signs, lits[index], rows, columns, known, tops, lefts, self._names(matrix, rows)))
        return found

    def _names(self, matrix: Matrix, rows: Places) -> float:
        """The room of the names of rows."""
        widths = [self._metrics.horizontalAdvance(name) for _, name in _named(matrix.rows, rows)]
        return max(widths) + 0.7 * self._em if widths else 0.0


def shape_text(matrix: Matrix) -> str:
    """Rows times columns, and what is to be said of them."""
    rows, columns = matrix.shape
    shape = f"({rows}×{columns})"
    return shape if matrix.remark is None else f"{shape} {translated(matrix.remark)}"


def _named(side: Axis, places: Places) -> Iterable[tuple[int, str]]:
    """The places of the rows or columns that are shown, with their names."""
    if side.names:
        yield from ((place, side.names[index]) for place, index in enumerate(places) if index is not None)


def _running(steps: Iterable[float]) -> tuple[float, ...]:
    found = [0.0]
    for step in steps:
        found.append(found[-1] + step)
    return tuple(found)


def _kept(equation: Equation, lits: tuple[Lit, ...], sample: int) -> dict[tuple[bool, int, int], set[int]]:
    """The rows and columns that are shown whatever is left out, by what they count."""
    kept: dict[tuple[bool, int, int], set[int]] = {}
    told = any(lit.cell for lit in lits)
    for matrix, lit in zip(equation.matrices, lits, strict=True):
        cells = [lit.cell] if lit.cell else [] if told else sorted(lit.terms)
        for row, column in cells:
            kept.setdefault(matrix.rows.same, set()).add(row)
            kept.setdefault(matrix.columns.same, set()).add(column)
        for axis in (matrix.rows, matrix.columns):
            if axis.same[0]:
                kept.setdefault(axis.same, set()).add(sample)
    return kept
