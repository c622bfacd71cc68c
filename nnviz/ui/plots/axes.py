"""The four axes of the loss plot: iterations, the loss, epochs at the top, and shares such as accuracy on the right."""

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPen

from nnviz.core.arrays import Array
from nnviz.ui.plots.ticks import power_ticks, whole_ticks, write_whole
from nnviz.ui.theme import Theme, blend

SIDES = ("left", "bottom", "top", "right")


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Where epochs ended."""

    iterations: Array  # (E,)
    epochs: Array  # (E,)


def epoch_marks(low: float, high: float, most: int, ends: Ends, first_text: str) -> list[tuple[float, str]]:
    """Where epochs from iteration ``low`` to ``high`` are marked, and how; the first mark says what is counted."""
    first, last = np.interp((low, high), ends.iterations, ends.epochs).tolist()
    epochs = whole_ticks(first, last, most)
    places = np.interp(epochs, ends.epochs, ends.iterations).tolist()
    texts = [write_whole(epoch) for epoch in epochs]
    texts[:1] = [first_text.format(epoch=text) for text in texts[:1]]
    return list(zip(places, texts, strict=True))


class Axes:
    """The axes of a plot: their titles, marks and colors."""

    def __init__(self, item: pg.PlotItem, shares: pg.ViewBox) -> None:
        """``shares``: what is measured along the right axis."""
        self._view = item.getViewBox()
        self._axes = {side: item.getAxis(side) for side in SIDES}
        self._epoch_text = "{epoch}"
        self._metrics = QFontMetrics(QFont())
        self._titled = True
        self._logarithmic = False
        self._axes["right"].linkToView(shares)
        for axis in self._axes.values():
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=6, hideOverlappingLabels=60)
        self._axes["left"].setGrid(50)
        item.layout.setContentsMargins(2, 8, 26, 2)

    def label(self, bottom: str, left: str, right: str, epoch: str) -> None:
        """Name the axes; ``epoch`` is the first mark at the top, with ``{epoch}`` for its number."""
        self._epoch_text = epoch
        for side, text in (("bottom", bottom), ("left", left), ("right", right)):
            if self._axes[side].labelText != text:
                self._axes[side].setLabel(text)
        self.show_title(self._titled)

    def show_title(self, shown: bool) -> None:
        """Name the axis of the iterations, or leave its room to the curves."""
        self._titled = shown
        self._axes["bottom"].showLabel(shown and bool(self._axes["bottom"].labelText))

    def show(self, *, right: bool, top: bool) -> None:
        """Show or hide the axes that are not always there."""
        self._show("right", right)
        self.show_epochs(top)

    def show_epochs(self, shown: bool) -> None:
        """Show or hide the axis of the epochs."""
        self._show("top", shown)

    def _show(self, side: str, shown: bool) -> None:
        axis = self._axes[side]
        if shown != axis.isVisible():
            (axis.show if shown else axis.hide)()  # unlike setVisible they take the room, and give it back

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Mark the loss by powers of ten, or evenly."""
        self._logarithmic = logarithmic
        self._axes["left"].setTicks(None)

    def mark(self, low: float, high: float, ends: Ends | None) -> None:
        """Place the marks of the iterations from ``low`` to ``high``, and of their epochs."""
        low = max(0.0, low)
        most = max(1, int(self._view.width() / (self._metrics.horizontalAdvance(write_whole(round(high))) + 24)))
        self._axes["bottom"].setTicks([[(mark, write_whole(mark)) for mark in whole_ticks(low, high, most)]])
        if self._logarithmic:
            lowest, highest = self._view.viewRange()[1]
            room = self._view.height() / (1.6 * self._metrics.height())
            self._axes["left"].setTicks([power_ticks(lowest, highest, room)])
        if ends is None:
            return
        self._axes["top"].setTicks([epoch_marks(low, high, most, ends, self._epoch_text)])

    def restyle(self, theme: Theme, font: QFont) -> None:
        """Draw in the colors of a theme, and in this font."""
        self._metrics = QFontMetrics(font)
        line = QPen(blend(theme.quiet, theme.canvas, 0.4), 1.5)
        size = f"{QFontInfo(font).pixelSize()}px"
        for axis in self._axes.values():
            axis.setPen(line)
            axis.setTextPen(theme.quiet)
            axis.setTickFont(font)
            axis.setLabel(axis.labelText or None, color=theme.text.name(), **{"font-size": size})
        self.show_title(self._titled)
