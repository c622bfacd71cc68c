"""What has a place in the diagram?  The columns of a network and the widths of their texts, before any geometry."""

from dataclasses import dataclass, replace
from enum import Enum

from nnviz.core.network import Layer, Network
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.walkthrough.notation import has_one_bias


class Biases(Enum):
    """How the biases of a column stand."""

    NONE = "none"
    ONE = "one"  # one value for all units
    EACH = "each"


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What one column has to hold."""

    units: int
    pieces: int = 1  # net inputs of one unit
    biases: Biases = Biases.NONE
    sees_picture: bool = False  # its units listen to a picture, and show their weights as one
    maps: bool = False  # its units show what they answer over the plane of the two inputs

    @property
    def pictured(self) -> bool:
        """Whether a small picture stands beside the numbers of each unit."""
        return self.sees_picture or self.maps


@dataclass(frozen=True, slots=True)
class Plan:
    """What the diagram has to hold: the inputs, every layer, the losses."""

    columns: tuple[ColumnPlan, ...]
    picture: tuple[int, int] | None = None  # rows and columns of pixels, where the inputs are a picture
    losses: bool = True

    @property
    def most_units(self) -> int:
        """The units of the largest column that is not a picture."""
        return max(column.units for column in self.columns[1 if self.picture else 0 :])

    @property
    def maps(self) -> bool:
        """Whether the units have maps."""
        return self.columns[0].maps

    @property
    def without_maps(self) -> "Plan":
        """The same, but its units have none."""
        return replace(self, columns=tuple(replace(column, maps=False) for column in self.columns))

    def has(self, biases: Biases) -> bool:
        """Whether any column has its biases this way."""
        return any(column.biases is biases for column in self.columns)


@dataclass(frozen=True, slots=True)
class Measures:
    """How wide the texts are, in pixels."""

    em: float  # the size of the text
    name: float  # of a unit
    number: float  # the large number of a unit, without a sign
    sign: float  # the sign of the large number
    bias: float  # a bias with its name
    badge: float  # a delta with its letter
    loss: float  # a target or a loss with its word
    labels: tuple[float, ...]  # the number on an edge with its name, between each two columns; 0: none is wanted


def plan_of(network: Network, recipe: Recipe, maps: bool = False) -> Plan:
    """What the diagram of this network has to hold; with ``maps`` every unit has its map."""
    data = recipe.dataset
    picture = None if data is None else data.input_shape
    columns = [ColumnPlan(network.inputs, maps=maps)]
    for index, layer in enumerate(network.layers):
        sees = picture is not None and index == 0
        biases = _biases(layer, recipe.bias_mode)
        columns.append(ColumnPlan(layer.units, layer.activation.pieces, biases, sees, maps))
    return Plan(tuple(columns), picture, data is not None)


def _biases(layer: Layer, mode: BiasMode) -> Biases:
    if layer.bias is None:
        return Biases.NONE
    return Biases.ONE if has_one_bias(layer, mode) else Biases.EACH
