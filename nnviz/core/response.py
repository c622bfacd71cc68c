"""What would the network answer elsewhere?  Every unit's response while one or two inputs run and the others are held.

Arrays are feature-major here, (units, points), as in ``kernels``: a picture of 100 by 100 points is made many times a
second while the network trains.
"""

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.kernels import value_calls
from nnviz.core.network import Layer, Network


@dataclass(frozen=True, slots=True)
class Run:
    """One raw input that runs from ``low`` to ``high``, in its original unit."""

    input: int
    low: float
    high: float

    def points(self, count: int) -> Array:
        """Evenly spaced values, both ends included."""
        return np.linspace(self.low, self.high, count)


def line(held: Array, across: Run, count: int) -> Array:
    """The raw inputs (n, count) while one of them runs; ``held``, (n,), are the values of the others."""
    inputs = np.repeat(np.asarray(held, np.float64)[:, np.newaxis], count, axis=1)
    inputs[across.input] = across.points(count)
    return inputs


def plane(held: Array, across: Run, up: Run, count: int) -> Array:
    """The raw inputs (n, count * count) while two of them run, ``across`` in every row, ``up`` from row to row."""
    inputs = np.repeat(np.asarray(held, np.float64)[:, np.newaxis], count * count, axis=1)
    inputs[across.input] = np.tile(across.points(count), count)
    inputs[up.input] = np.repeat(up.points(count), count)
    return inputs


def holding(network: Network, heard: Array, columns: list[int]) -> Network:
    """The network of the inputs ``columns`` alone; the others are held at what they hear, ``heard``, (n_0,)."""
    first = network.layers[0]
    others = heard.astype(first.weight.dtype)
    others[columns] = 0
    held = first.weight.dot(others)
    weight, bias = first.weight[:, columns], held if first.bias is None else held + first.bias
    names = tuple(network.input_names[column] for column in columns)
    alone = replace(first.with_values(weight, bias), weight_names=None)
    return Network(names, (alone, *network.layers[1:]))


def heard_over(data: Dataset | None, raw: Array) -> Array:
    """What each input of the network hears, (n_0, points), where the raw inputs are these, (n, points).

    Over a ``plane`` each row is the map of one input. Where a feature has no value, it is not finite.
    """
    return raw if data is None else np.ascontiguousarray(data.heard(raw.T).T)


def responses(network: Network, inputs: Array) -> list[Array]:
    """The activations of every layer, (n_l, points) each, for ``inputs`` of shape (n_0, points).

    They are computed in the precision of the network's numbers.
    """
    a = inputs.astype(network.layers[0].weight.dtype, copy=False)
    found = []
    with np.errstate(over="ignore"):  # e^-z may be infinite, and 1/(1 + infinity) is the right answer
        for layer in network.layers:
            a = _response(layer, a)
            found.append(a)
    return found


def _response(layer: Layer, entering: Array) -> Array:
    z = layer.weight.dot(entering)
    if layer.bias is not None:
        z += layer.bias[:, np.newaxis]
    a = z if layer.activation.pieces == 1 else np.empty((layer.units, z.shape[1]), z.dtype)
    for call in value_calls(layer.activation, z, a):
        call()
    return a
