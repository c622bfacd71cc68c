"""Networks and recipes by their numbers alone."""

import numpy as np

from nnviz.core.activations import activation
from nnviz.core.arrays import frozen
from nnviz.core.dataset import dataset
from nnviz.core.losses import LOSSES
from nnviz.core.names import input_names, unit_names
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import Recipe


def network(*layers):
    """A network of layers, each (weight, bias or None, name of the activation or the activation itself)."""
    made = []
    for index, (weight, bias, kind) in enumerate(layers):
        kind = activation(kind) if isinstance(kind, str) else kind
        weight = frozen(weight)
        names = unit_names(index, len(layers), len(weight) // kind.pieces)
        made.append(Layer(f"layer {index + 1}", names, weight, None if bias is None else frozen(bias), kind))
    return Network(input_names(made[0].sources), tuple(made))


def random_network(sizes, kinds, seed=0, biased=True):
    """A network of so many units a layer, inputs first, with weights and biases from -1 to 1."""
    stream = np.random.RandomState(seed)
    layers = []
    for sources, units, kind in zip(sizes, sizes[1:], kinds, strict=False):
        rows = units * (activation(kind) if isinstance(kind, str) else kind).pieces
        layers.append((stream.uniform(-1, 1, (rows, sources)), stream.uniform(-1, 1, rows) if biased else None, kind))
    return network(*layers)


def recipe(inputs, targets, loss="half_sse", **rest):
    """A recipe for these samples, all in one batch unless said otherwise."""
    rest.setdefault("batch_size", len(inputs))
    return Recipe(LOSSES[loss], dataset=dataset("samples", np.array(inputs, float), np.array(targets, float)), **rest)
