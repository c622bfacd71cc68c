"""What the items of the diagram have in common: they paint a drawing."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nnviz.ui.diagram.drawing import Drawing


class SceneItem(QGraphicsItem):
    """One kind of thing in the diagram, all of it painted by one item."""

    def __init__(self, layer: int) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self.setZValue(layer)

    def show(self, drawing: Drawing) -> None:  # type: ignore[override]
        """Paint this drawing from now on."""
        if self.drawing is None or drawing.arrangement is not self.drawing.arrangement:
            self.prepareGeometryChange()
        self.drawing = drawing
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole scene."""
        if self.drawing is None:
            return QRectF()
        margin = 4 * self.drawing.em
        size = self.drawing.arrangement.size
        return QRectF(0, 0, size.width(), size.height()).adjusted(-margin, -margin, margin, margin)

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """Paint the drawing, once there is one."""
        if self.drawing is not None:
            self.draw(painter, self.drawing)

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint this item's part."""
        raise NotImplementedError
