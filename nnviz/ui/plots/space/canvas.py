"""The surface on which a space is seen and turned."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from nnviz.ui.plots.canvas import PictureCanvas
from nnviz.ui.plots.space.camera import Camera
from nnviz.ui.theme import Theme

Scene = Callable[[QPainter, QRectF, Camera, Theme], None]
"""Paints a space into a room."""

DEGREES = 0.5
"""A turn for a pixel of the mouse."""
KEYS = {
    Qt.Key.Key_Left: (-5.0, 0.0),
    Qt.Key.Key_Right: (5.0, 0.0),
    Qt.Key.Key_Up: (0.0, 5.0),
    Qt.Key.Key_Down: (0.0, -5.0),
}
ZOOMS = {Qt.Key.Key_Plus: 1.1, Qt.Key.Key_Equal: 1.1, Qt.Key.Key_Minus: 1 / 1.1}
NOTCH = 120
"""What a wheel reports for one notch."""


class SpaceCanvas(PictureCanvas):
    """A space, turned by dragging, zoomed by the wheel, as at first after a double click.

    Once it was clicked, the arrows turn it, plus and minus zoom, Home looks as at first, and Escape lets go.

    Signals: ``turned()``, the camera has moved; ``clicked(QPointF)``, a press without a drag.
    """

    turned = Signal()
    clicked = Signal(QPointF)
    least = QSize(11, 10)

    def __init__(self, theme: Theme, camera: Camera, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.camera = self._first = camera
        self._scene: Scene | None = None
        self._held: QPointF | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a drag leaves the arrows to the lecture, a click takes them
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_scene(self, scene: Scene | None) -> None:
        """Show this from now on."""
        self._scene = scene
        self.update()

    def look(self, camera: Camera) -> None:
        """Look from elsewhere."""
        if camera != self.camera:
            self.camera = camera
            self.turned.emit()
            self.update()

    def look_as_at_first(self) -> None:
        """Look as at the beginning."""
        self.look(self._first)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the space, and an edge while keys turn it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._scene is not None:
            self._scene(painter, QRectF(self.rect()), self.camera, self.theme)
        if self.hasFocus():
            painter.setPen(QPen(self.theme.accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the space."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._held, self._dragged = event.position(), False
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn it."""
        if self._held is None:
            return
        moved = event.position() - self._held
        self._dragged = self._dragged or moved.manhattanLength() >= 3
        if self._dragged:
            self._held = event.position()
            self.look(self.camera.turned(-DEGREES * moved.x(), DEGREES * moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        held, self._held = self._held, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if held is not None and not self._dragged:
            self.setFocus()
            self.clicked.emit(event.position())

    def mouseDoubleClickEvent(self, _: QMouseEvent) -> None:
        """Look as at the beginning."""
        self.look_as_at_first()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come nearer, or step back."""
        self.look(self.camera.zoomed(1.1 ** (event.angleDelta().y() / NOTCH)))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that turn the space from the menus, while it has the focus."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _turns(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn and zoom with keys."""
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        elif not _turns(event):
            super().keyPressEvent(event)
        elif event.key() in KEYS:
            self.look(self.camera.turned(*KEYS[Qt.Key(event.key())]))
        elif event.key() in ZOOMS:
            self.look(self.camera.zoomed(ZOOMS[Qt.Key(event.key())]))
        else:
            self.look_as_at_first()


def _turns(event: QKeyEvent) -> bool:
    """Whether a key turns or zooms."""
    plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    known = event.key() in KEYS or event.key() in ZOOMS or event.key() == Qt.Key.Key_Home
    return known and plain == Qt.KeyboardModifier.NoModifier
