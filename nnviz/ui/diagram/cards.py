"""The cards about the element under the pointer: what is known of it, and its map, where it has one."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from nnviz.session.state import Element
from nnviz.ui.diagram.card_place import ITSELF, Taken, place_card, places_to_keep
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.fact_item import anchor_of
from nnviz.ui.diagram.inspection import Inspector
from nnviz.ui.diagram.inspector_card import InspectorCard
from nnviz.ui.diagram.map_card import MapCard
from nnviz.ui.diagram.room import picture_place
from nnviz.ui.diagram.unit_map import UnitMapper, place_of
from nnviz.ui.diagram.view import DiagramView
from nnviz.ui.theme import Theme

POINTER = 14
"""Pixels around the pointer that a card leaves free."""
NEVER = 60.0
"""How much worse it is that the map covers the unit or the other card than anything else of the diagram."""


@dataclass(frozen=True, slots=True, eq=False)
class Pointed:
    """What the cards are about."""

    drawing: Drawing
    element: Element
    at: QPointF  # of the pointer, in the view
    hint: str  # what can be done with it
    sample: int | None  # the one shown


class Cards:
    """Both cards, each where it covers least."""

    def __init__(self, theme: Theme, view: DiagramView) -> None:
        self._view = view
        self._mapper = UnitMapper()
        self.text = InspectorCard(theme, view.viewport())
        self.map = MapCard(theme, view.viewport())
        self._about: object = None  # what the map was placed for

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.text.restyle(theme)
        self.map.restyle(theme)

    def hide(self) -> None:
        """Show nothing."""
        self.text.hide()
        self.map.hide()

    def show(self, pointed: Pointed) -> None:
        """Tell about an element; where there is no room for both cards, by that for what the pointer is on."""
        drawing, maps = pointed.drawing, pointed.drawing.maps
        taken, anchor = self._taken(pointed)
        about = pointed.element, anchor, self._view.viewport().size()
        self._show_text(pointed, anchor, [*taken, *self._standing(about)])
        found = None if maps is None else self._mapper.map_of(maps, pointed.element, drawing.readings)
        if maps is None or found is None:
            self.map.hide()
            return
        self.map.setFont(drawing.sized(1.0))
        self.map.show_map(found, place_of(maps, pointed.sample))
        if not self._stands_beside(about, anchor, taken):
            alone = _is_on_map(pointed, QPointF(self._view.mapToScene(pointed.at.toPoint())))
            self.text.setHidden(alone)
            self.map.setHidden(not alone)

    def _standing(self, about: object) -> list[Taken]:
        """Where the map stands for the same already: there it stays, if it can."""
        stands = self.map.isVisible() and about == self._about
        return [Taken(QRectF(self.map.geometry()), NEVER)] if stands else []

    def _show_text(self, pointed: Pointed, anchor: QRectF, taken: list[Taken]) -> None:
        drawing = pointed.drawing
        inspector = Inspector(drawing.readings, drawing.digits, drawing.warnings)
        self.text.setFont(drawing.sized(1.0))
        self.text.show_inspection(
            inspector.inspect(pointed.element), pointed.hint, lambda size: self._place(size, anchor, taken)
        )

    def _stands_beside(self, about: object, anchor: QRectF, taken: list[Taken]) -> bool:
        """Place the map, smaller where there is little room; whether it covers neither the text nor the unit."""
        text = QRectF(self.text.geometry())
        if self._standing(about) and not QRectF(self.map.geometry()).intersects(text):
            return True
        self._about, (most, least) = about, self.map.sizes(QSizeF(self._view.viewport().size()))
        never = [*taken, Taken(text, NEVER), Taken(anchor, NEVER)]
        for size in (most, least):
            place = QRectF(self._place(size, anchor, never), size)
            if not (place.intersects(text) or place.intersects(anchor)):
                self.map.setGeometry(place.toRect())
                return True
        self._about = None
        place = QRectF(self._place(most, anchor, [*taken, Taken(anchor, NEVER)]), most)
        self.map.setGeometry(place.toRect())
        return False

    def _place(self, size: QSizeF, anchor: QRectF, taken: list[Taken]) -> QPointF:
        """Where a card of some size stands in the view."""
        return place_card(size, QRectF(self._view.viewport().rect()), anchor, taken)

    def _taken(self, pointed: Pointed) -> tuple[list[Taken], QRectF]:
        """What should stay visible, and what the cards stand around."""
        pointer = QRectF(-POINTER, -POINTER, 2 * POINTER, 2 * POINTER).translated(pointed.at)
        kept = [
            Taken(QRectF(self._view.mapFromScene(taken.place).boundingRect()), taken.weight)
            for taken in places_to_keep(pointed.drawing, pointed.element)
        ]
        anchor = kept[0].place if kept and kept[0].place.contains(pointed.at) else pointer
        return [Taken(pointer, ITSELF), *kept], anchor


def _is_on_map(pointed: Pointed, point: QPointF) -> bool:
    """Whether this point of the scene is on the small map of the element."""
    drawing, card = pointed.drawing, anchor_of(pointed.drawing, pointed.element)
    if card is None or not drawing.plan.maps:
        return False
    return picture_place(card, drawing.em, drawing.arrangement.lines).contains(point)
