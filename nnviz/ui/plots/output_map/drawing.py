"""What a map of the outputs consists of, whatever it is painted on."""

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.ui.plots.frame import Span


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Samples on the map."""

    rows: Array  # (n,) in the data set
    places: Array  # (n, 2): x and y, in the units of the axes
    kinds: Array  # (n,) the class, which has a shape of its own
    levels: Array  # (n,) of color
    tests: Array  # (n,) whether it only tests


@dataclass(frozen=True, slots=True, eq=False)
class Legend:
    """What the colors mean."""

    numbers: tuple[float, ...] = ()  # at the lower end, the middle and the upper end of the scale of one output
    classes: tuple[str, ...] = ()
    curves: bool = False  # the names are those of curves
    train: str = ""  # the words for both kinds of samples; empty where there is one kind alone
    test: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class MapDrawing:
    """An output over two inputs."""

    names: tuple[str, str]
    x: Span
    y: Span
    levels: Array  # (rows, columns) uint8, the lowest row first
    boundary: Array  # (k, 4) in shares of the sides
    legend: Legend
    points: Points | None = None
    marked: tuple[float, float] | None = None  # the sample shown


@dataclass(frozen=True, slots=True, eq=False)
class CurveDrawing:
    """The outputs over one input."""

    names: tuple[str, str]
    x: Span
    y: Span
    curves: Array  # (outputs, n) evenly spaced over x
    crossings: tuple[float, ...]  # where the curve crosses ``middle``
    middle: float | None  # between the two targets
    legend: Legend
    points: Points | None = None
    marked: tuple[float, float] | None = None
