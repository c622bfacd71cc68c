"""A number of the diagram, edited in its place."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF
from PySide6.QtWidgets import QWidget

from nnviz.session.commands import Command, EditBias, EditInput, EditTarget, EditWeight
from nnviz.session.state import Element, Part, State
from nnviz.ui.diagram.readings import Readings
from nnviz.ui.numbers import NumberField, parse_number


class NumberEditor(NumberField):
    """A field that stands over a number until it is confirmed or left.

    Signals: ``tried(float)`` while a number is typed, ``confirmed(float)``, and then or else ``closed()``.
    """

    tried = Signal(float)
    confirmed = Signal(float)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.hide()
        self.textEdited.connect(self._on_edited)
        self.entered.connect(self._on_entered)
        self.canceled.connect(self._close)

    def open_over(self, place: QRect, value: float) -> None:
        """Edit this number at that place of the parent."""
        metrics = QFontMetricsF(self.font())
        width = max(place.width(), round(metrics.horizontalAdvance("−0.000000000") + 2 * metrics.height()))
        rect = QRect(0, 0, width, max(place.height(), round(1.7 * metrics.height())))
        rect.moveCenter(place.center())
        parent = self.parentWidget()
        room = rect if parent is None else parent.rect()
        rect.moveLeft(max(0, min(rect.left(), room.width() - rect.width())))
        rect.moveTop(max(0, min(rect.top(), room.height() - rect.height())))
        self.setGeometry(rect)
        self.show_value(value)
        self.show()
        self.setFocus()
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Confirm or give up, and close."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._close()

    def _on_edited(self, text: str) -> None:
        value = parse_number(text)
        if value is not None:
            self.tried.emit(value)

    def _on_entered(self, value: float) -> None:
        self.confirmed.emit(value)
        self._close()

    def _close(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()


def number_of(readings: Readings, element: Element) -> float | None:
    """The number that a click on the element edits; none where there is none."""
    if element.part is Part.INPUT:
        inputs = readings.columns[0].a
        return None if inputs is None else float(inputs[element.unit])
    if element.part is Part.TARGET:
        return None if readings.targets is None else float(readings.targets[element.unit])
    layer = readings.network.layers[element.layer]
    if element.part is Part.WEIGHT:
        return float(layer.weight[element.unit, element.source])
    return float(layer.bias[element.unit]) if element.part is Part.BIAS and layer.bias is not None else None


def edit(state: State, element: Element, value: float) -> Command | None:
    """The command that gives the element another number."""
    sample = state.sample_shown
    match element.part:
        case Part.WEIGHT:
            return EditWeight(element.layer, element.unit, element.source, value)
        case Part.BIAS:
            return EditBias(element.layer, element.unit, value)
        case Part.INPUT:
            return None if sample is None else EditInput(sample, element.unit, value, heard=True)
        case Part.TARGET:
            return None if sample is None else EditTarget(sample, element.unit, value, heard=True)
    return None
