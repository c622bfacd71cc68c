"""What a landscape consists of, whatever it is painted on."""

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.landscape.scale import Scale

Place = tuple[float, float]
"""The coordinates of a network."""


@dataclass(frozen=True, slots=True, eq=False)
class Relief:
    """The heights, in colors and lines, over the spans for which they were computed."""

    x: Span
    y: Span
    scale: Scale
    levels: Array  # (rows, columns) uint8, each in the middle of four heights; the lowest row first
    lines: tuple[tuple[int, Array], ...]  # the level of a line, and its pieces (k, 4) in shares of the sides


@dataclass(frozen=True, slots=True, eq=False)
class Descent:
    """Where the network stands, came from and goes to."""

    now: Place
    ways: tuple[Array, ...] = ()  # (n, 2) each; between two of them the weights were edited
    downhill: Place | None = None  # the direction against the gradient
    following: Place | None = None  # after one more iteration


@dataclass(frozen=True, slots=True)
class Words:
    """What the legend calls the signs."""

    now: str = ""
    way: str = ""
    downhill: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LandscapeDrawing:
    """The whole picture."""

    names: tuple[str, str]
    x: Span  # what is seen
    y: Span
    words: Words
    relief: Relief | None  # none before the first heights are known
    descent: Descent
