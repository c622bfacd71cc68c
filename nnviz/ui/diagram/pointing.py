"""The pointer on the diagram: it asks, selects, edits, and tries values out."""

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal

from nnviz.session.commands import DiscardTrial, KeepTrial, Select, SetFocus, TryValue
from nnviz.session.commands.walking import GoTo, Point
from nnviz.session.predicting import asks_for_weight
from nnviz.session.state import Element, Part, State
from nnviz.ui.diagram.cards import Cards, Pointed
from nnviz.ui.diagram.drag import Drag
from nnviz.ui.diagram.drawing import Drawing
from nnviz.ui.diagram.editing import NumberEditor, edit, number_of
from nnviz.ui.diagram.hits import Hit, hit
from nnviz.ui.diagram.linking import made_at, meant_by, number_at
from nnviz.ui.diagram.view import DiagramView
from nnviz.ui.theme import Theme
from nnviz.walkthrough.quantity import Quantity

REACH = 7
"""From so many pixels away an edge is found."""


class Pointing(QObject):
    """Clicks and hovering on the view of a diagram.

    Signals: ``commanded(Command)``: Select, SetFocus, EditWeight, EditBias, EditInput, EditTarget, TryValue, KeepTrial,
    DiscardTrial, Point, GoTo; ``pointed()`` when another element is under the pointer.
    """

    commanded = Signal(object)
    pointed = Signal()

    def __init__(self, theme: Theme, view: DiagramView) -> None:
        super().__init__(view)
        self._view = view
        self._state: State | None = None
        self._drawing: Drawing | None = None
        self._at: QPointF | None = None  # of the pointer, in the view
        self._hint = ""  # what can be done with what the pointer is on
        self._linked: Quantity | None = None  # what the other panels were told of
        self._edited: Element | None = None
        self._previews = False  # the number in the editor is tried out while it is typed
        self._drag: Drag | None = None
        self.hovered: Element | None = None
        self.cards = Cards(theme, view)
        self.editor = NumberEditor(view.viewport())
        self.editor.tried.connect(self._on_tried)
        self.editor.confirmed.connect(self._on_entered)
        self.editor.closed.connect(self._on_closed)
        view.clicked.connect(self._on_clicked)
        view.asked.connect(self._on_asked)
        view.hovered.connect(self._on_hovered)
        view.left.connect(self._on_left)
        view.escaped.connect(self._on_escaped)
        view.confirmed.connect(self._on_confirmed)
        view.pressed.connect(self._on_pressed)
        view.dragged.connect(self._on_dragged)
        view.dropped.connect(self._on_dropped)
        view.moved.connect(self.close_editor)

    def show(self, state: State, drawing: Drawing) -> None:
        """Point at this drawing from now on."""
        self._state, self._drawing, self.hovered = state, drawing, drawing.hovered
        if state.playing:
            self.close_editor()
        self._inspect()

    def close_editor(self) -> None:
        """Leave the number as it is."""
        if self.editor.isVisible():
            self._edited = None
            self.editor.hide()
            self._end_preview()

    def _hit(self, point: QPointF) -> Hit | None:
        if self._drawing is None:
            return None
        return hit(self._drawing, self._view.mapToScene(point.toPoint()), REACH / self._view.zoom)

    def _on_clicked(self, point: QPointF) -> None:
        if self._state is None or self._drawing is None:
            return
        self.close_editor()
        found = self._hit(point)
        element = None if found is None else found.element
        if element != self._state.selection:
            self.commanded.emit(Select(element))
        made = self._made(point)
        if made is not None:
            self.commanded.emit(GoTo(made))
        elif found is not None and found.number is not None and self._is_editable(found):
            self._open_editor(found.element, found.number)

    def _is_editable(self, found: Hit) -> bool:
        """Whether a click edits the number found."""
        playing = self._state is None or self._state.playing
        return found.number is not None and not playing and not self._is_answer(found)

    def _is_answer(self, found: Hit | None) -> bool:
        """Whether a click answers the question which weight is meant."""
        asked = self._state is not None and asks_for_weight(self._state)
        return asked and found is not None and found.element.part is Part.WEIGHT

    def _on_asked(self, point: QPointF) -> None:
        """Go to the fact that made the number, be it one that a plain click would edit."""
        found = self._hit(point)
        quantity = self._meant(point, None if found is None else found.element)
        if quantity is not None:
            self.close_editor()
            self.commanded.emit(GoTo(quantity))

    def _made(self, point: QPointF) -> Quantity | None:
        """The number at a point whose fact is to be shown."""
        if self._drawing is None or self._state is None or self._state.playing:
            return None
        return made_at(self._drawing, self._view.mapToScene(point.toPoint()))

    def _meant(self, point: QPointF, element: Element | None) -> Quantity | None:
        """The number at a point, or else the one that the element there stands for."""
        if self._drawing is None:
            return None
        quantity = number_at(self._drawing, self._view.mapToScene(point.toPoint()))
        return meant_by(self._drawing, element) if quantity is None and element is not None else quantity

    def _tell(self, quantity: Quantity | None) -> None:
        if quantity != self._linked:
            self._linked = quantity
            self.commanded.emit(Point(quantity))

    def _open_editor(self, element: Element, number: QRectF) -> None:
        assert self._drawing is not None
        value = number_of(self._drawing.readings, element)
        if value is None:
            return
        self._edited = element
        self.cards.hide()
        self.editor.setFont(self._drawing.sized(1.0))
        self.editor.open_over(self._view.mapFromScene(number).boundingRect(), value)

    def _on_entered(self, value: float) -> None:
        if self._state is None or self._edited is None:
            return
        command = edit(self._state, self._edited, value)
        self._edited = None
        self._previews = False
        if command is not None:
            self.commanded.emit(command)

    def _on_tried(self, value: float) -> None:
        if self._edited is not None:
            self._previews = True
            self.commanded.emit(TryValue(self._edited, value))

    def _on_closed(self) -> None:
        self._end_preview()
        self._view.setFocus()

    def _end_preview(self) -> None:
        """Forget the value that was typed and not confirmed."""
        if self._previews:
            self._previews = False
            self.commanded.emit(DiscardTrial())

    def _on_pressed(self, point: QPointF) -> None:
        """Take the drag that may begin on a number."""
        self._drag = None
        found = self._hit(point)
        if found is None or self._drawing is None or not self._is_editable(found):
            return
        value = number_of(self._drawing.readings, found.element)
        if value is not None:
            self._drag = Drag(found.element, value)
            self._view.take_drag()

    def _on_dragged(self, by: QPointF, fine: bool) -> None:
        if self._drag is None or self._state is None:
            return
        self.close_editor()
        self.cards.hide()
        self._at = None
        if self._state.selection != self._drag.element:
            self.commanded.emit(Select(self._drag.element))
        self._drag = self._drag.moved(by, fine)
        self.commanded.emit(TryValue(self._drag.element, self._drag.value))

    def _on_dropped(self) -> None:
        self._drag = None

    def _on_confirmed(self) -> None:
        if self._state is not None and self._state.trial is not None:
            self.commanded.emit(KeepTrial())

    def _on_hovered(self, point: QPointF) -> None:
        self._at = point
        found = self._hit(point)
        editable = found is not None and self._is_editable(found)
        self._hint = self._hint_at(point, found)
        shape = Qt.CursorShape.IBeamCursor if editable else Qt.CursorShape.PointingHandCursor
        self._view.viewport().setCursor(Qt.CursorShape.ArrowCursor if found is None else shape)
        element = None if found is None else found.element
        self._point_at(element)
        self._tell(self._meant(point, element))

    def _hint_at(self, point: QPointF, found: Hit | None) -> str:
        """What a click does there."""
        if self._is_answer(found):
            return self.tr("Click: choose")
        if found is not None and self._is_editable(found):
            return self.tr("Click: edit · drag: try · Ctrl+click: where it comes from")
        made = self._made(point) is not None
        return self.tr("Click: where it comes from") if made else self.tr("Ctrl+click: where it comes from")

    def _on_left(self) -> None:
        self._at = None
        self._point_at(None)
        self._tell(None)

    def _on_escaped(self) -> None:
        """Leave what was entered last: a trial, the focus, the selection."""
        if self._state is None:
            return
        if self._state.trial is not None:
            self.commanded.emit(DiscardTrial())
        elif self._state.focused:
            self.commanded.emit(SetFocus(False))
        elif self._state.selection is not None:
            self.commanded.emit(Select(None))

    def _point_at(self, element: Element | None) -> None:
        changed = element != self.hovered
        self.hovered = element
        if changed:
            self.pointed.emit()
        self._inspect()

    def _inspect(self) -> None:
        """Tell about the element under the pointer."""
        if self.hovered is None or self._drawing is None or self._at is None or self.editor.isVisible():
            self.cards.hide()
            return
        sample = None if self._state is None else self._state.sample_shown
        self.cards.show(Pointed(self._drawing, self.hovered, self._at, self._hint, sample))
