"""Numbers of before, beside those that a value tried out has changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from nnviz.ui.diagram.drawing import Drawing, line_pen
from nnviz.ui.diagram.ghosts import SIZE, ghosts
from nnviz.ui.diagram.scene_item import SceneItem


class GhostsItem(SceneItem):
    """A dashed frame for each, above everything."""

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint the frames, and the numbers quietly in them."""
        if drawing.readings.before is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(drawing.sized(SIZE))
        for ghost in ghosts(drawing):
            radius = ghost.frame.height() / 2
            painter.setPen(line_pen(drawing.theme.quiet, 0.1 * drawing.em, painter, Qt.PenStyle.DashLine))
            painter.setBrush(drawing.theme.canvas)
            painter.drawRoundedRect(ghost.frame, radius, radius)
            painter.setPen(drawing.theme.quiet)
            painter.drawText(ghost.frame, Qt.AlignmentFlag.AlignCenter, ghost.text)
