"""What is a network?  Layers of units: each weighs what it hears, adds a bias, and answers through its activation."""

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array, frozen
from nnviz.core.initializers import GLOROT_UNIFORM, ZEROS, Initializer


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """The units of one layer and what they listen to: ``z = a_prev @ weight.T + bias``."""

    name: str
    unit_names: tuple[str, ...]
    weight: Array  # (n_out * pieces, n_in): row j is what unit j listens to; the pieces of one maxout unit together
    bias: Array | None  # (n_out * pieces,), or none
    activation: Activation
    initializer: Initializer = GLOROT_UNIFORM
    bias_initializer: Initializer = ZEROS
    weight_names: tuple[tuple[str, ...], ...] | None = None  # as weight
    bias_names: tuple[str, ...] | None = None  # as bias

    @property
    def units(self) -> int:
        """The number of answers this layer gives."""
        return len(self.unit_names)

    @property
    def sources(self) -> int:
        """The number of values each unit listens to."""
        return int(self.weight.shape[1])

    @property
    def parameters(self) -> int:
        """The number of weights and biases."""
        return self.weight.size + (0 if self.bias is None else self.bias.size)

    def with_values(self, weight: Array, bias: Array | None) -> "Layer":
        """The same layer with other numbers; the arrays are copied and frozen."""
        dtype = self.weight.dtype
        return replace(self, weight=frozen(weight, dtype), bias=None if bias is None else frozen(bias, dtype))


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Inputs, and layers from the first hidden one to the output."""

    input_names: tuple[str, ...]
    layers: tuple[Layer, ...]

    @property
    def inputs(self) -> int:
        """The number of input values of one sample."""
        return len(self.input_names)

    @property
    def outputs(self) -> int:
        """The number of output values of one sample."""
        return self.layers[-1].units

    @property
    def depth(self) -> int:
        """The number of layers with weights; layer indices in the code run from 0 to depth - 1."""
        return len(self.layers)

    @property
    def parameters(self) -> int:
        """The number of weights and biases."""
        return sum(layer.parameters for layer in self.layers)

    @property
    def nbytes(self) -> int:
        """The memory of the weights and biases."""
        return sum(layer.weight.nbytes + (0 if layer.bias is None else layer.bias.nbytes) for layer in self.layers)

    def with_layer(self, index: int, layer: Layer) -> "Network":
        """The same network with another layer at ``index``."""
        return replace(self, layers=(*self.layers[:index], layer, *self.layers[index + 1 :]))

    def with_weight(self, layer: int, unit: int, source: int, value: float) -> "Network":
        """The same network with one weight changed."""
        weight = self.layers[layer].weight.copy()
        weight[unit, source] = value
        return self.with_layer(layer, self.layers[layer].with_values(weight, self.layers[layer].bias))

    def with_bias(self, layer: int, unit: int, value: float) -> "Network":
        """The same network with one bias changed; the layer must have biases."""
        old = self.layers[layer].bias
        assert old is not None
        bias = old.copy()
        bias[unit] = value
        return self.with_layer(layer, self.layers[layer].with_values(self.layers[layer].weight, bias))

    def as_precision(self, dtype: str) -> "Network":
        """The same network with its numbers in ``dtype``."""
        if all(layer.weight.dtype == np.dtype(dtype) for layer in self.layers):
            return self
        layers = tuple(
            replace(
                layer,
                weight=frozen(layer.weight, dtype),
                bias=None if layer.bias is None else frozen(layer.bias, dtype),
            )
            for layer in self.layers
        )
        return replace(self, layers=layers)
