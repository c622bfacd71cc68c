"""The surface on which the loss is drawn: axes, curves, and where the pointer is."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.ui.plots.axes import Axes, Ends
from nnviz.ui.plots.decimate import decimate, inside
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.levels import Levels
from nnviz.ui.plots.line import Level, Line, as_drawn
from nnviz.ui.plots.series import value_range
from nnviz.ui.plots.ticks import calm_limit
from nnviz.ui.theme import Theme

SMOOTH = 400
"""Up to so many points a curve is drawn smooth; beyond, that is slow and no longer seen."""
DOTTED = 40
"""Up to so many points each is marked."""
LINES, TITLED, EPOCHS = 5, 9, 10
"""The height at least, with the name of the iterations, and with the axis of epochs, in lines of text."""


class LossCanvas(QWidget):
    """Curves over iterations; the range follows them until the user moves it.

    Signals: ``pointed(object)``, the iteration under the pointer, or None; ``followed(bool)``, whether it follows.
    """

    pointed = Signal(object)
    followed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.logarithmic = False
        self.follows = True  # the range follows the curves
        self._lines: list[Line] = []
        self._ends: Ends | None = None
        self._end = 0
        self._levels: list[Level] = []
        self.plot = pg.PlotWidget(self)
        self.plot.viewport().installEventFilter(self)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.plot, 0, 0)
        self.setMinimumHeight(LINES * self.fontMetrics().height())
        self._make_views()
        self.axes = Axes(self.plot.getPlotItem(), self._shares)
        self._level_lines = Levels(self.view)
        self._curves: list[pg.PlotDataItem] = []
        self._set: dict[pg.PlotDataItem, tuple[object, ...]] = {}  # what each curve shows already
        self._cursor = pg.InfiniteLine(angle=90)
        self._pointer = pg.InfiniteLine(angle=90)
        for line in (self._cursor, self._pointer):
            line.setZValue(20)
            self.view.addItem(line, ignoreBounds=True)
        self._pointer.hide()
        self.plot.scene().sigMouseMoved.connect(self._on_moved)
        self.view.sigRangeChangedManually.connect(self._on_ranged)
        self.view.sigResized.connect(self._on_resized)
        self.restyle(theme)

    # --- what is drawn ------------------------------------------------------------------------------------------

    def draw(self, lines: list[Line], ends: Ends | None, end: int, levels: list[Level] | None = None) -> None:
        """Draw these curves, and losses to compare with; ``end`` is the last iteration there is."""
        self._lines, self._ends, self._end, self._levels = lines, ends, end, levels or []
        self.axes.show(right=any(line.is_share for line in lines), top=ends is not None and self._has(EPOCHS))
        self._refresh()

    @property
    def ranges(self) -> tuple[Span, Span, Span]:
        """What is seen of the iterations, of the loss as it is drawn, and of shares."""
        x, y = self.view.viewRange()
        return Span(*x), Span(*y), Span(*self._shares.viewRange()[1])

    def place_cursor(self, iteration: int) -> None:
        """Mark where the lecture stands."""
        self._cursor.setValue(iteration)

    def point_at(self, iteration: int | None) -> None:
        """Mark the iteration whose values are read."""
        self._pointer.setVisible(iteration is not None)
        if iteration is not None:
            self._pointer.setValue(iteration)

    def share_of(self, iteration: int) -> float:
        """How far to the right of the plot an iteration lies, 0 to 1."""
        low, high = self.view.viewRange()[0]
        return float((iteration - low) / (high - low))

    def show_instead(self, widget: QWidget, instead: bool) -> None:
        """Show a widget in place of the plot, or the plot."""
        if self._layout.indexOf(widget) < 0:
            self._layout.addWidget(widget, 0, 0)
        widget.setVisible(instead)
        self.plot.setVisible(not instead)

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Draw the loss on a logarithmic axis, or a linear one."""
        self.logarithmic = logarithmic
        self.axes.set_logarithmic(logarithmic)
        self.follow()

    def follow(self) -> None:
        """Let the range follow the curves again."""
        self.follows = True
        self.followed.emit(True)
        self._refresh()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme, and in the font in use."""
        self.theme = theme
        self.plot.setBackground(theme.canvas)
        self.axes.restyle(theme, self.font())
        self._cursor.setPen(_cosmetic(theme.text, 2.0))
        self._pointer.setPen(_cosmetic(theme.quiet, 1.5, Qt.PenStyle.DashLine))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.restyle(self.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the curves where there is little."""
        super().resizeEvent(event)
        self.axes.show_title(self._has(TITLED))
        self.axes.show_epochs(self._ends is not None and self._has(EPOCHS))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the pointer has left."""
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit(None)
        return super().eventFilter(watched, event)

    def _has(self, lines: int) -> bool:
        """Whether there is the height of so many lines of text."""
        return self.height() >= lines * self.fontMetrics().height()

    # --- ranges ----------------------------------------------------------------------------------------

    def _make_views(self) -> None:
        item = self.plot.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        self.view = item.getViewBox()
        self.view.setDefaultPadding(0.0)
        self.view.setLimits(minXRange=2)
        self.view.disableAutoRange()
        self._shares = pg.ViewBox(enableMenu=False, enableMouse=False)
        self._shares.setXLink(self.view)
        self._shares.setZValue(1)  # in front of the batches, and
        self._shares.setEnabled(False)  # out of the way of the mouse
        item.scene().addItem(self._shares)

    def _refresh(self) -> None:
        """Set the range, then draw no more points than can be seen in it."""
        if self.follows:
            self._follow()
        low, high = self.view.viewRange()[0]
        buckets = max(50, round(self.view.width()))
        while len(self._curves) < len(self._lines):
            self._curves.append(pg.PlotDataItem())
        for index, curve in enumerate(self._curves):
            self._set_line(curve, self._lines[index] if index < len(self._lines) else None, (low, high, buckets))
        self.axes.mark(low, high, self._ends)
        heights = as_drawn(np.array([level.value for level in self._levels]), self.logarithmic)
        self._level_lines.show(self._levels, heights.tolist())

    def _set_line(self, curve: pg.PlotDataItem, line: Line | None, shown: tuple[float, float, int]) -> None:
        self._put_into(curve, None if line is None else self._shares if line.is_share else self.view)
        if line is None:
            return
        as_set = line, shown, self.logarithmic
        if self._set.get(curve) == as_set:
            return
        self._set[curve] = as_set
        low, high, buckets = shown
        x, y = decimate(*inside(line.x, line.y, low, high), buckets)
        few = len(x) <= SMOOTH
        dots = len(x) <= DOTTED and not line.is_faint
        curve.setZValue(line.height)
        curve.setData(
            x,
            as_drawn(y, self.logarithmic) if not line.is_share else y,
            pen=_cosmetic(line.pen.color(), line.pen.widthF(), line.pen.style()),
            antialias=few,
            connect="finite",
            symbol="o" if dots else None,
            symbolSize=3 * line.pen.widthF(),
            symbolPen=None,
            symbolBrush=line.pen.color(),
        )

    def _put_into(self, curve: pg.PlotDataItem, view: pg.ViewBox | None) -> None:
        """Let a curve be drawn along the axis of ``view``, or nowhere."""
        old = curve.getViewBox()
        if old is view:
            return
        if old is not None:
            old.removeItem(curve)
        if view is not None:
            view.addItem(curve, ignoreBounds=True)

    def _follow(self) -> None:
        """Show all curves."""
        losses = [line for line in self._lines if not line.is_share]
        leading = [line for line in losses if not line.is_faint and len(line.x) > 1] or losses
        values = [line.y for line in leading if len(line.y)]
        values += [np.array([level.value]) for level in self._levels]
        if self.logarithmic:
            values = [np.log10(kept) for each in values if len(kept := each[each > 0])]
        right = calm_limit(self._end)
        self.view.setXRange(-0.015 * right, 1.015 * right)
        span = _log_range(values) if self.logarithmic else value_range(values)
        self.view.setYRange(*(span or (0.0, 1.0)))
        shares = [float(line.y.min()) for line in self._lines if line.is_share]
        self._shares.setYRange(max(-1.0, min([0.0, *shares])), 1.04)

    # --- what the user does ---------------------------------------------------------------------------------------

    def _on_ranged(self, _: object) -> None:
        self.follows = False
        self.followed.emit(False)
        self._refresh()

    def _on_resized(self, _: object) -> None:
        self._shares.setGeometry(self.view.sceneBoundingRect())
        self._refresh()

    def _on_moved(self, place: QPointF) -> None:
        if not self.view.sceneBoundingRect().contains(place):
            self.pointed.emit(None)
            return
        iteration = round(self.view.mapSceneToView(place).x())
        self.pointed.emit(iteration if 0 <= iteration <= self._end else None)


def _log_range(values: list[Array]) -> tuple[float, float] | None:
    """The range of a logarithmic axis: the values, and a little more; at least a factor of two."""
    if not values:
        return None
    low, high = min(float(each.min()) for each in values), max(float(each.max()) for each in values)
    pad = max(0.15, 0.05 * (high - low))
    return low - pad, high + pad


def _cosmetic(color: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(color, width, style)
    pen.setCosmetic(True)
    return pen
