"""The landscape and, beside or below it, the line of a network of one input."""

from PySide6.QtCore import QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.ui.plots.landscape.canvas import LandscapeCanvas
from nnviz.ui.plots.landscape.line_picture import LinePicture, has_line
from nnviz.ui.plots.landscape.painting import paint_landscape
from nnviz.ui.theme import Theme

BROAD = 1.15
"""In a place so much wider than high the pictures stand side by side."""
ROOMY = 1.4
"""How much more than at least the map must have before a line stands below it."""
HEIGHT, MARGIN = 480, 12
"""Of a picture in a file, and around it."""
NARROWEST, WIDEST = 420, 960
"""Of the map in a file, in which a unit is as long up as across, as on the screen."""


class Board(QWidget):
    """Both pictures.

    Signals: ``resized()``, the map has another shape.
    """

    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas, self.line = LandscapeCanvas(theme), LinePicture(theme)
        self._lined = False  # the network has a line
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.canvas, 3)
        self._layout.addWidget(self.line, 2)
        self.canvas.resized.connect(self.resized)

    @property
    def size_in_file(self) -> QSizeF:
        """The size of the picture in a file."""
        return QSizeF(self._map_width + (0 if self.line.isHidden() else HEIGHT), HEIGHT)

    def show_line(self, network: Network, recipe: Recipe, row: int | None) -> None:
        """Show the line of a network that has one."""
        self._lined = has_line(network, recipe)
        self._arrange()
        if not self.line.isHidden():
            self.line.show_network(network, recipe, row)

    def point_at(self, network: Network | None) -> None:
        """Show faintly the line of a network that is pointed at."""
        if not self.line.isHidden():
            self.line.point_at(network)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw both into a file."""
        if self.canvas.drawing is not None:
            paint_landscape(painter, self.canvas.drawing, _within(QRectF(0, 0, self._map_width, HEIGHT)), theme)
        if not self.line.isHidden():
            self.line.paint(painter, _within(QRectF(self._map_width, 0, HEIGHT, HEIGHT)), theme)

    def minimumSizeHint(self) -> QSize:
        """Room for the map; the line comes where there is more."""
        return self.canvas.minimumSizeHint()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.canvas.restyle(theme)
        self.line.restyle(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the line where there is room for it."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def _map_width(self) -> float:
        """The width of the map in a file, in which it has the shape that it has on the screen."""
        frame = self.canvas.frame()
        if frame is None:
            return NARROWEST
        beside, above = self.canvas.width() - frame.place.width(), self.canvas.height() - frame.place.height()
        width = beside + frame.place.width() / frame.place.height() * (HEIGHT - 2 * MARGIN - above)
        return min(max(NARROWEST, round(width + 2 * MARGIN)), WIDEST)

    def _arrange(self) -> None:
        map_size, line_size = self.canvas.minimumSizeHint(), self.line.minimumSizeHint()
        beside = self.width() >= map_size.width() + line_size.width()
        below = self.height() >= ROOMY * map_size.height() + line_size.height()
        across = beside and (not below or self.width() > BROAD * self.height())
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)
        self.line.setVisible(self._lined and (beside or below))


def _within(place: QRectF) -> QRectF:
    return place.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
