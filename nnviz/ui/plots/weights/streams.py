"""Histograms through the run: a strip for each layer, darker where more values are, and the present one beside it."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from nnviz.core.arrays import Array
from nnviz.core.spread import densities
from nnviz.ui.diagram.pictures_item import image
from nnviz.ui.plots.frame import MARK, Frame, Span, spanning, written
from nnviz.ui.plots.weights.sheet import Under
from nnviz.ui.theme import Theme

BINS, COLUMNS = 24, 160
PROFILE = 0.2
"""The width of the present histogram, beside that of the strip."""
MEDIAN, LOW, HIGH = 50, 5, 95
"""Quantiles."""
END = 2
"""The quantile at which a strip ends below, and above as many from the last one."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """One layer: its quantiles at every place, (places, 101)."""

    name: str
    quantiles: Array

    @property
    def span(self) -> Span:
        """What the vertical axis covers: all but the few outermost values."""
        low, high = np.nanmin(self.quantiles[:, END]), np.nanmax(self.quantiles[:, -1 - END])
        return spanning(float(low), float(high), 0.08)

    @property
    def is_known(self) -> bool:
        """Whether there is anything to show."""
        return not bool(np.isnan(self.quantiles).all())


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on the strips."""

    axis: str  # of the places of the run
    under: str  # what lies under the pointer, with {iteration}, {median}, {low} and {high}
    nothing: str  # of a layer without values


@dataclass(frozen=True, slots=True, eq=False)
class Streams:
    """The strips below each other."""

    iterations: Array  # (places,)
    strips: tuple[Strip, ...]
    ink: str  # the theme's name of the color
    in_powers: bool  # the values are powers of ten
    words: Words

    def paint(self, painter: QPainter, room: QRectF, theme: Theme) -> None:
        """Draw every strip, and the axis of the run below the last."""
        metrics = QFontMetricsF(painter.font())
        for strip, frame in zip(self.strips, self.frames(room, metrics), strict=True):
            if strip.is_known:
                self._paint_strip(painter, strip, frame, theme)
            else:
                painter.setPen(theme.quiet)
                painter.drawText(frame.place, Qt.AlignmentFlag.AlignCenter, self.words.nothing)
            self._paint_edges(painter, strip, frame, theme)
        self._paint_run(painter, self.frames(room, metrics)[-1], theme)

    def under(self, point: QPointF, room: QRectF, metrics: QFontMetricsF) -> Under | None:
        """The values of a layer at the place of the run under a point."""
        for strip, frame in zip(self.strips, self.frames(room, metrics), strict=True):
            if frame.place.contains(point) and strip.is_known:
                at = int(np.abs(self.iterations - frame.values(point)[0]).argmin())
                low, median, high = (self._number(float(strip.quantiles[at, k])) for k in (LOW, MEDIAN, HIGH))
                text = self.words.under.format(
                    layer=strip.name, iteration=f"{self.iterations[at]:,}", median=median, low=low, high=high
                )
                return Under(text)
        return None

    def frames(self, room: QRectF, metrics: QFontMetricsF) -> list[Frame]:
        """Where each strip stands."""
        line = metrics.height()
        marks = [self._number(tick) for strip in self.strips if strip.is_known for tick in strip.span.ticks(3)]
        left = max(map(metrics.horizontalAdvance, marks), default=0.0) + MARK + 0.5 * line
        strips = room.adjusted(left, 0, -PROFILE * (room.width() - left) - 0.5 * line, -2.3 * line)
        height = strips.height() / len(self.strips)
        first, last = float(self.iterations[0]), float(self.iterations[-1])
        x = Span(first, last if last > first else first + 1)
        return [
            Frame(
                QRectF(strips.left(), strips.top() + index * height + 1.15 * line, strips.width(), height - 1.5 * line),
                x,
                strip.span if strip.is_known else Span(0, 1),
            )
            for index, strip in enumerate(self.strips)
        ]

    def _paint_strip(self, painter: QPainter, strip: Strip, frame: Frame, theme: Theme) -> None:
        place, edges = frame.place, np.linspace(frame.y.low, frame.y.high, BINS + 1)
        color: QColor = getattr(theme, self.ink)
        wanted = np.linspace(frame.x.low, frame.x.high, COLUMNS)
        shown = np.clip(np.searchsorted(self.iterations, wanted, "right") - 1, 0, None)
        shares = np.array([densities(quantiles, edges) for quantiles in strip.quantiles])
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(place, _shaded(shares[shown].T[::-1], theme.canvas, color))
        beside = QRectF(place.right() + 6, place.top(), PROFILE * place.width() / (1 - PROFILE), place.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        high, most = beside.height() / BINS, float(shares[-1].max()) or 1.0
        for index, share in enumerate(shares[-1].tolist()):
            width = share / most * beside.width()
            painter.drawRect(QRectF(beside.left(), beside.bottom() - (index + 1) * high, width, high))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for quantile, width in ((LOW, 1.5), (MEDIAN, 3.0), (HIGH, 1.5)):
            points = zip(self.iterations.tolist(), strip.quantiles[:, quantile].tolist(), strict=True)
            painter.setPen(QPen(theme.text, width))
            painter.drawPolyline(QPolygonF([frame.at(x, y) for x, y in points if np.isfinite(y)]))

    def _paint_edges(self, painter: QPainter, strip: Strip, frame: Frame, theme: Theme) -> None:
        """The frame with its marks, and the name of the layer above it."""
        metrics, place = QFontMetricsF(painter.font()), frame.place
        line = metrics.height()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.quiet, 1.5))
        painter.drawRect(place)
        for tick in frame.y.ticks(max(2, int(place.height() / (2 * line)))) if strip.is_known else ():
            foot = frame.at(frame.x.low, tick)
            painter.drawLine(foot, foot - QPointF(MARK, 0))
            box = QRectF(foot.x() - 10 * line - MARK - 3, foot.y() - line / 2, 10 * line, line)
            painter.drawText(box, RIGHT, self._number(tick))
        painter.setPen(theme.text)
        painter.drawText(QRectF(place.left(), place.top() - 1.1 * line, 40 * line, line), LEFT, strip.name)

    def _paint_run(self, painter: QPainter, frame: Frame, theme: Theme) -> None:
        metrics, place = QFontMetricsF(painter.font()), frame.place
        line = metrics.height()
        painter.setPen(QPen(theme.quiet, 1.5))
        for tick in frame.x.ticks(max(2, int(place.width() / (5 * line)))):
            if tick != int(tick):
                continue
            foot = frame.at(tick, frame.y.low)
            painter.drawLine(foot, foot + QPointF(0, MARK))
            box = QRectF(foot.x() - 5 * line, foot.y() + MARK, 10 * line, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, written(tick))
        painter.setPen(theme.text)
        box = QRectF(place.left(), place.bottom() + MARK + line, place.width(), 1.2 * line)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words.axis)

    def _number(self, value: float) -> str:
        if not self.in_powers:
            return written(float(f"{value:.3g}"))
        if value == int(value):
            return f"10{str(int(value)).translate(_RAISED)}"
        return f"{10**value:.2g}".replace("-", "−")


def _shaded(shares: Array, paper: QColor, ink: QColor) -> QImage:
    """(bins, columns) shares as colors from that of the ground to that of the ink."""
    strength = np.sqrt(shares / np.maximum(shares.max(axis=0), 1e-12))[..., np.newaxis]
    low, high = (np.array(color.getRgb(), dtype=float) for color in (paper, ink))
    return image(low + 0.85 * strength * (high - low))
