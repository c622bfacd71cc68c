"""The card with the enlarged map of the unit under the pointer."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from nnviz.ui.diagram.unit_map import UnitMap
from nnviz.ui.plots.frame import Frame
from nnviz.ui.plots.output_map.legend import legend_width
from nnviz.ui.plots.output_map.painting import frame_of, paint_answers, paint_marked, paint_points
from nnviz.ui.plots.still import Still
from nnviz.ui.theme import Theme

SIDE, LEAST, SHARE = 220.0, 130.0, 0.36
"""The map in pixels at most, where a line of text has ``LINE``, and at least, and beside the view."""
LINE = 16
AROUND = QSizeF(3.3, 3.7)
"""The room that axes need beside a map, in lines of text."""
FOOT = 1.2
"""The height of what is written below, in lines of text."""
MARGIN = 8


class MapCard(QWidget):
    """A frame with the map; it never takes the mouse."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shown: UnitMap | None = None
        self._marked: tuple[float, float] | None = None
        self._card = Still()  # the diagram below is painted more often
        self._points = Still()  # they rest while the network trains
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of this theme."""
        self._theme = theme
        self.update()

    def sizes(self, view: QSizeF) -> tuple[QSizeF, QSizeF]:
        """How large the card is to be in a view of that size, and is to be at least."""
        line = QFontMetricsF(self.font()).height()
        most = min(SIDE * line / LINE, SHARE * min(view.width(), view.height()))
        return self._size(max(LEAST, most)), self._size(LEAST)

    def show_map(self, shown: UnitMap, marked: tuple[float, float] | None) -> None:
        """Show this, with a ring around a sample."""
        self.shown, self._marked = shown, marked
        self.update()
        self.show()
        self.raise_()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the card, or what was drawn of it."""
        if self.shown is None:
            return
        card = self._card.of(self, self._theme, (self.shown,), self._paint_card)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, card)
        paint_marked(painter, replace(self.shown.picture, marked=self._marked), self._frame(self.shown), self._theme)
        painter.end()

    def _size(self, side: float) -> QSizeF:
        assert self.shown is not None
        metrics = QFontMetricsF(self.font())
        line = metrics.height()
        width = side + AROUND.width() * line + legend_width(self.shown.picture.legend, metrics)
        height = side + (AROUND.height() + (FOOT if self.shown.note else 0.0)) * line
        return QSizeF(round(width) + 2 * MARGIN, round(height) + 2 * MARGIN)

    def _frame(self, shown: UnitMap) -> Frame:
        """Where the map stands."""
        metrics = QFontMetricsF(self.font())
        foot = FOOT * metrics.height() if shown.note else 0.0
        return frame_of(shown.picture, QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN - foot), metrics)

    def _paint_card(self, painter: QPainter) -> None:
        """The frame, the title beside the name of the upright axis, the map, the note."""
        assert self.shown is not None
        theme, shown, line = self._theme, self.shown, QFontMetricsF(self.font()).height()
        painter.setPen(QPen(theme.accent, 2))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        foot = QRectF(room.left(), room.bottom() - FOOT * line, room.width(), FOOT * line)
        painter.setPen(theme.quiet)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, shown.note)
        self._write_title(painter, QRectF(room.left(), room.top(), room.width(), 1.2 * line))
        frame = self._frame(shown)
        paint_answers(painter, shown.picture, frame, theme)
        if shown.picture.points is not None:
            painter.drawPixmap(0, 0, self._drawn_points(shown, frame))

    def _write_title(self, painter: QPainter, place: QRectF) -> None:
        assert self.shown is not None
        heavy = QFont(self.font())
        heavy.setBold(True)
        painter.setFont(heavy)
        painter.setPen(self._theme.text)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.shown.title)
        painter.setFont(self.font())

    def _drawn_points(self, shown: UnitMap, frame: Frame) -> QPixmap:
        """The samples on a sheet of their own."""
        points, theme, classes = shown.picture.points, self._theme, shown.classes
        assert points is not None
        subject = points, frame, classes
        return self._points.of(self, theme, subject, lambda sheet: paint_points(sheet, points, frame, theme, classes))
