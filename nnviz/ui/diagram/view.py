"""The view of the diagram: pan by drag, zoom around the pointer, click and hover; it knows nothing of networks."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QNativeGestureEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsScene, QGraphicsView, QWidget

STEP = 1.25
SMALLEST, LARGEST = 0.3, 12.0
"""Of the zoom, compared with all of the diagram just fitting."""


class DiagramView(QGraphicsView):
    """A scene that is panned and zoomed.

    Signals: ``clicked(QPointF)``, with Ctrl ``asked(QPointF)``, and ``hovered(QPointF)``, in pixels of the view,
    ``left()``, ``escaped()``, ``confirmed()`` by Enter, ``resized()``, ``moved()`` after a pan or zoom. Who takes the
    drag after ``pressed(QPointF)`` hears ``dragged(QPointF, bool)``, by how much and whether finely, and ``dropped()``.
    """

    pressed = Signal(QPointF)
    dragged = Signal(QPointF, bool)
    dropped = Signal()
    confirmed = Signal()
    clicked = Signal(QPointF)
    asked = Signal(QPointF)
    hovered = Signal(QPointF)
    left = Signal()
    escaped = Signal()
    resized = Signal()
    moved = Signal()

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self._fitting = True
        self._content = QSizeF(1, 1)
        self._fitted = (QSizeF(), QSize())  # the sizes of the diagram and of the view when all of it was last shown
        self._pressed: QPoint | None = None
        self._last: QPoint | None = None
        self._taken = False  # the drag is no pan

    @property
    def fitting(self) -> bool:
        """Whether all of the diagram is shown; not so once the user has panned or zoomed."""
        return self._fitting

    @property
    def zoom(self) -> float:
        """Pixels per unit of the scene."""
        return self.transform().m11()

    def take_drag(self) -> None:
        """Let the drag that a press may begin be no pan."""
        self._taken = True

    def show_all(self, content: QSizeF) -> None:
        """Take this as the size of the diagram; all of it is shown, unless the user has zoomed."""
        if content != self._content:
            self._content = content
            width, height = content.width(), content.height()
            self.setSceneRect(-width, -height, 3 * width, 3 * height)
        if self._fitting and self._fitted != (content, self.viewport().size()):
            self.fit()

    def fit(self) -> None:
        """Show all of the diagram."""
        self._fitting = True
        self._fitted = (self._content, self.viewport().size())
        self.resetTransform()
        self.scale(self._fit_zoom(), self._fit_zoom())
        self.centerOn(self._content.width() / 2, self._content.height() / 2)
        self.moved.emit()

    def zoom_in(self) -> None:
        """Show the middle larger."""
        self.zoom_by(STEP, QPointF(self.viewport().rect().center()))

    def zoom_out(self) -> None:
        """Show more of the diagram."""
        self.zoom_by(1 / STEP, QPointF(self.viewport().rect().center()))

    def zoom_by(self, factor: float, around: QPointF) -> None:
        """Zoom so that the point of the view under ``around`` stays where it is."""
        least, most = SMALLEST * self._fit_zoom(), LARGEST * self._fit_zoom()
        factor = min(most, max(least, self.zoom * factor)) / self.zoom
        before = self.mapToScene(around.toPoint())
        self.scale(factor, factor)
        after = self.mapFromScene(before)
        self._pan(after - around.toPoint())

    def _pan(self, by: QPoint) -> None:
        self._fitting = False
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + by.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by.y())
        self.moved.emit()

    def _fit_zoom(self) -> float:
        viewport = self.viewport().size()
        fit = min(viewport.width() / self._content.width(), viewport.height() / self._content.height())
        return max(1e-3, fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is another size to fit."""
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom by a pinch; notice when the pointer has left."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), event.position())
            return True
        if event.type() == QEvent.Type.Leave:
            self.left.emit()
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click or a drag begins."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = self._last = event.position().toPoint()
            self._taken = False
            if event.button() == Qt.MouseButton.LeftButton:
                self.pressed.emit(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan while a button is held, else look at what is under the pointer."""
        now = event.position().toPoint()
        if self._pressed is None or self._last is None:
            self.hovered.emit(event.position())
        elif self._last != self._pressed or (now - self._pressed).manhattanLength() > QApplication.startDragDistance():
            by, first, self._last = now - self._last, self._last == self._pressed, now
            self._drag(by, first, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _drag(self, by: QPoint, first: bool, fine: bool) -> None:
        if self._taken:
            self.viewport().setCursor(Qt.CursorShape.SizeAllCursor)
            self.dragged.emit(_beyond_begin(by) if first else QPointF(by), fine)
        else:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pan(-by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, or click."""
        dragged = self._last != self._pressed
        clicked = self._pressed is not None and not dragged and event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._last = None
        self.viewport().unsetCursor()
        if self._taken:
            self.dropped.emit()
        if clicked:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.asked if control else self.clicked).emit(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click is a click."""
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Enter, and the keys of zooming; all others belong to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif event.matches(QKeySequence.StandardKey.ZoomIn):
            self.zoom_in()
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_out()
        elif event.key() == Qt.Key.Key_0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.fit()
        else:
            event.ignore()


def _beyond_begin(by: QPoint) -> QPointF:
    """The first movement without the way to where a drag begins."""
    return QPointF(by) * (1 - QApplication.startDragDistance() / by.manhattanLength())
