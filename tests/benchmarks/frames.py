"""How long does one frame of the diagram take?  Prints milliseconds: rendering the state and painting it at 1920x1080.

Run with ``python -m tests.benchmarks.frames``; the numbers hold on a quiet machine.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from nnviz.core.activations import activation
from nnviz.core.checkpoint import start
from nnviz.core.losses import LOSSES
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.core.training import look
from nnviz.session.opening import opened
from nnviz.session.state import State
from nnviz.storage.document import Document
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.diagram.response_maps import MapsWanted
from nnviz.ui.theme import LIGHT
from tests.ui.states import layered, picture_data, points

FRAMES = 60


def cases() -> Iterator[tuple[str, Network, Recipe, bool]]:
    """The networks that are drawn, with their recipes, and whether their units have maps."""
    deep = layered((2, *(8,) * 6, 1), activation("tanh"))
    yield "2-8x6-1, all edges", deep, Recipe(dataset=points()), False
    yield "2-8x6-1, with maps", deep, Recipe(dataset=points()), True
    spiral = layered((2, 8, 8, 1), activation("tanh"))
    yield "2-8-8-1, all edges", spiral, Recipe(dataset=points()), False
    yield "2-8-8-1, with maps", spiral, Recipe(dataset=points()), True
    wide = layered((784, 128, 10), activation("relu"), activation("softmax"), dtype="float32")
    recipe = Recipe(loss=LOSSES["categorical_crossentropy"], dataset=picture_data(), precision="float32")
    yield "784-128-10, condensed", wide, recipe, False


def moving(network: Network, recipe: Recipe) -> list[State]:
    """States of a run: the weights of each are a little different, and so is everything that follows from them."""
    state = replace(opened(Document("frames", network, recipe)), playing=True, live=True)
    random = np.random.RandomState(0)
    found = []
    for _ in range(FRAMES):
        for index, layer in enumerate(network.layers):
            weight = layer.weight + 0.01 * random.standard_normal(layer.weight.shape)
            network = network.with_layer(index, layer.with_values(weight, layer.bias))
        found.append(replace(state, seen=look(start(network, recipe), recipe, 0)))
    return found


def frame_times(panel: DiagramPanel, states: list[State]) -> list[float]:
    """Milliseconds from the state to the painted picture, for each state."""
    times = []
    for state in states:
        begin = perf_counter()
        panel.render(state)
        panel.view.viewport().repaint()
        times.append(1000 * (perf_counter() - begin))
    return times


def main() -> None:
    """Print the table."""
    application = QApplication.instance() or QApplication([])
    print(f"{'network':24} {'median':>8} {'worst':>8}   ms at 1920x1080, running")
    for name, network, recipe, maps in cases():
        panel = DiagramPanel(LIGHT)
        panel.show_maps(MapsWanted(of_clouds=maps))
        panel.resize(1920, 1080)
        panel.show()
        application.processEvents()
        states = moving(network, recipe)
        frame_times(panel, states[:5])
        times = frame_times(panel, states[5:])
        print(f"{name:24} {median(times):8.1f} {max(times):8.1f}")


if __name__ == "__main__":
    main()
