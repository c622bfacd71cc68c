"""Losses to compare with, on the screen: lines from side to side."""

import math

import pyqtgraph as pg
from PySide6.QtGui import QPen

from nnviz.ui.plots.line import Level


class Levels:
    """The lines of a plot."""

    def __init__(self, view: pg.ViewBox) -> None:
        self._view = view
        self._lines: list[pg.InfiniteLine] = []
        self._shown: list[tuple[Level, float]] = []

    def show(self, levels: list[Level], heights: list[float]) -> None:
        """Draw these levels and no others, each at its height on the axis; one that has none is left out."""
        shown = [pair for pair in zip(levels, heights, strict=True) if math.isfinite(pair[1])]
        if shown == self._shown:
            return
        self._shown = shown
        for line in self._lines:
            self._view.removeItem(line)
        self._lines = [_line(*pair) for pair in shown]
        for line in self._lines:
            self._view.addItem(line, ignoreBounds=True)


def _line(level: Level, height: float) -> pg.InfiniteLine:
    pen = QPen(level.pen)
    pen.setCosmetic(True)
    line = pg.InfiniteLine(height, angle=0, pen=pen)
    line.setZValue(5)
    return line
