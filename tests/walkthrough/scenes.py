"""Scenes of networks given by their numbers, at the end of their first iteration."""

from nnviz.core.checkpoint import start
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.core.training import explain
from nnviz.resources import networks_folder
from nnviz.storage.network_file import read
from nnviz.walkthrough.notation import Names
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.symbols import Labels
from nnviz.walkthrough.walk import Walk


def scene_of(network: Network, recipe: Recipe, row: int = 0, delta_sign: int = 1) -> Scene:
    """The first iteration with all its numbers."""
    moment = explain(start(network, recipe), recipe)[-1]
    labels = Labels(Names(network, recipe.bias_mode), samples=len(moment.batch.rows))
    return Scene(moment, recipe, row, labels, delta_sign)


def example(name: str) -> Scene:
    """The first iteration of one of the networks that come with the app."""
    document = read(networks_folder() / f"{name}.json")
    return scene_of(document.network, document.recipe)


def by_hand() -> Scene:
    """The 2-2-2 example of the decks."""
    return example("backpropagation-by-hand")


def quantities(scene: Scene):
    """What the walk says, in order."""
    walk = Walk(scene)
    return [walk.quantity(index) for index in range(len(walk))]
