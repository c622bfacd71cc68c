"""States for the tests of the window: real networks at real moments, built without a trainer."""

from dataclasses import replace

import numpy as np

from nnviz.core.activations import Activation, activation
from nnviz.core.arrays import frozen
from nnviz.core.dataset import Dataset, dataset
from nnviz.core.names import input_names, layer_name, unit_names
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Phase
from nnviz.core.training import explain, look
from nnviz.resources import networks_folder
from nnviz.session.opening import opened
from nnviz.session.state import State
from nnviz.storage.document import Document
from nnviz.storage.network_file import read


def example(name: str) -> State:
    """An example network, just opened."""
    return opened(read(networks_folder() / f"{name}.json"))


def state_of(network: Network, recipe: Recipe) -> State:
    """A network with its recipe, just opened."""
    return opened(Document("test", network, recipe))


def at(state: State, phase: Phase, step: int = 0, row: int = 0) -> State:
    """The state at a moment of its first iteration, with a row of the batch on view."""
    timeline = state.work.timeline
    moments = explain(timeline.now, timeline.recipe)
    marks = [(moment.mark.phase, moment.mark.step) for moment in moments]
    position = marks.index((phase, step))
    timeline = replace(timeline, moments=moments, position=position)
    return replace(state, work=replace(state.work, timeline=timeline), seen=moments[position], row=row)


def running(state: State, row: int = 0) -> State:
    """The state while it plays: one sample sent forward and backward."""
    timeline = state.work.timeline
    return replace(state, playing=True, live=True, seen=look(timeline.now, timeline.recipe, row), row=0)


def layered(
    sizes: tuple[int, ...], hidden: Activation, output: Activation | None = None, dtype: str = "float64"
) -> Network:
    """A fully connected network with drawn weights and biases, the same each time."""
    random = np.random.RandomState(0)
    depth = len(sizes) - 1
    layers = []
    for index in range(depth):
        kind = (output or hidden) if index == depth - 1 else hidden
        rows = sizes[index + 1] * kind.pieces
        weight = random.uniform(-1, 1, (rows, sizes[index])) / np.sqrt(sizes[index])
        names = unit_names(index, depth, sizes[index + 1])
        bias = frozen(random.uniform(-0.5, 0.5, rows), dtype)
        layers.append(Layer(layer_name(index, depth), names, frozen(weight, dtype), bias, kind))
    return Network(input_names(sizes[0]), tuple(layers))


def small(*sizes: int, **recipe: object) -> State:
    """A sigmoid network of these sizes on a few drawn samples, just opened."""
    random = np.random.RandomState(1)
    data = dataset("test", random.uniform(0, 1, (4, sizes[0])), random.randint(0, 2, (4, sizes[-1])))
    return state_of(layered(sizes, activation("sigmoid")), Recipe(dataset=data, **recipe))  # type: ignore[arg-type]


def points() -> Dataset:
    """Points of the plane with one target each."""
    random = np.random.RandomState(2)
    return dataset("points", random.uniform(-1, 1, (20, 2)), random.choice([-1.0, 1.0], (20, 1)))


def picture_data() -> Dataset:
    """The ten glyphs, pictures of 28 x 28 pixels."""
    data = example("glyph-digits-784-128-10").recipe.dataset
    assert data is not None
    return data
