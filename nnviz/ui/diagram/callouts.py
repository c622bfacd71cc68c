"""What is said of the fact beside what it belongs to?  Numbers that have no place of their own in the diagram."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from nnviz.core.snapshot import Phase
from nnviz.session.state import Element, Part, Shown
from nnviz.ui.diagram.biases import waiting_biases
from nnviz.ui.diagram.drawing import ARROW, Drawing
from nnviz.ui.diagram.room import Shape
from nnviz.ui.diagram.spotlight import UNKNOWN
from nnviz.walkthrough.decimals import format_number
from nnviz.walkthrough.quantity import Kind


@dataclass(frozen=True, slots=True)
class Said:
    """The symbol, the number, and the new value that waits, where it has no other place."""

    lines: tuple[str, ...]
    phase: Phase


def said_of(drawing: Drawing) -> Said | None:
    """What is to be said of the fact; nothing where its number stands in its place anyway."""
    callout = drawing.spotlight.callout
    if callout is None or (callout.value != UNKNOWN and _stands(drawing, callout.kind)):
        return None
    waiting = _waiting(drawing, callout.kind)
    return Said((callout.symbol, f"= {callout.value}", *([] if waiting is None else [waiting])), callout.phase)


def _waiting(drawing: Drawing, kind: Kind) -> str | None:
    """The new value that a gradient leads to, where the edge or the bias has no room for it."""
    about, coming = drawing.spotlight.about, drawing.readings.coming
    if about is None or coming is None or kind not in (Kind.WEIGHT_GRADIENT, Kind.BIAS_GRADIENT):
        return None
    if about.part is Part.BIAS:
        new = None if about in waiting_biases(drawing) else coming.bias(about.layer, about.unit)
    else:
        new = None if _has_two_lines(drawing, about) else coming.weight(about.layer, about.unit, about.source)
    if new is None or not new.pending:
        return None
    value = f"{ARROW} {format_number(new.value, drawing.edge_digits)}"
    return QCoreApplication.translate("Diagram", "{value} pending").format(value=value)


def _has_two_lines(drawing: Drawing, edge: Element) -> bool:
    """Whether the new value stands below the old one."""
    places, index = drawing.labels[edge.layer], drawing.bundles[edge.layer].index(edge.unit, edge.source)
    shows = drawing.readings.on_edges is Shown.WEIGHTS
    return shows and bool(places) and index is not None and drawing.has_two_lines(places[index])


def _stands(drawing: Drawing, kind: Kind) -> bool:
    """Whether the fact's number stands in the diagram, in its unit, on its edge, or with the losses."""
    about, circles = drawing.spotlight.about, drawing.arrangement.shape is Shape.CIRCLES
    backward = drawing.readings.on_units in (Shown.DELTAS, Shown.GRADIENTS)
    match kind:
        case Kind.NET_INPUT:
            return circles and not backward
        case Kind.ACTIVATION:
            return circles or not backward
        case Kind.DELTA:
            large = drawing.readings.on_units is Shown.DELTAS
            return about is not None and (large or drawing.has_badges(about.layer + 1))
        case Kind.NEW_WEIGHT:
            shows = drawing.readings.on_edges is Shown.WEIGHTS
            return about is not None and shows and bool(drawing.labels[about.layer])
    return kind in (Kind.NEW_BIAS, Kind.OUTPUT_LOSS, Kind.SAMPLE_LOSS, Kind.LOSS, Kind.PENALTY, Kind.TOTAL)
