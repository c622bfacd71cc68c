"""The surface of a map on which samples are put, erased and moved by hand."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from nnviz.ui.plots.output_map.canvas import NEAR, MapCanvas
from nnviz.ui.plots.output_map.drawing import CurveDrawing, MapDrawing, Points
from nnviz.ui.plots.output_map.painting import paint_points
from nnviz.ui.plots.output_map.tools import Tool
from nnviz.ui.theme import Theme

CURSORS = {
    Tool.LOOK: Qt.CursorShape.ArrowCursor,
    Tool.PAINT: Qt.CursorShape.CrossCursor,
    Tool.ERASE: Qt.CursorShape.CrossCursor,
    Tool.MOVE: Qt.CursorShape.OpenHandCursor,
}


class HandCanvas(MapCanvas):
    """A map or a curve under a tool.

    Signals: ``began(QPointF, Tool)``, ``went(QPointF)`` and ``ended()``, one stroke; ``dropped()``, what it was about
    is gone; ``keyed(int)``, a digit.
    """

    began = Signal(object, object)
    went = Signal(object)
    ended = Signal()
    dropped = Signal()
    keyed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._tool = Tool.LOOK
        self._drawing: MapDrawing | CurveDrawing | None = None  # as given; ``drawing`` is without what is hidden
        self._fresh: Points | None = None
        self._hidden: frozenset[int] = frozenset()
        self._left: Points | None = None
        self._stroking = False
        self._pointer: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def use(self, tool: Tool) -> None:
        """Let the mouse do this from now on."""
        self._tool = tool
        self.setCursor(CURSORS[tool])
        self._take_keys()
        self.update()

    def show_drawing(self, drawing: MapDrawing | CurveDrawing | None) -> None:
        """Show this from now on; a stroke goes on as long as the samples are the same."""
        old, self._drawing = self._drawing, drawing
        if self._stroking and (drawing is None or old is None or drawing.points is not old.points):
            self._finish()
            self.dropped.emit()
        self._show()

    def show_stroke(self, fresh: Points | None, hidden: frozenset[int]) -> None:
        """Show samples that are being put, and hide rows that are being erased or moved."""
        self._fresh = fresh
        if hidden != self._hidden:
            self._hidden = hidden
            self._left = None
        self._show()

    def rows_near(self, point: QPointF) -> list[int]:
        """The samples under the eraser."""
        drawing = self.drawing
        if drawing is None or drawing.points is None:
            return []
        near = self.distances(point) <= NEAR * self.fontMetrics().height()
        return [int(row) for row in drawing.points.rows[near]]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, what is being painted, and how far the eraser reaches."""
        super().paintEvent(event)
        frame = self.frame()
        if self.drawing is None or frame is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._fresh is not None:
            paint_points(painter, self._fresh, frame, self.theme, len(self.drawing.legend.classes))
        if self._tool is Tool.ERASE and self._pointer is not None:
            reach = NEAR * self.fontMetrics().height()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for color, width in ((self.theme.canvas, 4.0), (self.theme.text, 2.0)):
                painter.setPen(QPen(color, width))
                painter.drawEllipse(self._pointer, reach, reach)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look, or begin a stroke; the right button erases."""
        frame = self.frame()
        right = event.button() is Qt.MouseButton.RightButton
        if self._tool is Tool.LOOK:
            super().mousePressEvent(event)
        elif frame is not None and frame.place.contains(event.position()) and not self._stroking:
            self._stroking = True
            self.began.emit(event.position(), Tool.ERASE if right else self._tool)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer, and go on with a stroke."""
        super().mouseMoveEvent(event)
        frame, place = self.frame(), event.position()
        self._pointer = place if frame is not None and frame.place.contains(place) else None
        if self._stroking and self._pointer is not None:
            self.went.emit(place)
        if self._tool is Tool.ERASE:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a stroke."""
        super().mouseReleaseEvent(event)
        if self._stroking:
            self.ended.emit()
            self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a digit what is painted."""
        if event.text() and event.text() in "0123456789":
            self.keyed.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Take the digit keys where a tool is in use."""
        super().enterEvent(event)
        self._take_keys()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button erases; no menu comes up meanwhile."""
        if self._tool is Tool.LOOK:
            super().contextMenuEvent(event)

    def _take_keys(self) -> None:
        """Take the keyboard, unless somebody types a text."""
        if self._tool is not Tool.LOOK and not isinstance(QApplication.focusWidget(), QLineEdit):
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _finish(self) -> None:
        self._stroking = False
        self.show_stroke(None, frozenset())

    def _show(self) -> None:
        drawing = self._drawing
        points = drawing.points if drawing is not None else None
        if drawing is not None and points is not None and self._hidden:
            if self._left is None:
                self._left = without(points, self._hidden)
            drawing = replace(drawing, points=self._left)
        super().show_drawing(drawing)


def without(points: Points, rows: frozenset[int]) -> Points:
    """The points without those of some rows."""
    left = ~np.isin(points.rows, list(rows))
    return Points(points.rows[left], points.places[left], points.kinds[left], points.levels[left], points.tests[left])
