"""The layers of a network file to a network, and back. Sizes are checked before anything is allocated."""

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core import names
from nnviz.core.activations import Activation
from nnviz.core.arrays import frozen
from nnviz.core.drawing import draw_layer
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import BiasMode
from nnviz.errors import BadInput
from nnviz.storage.array_part import matrix, numbers, vector
from nnviz.storage.json_tree import JsonObject
from nnviz.storage.named_part import read_activation, read_initializer, write_named
from nnviz.storage.schema import MOST_PARAMETERS, LayerFile, NetworkFile, present, typed

MOST_NAMES = 64
"""Names that nobody chose are written for layers up to this size."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A layer of the file and what must be known to read it."""

    file: LayerFile
    path: str
    index: int
    depth: int
    sources: int
    activation: Activation

    @property
    def rows(self) -> int:
        """The number of net inputs, which is that of weight rows and of biases."""
        return self.file.units * self.activation.pieces

    @property
    def parameters(self) -> int:
        """The number of weights and biases."""
        return self.rows * (self.sources + self.file.use_bias)


def read_network(file: NetworkFile, bias_mode: BiasMode) -> Network:
    """The network of a file, missing weights and biases drawn by its seed, in its precision."""
    places = _places(file)
    inputs = names.input_names(file.inputs) if isinstance(file.inputs, int) else tuple(file.inputs)
    layers = [_read_layer(place, file, bias_mode is BiasMode.SHARED) for place in places]
    return Network(inputs, tuple(layers))


def write_inputs(network: Network) -> int | list[str]:
    """The names of the inputs, or their number where they are many and nobody named them."""
    if network.inputs > MOST_NAMES and network.input_names == names.input_names(network.inputs):
        return network.inputs
    return list(network.input_names)


def write_layer(network: Network, index: int) -> JsonObject:
    """Layer ``index`` as the file holds it."""
    layer = network.layers[index]
    nameless = layer.units > MOST_NAMES and layer.unit_names == names.unit_names(index, network.depth, layer.units)
    return present(
        LayerFile(
            name=layer.name,
            units=layer.units,
            activation=write_named(layer.activation),
            use_bias=layer.bias is not None,
            initializer=write_named(layer.initializer),
            bias_initializer=write_named(layer.bias_initializer),
            unit_names=None if nameless else list(layer.unit_names),
            weight_names=None if layer.weight_names is None else [list(row) for row in layer.weight_names],
            bias_names=None if layer.bias_names is None else list(layer.bias_names),
            weight=numbers(layer.weight),
            bias=None if layer.bias is None else numbers(layer.bias),
        )
    )


def _places(file: NetworkFile) -> list[_Place]:
    sources = file.inputs if isinstance(file.inputs, int) else len(file.inputs)
    places = []
    for index, value in enumerate(file.layers):
        path = f"$.layers[{index}]"
        layer = typed(value, LayerFile, path)
        chosen = read_activation(layer.activation, f"{path}.activation")
        places.append(_Place(layer, path, index, len(file.layers), sources, chosen))
        if chosen.name == "softmax" and index < len(file.layers) - 1:
            raise BadInput("at {path}.activation, softmax can be used in the last layer only", path=path)
        sources = layer.units
    found = sum(place.parameters for place in places)
    if found > MOST_PARAMETERS:
        raise BadInput(
            "at $.layers, the network has {found:,} parameters; at most {most_parameters:,} are possible",
            found=found,
            most_parameters=MOST_PARAMETERS,
        )
    return places


def _read_layer(place: _Place, network_file: NetworkFile, shared: bool) -> Layer:
    file, path = place.file, place.path
    _check_bias_allowed(file, path)
    layer = Layer(
        names.layer_name(place.index, place.depth) if file.name is None else file.name,
        _unit_names(place),
        frozen(np.zeros((place.rows, place.sources)), network_file.precision),
        frozen(np.zeros(place.rows), network_file.precision) if file.use_bias else None,
        place.activation,
        read_initializer(file.initializer, f"{path}.initializer"),
        read_initializer(file.bias_initializer, f"{path}.bias_initializer"),
        _weight_names(place),
        _names(file.bias_names, place.rows, f"{path}.bias_names"),
    )
    layer = _with_arrays(layer, place, network_file, shared)
    if shared and layer.bias is not None and np.any(layer.bias != layer.bias[0]):
        raise BadInput(
            "at {path}.bias, expected equal biases, because train_bias is shared, found several values", path=path
        )
    return layer


def _with_arrays(layer: Layer, place: _Place, network_file: NetworkFile, shared: bool) -> Layer:
    """The layer with the arrays of the file, and with drawn ones where there are none."""
    file, precision = place.file, network_file.precision
    if file.weight is None or (file.bias is None and file.use_bias):
        layer = layer.with_values(*_drawn(layer, place.index, network_file.seed, shared))
    if file.weight is not None:
        weight = matrix(file.weight, place.rows, place.sources, f"{place.path}.weight", precision)
        layer = replace(layer, weight=weight)
    if file.bias is not None:
        layer = replace(layer, bias=vector(file.bias, place.rows, f"{place.path}.bias", precision))
    return layer


def _drawn(layer: Layer, index: int, seed: int, shared: bool) -> tuple[np.ndarray, np.ndarray | None]:
    weight, bias = draw_layer(layer, index, seed, shared)
    return weight, None if layer.bias is None else bias


def _check_bias_allowed(file: LayerFile, path: str) -> None:
    for key in ("bias", "bias_names"):
        if not file.use_bias and getattr(file, key) is not None:
            raise BadInput("at {path}.{key}, expected none, because use_bias is false", path=path, key=key)


def _unit_names(place: _Place) -> tuple[str, ...]:
    given = _names(place.file.unit_names, place.file.units, f"{place.path}.unit_names")
    return names.unit_names(place.index, place.depth, place.file.units) if given is None else given


def _weight_names(place: _Place) -> tuple[tuple[str, ...], ...] | None:
    rows, path = place.file.weight_names, f"{place.path}.weight_names"
    if rows is None:
        return None
    if len(rows) != place.rows:
        raise BadInput(
            "at {path}, expected {rows} x {sources} names, found {found} rows",
            path=path,
            rows=place.rows,
            sources=place.sources,
            found=len(rows),
        )
    return tuple(_names(row, place.sources, f"{path}[{index}]") or () for index, row in enumerate(rows))


def _names(given: list[str] | None, count: int, path: str) -> tuple[str, ...] | None:
    if given is not None and len(given) != count:
        raise BadInput("at {path}, expected {count} names, found {found}", path=path, count=count, found=len(given))
    return None if given is None else tuple(given)
