"""Scenes of networks given by their numbers, at the end of their first iteration."""

from nnviz.core.checkpoint import start
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.core.training import explain
from nnviz.resources import networks_folder
from nnviz.session.walks import walk_through
from nnviz.storage.document import View
from nnviz.storage.network_file import read
from nnviz.walkthrough.quantity import Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.walk import Walk


def scene_of(network: Network, recipe: Recipe, row: int = 0, delta_sign: int = 1) -> Scene:
    """The first iteration with all its numbers."""
    moment = explain(start(network, recipe), recipe)[-1]
    return walk_through(moment, recipe, row, View(delta_sign="-" if delta_sign < 0 else "+")).scene


def by_hand() -> Scene:
    """The 2-2-2 example of the decks."""
    document = read(networks_folder() / "backpropagation-by-hand.json")
    return scene_of(document.network, document.recipe)


def quantities(scene: Scene) -> list[Quantity]:
    """What the walk says, in order."""
    walk = Walk(scene)
    return [walk.quantity(index) for index in range(len(walk))]
