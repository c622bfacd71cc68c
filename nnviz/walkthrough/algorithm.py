"""Where in the algorithm of deck 002 does a fact stand?  Its six lines, and the loop of training around them.

The deck lets its loop run down to the inputs, whose net input does not exist, and leaves out the average over the
batch. Here the loop ends with the first layer that has weights, and gradients are averaged as the loss is.
"""

from enum import Enum

from nnviz.core.snapshot import Phase
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.quantity import Kind


class Line(Enum):
    """The lines of back-propagation, by their numbers."""

    FORWARD = 1
    OUTPUT_DELTA = 2
    LOOP = 3
    HIDDEN_DELTA = 4
    GRADIENTS = 5
    END = 6


GRADIENTS = (Kind.SAMPLE_GRADIENT, Kind.WEIGHT_GRADIENT, Kind.SAMPLE_BIAS_GRADIENT, Kind.BIAS_GRADIENT)


def line_of(fact: Fact) -> Line | None:
    """The line that makes this number; none for the update, and for dE/dx, which training does not need."""
    phase, about = fact.place.mark.phase, fact.about
    if phase in (Phase.FORWARD, Phase.LOSS):
        return Line.FORWARD
    if phase is not Phase.BACKWARD or about.kind is Kind.INPUT_GRADIENT:
        return None
    if about.kind in GRADIENTS:
        return Line.GRADIENTS
    return Line.OUTPUT_DELTA if fact.place.mark.step == 0 else Line.HIDDEN_DELTA
