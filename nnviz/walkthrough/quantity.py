"""What is a number?  Every number of an iteration has an address: its kind, its layer, its unit, its source.

The address ties together what a lecturer points at: a term of a formula, a unit or an edge of the diagram, a cell of a
matrix, a line of code, and the fact that made the number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from nnviz.core.network import Network


class Kind(Enum):
    """The kinds of numbers in an iteration, in the order in which they become known."""

    INPUT = "input"
    TARGET = "target"
    WEIGHT = "weight"
    BIAS = "bias"
    NET_INPUT = "net_input"
    ACTIVATION = "activation"
    OUTPUT_LOSS = "output_loss"  # one output's part of the sample's loss
    SAMPLE_LOSS = "sample_loss"  # E_n
    LOSS = "loss"  # of the batch, without penalty
    PENALTY = "penalty"
    TOTAL = "total"  # loss and penalty
    CONTRIBUTION = "contribution"  # what one unit behind, the source, hands back to a unit
    OUTPUT_GRADIENT = "output_gradient"  # dE_n/da
    SLOPE = "slope"  # da/dz
    JACOBIAN = "jacobian"  # da_k/dz_j of softmax: the unit is j, the source k
    DELTA = "delta"  # dE_n/dz
    SHORT_DELTA = "short_delta"  # the same as a - y, where loss and activation are a pair
    SAMPLE_GRADIENT = "sample_gradient"  # dE_n/dw of the sample shown, where the batch has more
    WEIGHT_GRADIENT = "weight_gradient"  # dE/dw of the batch
    SAMPLE_BIAS_GRADIENT = "sample_bias_gradient"
    BIAS_GRADIENT = "bias_gradient"
    INPUT_GRADIENT = "input_gradient"  # dE_n/dx
    RESPONSE = "response"  # da/dx: how an output, the unit, changes with an input, the source
    VELOCITY = "velocity"
    MEAN_SQUARE = "mean_square"
    FIRST_MOMENT = "first_moment"
    SECOND_MOMENT = "second_moment"
    CORRECTED_FIRST = "corrected_first"
    CORRECTED_SECOND = "corrected_second"
    NEW_WEIGHT = "new_weight"
    NEW_BIAS = "new_bias"


@dataclass(frozen=True, slots=True)
class Quantity:
    """The address of one number.

    ``layer`` is -1 for inputs and counts from 0 for layers with weights. ``unit`` is the row of the weight matrix for
    everything that belongs to a net input (z, delta, weights), else the unit. ``source`` is the column of a weight, the
    unit behind of a contribution, or None; of an optimizer's memory it is None where the memory is of a bias.
    """

    kind: Kind
    layer: int = -1
    unit: int = 0
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Some numbers of one layer, as a line of code names them; no range: all of them."""

    kinds: tuple[Kind, ...]
    layer: int
    units: range | None = None
    sources: range | None = None
    batch: bool = False  # of every sample of the batch, not only of the one shown

    def holds(self, quantity: Quantity) -> bool:
        """Whether a number is among them."""
        return (
            (quantity.kind, quantity.layer) in ((kind, self.layer) for kind in self.kinds)
            and (self.units is None or quantity.unit in self.units)
            and (self.sources is None or quantity.source in self.sources)
        )

    def quantities(self, network: Network) -> Iterator[Quantity]:
        """The numbers one by one, of the sample shown."""
        kind, units, sources = self.kinds[0], self.units, self.sources
        if units is None:
            units = range(_width(kind, self.layer, network))
        if kind not in (Kind.WEIGHT, Kind.WEIGHT_GRADIENT):
            return (Quantity(kind, self.layer, unit) for unit in units)
        if sources is None:
            sources = range(network.layers[self.layer].sources)
        return (Quantity(kind, self.layer, unit, source) for unit in units for source in sources)


What = Quantity | Reference
"""What can be pointed at: one number, or several at once."""


def _width(kind: Kind, layer: int, network: Network) -> int:
    """How many numbers of a kind a layer has, or of weights how many rows."""
    if layer < 0:
        return network.inputs
    own = network.layers[layer]
    return own.units if kind in (Kind.ACTIVATION, Kind.TARGET) else len(own.weight)
