"""Every picture of the outputs: how it is painted, and what is under the pointer."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from nnviz.ui.plots.outputs.bars import BarChart, spot_on_bars
from nnviz.ui.plots.outputs.bars_painting import paint_bars
from nnviz.ui.plots.outputs.matrix import MatrixChart, paint_matrix, spot_on_matrix
from nnviz.ui.plots.outputs.reconstruction import Reconstruction, paint_reconstruction, spot_on_reconstruction
from nnviz.ui.plots.outputs.scatter import ScatterChart, paint_scatter, spot_on_scatter
from nnviz.ui.plots.outputs.spot import Spot
from nnviz.ui.theme import Theme

Chart = BarChart | MatrixChart | ScatterChart | Reconstruction


def paint_chart(painter: QPainter, chart: Chart, room: QRectF, theme: Theme) -> None:
    """Paint a picture with the painter's font."""
    match chart:
        case BarChart():
            paint_bars(painter, chart, room, theme)
        case MatrixChart():
            paint_matrix(painter, chart, room, theme)
        case ScatterChart():
            paint_scatter(painter, chart, room, theme)
        case Reconstruction():
            paint_reconstruction(painter, chart, room, theme)


def spot_at(chart: Chart, point: QPointF, room: QRectF, metrics: QFontMetricsF) -> Spot | None:
    """What is under a point."""
    match chart:
        case BarChart():
            return spot_on_bars(chart, point, room, metrics)
        case MatrixChart():
            return spot_on_matrix(chart, point, room, metrics)
        case ScatterChart():
            return spot_on_scatter(chart, point, room, metrics)
        case Reconstruction():
            return spot_on_reconstruction(chart, point, room, metrics)
