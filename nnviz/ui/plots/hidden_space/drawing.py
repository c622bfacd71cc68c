"""What a picture of the hidden space consists of, whatever it is painted on. Places are (..., 3), from -1 to 1 each."""

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.hidden_space.ground import Marks
from nnviz.ui.plots.output_map.drawing import Legend


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a space."""

    name: str
    short: str  # the same, for little room
    span: Span  # in the original units


@dataclass(frozen=True, slots=True, eq=False)
class SpaceDrawing:
    """Samples and grid in the space of a layer, or on the way from one to the next."""

    heading: str
    axes: tuple[Axis, ...]  # one to three; none on the way, and where nothing may be read off
    depth: float  # 0: flat; 1: in three dimensions; between on the way
    samples: Array  # (m, 3)
    marks: Marks
    lines: Array  # (lines, points, 3): the input grid
    curve: Array  # (k, 2, 3): pieces of the boundary
    cut: Array  # (2, 3) a line, or (k, 3) the corners of a plane: the boundary; (0, 3): none
    marked: Array | None  # (3,): the sample shown
    legend: Legend
