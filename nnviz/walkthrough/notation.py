"""What is each weight and each bias called?  Four notations of the lecture decks, and names given by the file."""

import re
from dataclasses import dataclass
from enum import StrEnum

from nnviz.core.network import Layer, Network
from nnviz.core.recipe import BiasMode

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INDEXED = re.compile(r"([^\W\d_]+)(\d+(?:[_,]\d+)*)")


class Notation(StrEnum):
    """How weights are called."""

    NUMBERED = "numbered"  # w1, w2, ... through the whole network, row by row
    LAYERED = "layered"  # to, from, and the number of the layer (deck 002)
    FROM_TO = "from_to"  # w13 leads from 1 to 3 (decks 001, 003)
    TO_FROM = "to_from"  # w13 leads to 1 from 3 (decks 000, 004)


class Symbols(StrEnum):
    """What the net input and the output of a unit are called."""

    Z_A = "z_a"
    NET_OUT = "net_out"
    A_O = "a_o"
    V_Y = "v_y"

    @property
    def net_input(self) -> str:
        """What the weighted sum is called."""
        return self.value.split("_")[0]

    @property
    def output(self) -> str:
        """What the activation is called."""
        return self.value.split("_")[1]


def subscripted(name: str) -> str:
    """The name with its numbers below the line: w12 becomes w₁₂, h2_1 becomes h₂,₁; other names stay."""
    match = _INDEXED.fullmatch(name)
    return name if match is None else match[1] + match[2].replace("_", ",").translate(_SUBSCRIPTS)


def has_one_bias(layer: Layer, mode: BiasMode) -> bool:
    """Whether one number is the bias of every unit of the layer: they are shared, or frozen at the same value."""
    if layer.bias is None or mode is BiasMode.PER_UNIT or layer.bias_names is not None:
        return False
    return mode is BiasMode.SHARED or bool((layer.bias == layer.bias[0]).all())


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The names of all weights and biases of a network, written with subscripts."""

    network: Network
    mode: BiasMode = BiasMode.PER_UNIT
    notation: Notation = Notation.NUMBERED
    bias_as: str = "b"  # or "x0": the bias is the weight of an input that is always 1
    first_layer: int = 1  # the number of the first layer with weights

    def weight(self, layer: int, row: int, source: int) -> str:
        """The name of one weight."""
        given = self.network.layers[layer].weight_names
        if given is not None:
            return subscripted(given[row][source])
        if self.notation is Notation.NUMBERED:
            before = sum(earlier.weight.size for earlier in self.network.layers[:layer])
            return subscripted(f"w{before + row * self.network.layers[layer].sources + source + 1}")
        return self._indexed(layer, row, self._number(layer - 1, source))

    def bias(self, layer: int, row: int) -> str:
        """The name of one bias; the same for every row where one number is the bias of the whole layer."""
        given = self.network.layers[layer].bias_names
        if given is not None:
            return subscripted(given[row])
        if self.notation is Notation.NUMBERED:
            own = 0 if has_one_bias(self.network.layers[layer], self.mode) else row
            return subscripted(f"b{self._biases_before(layer) + own + 1}")
        if has_one_bias(self.network.layers[layer], self.mode):
            return "b" + self._layer_mark(layer)
        if self.bias_as == "x0":
            return self._indexed(layer, row, "0")
        return f"b{self._row_number(layer, row).translate(_SUBSCRIPTS)}{self._layer_mark(layer)}"

    def _biases_before(self, layer: int) -> int:
        earlier = (each for each in self.network.layers[:layer] if each.bias is not None)
        return sum(1 if has_one_bias(each, self.mode) else len(each.bias) for each in earlier if each.bias is not None)

    def _indexed(self, layer: int, row: int, source: str) -> str:
        ends = [self._row_number(layer, row), source]
        if self.notation is Notation.FROM_TO:
            ends.reverse()
        joined = ("" if max(map(len, ends)) == 1 else ",").join(ends)
        return f"w{joined.translate(_SUBSCRIPTS)}{self._layer_mark(layer)}"

    def _layer_mark(self, layer: int) -> str:
        """The number of the layer above the line, where the indices alone would not tell."""
        if self.notation is not Notation.LAYERED and (self.network.depth == 1 or self._units_have_numbers()):
            return ""
        return f"⁽{str(layer + self.first_layer).translate(_SUPERSCRIPTS)}⁾"

    def _row_number(self, layer: int, row: int) -> str:
        pieces = self.network.layers[layer].activation.pieces
        number = self._number(layer, row // pieces)
        return number if pieces == 1 else f"{number},{row % pieces + 1}"

    def _number(self, layer: int, unit: int) -> str:
        """The unit's own name where all units are named by numbers, else its place in the layer."""
        if not self._units_have_numbers():
            return str(unit + 1)
        return self.network.input_names[unit] if layer < 0 else self.network.layers[layer].unit_names[unit]

    def _units_have_numbers(self) -> bool:
        names = [*self.network.input_names, *(name for layer in self.network.layers for name in layer.unit_names)]
        return len(names) < 100 and all(name.isdigit() for name in names) and len(set(names)) == len(names)
