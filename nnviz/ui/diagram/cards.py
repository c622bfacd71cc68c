"""The cards about the element under the pointer: what is known of it, and its map, where it has one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from nnviz.session.state import Element
from nnviz.ui.diagram.card_place import ITSELF, Taken, place_card, places_to_keep
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.inspection import Inspector
from nnviz.ui.diagram.inspector_card import InspectorCard
from nnviz.ui.diagram.map_card import MapCard
from nnviz.ui.diagram.unit_map import UnitMapper
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

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.text.restyle(theme)
        self.map.restyle(theme)

    def hide(self) -> None:
        """Show nothing."""
        self.text.hide()
        self.map.hide()

    def show(self, pointed: Pointed) -> None:
        """Tell about an element."""
        drawing = pointed.drawing
        inspector = Inspector(drawing.readings, drawing.digits, drawing.warnings)
        self.text.setFont(drawing.sized(1.0))
        taken, anchor = self._taken(pointed)
        self.text.show_inspection(inspector.inspect(pointed.element), pointed.hint, self._placing(anchor, taken))
        found = None
        if drawing.maps is not None:
            found = self._mapper.map_of(drawing.maps, pointed.element, drawing.readings, pointed.sample)
        if found is None:
            self.map.hide()
            return
        self.map.setFont(drawing.sized(1.0))
        taken += [Taken(QRectF(self.text.geometry()), NEVER), Taken(anchor, NEVER)]
        self.map.show_map(found, self._view.viewport().size(), self._placing(anchor, taken))

    def _placing(self, anchor: QRectF, taken: list[Taken]) -> Callable[[QSizeF], QPointF]:
        """Where a card of some size stands in the view."""
        room = QRectF(self._view.viewport().rect())
        return lambda size: place_card(size, room, anchor, taken)

    def _taken(self, pointed: Pointed) -> tuple[list[Taken], QRectF]:
        """What should stay visible, and what the cards stand around."""
        pointer = QRectF(-POINTER, -POINTER, 2 * POINTER, 2 * POINTER).translated(pointed.at)
        kept = [
            Taken(QRectF(self._view.mapFromScene(taken.place).boundingRect()), taken.weight)
            for taken in places_to_keep(pointed.drawing, pointed.element)
        ]
        anchor = kept[0].place if kept and kept[0].place.contains(pointed.at) else pointer
        return [Taken(pointer, ITSELF), *kept], anchor
