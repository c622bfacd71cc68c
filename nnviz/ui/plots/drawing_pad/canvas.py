"""The sheet under the pen, and the place of the answer."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from nnviz.ui.plots.canvas import PictureCanvas
from nnviz.ui.plots.drawing_pad.painting import PadDrawing, paint_answer, paint_sheet, sheet_place
from nnviz.ui.theme import Theme


class PadPart(PictureCanvas):
    """A part of the pad: it shows a drawing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.drawing: PadDrawing | None = None

    def show_drawing(self, drawing: PadDrawing | None) -> None:
        """Show this from now on."""
        self.drawing = drawing
        self.update()


class SheetCanvas(PadPart):
    """The sheet.

    Signals: ``began(float, float)`` and ``went(float, float)``, where the pen is, in cells across and down;
    ``ended()``, it was lifted.
    """

    began = Signal(float, float)
    went = Signal(float, float)
    ended = Signal()
    least = QSize(7, 7)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._drawing_now = False
        self.setCursor(Qt.CursorShape.CrossCursor)

    def place(self) -> QRectF:
        """Where the sheet lies."""
        assert self.drawing is not None
        return sheet_place(self.drawing.sheet.shape, QRectF(self.rect()))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the sheet."""
        if self.drawing is not None:
            painter = QPainter(self)
            paint_sheet(painter, self.drawing, QRectF(self.rect()), self.theme)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen on the sheet."""
        if self.drawing is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.place().contains(event.position()):
            self._drawing_now = True
            self.began.emit(*self._cell(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the pen."""
        if self._drawing_now and self.drawing is not None:
            self.went.emit(*self._cell(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        if self._drawing_now and event.button() is Qt.MouseButton.LeftButton:
            self._lift()

    def event(self, event: QEvent) -> bool:
        """Lift the pen where the sheet goes out of sight."""
        if event.type() == QEvent.Type.Hide and self._drawing_now:
            self._lift()
        return super().event(event)

    def _lift(self) -> None:
        self._drawing_now = False
        self.ended.emit()

    def _cell(self, point: QPointF) -> tuple[float, float]:
        assert self.drawing is not None
        place = self.place()
        cell = place.width() / self.drawing.sheet.shape[1]
        return (point.x() - place.left()) / cell, (point.y() - place.top()) / cell


class AnswerCanvas(PadPart):
    """The answer."""

    least = QSize(9, 9)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the answer."""
        if self.drawing is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_answer(painter, self.drawing, QRectF(self.rect()), self.theme)
            painter.end()
