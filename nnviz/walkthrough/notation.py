"""What is each weight and each bias called?  Four notations of the lecture decks, and names given by the file."""

import re
from dataclasses import dataclass
from enum import StrEnum

from nnviz.core.network import Layer, Network
from nnviz.core.recipe import BiasMode
from nnviz.walkthrough import feature_names

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INDEXED = re.compile(r"([^\W\d_]+)(\d+(?:[_,]\d+)*)")
_LETTER = re.compile(r"(?<![A-Za-z])[zay](?![A-Za-z])")


class Notation(StrEnum):
    """How weights are called."""

    NUMBERED = "numbered"  # w1, w2, ... through the whole network, row by row
    LAYERED = "layered"  # W with to, from, and the number of the layer (deck 002)
    FROM_TO = "from_to"  # w13 leads from 1 to 3 (decks 001, 003)
    TO_FROM = "to_from"  # w13 leads to 1 from 3 (decks 000, 004)


class Symbols(StrEnum):
    """What the net input and the output of a unit are called."""

    Z_A = "z_a"
    NET_OUT = "net_out"
    A_O = "a_o"  # deck 000: there a is the net input
    V_Y = "v_y"

    @property
    def net_input(self) -> str:
        """What the weighted sum is called."""
        return self.value.split("_")[0]

    @property
    def output(self) -> str:
        """What the activation is called."""
        return self.value.split("_")[1]

    @property
    def target(self) -> str:
        """What the target is called: y, unless that may be taken for the output."""
        return "y" if self in (Symbols.Z_A, Symbols.A_O) else "t"

    def written(self, formula: str) -> str:
        """A formula of the tables of activations and losses, which say z, a and y, in these symbols."""
        words = {"z": self.net_input, "a": self.output, "y": self.target}
        return _LETTER.sub(lambda letter: words[letter[0]], formula)


def subscripted(name: str) -> str:
    """The name with its numbers below the line: w12 becomes w₁₂, h2_1 becomes h₂,₁, x1·x2 x₁·x₂; other names stay."""
    match = _INDEXED.fullmatch(name)
    if match is None and feature_names.is_computed(name):
        return feature_names.lowered(name)
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
        own = self.network.layers[layer]
        if own.bias_names is not None:
            return subscripted(own.bias_names[row])
        one = has_one_bias(own, self.mode)
        if self.notation is Notation.NUMBERED:
            return self._numbered_bias(self._biases_before(layer) + (0 if one else row) + 1)
        if self.bias_as == "x0":
            return (
                f"{self._letter}₀{self._layer_mark(layer)}" if one and own.units > 1 else self._indexed(layer, row, "0")
            )
        number = "" if one else self._row_number(layer, row).translate(_SUBSCRIPTS)
        return f"b{number}{self._layer_mark(layer)}"

    @property
    def _letter(self) -> str:
        return "W" if self.notation is Notation.LAYERED else "w"

    def _numbered_bias(self, number: int) -> str:
        """Its number in the whole network: b₁, b₂, ..., or w₀ where it is the only one, else w₀,₁, w₀,₂, ..."""
        if self.bias_as == "b":
            return subscripted(f"b{number}")
        return subscripted("w0" if self._biases_before(self.network.depth) == 1 else f"w0_{number}")

    def _biases_before(self, layer: int) -> int:
        earlier = (each for each in self.network.layers[:layer] if each.bias is not None)
        return sum(1 if has_one_bias(each, self.mode) else len(each.bias) for each in earlier if each.bias is not None)

    def _indexed(self, layer: int, row: int, source: str) -> str:
        ends = [self._row_number(layer, row), source]
        if self.notation is Notation.FROM_TO:
            ends.reverse()
        joined = ("" if max(map(len, ends)) == 1 else ",").join(ends)
        return f"{self._letter}{joined.translate(_SUBSCRIPTS)}{self._layer_mark(layer)}"

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
        columns = (self.network.input_names, *(layer.unit_names for layer in self.network.layers))
        if not columns[0][0].isdigit() or sum(map(len, columns)) >= 100:
            return False
        names = [name for column in columns for name in column]
        return all(map(str.isdigit, names)) and len(set(names)) == len(names)
