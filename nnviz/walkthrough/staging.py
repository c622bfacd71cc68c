"""How is an iteration brought before the class?  Its numbers, one sample of its batch, and a way to write."""

from typing import Protocol

from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Snapshot
from nnviz.walkthrough.notation import Names, Notation, Symbols
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.symbols import Labels


class Way(Protocol):
    """A way to write: a convention of a deck, or the view of a file."""

    @property
    def notation(self) -> Notation:
        """How weights are called."""

    @property
    def symbols(self) -> Symbols:
        """How net inputs and answers are called."""

    @property
    def delta_sign(self) -> str:
        """Plus or minus: what delta is, of dE/dz."""

    @property
    def bias_as(self) -> str:
        """Whether a bias is b, or the weight of x0."""

    @property
    def first_layer(self) -> int:
        """The number of the first layer with weights."""


def staged(moment: Snapshot, recipe: Recipe, row: int, way: Way) -> Scene:
    """The last known moment of an iteration, seen from row ``row`` of its batch."""
    names = Names(moment.network, recipe.bias_mode, way.notation, way.bias_as, way.first_layer)
    regularization = recipe.regularization
    labels = Labels(
        names,
        way.symbols,
        int(moment.batch.rows[row]) + 1 if len(moment.batch.rows) > 1 else None,
        regularization.active and not regularization.dead_weights,
        recipe.optimizer.name == "perceptron",
    )
    return Scene(moment, recipe, row, labels, -1 if way.delta_sign == "-" else 1)
