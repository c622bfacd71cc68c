"""A small map on every unit: what it answers over the plane of the two inputs."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nnviz.ui.diagram.drawing import Drawing, line_pen, paint_clearly
from nnviz.ui.diagram.neurons_item import element_of
from nnviz.ui.diagram.response_maps import Maps
from nnviz.ui.diagram.room import picture_place
from nnviz.ui.diagram.scene_item import SceneItem
from nnviz.ui.plots.output_map.painting import map_image
from nnviz.ui.theme import Theme


class MapsItem(SceneItem):
    """The maps, left on the cards of their units."""

    def __init__(self, layer: int) -> None:
        super().__init__(layer)
        self._made: tuple[Maps, Theme] | None = None
        self._images: dict[tuple[int, int], QImage] = {}  # of what was made

    def draw(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint every map; where what the units answer is asked about, a question mark."""
        if not drawing.plan.maps:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(drawing.sized(1.4, bold=True))
        for column, shown in enumerate(drawing.order):
            for unit, card in zip(shown, drawing.arrangement.columns[column].units, strict=True):
                paint_clearly(painter, drawing.is_clear(element_of(column, unit)))
                place = picture_place(card, drawing.em, drawing.arrangement.lines)
                self._draw_map(painter, drawing, (column, unit), place)

    def _draw_map(self, painter: QPainter, drawing: Drawing, unit: tuple[int, int], place: QRectF) -> None:
        painter.setPen(line_pen(drawing.theme.border, 0.1 * drawing.em, painter))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if drawing.maps is not None:
            painter.drawImage(place, self._image(drawing.maps, drawing.theme, unit))
        painter.drawRect(place)
        if drawing.maps is None:
            painter.setPen(drawing.theme.quiet)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "?")

    def _image(self, maps: Maps, theme: Theme, unit: tuple[int, int]) -> QImage:
        """The map of a column's unit, made once."""
        if self._made != (maps, theme):
            self._made, self._images = (maps, theme), {}
        if unit not in self._images:
            self._images[unit] = map_image(maps.levels(*unit), theme, 0, 0.0)
        return self._images[unit]
