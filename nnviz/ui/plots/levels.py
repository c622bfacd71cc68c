"""Losses to compare with, on the screen: a line from side to side, with its name on it."""

import math

import pyqtgraph as pg
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen

from nnviz.ui.plots.line import Level
from nnviz.ui.theme import Theme

PLACE = 0.985
"""Where the end of a name stands, as a share of the width."""
NAMED = 7
"""Lines of text that a plot must be high for names to be read in it."""
COVER = 190
"""How much of a curve behind a name is covered, of 255."""


class Levels:
    """The lines of a plot. A name stands above its line, or below where the next line is too near."""

    def __init__(self, view: pg.ViewBox) -> None:
        self._view = view
        self._lines: list[pg.InfiniteLine] = []
        self._shown: list[tuple[Level, float, bool, bool]] = []
        self._font = QFont()
        self._ground = QColor()

    def show(self, levels: list[Level], heights: list[float]) -> None:
        """Draw these levels and no others, each at its height on the axis; one that has none is left out."""
        known = [pair for pair in zip(levels, heights, strict=True) if math.isfinite(pair[1])]
        low, high = self._view.viewRange()[1]
        room = 1.2 * QFontMetricsF(self._font).height() * (high - low) / max(1.0, self._view.height())
        named = self._view.height() >= NAMED * QFontMetricsF(self._font).height()
        shown = [(level, height, named, names_stand_above(height, heights, room)) for level, height in known]
        if shown == self._shown:
            return
        self._shown = shown
        for line in self._lines:
            self._view.removeItem(line)
        self._lines = [self._line(*one) for one in shown]
        for line in self._lines:
            self._view.addItem(line, ignoreBounds=True)

    def restyle(self, theme: Theme, font: QFont) -> None:
        """Write in another font, on another ground."""
        self._font = font
        self._ground = behind_a_name(theme)
        self._shown = []

    def _line(self, level: Level, height: float, named: bool, above: bool) -> pg.InfiniteLine:
        pen = QPen(level.pen)
        pen.setCosmetic(True)
        line = pg.InfiniteLine(height, angle=0, pen=pen)
        line.setZValue(5)
        corner = (1, 1) if above else (1, 0)
        if not named:
            return line
        label = pg.InfLineLabel(
            line, level.text, position=PLACE, anchors=[corner, corner], color=pen.color(), fill=self._ground
        )
        label.setFont(self._font)
        return line


def behind_a_name(theme: Theme) -> QColor:
    """The ground of a name, through which curves are still seen."""
    ground = QColor(theme.canvas)
    ground.setAlpha(COVER)
    return ground


def names_stand_above(height: float, heights: list[float], room: float) -> bool:
    """Whether there is room for a name between a line and the next one above it."""
    return not any(0 < other - height < room for other in heights)
