"""The data of a network of one input with its line, beside the landscape on which every point is such a line."""

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.ui.plots.canvas import PictureCanvas
from nnviz.ui.plots.output_map.drawing import CurveDrawing
from nnviz.ui.plots.output_map.making import Ground, Wish, drawn, ground
from nnviz.ui.plots.output_map.painting import frame_of, paint_drawing
from nnviz.ui.plots.output_map.subject import subject_of
from nnviz.ui.theme import Theme

GHOST = 2.5


def has_line(network: Network, recipe: Recipe) -> bool:
    """Whether what a network answers is a line over its only input."""
    return network.inputs == 1 and network.outputs == 1 and recipe.dataset is not None


class LinePicture(PictureCanvas):
    """The samples, the line of the network, and the line of the place that is pointed at."""

    least = QSize(11, 9)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.drawing: CurveDrawing | None = None
        self.ghost: Array | None = None  # (n,) evenly spaced over the x of the drawing
        self._ground: Ground | None = None

    def show_network(self, network: Network, recipe: Recipe, row: int | None) -> None:
        """Show the line of a network over the samples."""
        if self._ground is None or self._ground.subject.data is not recipe.dataset:
            self._ground = ground(subject_of(network, recipe.dataset), network, Wish((0,), np.zeros(1), 0))
        drawing = drawn(self._ground, network, row)
        assert isinstance(drawing, CurveDrawing)
        self.drawing = drawing
        self.update()

    def point_at(self, network: Network | None) -> None:
        """Show the line of another network faintly, or of none."""
        if network is None or self._ground is None:
            self.ghost = None
        else:
            curve = drawn(self._ground, network, None)
            assert isinstance(curve, CurveDrawing)
            self.ghost = curve.curves[0]
        self.update()

    def begin_anew(self) -> None:
        """Forget the samples and their names."""
        self._ground, self.drawing, self.ghost = None, None, None

    def paint(self, painter: QPainter, room: QRectF, theme: Theme) -> None:
        """Draw the picture into a place."""
        if self.drawing is None:
            return
        paint_drawing(painter, self.drawing, room, theme)
        if self.ghost is None:
            return
        frame = frame_of(self.drawing, room, QFontMetricsF(painter.font()))
        far = frame.y.high - frame.y.low
        heights = np.clip(np.nan_to_num(self.ghost), frame.y.low - far, frame.y.high + far).tolist()
        values = np.linspace(frame.x.low, frame.x.high, len(heights)).tolist()
        painter.save()
        painter.setClipRect(frame.place)
        painter.setPen(QPen(theme.quiet, GHOST))
        painter.drawPolyline(QPolygonF([frame.at(x, y) for x, y in zip(values, heights, strict=True)]))
        painter.restore()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRectF(self.rect()), self.theme)
        painter.end()
