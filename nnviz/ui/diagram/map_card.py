"""The card with the enlarged map of the unit under the pointer."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from nnviz.ui.diagram.unit_map import UnitMap
from nnviz.ui.plots.frame import Frame
from nnviz.ui.plots.output_map.legend import legend_width
from nnviz.ui.plots.output_map.painting import frame_of, paint_answers, paint_marked, paint_points
from nnviz.ui.theme import Theme

SIDE, LEAST, SHARE = 220.0, 130.0, 0.36
"""The map in pixels at most, where a line of text has ``LINE``, and at least, and beside the view."""
LINE = 16
AROUND = QSizeF(3.3, 3.7)
"""The room that axes need beside a map, in lines of text."""
MARGIN = 8


class MapCard(QWidget):
    """A frame with the map; it never takes the mouse."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shown: UnitMap | None = None
        self._drawn: tuple[tuple[object, ...], QPixmap] | None = None  # the diagram below is painted more often
        self._points: tuple[tuple[object, ...], QPixmap] | None = None  # they rest while the network trains
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of this theme."""
        self._theme = theme
        self._drawn = self._points = None
        self.update()

    def sizes(self, shown: UnitMap, view: QSizeF) -> tuple[QSizeF, QSizeF]:
        """How large a card with this map beside a view of that size is to be, and is to be at least."""
        line = QFontMetricsF(self.font()).height()
        most = min(SIDE * line / LINE, SHARE * min(view.width(), view.height()))
        return self._size(shown, max(LEAST, most)), self._size(shown, LEAST)

    def show_map(self, shown: UnitMap, place: QRectF) -> None:
        """Show this at that place of the parent."""
        self.shown = shown
        self.setGeometry(place.toRect())
        self.update()
        self.show()
        self.raise_()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the card, or what was drawn of it."""
        if self.shown is None:
            return
        key = self.shown, self.size(), self.devicePixelRatioF(), self.font()
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, self._layer(self._paint_card)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn[1])
        painter.end()

    def _size(self, shown: UnitMap, side: float) -> QSizeF:
        metrics = QFontMetricsF(self.font())
        line = metrics.height()
        width = side + AROUND.width() * line + legend_width(shown.picture.legend, metrics)
        height = side + (AROUND.height() + (1.2 if shown.note else 0.0)) * line
        return QSizeF(round(width) + 2 * MARGIN, round(height) + 2 * MARGIN)

    def _layer(self, paint: Callable[[QPainter], None]) -> QPixmap:
        """Something painted on a layer of the card's size."""
        ratio = self.devicePixelRatioF()
        layer = QPixmap(self.size() * ratio)
        layer.setDevicePixelRatio(ratio)
        layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        paint(painter)
        painter.end()
        return layer

    def _paint_card(self, painter: QPainter) -> None:
        """The frame, the title beside the name of the upright axis, the map, the note."""
        assert self.shown is not None
        theme, shown, line = self._theme, self.shown, QFontMetricsF(self.font()).height()
        painter.setPen(QPen(theme.accent, 2))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        foot = QRectF(room.left(), room.bottom() - 1.2 * line, room.width(), 1.2 * line)
        painter.setPen(theme.quiet)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, shown.note)
        self._write_title(painter, QRectF(room.left(), room.top(), room.width(), 1.2 * line))
        room.adjust(0, 0, 0, -1.2 * line if shown.note else 0)
        frame = frame_of(shown.picture, room, QFontMetricsF(painter.font()))
        paint_answers(painter, shown.picture, frame, theme)
        if shown.picture.points is not None:
            painter.drawPixmap(0, 0, self._drawn_points(shown, frame))
        paint_marked(painter, shown.picture, frame, theme)

    def _write_title(self, painter: QPainter, place: QRectF) -> None:
        assert self.shown is not None
        heavy = QFont(self.font())
        heavy.setBold(True)
        painter.setFont(heavy)
        painter.setPen(self._theme.text)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.shown.title)
        painter.setFont(self.font())

    def _drawn_points(self, shown: UnitMap, frame: Frame) -> QPixmap:
        """The samples on a layer of their own."""
        points = shown.picture.points
        assert points is not None
        key = points, frame, shown.classes, self.size(), self.devicePixelRatioF()
        if self._points is None or self._points[0] != key:
            self._points = (
                key,
                self._layer(lambda painter: paint_points(painter, points, frame, self._theme, shown.classes)),
            )
        return self._points[1]
