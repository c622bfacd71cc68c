"""One frame of the diagram, ready to be painted: places, numbers, colors, and how a number is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from nnviz.session.state import Element, Part, Shown
from nnviz.ui.diagram.arrangement import Arrangement
from nnviz.ui.diagram.edges import Bundle, Order, pixel
from nnviz.ui.diagram.focus import Focus
from nnviz.ui.diagram.inks import Inks
from nnviz.ui.diagram.interrupting import Parts, interrupted
from nnviz.ui.diagram.pending import NewValue
from nnviz.ui.diagram.plan import Biases, Plan
from nnviz.ui.diagram.readings import Readings
from nnviz.ui.diagram.response_maps import Maps
from nnviz.ui.diagram.room import Shape
from nnviz.ui.diagram.spotlight import NO_SPOTLIGHT, Spotlight
from nnviz.ui.diagram.warnings import NO_WARNINGS, Warnings
from nnviz.ui.theme import Theme, blend
from nnviz.walkthrough.decimals import format_number

ARROW = "→"
MISSING = "–"
SOFT = 0.6
"""How much of the highlight is around what a fact is made of."""
FAINT = 0.2
"""How much is left of what the focus is not on."""
THICKEST = 0.38
"""In em: an edge of the largest value."""
THINNEST = 1.5
"""Pixels of the screen; thinner lines are slow to draw, and a room cannot see them."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Everything that the items of the scene paint."""

    inks: Inks
    plan: Plan
    arrangement: Arrangement
    order: Order
    bundles: tuple[Bundle, ...]
    labels: tuple[tuple[QRectF, ...], ...]  # of each bundle's lines; empty where numbers cannot be read
    parts: tuple[tuple[Parts, ...], ...]  # of each bundle's lines, beside all labels
    readings: Readings
    digits: int | None  # that are wanted
    unit_digits: int | None  # that have room
    edge_digits: int | None
    edge_text_size: float  # of the numbers on the edges, compared with other texts
    selection: Element | None = None
    hovered: Element | None = None
    focus: Focus | None = None  # what stays clear; none: everything
    warnings: Warnings = NO_WARNINGS
    fast: bool = False  # while running: edges without antialiasing
    spotlight: Spotlight = NO_SPOTLIGHT
    maps: Maps | None = None  # what the units answer over the plane of the inputs, where it is shown

    @property
    def em(self) -> float:
        """The size of the text."""
        return self.inks.em

    @property
    def theme(self) -> Theme:
        """The colors."""
        return self.inks.theme

    def sized(self, factor: float, bold: bool = False, italic: bool = False) -> QFont:
        """The font, so many times as large as the text."""
        return self.inks.sized(factor, bold, italic)

    def number(self, value: float, signed: bool = False) -> str:
        """A unit's number as text; what is still to come is missing."""
        if np.isnan(value):
            return MISSING
        text = format_number(float(value), self.unit_digits)
        return f"+{text}" if signed and value > 0 else text

    def stands_out(self, layer: int) -> bool:
        """Whether the edges into this layer are what the moment is about."""
        layers = self.readings.emphasis.layers
        return layers is None or layer in layers

    def is_clear(self, element: Element) -> bool:
        """Whether the element does not step back because the focus is elsewhere."""
        return self.focus is None or self.focus.has(element)

    def is_chosen(self, element: Element) -> bool:
        """Whether the element is selected or pointed at."""
        return element in self.chosen

    @property
    def chosen(self) -> tuple[Element, ...]:
        """What is selected, and what is pointed at, here or in another panel; each once."""
        found = (self.selection, self.hovered, self.spotlight.pointed)
        return tuple(dict.fromkeys(element for element in found if element is not None))

    def ring(self, element: Element, in_turn: bool) -> QColor | None:
        """The color around an element: chosen, told of by the fact, or of the layer whose turn it is."""
        if self.is_chosen(element):
            return self.theme.accent
        if element == self.spotlight.about or (in_turn and not self.spotlight.on):
            return self.theme.highlight
        if element in self.spotlight.pointed_terms:
            return self.soft(self.theme.accent)
        return self.soft(self.theme.highlight) if element in self.spotlight.terms else None

    def soft(self, color: QColor) -> QColor:
        """The color around what a number is made of."""
        return blend(self.theme.canvas, color, SOFT)

    def has_badges(self, column: int) -> bool:
        """Whether the deltas of a column are shown beside another number."""
        known = column > 0 and self.readings.columns[column].delta is not None
        return known and self.readings.on_units is not Shown.DELTAS

    def bias_boxes(self, column: int) -> tuple[QRectF, ...]:
        """Where the biases of a column stand."""
        place = self.arrangement.columns[column]
        return place.biases_beside if self.has_badges(column) else place.biases

    def bias_on_card(self, column: int) -> bool:
        """Whether the biases of a column are lines on its cards, not boxes of their own."""
        return self.arrangement.shape is Shape.CARDS and self.plan.columns[column].biases is Biases.EACH

    def has_two_lines(self, label: QRectF) -> bool:
        """Whether a place on an edge holds the old number and the new one."""
        return label.height() > 2 * self.edge_text_size * self.em

    def line(self, element: Element) -> QLineF | None:
        """The line of an edge, drawn or not; none where one of its ends is not shown."""
        if element.part is not Part.WEIGHT:
            return None
        bundle = self.bundles[element.layer]
        index = bundle.index(element.unit, element.source)
        if index is not None:
            return bundle.lines[index]
        pieces = self.plan.columns[element.layer + 1].pieces
        unit, piece = divmod(element.unit, pieces)
        start = self.leaving(element.layer, element.source)
        if start is None or unit not in self.order[element.layer + 1]:
            return None
        place = self.order[element.layer + 1].index(unit)
        return QLineF(start, self.arrangement.reaching(element.layer + 1, place, piece, pieces))

    def beside_labels(self, line: QLineF) -> Parts:
        """The parts of a line where no number stands on an edge."""
        return interrupted((line,), gaps(self.labels, self.em))[0]

    def leaving(self, column: int, unit: int) -> QPointF | None:
        """Where the edges of a unit or of a pixel begin; none where it is not shown."""
        frame = self.arrangement.columns[column].picture
        if frame is not None and self.plan.picture is not None:
            return pixel(frame, self.plan.picture, unit)
        shown = self.order[column]
        return self.arrangement.leaving(column, shown.index(unit)) if unit in shown else None

    def edge_text(self, layer: int, row: int, source: int) -> tuple[str, str]:
        """The name of an edge and its number; where its gradient is known the old number and the new one."""
        values, new = self.readings.edges[layer], self.new_weight(layer, row, source)
        name = self.readings.names.weight(layer, row, source)
        if values is None or np.isnan(values[row, source]):
            return name, ""
        text = format_number(float(values[row, source]), self.edge_digits)
        return name, text if new is None else f"{text}\n{ARROW} {format_number(new.value, self.edge_digits)}"

    def new_weight(self, layer: int, row: int, source: int) -> NewValue | None:
        """The new value of a weight, where its number is shown and its gradient is known."""
        coming = self.readings.coming if self.readings.on_edges is Shown.WEIGHTS else None
        return None if coming is None else coming.weight(layer, row, source)


