"""Which way round is the matrix of weights, and do the biases stand in it?  As the notation says.

A weight w_ij of decks 001 and 003 leads from i to j, so that its matrix has a row for each source; elsewhere it leads
to i from j, and there is a row for each unit. Where a bias is the weight of x0, which is always 1, the biases are the
first column of the matrix (or its first row), and what the layer hears begins with a 1 (deck 002).
"""

from dataclasses import dataclass

from nnviz.core.recipe import BiasMode
from nnviz.walkthrough.notation import Notation

WHOLE, BARE = "W", "W̲"
"""The weights of a layer; and those without the biases, where the others hold them."""


@dataclass(frozen=True, slots=True)
class WeightLayout:
    """How a layer's matrix of weights is written."""

    from_first: bool = False  # a row for each source, else for each unit
    holds_biases: bool = False
    learns_biases: bool = False  # its gradient holds theirs, too: no bias is frozen or shared

    @property
    def learned(self) -> str:
        """The letter of what a gradient and an update are of."""
        return BARE if self.holds_biases and not self.learns_biases else WHOLE

    @property
    def handing_back(self) -> str:
        """The letter of what delta goes back through: nothing is handed back to the 1."""
        return BARE if self.holds_biases else WHOLE

    def forward(self, weight: str) -> str:
        """What the way forward multiplies by: a row for each source."""
        return weight if self.from_first else turned(weight)

    def back(self, weight: str) -> str:
        """What the way back multiplies by: a row for each unit."""
        return turned(weight) if self.from_first else weight

    def heard(self, symbol: str) -> str:
        """What a layer hears."""
        return with_one(symbol) if self.holds_biases else symbol

    def gradient(self, delta: str, symbol: str) -> str:
        """The product that a gradient is made of."""
        heard = with_one(symbol) if self.learns_biases else symbol
        return f"{turned(heard)} · {delta}" if self.from_first else f"{turned(delta)} · {heard}"

    def pulled(self, bare: str) -> str:
        """What a penalty pulls: no biases."""
        if not self.learns_biases:
            return bare
        return self._in_front("0", bare)

    def parts(self, bare: str) -> str:
        """What the matrix consists of, where it holds the biases."""
        return self._in_front("w₀", bare)

    def _in_front(self, first: str, rest: str) -> str:
        return f"[{first}; {rest}]" if self.from_first else f"[{first} {rest}]"


def layout_of(notation: Notation, bias_as: str, mode: BiasMode, biased: bool) -> WeightLayout:
    """The layout in a notation; ``biased``: there are biases at all."""
    holds = biased and bias_as == "x0"
    return WeightLayout(notation is Notation.FROM_TO, holds, holds and mode is BiasMode.PER_UNIT)


def turned(symbol: str) -> str:
    """The transpose."""
    return f"{symbol}ᵀ"


def with_one(symbol: str) -> str:
    """A matrix with a column of ones in front."""
    return f"[1 {symbol}]"
