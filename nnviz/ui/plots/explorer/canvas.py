"""The surface on which the point is dragged along an activation."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nnviz.ui.plots.canvas import PictureCanvas
from nnviz.ui.plots.explorer.drawing import ExplorerDrawing
from nnviz.ui.plots.explorer.painting import frame_of, paint_explorer
from nnviz.ui.plots.frame import Frame
from nnviz.ui.theme import Theme

KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
COARSE, FINE = 0.1, 0.01
"""How far an arrow moves the point, and with Shift."""


class ExplorerCanvas(PictureCanvas):
    """The picture; a click takes the arrows to it, Escape gives them back to the lecture.

    Signals: ``moved(float)``, the z to which the user moved the point.
    """

    moved = Signal(float)
    least = QSize(15, 12)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.drawing: ExplorerDrawing | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    def show_drawing(self, drawing: ExplorerDrawing) -> None:
        """Show this from now on."""
        self.drawing = drawing
        self.update()

    def frame(self) -> Frame | None:
        """Where the picture stands; none where there is none."""
        return None if self.drawing is None else frame_of(self.drawing, QRectF(self.rect()), QFontMetricsF(self.font()))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the picture; its frame stands out while the arrows move the point."""
        frame = self.frame()
        if self.drawing is None or frame is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_explorer(painter, self.drawing, frame, self.theme)
        if self.hasFocus():
            painter.setPen(QPen(self.theme.accent, 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame.place)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the point below the pointer."""
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the point."""
        self._follow(event)

    def event(self, event: QEvent) -> bool:
        """Take the arrows from the lecture while the focus is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the point by an arrow."""
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        elif event.key() in KEYS and self.drawing is not None:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            step = KEYS[Qt.Key(event.key())] * (FINE if fine else COARSE)
            self.moved.emit(round(self.drawing.at + step, 6))
        else:
            super().keyPressEvent(event)

    def _follow(self, event: QMouseEvent) -> None:
        frame = self.frame()
        if frame is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        z = frame.values(event.position())[0]
        self.moved.emit(round(min(max(z, frame.x.low), frame.x.high), 2))