def gaps(labels: Iterable[Sequence[QRectF]], em: float) -> tuple[QRectF, ...]:
    """Where lines are interrupted for numbers: a little around them, because lines are thick."""
    around = THICKEST / 4 * em
    return tuple(rect.adjusted(-around, -around, around, around) for places in labels for rect in places)


def unit_color(theme: Theme, value: float, scale: float, is_delta: bool) -> QColor:
    """The color that fills a unit: activations green, deltas blue; what is negative orange."""
    share = min(1.0, abs(value) / scale if scale > 0 else 0.0) * 0.75
    full = theme.negative if value < 0 else theme.positive if is_delta else theme.activation
    return blend(theme.canvas, full, share if value >= 0 else share * 0.8)


def paint_clearly(painter: QPainter, clearly: bool) -> None:
    """Let what is painted from now on be clear, or step back because the focus is elsewhere."""
    painter.setOpacity(1.0 if clearly else FAINT)


def zoom(painter: QPainter) -> float:
    """Pixels of the view per unit of the scene."""
    return max(1e-6, painter.worldTransform().m11())


def line_pen(color: QColor, width: float, painter: QPainter, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen of that width, never thinner than can be seen."""
    return QPen(color, max(width, THINNEST / zoom(painter)), style, Qt.PenCapStyle.FlatCap)
