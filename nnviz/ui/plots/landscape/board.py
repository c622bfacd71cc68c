"""The landscape and, beside or below it, the line of a network of one input."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.ui.plots.landscape.canvas import LandscapeCanvas
from nnviz.ui.plots.landscape.line_picture import LinePicture, has_line
from nnviz.ui.plots.landscape.painting import paint_landscape
from nnviz.ui.theme import Theme

BROAD = 1.15
"""A place so much wider than high has room for two pictures side by side."""
SIZE, LINE_SIZE, MARGIN = QSizeF(660, 480), QSizeF(480, 480), 12
"""Of a picture in a file, of the line beside it, and around both."""


class Board(QWidget):
    """Both pictures.

    Signals: ``resized()``, the map has another shape.
    """

    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas, self.line = LandscapeCanvas(theme), LinePicture(theme)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.canvas, 3)
        self._layout.addWidget(self.line, 2)
        self.canvas.resized.connect(self.resized)

    @property
    def size_in_file(self) -> QSizeF:
        """The size of the picture in a file."""
        return SIZE if self.line.isHidden() else QSizeF(SIZE.width() + LINE_SIZE.width(), SIZE.height())

    def show_line(self, network: Network, recipe: Recipe, row: int | None) -> None:
        """Show the line of a network that has one."""
        self.line.setVisible(has_line(network, recipe))
        if not self.line.isHidden():
            self.line.show_network(network, recipe, row)

    def point_at(self, network: Network | None) -> None:
        """Show faintly the line of a network that is pointed at."""
        if not self.line.isHidden():
            self.line.point_at(network)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw both into a file."""
        if self.canvas.drawing is not None:
            paint_landscape(painter, self.canvas.drawing, _within(QRectF(QPointF(), SIZE)), theme)
        if not self.line.isHidden():
            self.line.paint(painter, _within(QRectF(QPointF(SIZE.width(), 0), LINE_SIZE)), theme)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.canvas.restyle(theme)
        self.line.restyle(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the line where there is room for it."""
        super().resizeEvent(event)
        broad = self.width() > BROAD * self.height()
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if broad else QBoxLayout.Direction.TopToBottom)


def _within(place: QRectF) -> QRectF:
    return place.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
