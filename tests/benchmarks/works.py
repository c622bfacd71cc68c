"""The works that are timed: the same networks, data and recipes for every competitor."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnviz.core.activations import activation
from nnviz.core.dataset import Dataset, dataset
from nnviz.core.drawing import draw_weights
from nnviz.core.losses import LOSSES
from nnviz.core.names import input_names, layer_name, unit_names
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import Recipe


@dataclass(frozen=True)
class Work:
    """A network and its recipe, and how many times as fast as each competitor the plan has to be."""

    name: str
    network: Network
    recipe: Recipe
    textbook: float
    torch: float


def works() -> list[Work]:
    return [
        Work("2-4-2-1 tanh, batch 10", fully((2, 4, 2, 1), "tanh", "tanh"), small(), 4.5, 25),
        Work("2-8x6-1 tanh, batch 10", fully((2, *[8] * 6, 1), "tanh", "tanh"), small(), 4.5, 18),
        Work("784-10 sigmoid, no bias, 10 samples", fully((784, 10), "sigmoid", "sigmoid", False), digits(), 1.5, 5),
        Work("784-128-10 relu, softmax, batch 32, float32", fully((784, 128, 10), "relu", "softmax"), wide(), 1.7, 1.8),
    ]


def fully(sizes: tuple[int, ...], hidden: str, output: str, biased: bool = True) -> Network:
    depth = len(sizes) - 1
    layers = []
    for index in range(depth):
        units = sizes[index + 1]
        weight, bias = np.zeros((units, sizes[index])), np.zeros(units) if biased else None
        names = unit_names(index, depth, units)
        chosen = activation(output if index == depth - 1 else hidden)
        layers.append(Layer(layer_name(index, depth), names, weight, bias, chosen))
    return draw_weights(Network(input_names(sizes[0]), tuple(layers)), seed=1)


def small() -> Recipe:
    """Playground's XOR: 250 points, no new order."""
    points = np.random.RandomState(1).uniform(-6, 6, (250, 2))
    data = dataset("xor", points, np.where(points[:, :1] * points[:, 1:] >= 0, 1.0, -1.0))
    return Recipe(LOSSES["mean_half_sse"], rate=0.03, dataset=data, batch_size=10)


def images(count: int) -> Dataset:
    draw = np.random.RandomState(2)
    return dataset("images", draw.randint(0, 256, (count, 784)) / 255, np.eye(10)[np.arange(count) % 10])


def digits() -> Recipe:
    return Recipe(LOSSES["mse"], rate=0.05, dataset=images(10), batch_size=10)


def wide() -> Recipe:
    loss = LOSSES["categorical_crossentropy"]
    return Recipe(loss, rate=0.1, dataset=images(60_000), batch_size=32, shuffle=True, precision="float32")


Train = Callable[[int], object]
"""Makes so many iterations, going on from where it stopped."""
