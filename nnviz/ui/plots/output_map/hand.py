"""Samples put, erased and moved on a map: from strokes of the mouse to wishes."""

from dataclasses import dataclass, field
from math import hypot

import numpy as np
from PySide6.QtCore import QObject, QPointF, Signal

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.session.commands import AddSamples, Command, MoveSample, RemoveSamples
from nnviz.ui.plots.output_map.hand_canvas import HandCanvas
from nnviz.ui.plots.output_map.inks import Inks, Way, inks_of, inputs_at, targets_at
from nnviz.ui.plots.output_map.making import Ground, points_of
from nnviz.ui.plots.output_map.tools import Tool, Tools

APART, SPRAY = 0.7, 1.0
"""How far the pointer goes between two samples that are sprayed, and how far from it they land, in lines of text."""
MOST = 500
"""Samples of one stroke."""


@dataclass(slots=True)
class Stroke:
    """What one stroke has done so far."""

    tool: Tool
    last: QPointF  # where the last sample was put
    places: list[tuple[float, float]] = field(default_factory=list)  # of samples put, or where the one moved is now
    rows: frozenset[int] = frozenset()  # erased, or moved


class Hand(QObject):
    """Puts, erases and moves samples.

    Signals: ``wished(Command)``, at the end of a stroke.
    """

    wished = Signal(object)

    def __init__(self, tools: Tools, canvas: HandCanvas) -> None:
        super().__init__(canvas)
        self._tools, self._canvas = tools, canvas
        self._ground: Ground | None = None
        self._inks = Inks(Way.NOTHING)
        self._stroke: Stroke | None = None
        self._random = np.random.RandomState()
        tools.changed.connect(canvas.use)
        canvas.began.connect(self._on_began)
        canvas.went.connect(self._on_went)
        canvas.ended.connect(self._on_ended)
        canvas.dropped.connect(self._on_dropped)
        canvas.keyed.connect(tools.pick)

    def take(self, ground: Ground, network: Network, *, allowed: bool) -> None:
        """Work on this ground from now on; ``allowed``: what is held can be seen and chosen."""
        if ground is not self._ground:
            self._ground = ground
            self._inks = inks_of(ground, network) if allowed else Inks(Way.NOTHING)
            self._tools.offer(self._inks)

    def _on_began(self, point: QPointF, tool: Tool) -> None:
        self._stroke = Stroke(tool, point)
        if tool is Tool.PAINT:
            self._put(point)
        elif tool is Tool.ERASE:
            self._erase(point)
        else:
            row = self._canvas.row_at(point)
            self._stroke.rows = frozenset() if row is None else frozenset({row})

    def _on_went(self, point: QPointF) -> None:
        stroke = self._stroke
        if stroke is None:
            return
        if stroke.tool is Tool.ERASE:
            self._erase(point)
        elif stroke.tool is Tool.MOVE and stroke.rows:
            stroke.places = [self._values(point)]
            self._show(*self._moved(stroke))
        elif stroke.tool is Tool.PAINT:
            line = self._canvas.fontMetrics().height()
            away = point - stroke.last
            if hypot(away.x(), away.y()) >= APART * line and len(stroke.places) < MOST:
                stroke.last = point
                angle, reach = self._random.uniform(0, 2 * np.pi), SPRAY * line * np.sqrt(self._random.uniform())
                self._put(point + QPointF(reach * np.cos(angle), reach * np.sin(angle)))

    def _on_ended(self) -> None:
        stroke, self._stroke = self._stroke, None
        if stroke is not None:
            wish = self._wish(stroke)
            if wish is not None:
                self.wished.emit(wish)

    def _on_dropped(self) -> None:
        self._stroke = None

    def _wish(self, stroke: Stroke) -> Command | None:
        """What a stroke comes to."""
        if stroke.tool is Tool.ERASE:
            return RemoveSamples(tuple(sorted(stroke.rows))) if stroke.rows else None
        if not stroke.places:
            return None
        if stroke.tool is Tool.PAINT:
            return AddSamples(*self._painted(stroke))
        x, y = self._moved(stroke)
        return MoveSample(next(iter(stroke.rows)), x[0], y[0])

    def _put(self, point: QPointF) -> None:
        assert self._stroke is not None
        self._stroke.places.append(self._values(point))
        self._show(*self._painted(self._stroke))

    def _erase(self, point: QPointF) -> None:
        assert self._stroke is not None
        self._stroke.rows |= frozenset(self._canvas.rows_near(point))
        self._canvas.show_stroke(None, self._stroke.rows)

    def _show(self, x: Array, y: Array) -> None:
        """Show samples that are not yet among the data."""
        assert self._ground is not None
        assert self._stroke is not None
        self._canvas.show_stroke(points_of(self._ground, x, y), self._stroke.rows)

    def _painted(self, stroke: Stroke) -> tuple[Array, Array]:
        """Inputs and targets of the samples put."""
        assert self._ground is not None
        places = np.array(stroke.places)
        chosen = self._tools.inks.chosen
        return inputs_at(self._ground, places), targets_at(self._ground, self._inks, chosen, places)

    def _moved(self, stroke: Stroke) -> tuple[Array, Array]:
        """Inputs and targets of the sample moved: beside a curve its target moves with it."""
        assert self._ground is not None
        data = self._ground.subject.data
        assert data is not None
        rows, columns = list(stroke.rows), list(self._ground.wish.columns)
        places = np.array(stroke.places)
        x, y = data.raw_inputs[rows].copy(), data.raw_targets[rows].copy()
        x[:, columns] = places[:, : len(columns)]
        if self._inks.way is Way.HEIGHT:
            output = self._ground.wish.output or 0
            y[:, output] = targets_at(self._ground, self._inks, 0.0, places)[:, output]
        return x, y

    def _values(self, point: QPointF) -> tuple[float, float]:
        """The values at a point, no further out than the picture."""
        frame = self._canvas.frame()
        assert frame is not None
        x, y = frame.values(point)
        return min(max(x, frame.x.low), frame.x.high), min(max(y, frame.y.low), frame.y.high)
