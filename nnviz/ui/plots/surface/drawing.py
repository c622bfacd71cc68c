"""What a surface consists of, whatever it is painted on; places are those in the space of its box."""

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.ui.plots.output_map.drawing import Legend
from nnviz.ui.plots.space.box import Box


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Samples at the height of their targets."""

    rows: Array  # (n,) in the data set
    places: Array  # (n, 3)
    feet: Array  # (n, 3) below or above them: what the network answers
    kinds: Array  # (n,) the class, which has a shape of its own
    levels: Array  # (n,) of color
    tests: Array  # (n,) whether it only tests


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """Parts of pieces, each within one class."""

    rows: Array  # (n,) of the piece
    columns: Array
    places: Array  # (n, 8, 3) their corners, some of them twice
    levels: Array  # (n,) of color


@dataclass(frozen=True, slots=True, eq=False)
class SurfaceDrawing:
    """An output over two inputs."""

    title: str
    box: Box
    places: Array  # (rows, columns, 3)
    levels: Array  # (rows - 1, columns - 1) of color
    shown: Array  # (rows - 1, columns - 1) whether a piece is in the box, and whole
    cuts: Cuts | None  # between several classes: the parts of pieces that are not whole
    boundary: Array  # (k, 2, 3)
    legend: Legend
    ladder: Array  # (n,) the levels of color along the upright axis; empty where colors are those of classes
    samples: Samples | None = None
    marked: Array | None = None  # (3,) the place of the sample shown
    residuals: bool = False  # whether samples are joined to their feet
