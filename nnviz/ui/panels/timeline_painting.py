"""The timeline as it is drawn: ticks above the line, words below it, pencils over the edits, and the handle."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from nnviz.core.snapshot import Phase
from nnviz.ui.icons import Icon, shape
from nnviz.ui.panels.timeline_labels import Label, labels
from nnviz.ui.panels.timeline_marks import Line, Tick, ticks
from nnviz.ui.panels.timeline_ruler import Sight
from nnviz.ui.theme import Theme, blend

LEVELS = {"pencil": 0.8, "tick": 0.75, "line": 0.3, "gap": 0.35, "words": 1.1}
"""What lies above what, and how high it is, in heights of the font."""
FAINT = 0.62
"""How far what is still to come steps back."""


class Canvas:
    """One picture of the timeline."""

    def __init__(self, painter: QPainter, theme: Theme, line: Line, sight: Sight, room: QRectF) -> None:
        self._painter, self._theme, self._line, self._sight = painter, theme, line, sight
        self._metrics = painter.fontMetrics()
        self._unit = self._metrics.height()
        self._pixel = 1 / painter.device().devicePixelRatio()
        self._width = self.tick(self._metrics)
        self._top = room.top() + (room.height() - self.height(self._metrics)) / 2
        self._room = room

    @staticmethod
    def height(metrics: QFontMetrics) -> int:
        """The height of everything."""
        return round(metrics.height() * sum(LEVELS.values()))

    @staticmethod
    def tick(metrics: QFontMetrics) -> float:
        """The width of a tick."""
        return max(2.0, metrics.height() / 8)

    @staticmethod
    def margin(metrics: QFontMetrics) -> float:
        """The room at both ends."""
        return metrics.height() * 0.65

    def paint(self, held: float | None) -> None:
        """Draw everything; ``held``: where the handle is dragged."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        timeline = self._line.timeline
        cursor = self._line.time(timeline.place) if held is None else held
        self._draw_ticks()
        self._draw_line(cursor)
        self._draw_pencils()
        for label in labels(self._line, self._sight, self._metrics):
            self._draw_label(label)
        if self._sight.begin <= cursor <= self._sight.end:
            self._draw_handle(self._sight.x(cursor))

    def _level(self, name: str) -> tuple[float, float]:
        """The top and the bottom of a level."""
        above = list(LEVELS)[: list(LEVELS).index(name)]
        top = self._top + self._unit * sum(LEVELS[level] for level in above)
        return top, top + self._unit * LEVELS[name]

    def _draw_ticks(self) -> None:
        top, bottom = self._level("tick")
        reached = self._line.time(self._line.timeline.reached)
        for tick in ticks(self._line, self._sight):
            height = (bottom - top) * (0.55 if tick.phase is None and not tick.tall else 1.0)
            color = self._tick_color(tick)
            if tick.time > reached:
                color = blend(color, self._theme.window, FAINT)
            left = self._snapped(self._sight.x(tick.time) - self._width / 2)
            self._painter.fillRect(QRectF(left, bottom - height, self._width, height), color)

    def _tick_color(self, tick: Tick) -> QColor:
        if tick.phase not in (None, Phase.READY):
            return self._theme.phase(tick.phase)
        return self._theme.text if tick.tall else self._theme.quiet

    def _draw_line(self, cursor: float) -> None:
        top, bottom = self._level("line")
        reached = self._line.time(self._line.timeline.reached)
        rest = blend(self._theme.border, self._theme.quiet, 0.45)
        future = blend(self._theme.border, self._theme.window, 0.25)
        first = float(self._line.first)
        for begin, end, color in (
            (reached, float(self._line.timeline.end + 1), future),
            (cursor, reached, rest),
            (first, cursor, self._theme.accent),
        ):
            self._draw_bar(begin, end, (top + bottom) / 2, color)

    def _draw_bar(self, begin: float, end: float, middle: float, color: QColor) -> None:
        begin, end = max(begin, self._sight.begin), min(end, self._sight.end)
        if end <= begin:
            return
        thick = max(3.0, self._unit * 0.27)
        left, right = self._sight.x(begin), self._sight.x(end)
        bar = QRectF(left - thick / 2, middle - thick / 2, right - left + thick, thick)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(color)
        self._painter.drawRoundedRect(bar, thick / 2, thick / 2)

    def _draw_pencils(self) -> None:
        top, bottom = self._level("pencil")
        side, last = (bottom - top) * 0.95, float("-inf")
        for stretch in self._line.timeline.stretches[1:]:
            x = self._sight.x(stretch.begins)
            seen = self._sight.begin <= stretch.begins <= min(self._sight.end, self._line.timeline.end + 1)
            if not seen or x - last < side:
                continue
            last = x
            self._painter.save()
            self._painter.translate(min(x, self._room.right() - side), top)
            self._painter.scale(side, side)
            self._painter.fillPath(shape(Icon.PENCIL), self._theme.text)
            self._painter.restore()

    def _draw_label(self, label: Label) -> None:
        top, bottom = self._level("words")
        color = self._theme.quiet if label.phase is None else self._theme.phase(label.phase)
        self._painter.setPen(color)
        place = QRectF(label.left, top, label.width + self._unit, bottom - top)
        self._painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), label.text)

    def _draw_handle(self, x: float) -> None:
        top, bottom = self._level("line")
        middle = QPointF(x, (top + bottom) / 2)
        self._painter.setPen(Qt.PenStyle.NoPen)
        for radius, color in ((0.6, self._theme.window), (0.48, self._theme.accent)):
            self._painter.setBrush(color)
            self._painter.drawEllipse(middle, self._unit * radius, self._unit * radius)

    def _snapped(self, x: float) -> float:
        """The next edge of a pixel of the screen."""
        return round(x / self._pixel) * self._pixel
