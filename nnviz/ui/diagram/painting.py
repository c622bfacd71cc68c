"""The items of the diagram, lowest first, and a drawing painted without a view."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.fact_item import FactItem, LeaderItem
from nnviz.ui.diagram.ghosts_item import GhostsItem
from nnviz.ui.diagram.labels_item import CalloutsItem, LabelsItem
from nnviz.ui.diagram.maps_item import MapsItem
from nnviz.ui.diagram.neurons_item import NeuronsItem
from nnviz.ui.diagram.pictures_item import FunnelItem, InputPictureItem, WeightPicturesItem
from nnviz.ui.diagram.scene_item import SceneItem
from nnviz.ui.diagram.signs_item import SignsItem
from nnviz.ui.diagram.surroundings_item import SurroundingsItem
from nnviz.ui.diagram.weights_item import WeightsItem

KINDS: tuple[type[SceneItem], ...] = (
    FunnelItem,
    InputPictureItem,
    WeightsItem,
    LeaderItem,
    LabelsItem,
    NeuronsItem,
    WeightPicturesItem,
    MapsItem,
    SurroundingsItem,
    SignsItem,
    CalloutsItem,
    FactItem,
    GhostsItem,
)


def items() -> tuple[SceneItem, ...]:
    """One item of each kind."""
    return tuple(kind(height) for height, kind in enumerate(KINDS))


def paint(painter: QPainter, drawing: Drawing, place: QRectF) -> None:
    """Paint all of a drawing into the middle of a place, as large as it fits."""
    content = drawing.arrangement.size
    zoom = min(place.width() / content.width(), place.height() / content.height())
    painter.save()
    painter.translate(place.center())
    painter.scale(zoom, zoom)
    painter.translate(-content.width() / 2, -content.height() / 2)
    for item in items():
        painter.save()
        item.draw(painter, drawing)
        painter.restore()
    painter.restore()
