"""In which two ways can a network be moved?  Along single weights or biases, or along directions of many at once.

A network has two coordinates on such axes, whatever its other numbers are: it stands on a plane of networks that differ
in nothing but these two.
"""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.network import Layer, Network
from nnviz.core.optimizers import Parameters

Direction = tuple[Parameters | None, ...]
"""How far each weight and bias moves along one unit of an axis; none for a layer that rests."""


def towards(network: Network, layer: int, row: int, source: int | None, *, together: bool = False) -> Direction:
    """One weight alone or, where ``source`` is none, one bias; ``together``: every bias of the layer."""
    own = network.layers[layer]
    weight = np.zeros(own.weight.shape)
    bias = None if own.bias is None else np.zeros(own.bias.shape)
    if source is not None:
        weight[row, source] = 1
    else:
        assert bias is not None
        bias[slice(None) if together else row] = 1
    return tuple(Parameters(weight, bias) if index == layer else None for index in range(network.depth))


def random_direction(network: Network, seed: int, number: int) -> Direction:
    """Drawn weights, of each unit as long as its own (1 where these are all 0); biases rest.

    So directions of networks with large and with small weights can be compared: Li et al. 2018, "Visualizing the Loss
    Landscape of Neural Nets", with the weights of a unit as its filter.
    """
    stream = np.random.RandomState([seed % 2**32, 4, number])
    parts = []
    for layer in network.layers:
        drawn = stream.standard_normal(layer.weight.shape)
        lengths = np.linalg.norm(layer.weight, axis=1, keepdims=True)
        drawn *= np.where(lengths > 0, lengths, 1) / np.linalg.norm(drawn, axis=1, keepdims=True)
        parts.append(Parameters(drawn, None))
    return tuple(parts)


def along(direction: Direction, numbers: Direction) -> float:
    """The sum of the products of what moves in one direction with other numbers of the same network."""
    found = 0.0
    for moving, other in zip(direction, numbers, strict=True):
        if moving is None or other is None:
            continue
        found += float(np.vdot(moving.weight, other.weight))
        if moving.bias is not None and other.bias is not None:
            found += float(np.vdot(moving.bias, other.bias))
    return found


def numbers_of(network: Network) -> Direction:
    """Every weight and bias of a network."""
    return tuple(Parameters(layer.weight, layer.bias) for layer in network.layers)


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """Two directions, which must not be the same."""

    across: Direction
    up: Direction
    origin: Network | None = None  # the network at (0, 0); none: the one in which all that moves is 0

    def fits(self, network: Network) -> bool:
        """Whether a network has the shape for which the axes are made."""
        return network.depth == len(self.across) and all(
            all(part is None or _is_shaped(part, layer) for part in parts)
            for layer, *parts in zip(network.layers, self.across, self.up, strict=True)
        )

    def place(self, network: Network) -> tuple[float, float]:
        """The coordinates of a network: where the plane is nearest to it."""
        ways = (self.across, self.up)
        lengths = np.array([[along(one, other) for other in ways] for one in ways])
        reached = np.array([self._from_origin(way, network) for way in ways])
        across, up = np.linalg.lstsq(lengths, reached)[0].tolist()
        return across, up

    def moved(self, network: Network, across: float, up: float) -> Network:
        """The network with other coordinates, in float64; whatever does not belong to them stays."""
        now = self.place(network)
        layers = []
        for layer, *parts in zip(network.as_precision("float64").layers, self.across, self.up, strict=True):
            weight, bias = layer.weight, layer.bias
            for part, by in zip(parts, (across - now[0], up - now[1]), strict=True):
                if part is not None:
                    weight = weight + by * part.weight
                    bias = bias if bias is None or part.bias is None else bias + by * part.bias
            layers.append(layer.with_values(weight, bias))
        return Network(network.input_names, tuple(layers))

    def _from_origin(self, way: Direction, network: Network) -> float:
        reached = along(way, numbers_of(network))
        return reached if self.origin is None else reached - along(way, numbers_of(self.origin))


def _is_shaped(part: Parameters, layer: Layer) -> bool:
    same_bias = part.bias is None or (layer.bias is not None and _shape(layer.bias) == _shape(part.bias))
    return _shape(part.weight) == _shape(layer.weight) and same_bias


def _shape(array: Array) -> tuple[int, ...]:
    return array.shape
