"""What the colors of a map mean: a scale with its numbers, or the classes, and both kinds of samples."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPen

from nnviz.ui.plots.frame import written
from nnviz.ui.plots.output_map.drawing import Legend
from nnviz.ui.plots.output_map.markers import ink_of, paint_sample
from nnviz.ui.plots.output_map.scale import FAINTER
from nnviz.ui.theme import Theme, blend

GAP, SWATCH = 0.7, 0.8
"""Beside the map, and the width of a color, in lines of text."""
LEAST = 2.4
"""The height of a scale that has room for the number in the middle, in lines of text."""
LOWEST = 1.9
"""The height of a scale with the numbers at its ends; samples are not explained where they leave less."""
SHOWN = 10
"""Classes at most that are named."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def legend_width(legend: Legend, metrics: QFontMetricsF) -> float:
    """The room that the legend needs."""
    line = metrics.height()
    texts = [*legend.classes[:SHOWN], legend.train, legend.test]
    texts += map(written, legend.numbers)
    widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
    return (GAP + SWATCH + 0.6) * line + widest if widest else 0.0


def paint_legend(painter: QPainter, legend: Legend, beside: QRectF, theme: Theme) -> None:
    """The legend to the right of a picture."""
    line = QFontMetricsF(painter.font()).height()
    left = beside.right() + GAP * line
    samples = [(text, test) for text, test in ((legend.train, False), (legend.test, True)) if text]
    if legend.numbers and beside.height() < (1.3 * len(samples) + LOWEST) * line:
        samples = []
    foot = beside.bottom() - 1.3 * line * len(samples)
    if legend.numbers:
        height = max((LOWEST - 0.3) * line, foot - beside.top() - (line if samples else 0))
        bar = QRectF(left, beside.top(), SWATCH * line, height)
        _paint_scale(painter, legend.numbers, bar, theme)
    names = legend.classes[:SHOWN]
    apart = min(1.3 * line, max(line, (foot - beside.top()) / max(1, len(names))))
    for index, name in enumerate(names):
        top = beside.top() + apart * index
        if top + line > foot + 1.0:  # there is no room for more
            break
        painter.fillRect(QRectF(left, top + 0.15 * line, SWATCH * line, 0.7 * line), theme.class_color(index))
        _write(painter, left, top, name, theme)
    for index, (text, test) in enumerate(samples):
        top = foot + 1.3 * line * index
        place = QPointF(left + SWATCH * line / 2, top + line / 2)
        paint_sample(painter, place, 0, 0.28 * line, ink_of(theme.quiet, test, theme))
        _write(painter, left, top, text, theme)


def _paint_scale(painter: QPainter, numbers: tuple[float, ...], bar: QRectF, theme: Theme) -> None:
    line = QFontMetricsF(painter.font()).height()
    gradient = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    for share in (0.0, 0.5, 1.0):
        gradient.setColorAt(share, blend(theme.signed(2 * share - 1, 1.0), theme.canvas, FAINTER))
    painter.setPen(QPen(theme.quiet, 1.5))
    painter.setBrush(gradient)
    painter.drawRect(bar)
    middle = bar.height() >= LEAST * line
    for share, value in zip((0.0, 0.5, 1.0), numbers, strict=True):
        if share == 0.5 and not middle:
            continue
        height = bar.bottom() - share * bar.height()
        top = min(max(height - line / 2, bar.top() - 0.2 * line), bar.bottom() - 0.8 * line)
        _write(painter, bar.left(), top, written(value), theme)


def _write(painter: QPainter, left: float, top: float, text: str, theme: Theme) -> None:
    line = QFontMetricsF(painter.font()).height()
    painter.setPen(theme.text)
    painter.drawText(QRectF(left + (SWATCH + 0.4) * line, top, 40 * line, line), LEFT, text)
