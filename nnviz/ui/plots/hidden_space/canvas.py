"""The surface on which the hidden space is seen, turned and pointed at."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from nnviz.ui.plots.hidden_space.drawing import SpaceDrawing
from nnviz.ui.plots.hidden_space.painting import paint_space, view_of
from nnviz.ui.plots.hidden_space.sprites import Sprites
from nnviz.ui.plots.space.camera import Camera
from nnviz.ui.plots.space.canvas import SpaceCanvas
from nnviz.ui.plots.space.view import View
from nnviz.ui.theme import Theme

NEAR = 0.8
"""How near to a sample the pointer must be, in lines of text."""


class HiddenSpaceCanvas(SpaceCanvas):
    """The space of a layer; only one with three axes can be turned.

    Signals: ``chosen(int)``, the row of a sample; ``pointed(object)``, the row below the pointer, or None.
    """

    chosen = Signal(int)
    pointed = Signal(object)
    least = QSize(12, 12)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, Camera(), parent)
        self.drawing: SpaceDrawing | None = None
        self._sprites: Sprites | None = None
        self.setMouseTracking(True)
        self.show_drawing(None)
        self.clicked.connect(self._on_clicked)

    @property
    def turns(self) -> bool:
        """Whether there is something to turn."""
        return self.drawing is not None and self.drawing.depth > 0

    def show_drawing(self, drawing: SpaceDrawing | None) -> None:
        """Show this from now on."""
        self.drawing = drawing
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self.turns else Qt.FocusPolicy.NoFocus)
        self._show_hand()
        if not self.turns:
            self.clearFocus()
        self.show_scene(None if drawing is None else self._paint)

    def look(self, camera: Camera) -> None:
        """Look from elsewhere, where that makes a difference."""
        if self.turns:
            super().look(camera)

    def view(self) -> View | None:
        """How places come onto the screen; none where nothing is shown."""
        if self.drawing is None:
            return None
        return view_of(self.drawing, QRectF(self.rect()), self.camera, QFontMetricsF(self.font()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn the space, or tell what is under the pointer."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.pointed.emit(self._row_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the space go."""
        super().mouseReleaseEvent(event)
        self._show_hand()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._sprites = None
        super().restyle(theme)

    def _paint(self, painter: QPainter, room: QRectF, camera: Camera, theme: Theme) -> None:
        assert self.drawing is not None
        ratio = self.devicePixelRatioF()
        if self._sprites is None or self._sprites.ratio != ratio:
            self._sprites = Sprites(theme, ratio)
        paint_space(painter, self.drawing, room, camera, theme, self._sprites)

    def _show_hand(self) -> None:
        """An open hand over what can be turned."""
        if not self.turns:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        elif self._held is None:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _on_clicked(self, point: QPointF) -> None:
        row = self._row_at(point)
        if row is not None:
            self.chosen.emit(row)

    def _row_at(self, point: QPointF) -> int | None:
        drawing, view = self.drawing, self.view()
        if drawing is None or view is None or not drawing.marks.count:
            return None
        x, y = view.screen(drawing.samples).T
        far = np.hypot(x - point.x(), y - point.y())
        nearest = int(far.argmin())
        return int(drawing.marks.rows[nearest]) if far[nearest] <= NEAR * self.fontMetrics().height() else None
