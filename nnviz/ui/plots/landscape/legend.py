"""What the colors and signs of a landscape mean."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPen

from nnviz.ui.plots.frame import written
from nnviz.ui.plots.landscape.drawing import LandscapeDrawing, Relief, Words
from nnviz.ui.plots.landscape.signs import paint_arrow, paint_line, paint_ring, paint_spot
from nnviz.ui.theme import Theme

GAP, SWATCH = 0.7, 1.1
"""Beside the map, and the width of a sign, in lines of text."""
ROW = 1.3
BAR = 0.8
LOW = 10
"""Lines of text below which there is only room for the colors."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WIDEST = "8.88e+08"
"""Room for a number, so that the map keeps its place while numbers change."""


def legend_width(words: Words, metrics: QFontMetricsF) -> float:
    """The room that the legend needs."""
    line = metrics.height()
    texts = [*_said(words), WIDEST]
    return (GAP + SWATCH + 0.5) * line + max(map(metrics.horizontalAdvance, texts))


def paint_legend(painter: QPainter, drawing: LandscapeDrawing, beside: QRectF, theme: Theme) -> None:
    """The legend to the right of the map."""
    line = QFontMetricsF(painter.font()).height()
    left = beside.right() + GAP * line
    words = drawing.words if beside.height() > LOW * line else Words()
    top = beside.bottom() - ROW * line * len(_said(words))
    if drawing.relief is not None and top - beside.top() > 3 * line:
        bar = QRectF(left, beside.top(), BAR * line, top - beside.top() - 0.9 * line)
        _paint_scale(painter, drawing.relief, bar, theme)
    signs = ((words.now, paint_spot), (words.way, paint_line), (words.downhill, paint_arrow))
    for text, sign in (*signs, (words.following, paint_ring)):
        if not text:
            continue
        middle = QPointF(left + SWATCH * line / 2, top + ROW * line / 2)
        sign(painter, middle - QPointF(SWATCH * line / 2, 0), middle + QPointF(SWATCH * line / 2, 0), theme)
        painter.setPen(theme.text)
        place = QRectF(left + (SWATCH + 0.5) * line, top, 40 * line, ROW * line)
        painter.drawText(place, int(LEFT), text)
        top += ROW * line


def _said(words: Words) -> list[str]:
    return [text for text in (words.now, words.way, words.downhill, words.following) if text]


def _paint_scale(painter: QPainter, relief: Relief, bar: QRectF, theme: Theme) -> None:
    """The colors with the heights at which lines are drawn, as many as have room."""
    line = QFontMetricsF(painter.font()).height()
    gradient = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    for step in range(len(theme.heights)):
        share = step / (len(theme.heights) - 1)
        gradient.setColorAt(share, theme.height(share))
    painter.setPen(QPen(theme.quiet, 1.5))
    painter.setBrush(gradient)
    painter.drawRect(bar)
    free = bar.bottom() + 0.5 * line
    scale = relief.scale
    for mark, share in zip(scale.marks(), scale.shares_of_marks(), strict=True):
        height = bar.bottom() - share * bar.height()
        if height + line / 2 > free or height < bar.top():
            continue
        free = height - line / 2
        painter.setPen(QPen(theme.quiet, 1.5))
        painter.drawLine(QPointF(bar.right(), height), QPointF(bar.right() + 4, height))
        painter.setPen(theme.text)
        place = QRectF(bar.right() + 0.4 * line, height - line / 2, 40 * line, line)
        painter.drawText(place, int(LEFT), written(mark))
