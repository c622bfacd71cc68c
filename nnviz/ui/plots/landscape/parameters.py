"""Which numbers of a network can be the axes of a landscape, and what they are called."""

from dataclasses import dataclass

from nnviz.core.directions import Direction, towards
from nnviz.core.network import Network
from nnviz.core.recipe import BiasMode
from nnviz.session.state import Element, Part
from nnviz.storage.document import View
from nnviz.walkthrough.notation import Names, has_one_bias

MOST = 400
"""Parameters that are offered; of more, the last ones: those of the output layer and of the layers before it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A weight or a bias with its name."""

    element: Element
    name: str


def parameters_of(network: Network, mode: BiasMode, view: View) -> tuple[Parameter, ...]:
    """The weights and biases in their order; one bias where a layer has one for all of its units."""
    names = Names(network, mode, view.notation, view.bias_as, view.first_layer)
    found: list[Parameter] = []
    for layer in reversed(range(network.depth)):
        found = [*_of_layer(network, layer, mode, names)[-(MOST - len(found)) :], *found]
        if len(found) == MOST:
            break
    return tuple(found)


def key_of(network: Network, mode: BiasMode, view: View) -> tuple[object, ...]:
    """What the parameters and their names depend on; much quicker than they are."""
    layers = (
        (
            layer.weight.shape,
            layer.bias is None,
            has_one_bias(layer, mode),
            layer.unit_names,
            layer.weight_names,
            layer.bias_names,
        )
        for layer in network.layers
    )
    return (network.input_names, *layers, mode, view.notation, view.bias_as, view.first_layer)


def direction_of(network: Network, mode: BiasMode, parameter: Parameter) -> Direction:
    """The axis along which this parameter alone runs."""
    element = parameter.element
    source = element.source if element.part is Part.WEIGHT else None
    together = has_one_bias(network.layers[element.layer], mode)
    return towards(network, element.layer, element.unit, source, together=together)


def _of_layer(network: Network, layer: int, mode: BiasMode, names: Names) -> list[Parameter]:
    own = network.layers[layer]
    rows, columns = own.weight.shape
    first = max(0, rows - MOST)
    found = [
        Parameter(Element(Part.WEIGHT, layer, row, source), names.weight(layer, row, source))
        for row in range(max(0, rows - MOST // columns - 1), rows)
        for source in range(columns)
    ]
    if own.bias is None:
        return found
    biases = [0] if has_one_bias(own, mode) else range(first, rows)
    return [*found, *(Parameter(Element(Part.BIAS, layer, row), names.bias(layer, row)) for row in biases)]
