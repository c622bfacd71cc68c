"""Equations of matrices, drawn; every number answers to the pointer."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QToolTip, QWidget

from nnviz.ui.formula.matrix_board import Board
from nnviz.ui.formula.matrix_layout import NAMES, Layout, PlacedMatrix, Typesetter, shape_text
from nnviz.ui.theme import Theme, blend
from nnviz.walkthrough.decimals import format_number
from nnviz.walkthrough.matrix import Matrix
from nnviz.walkthrough.quantity import Quantity, Reference, What

SMALLEST_TEXT = 14
"""Pixels; a room cannot read less."""
CENTER = Qt.AlignmentFlag.AlignCenter


class MatrixCanvas(QWidget):
    """The equations of a board, as high as the width makes them.

    Signals: ``pointed(Quantity | None)``, another number is under the pointer; ``asked(Quantity, int | None)``, a
    number was clicked, and the row in the batch of the sample it belongs to.
    """

    pointed = Signal(object)
    asked = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._board: Board | None = None
        self._digits: int | None = None
        self._pointed: What | None = None
        self._under: Quantity | None = None
        self.layout_ = Layout()
        self._room = QSize()
        self.setMouseTracking(True)

    def show_board(self, board: Board | None, digits: int | None) -> None:
        """Draw these equations from now on."""
        self._board, self._digits = board, digits
        self.fit(self._room)
        texts = () if board is None else tuple(equation.text for equation in board.equations)
        self.setAccessibleDescription(";  ".join(texts))

    def show_pointed(self, what: What | None) -> None:
        """Frame the cells of these numbers."""
        if what != self._pointed:
            self._pointed = what
            self.update()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._theme = theme
        self.update()

    def current_places(self) -> tuple[QRectF, QRectF] | None:
        """Where the cell stands that the fact is about, or else a number that it is made of; and its whole matrix."""
        lit = [(placed, placed.lit.cell or min(placed.lit.terms, default=None)) for placed in self.layout_.matrices]
        lit.sort(key=lambda found: found[0].lit.cell is None)
        for placed, cell in lit:
            if cell is not None and cell[0] in placed.rows and cell[1] in placed.columns:
                place = placed.place(placed.rows.index(cell[0]), placed.columns.index(cell[1]))
                em = self._em()
                return place, placed.inside.adjusted(-em, -2 * em, em, 1.6 * em)
        return None

    def places_of(self, what: What) -> Iterator[QRectF]:
        """Where these numbers stand, of the sample shown or of all; each may be an operand of several equations."""
        sample = 0 if self._board is None else self._board.walk.scene.row
        every = isinstance(what, Reference) and what.batch
        for placed in self.layout_.matrices:
            for row, column, place in placed.cells():
                if row is None or column is None:
                    continue
                if not every and placed.matrix.sample(row, column) not in (None, sample):
                    continue
                quantity = placed.matrix.quantity(row, column)
                if quantity is not None and (what.holds(quantity) if isinstance(what, Reference) else what == quantity):
                    yield place

    def sizeHint(self) -> QSize:
        """As large as what is drawn."""
        return QSize(round(self.layout_.width), round(self.layout_.height))

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another layout."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit(self._room)

    def fit(self, room: QSize) -> None:
        """Lay the equations out in lines as wide as the room; be as large as they are, but not smaller than it."""
        self._room = room
        board = self._board
        self.layout_ = Layout()
        if board is not None:
            setter = Typesetter(QFontMetricsF(self._font(bold=True)), float(room.width()), self._write)
            pairs = ((equation, board.lights(equation)) for equation in board.equations)
            self.layout_ = setter.set(pairs, board.walk.scene.row)
        self.resize(self.sizeHint().expandedTo(room))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which number is under the pointer."""
        found = self._number_at(event.position())
        own = found is not None and self._is_of_sample(found[1])
        self._point_at(found[0] if found is not None and own else None)
        self.setCursor(Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        self._point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask where a number comes from."""
        found = self._number_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if found is not None:
            self.asked.emit(*found)

    def event(self, event: QEvent) -> bool:
        """Name the number under a resting pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._board is not None:
            found = self._number_at(QPointF(event.pos()))
            name = "" if found is None else self._board.walk.scene.labels.symbol(found[0]).text
            QToolTip.showText(event.globalPos(), name, self)
            return True
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw signs, matrices, and the frames of what is pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        painter.setPen(self._theme.text)
        for sign in self.layout_.signs:
            painter.drawText(sign.place, CENTER, sign.text)
        for placed in self.layout_.matrices:
            self._draw_matrix(painter, placed)
        if self._pointed is not None:
            soft = blend(self._theme.canvas, self._theme.accent, 0.55)
            for term in () if self._board is None else self._board.made_of(self._pointed):
                self._draw_frames(painter, term, QPen(soft, 1.5))
            self._draw_frames(painter, self._pointed, QPen(self._theme.accent, 2.5))
        painter.end()

    def _draw_frames(self, painter: QPainter, what: What, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place in self.places_of(what):
            painter.drawRoundedRect(place.adjusted(2, 2, -2, -2), 4, 4)

    def _draw_matrix(self, painter: QPainter, placed: PlacedMatrix) -> None:
        inside, em = placed.inside, self._em()
        above = 1.6 + (NAMES if placed.matrix.columns.names else 0.0)
        head = QRectF(inside.center().x() - 50 * em, inside.top() - above * em, 100 * em, 1.4 * em)
        foot = QRectF(head.left(), inside.bottom() + 0.15 * em, head.width(), 1.3 * em)
        painter.setPen(self._theme.text)
        painter.setFont(self._font(bold=True))
        painter.drawText(head, CENTER, placed.matrix.symbol)
        painter.setFont(self._font())
        painter.setPen(self._theme.quiet)
        painter.drawText(foot, CENTER, shape_text(placed.matrix))
        self._draw_names(painter, placed)
        for row, column, place in placed.cells():
            self._draw_cell(painter, placed, (row, column), place)
        painter.setPen(QPen(self._theme.text, max(1.5, 0.11 * em)))
        for x, turn in ((inside.left() - 0.2 * em, 1), (inside.right() + 0.2 * em, -1)):
            tip = x + turn * 0.35 * em
            corners = (tip, inside.top()), (x, inside.top()), (x, inside.bottom()), (tip, inside.bottom())
            painter.drawPolyline(QPolygonF([QPointF(*corner) for corner in corners]))

    def _draw_names(self, painter: QPainter, placed: PlacedMatrix) -> None:
        """The names of columns above them, those of rows at their left."""
        inside, em = placed.inside, self._em()
        for column, name in placed.column_names:
            cell = placed.place(0, column)
            painter.drawText(QRectF(cell.left(), inside.top() - NAMES * em, cell.width(), NAMES * em), CENTER, name)
        for row, name in placed.row_names:
            cell = placed.place(row, 0)
            left = QRectF(inside.left() - 100.7 * em, cell.top(), 100 * em, cell.height())
            painter.drawText(left, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)

    def _draw_cell(
        self, painter: QPainter, placed: PlacedMatrix, cell: tuple[int | None, int | None], place: QRectF
    ) -> None:
        row, column = cell
        if row is None or column is None:
            painter.setPen(self._theme.quiet)
            painter.drawText(place, CENTER, "⋱" if row is column else "⋮" if row is None else "⋯")
            return
        ground = self._ground(placed, row, column)
        if ground is not None:
            painter.fillRect(place, ground)
        text = placed.texts.get((row, column))
        if text is None:
            return
        told = placed.lit.cell == (row, column)
        painter.setPen(self._on_highlight() if told else self._theme.text)
        if told:
            painter.setFont(self._font(bold=True))
        painter.drawText(place, CENTER, text)
        if told:
            painter.setFont(self._font())

    def _ground(self, placed: PlacedMatrix, row: int, column: int) -> QColor | None:
        """What is behind a cell: the fact, what makes it, the sample shown; nothing for the rest."""
        theme = self._theme
        if placed.lit.cell == (row, column):
            return theme.highlight
        if placed.lit.softly(row, column):
            return blend(theme.canvas, theme.highlight, 0.42 if (row, column) in placed.lit.terms else 0.26)
        board = self._board
        if board is not None and board.walk.scene.samples > 1 and placed.matrix.sample(row, column) is not None:
            own = placed.matrix.sample(row, column) == board.walk.scene.row
            return blend(theme.canvas, theme.accent, 0.13) if own else None
        return None

    def _on_highlight(self) -> QColor:
        """What can be read on the highlight, which is bright in every theme."""
        return self._theme.canvas if self._theme.dark else self._theme.text

    def _write(self, matrix: Matrix, row: int, column: int) -> tuple[str, bool]:
        assert self._board is not None
        text = format_number(matrix.value(self._board.walk.scene, row, column), self._digits)
        return text, self._board.knows(matrix, row, column)

    def _em(self) -> float:
        return float(max(SMALLEST_TEXT, QFontInfo(self.font()).pixelSize()))

    def _font(self, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(self._em()))
        font.setBold(bold)
        return font

    def _number_at(self, point: QPointF) -> tuple[Quantity, int | None] | None:
        """The number at a point, once it is known, and the sample it belongs to."""
        for placed in self.layout_.matrices:
            cell = placed.cell_at(point)
            if cell is None or cell not in placed.texts:
                continue
            quantity = placed.matrix.quantity(*cell)
            return None if quantity is None else (quantity, placed.matrix.sample(*cell))
        return None

    def _is_of_sample(self, sample: int | None) -> bool:
        return self._board is not None and sample in (None, self._board.walk.scene.row)

    def _point_at(self, quantity: Quantity | None) -> None:
        if quantity != self._under:
            self._under = quantity
            self.pointed.emit(quantity)
