"""Which numbers can be learned?  Every weight and every bias that moves by itself has its place, in order."""

from nnviz.core.central_difference import Place
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import BiasMode


class Places:
    """Every weight, and every bias that can move by itself, in order; found by counting."""

    def __init__(self, network: Network, mode: BiasMode) -> None:
        self._layers = network.layers
        self._counts = [layer.weight.size + _biases(layer, mode) for layer in network.layers]

    def __len__(self) -> int:
        return sum(self._counts)

    def __getitem__(self, index: int) -> Place:
        number = 0
        while index >= self._counts[number]:
            index -= self._counts[number]
            number += 1
        weight = self._layers[number].weight
        if index < weight.size:
            return (number, *divmod(index, weight.shape[1]))
        return number, index - weight.size, None


def _biases(layer: Layer, mode: BiasMode) -> int:
    if layer.bias is None or mode is BiasMode.FROZEN:
        return 0
    return 1 if mode is BiasMode.SHARED else len(layer.bias)
