"""The run as a line that is dragged along."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnviz.session.timeline import Place
from nnviz.ui.panels.timeline_marks import Line, epoch_begins
from nnviz.ui.panels.timeline_painting import Canvas
from nnviz.ui.panels.timeline_ruler import Detail, Sight
from nnviz.ui.panels.timeline_words import place_words
from nnviz.ui.theme import Theme

NOTCH = 120
"""What one notch of a wheel turns."""
FACTOR = 1.25
"""How much one notch zooms."""
CATCHES = 4
"""Pixels from which the begin of an epoch catches the handle."""


class Scrubber(QWidget):
    """The line with its ticks and its handle; a click, a drag and the wheel work on it, and it takes no keys.

    Signals: ``sought(Place, bool)``, a place was pointed out, and whether its moment was meant, too; ``let_go()``,
    the drag has ended.
    """

    sought = Signal(object, bool)
    let_go = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.first_layer = 1
        self._line: Line | None = None
        self._sight = Sight()
        self._whole = False  # all of the run stays in sight while it grows
        self._dragged: float | None = None  # where the handle is held
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timeline"))

    @property
    def sight(self) -> Sight:
        """The part of the run that is in sight."""
        return self._sight

    @property
    def line(self) -> Line | None:
        """The run that is shown."""
        return self._line

    def show_line(self, line: Line) -> None:
        """Show the run with its cursor in sight, unless the handle is held."""
        moved = self._line is None or line.timeline.place != self._line.timeline.place
        self._line = line
        if self._dragged is None:
            self._look(self._sight.following(line.time(line.timeline.place)) if moved else self._sight)
        self.update()

    def show_all(self, whole: bool) -> None:
        """Show the whole run, also while it grows, or the iteration under the cursor."""
        self._whole = whole
        if self._line is not None:
            one = replace(self._sight, span=1.0)
            self._look(one.following(self._line.time(self._line.timeline.place)))

    def zoom(self, factor: float) -> None:
        """Show so many times as much of the run; the cursor stays where it is, where it is in sight."""
        if self._line is not None:
            time = self._line.time(self._line.timeline.place)
            inside = self._sight.begin <= time <= self._sight.end
            self._zoom(factor, time if inside else self._sight.begin + self._sight.span / 2)

    def sizeHint(self) -> QSize:
        """High enough for pencils, ticks, the line and words."""
        return QSize(300, Canvas.height(self.fontMetrics()))

    def minimumSizeHint(self) -> QSize:
        """As high, and much narrower."""
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for half the handle at both ends."""
        super().resizeEvent(event)
        margin, tick = Canvas.margin(self.fontMetrics()), Canvas.tick(self.fontMetrics())
        width = max(1.0, self.width() - 2 * margin)
        self._sight = replace(self._sight, left=margin, width=width, apart=2.25 * tick)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the line."""
        if self._line is not None:
            painter = QPainter(self)
            Canvas(painter, self.theme, self._line, self._sight, QRectF(self.rect())).paint(self._dragged)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle, wherever it is."""
        if event.button() is Qt.MouseButton.LeftButton and self._line is not None:
            self._drag(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle; say what place the pointer is over."""
        if self._line is None:
            return
        if self._dragged is not None:
            self._drag(event.position())
        self._tell(event.position(), event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the handle go."""
        if event.button() is Qt.MouseButton.LeftButton and self._dragged is not None:
            self._dragged = None
            self.let_go.emit()
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, with the place under the pointer where it is; sideways: move along."""
        turned = event.angleDelta()
        if self._line is None or self._dragged is not None:
            return
        if turned.y():
            self._zoom(FACTOR ** (-turned.y() / NOTCH), self._sight.time(event.position().x()))
        elif turned.x():
            self._look(replace(self._sight, begin=self._sight.begin - turned.x() / self._sight.scale))
        event.accept()

    def _zoom(self, factor: float, at: float) -> None:
        assert self._line is not None
        sight = self._sight.zoomed(factor, at, self._line.ruler)
        self._whole = factor > 1 and sight.span >= self._line.last - self._line.first
        self._look(sight)

    def _look(self, sight: Sight) -> None:
        """Have this in sight, as far as it is part of the run, or all of it."""
        assert self._line is not None
        first, last = self._line.first, self._line.last
        if self._whole:
            sight = replace(sight, begin=float(first), span=float(last - first))
        self._sight = sight.within(first, last)
        self.update()

    def _drag(self, position: QPointF) -> None:
        assert self._line is not None
        place, within = self._place_at(position)
        reached = self._line.timeline.reached
        time = self._sight.time(position.x())
        self._dragged = min(max(time, float(self._line.first)), self._line.time(reached))
        self.update()
        if place >= reached:
            place, within = reached, within or reached.position > 0
        self.sought.emit(place, within)

    def _place_at(self, position: QPointF) -> tuple[Place, bool]:
        """The place under the pointer, and whether a single moment can be told there."""
        line, sight = self._line, self._sight
        assert line is not None
        time = min(max(sight.time(position.x()), float(line.first)), float(line.last))
        detail = sight.detail(line.ruler)
        if detail is Detail.ITERATION:
            return Place(self._caught(round(time))), False
        ruler = line.ruler_at(min(int(time), line.timeline.end))
        place = ruler.fact_at(time)
        near = ruler.facts_between(place.iteration, place.position, time, time, sight.apart / sight.scale)
        return (place if len(near) > 1 else ruler.moment_at(time)), True

    def _caught(self, iteration: int) -> int:
        """The begin of an epoch where one is near, else the iteration."""
        assert self._line is not None
        near = round(CATCHES / self._sight.scale)
        stretch = self._line.timeline.stretch_at(iteration)
        low, high = max(stretch.begins, iteration - near), min(self._line.last, iteration + near)
        begins = epoch_begins(stretch, low, high, 1) if stretch.iterations_per_epoch > near > 0 else []
        return min(begins, key=lambda begin: abs(begin - iteration), default=iteration)

    def _tell(self, position: QPointF, on_screen: QPoint) -> None:
        assert self._line is not None
        place, within = self._place_at(position)
        if place.iteration > self._line.timeline.end:
            QToolTip.hideText()
            return
        QToolTip.showText(on_screen, place_words(self._line.timeline, place, self.first_layer, within), self)
