"""Whom is a fact about?  The names that its title and its explanation need, as words of a sentence."""

from dataclasses import dataclass

from nnviz.core.network import Layer
from nnviz.sentence import Sentence
from nnviz.walkthrough.quantity import Quantity
from nnviz.walkthrough.scene import Scene


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A quantity in its iteration, with the names of what it belongs to."""

    scene: Scene
    about: Quantity

    @property
    def layer(self) -> Layer:
        """The layer of the quantity; of what belongs to none, the last."""
        return self.scene.moment.network.layers[self.about.layer]

    @property
    def value(self) -> float:
        """The number itself."""
        return self.scene.value(self.about)

    @property
    def unit(self) -> str:
        """The unit; of an input the input."""
        return self._unit(self.about.layer, self.about.unit)

    @property
    def row(self) -> str:
        """The unit of a net input; of maxout the piece of it."""
        return self._row(self.about.layer, self.about.unit)

    @property
    def source(self) -> str:
        """What a weight comes from."""
        return self._unit(self.about.layer - 1, self.about.source or 0)

    @property
    def other(self) -> str:
        """Another unit of the same layer."""
        return self._unit(self.about.layer, self.about.source or 0)

    @property
    def input(self) -> str:
        """The input that an output responds to."""
        return self._unit(-1, self.about.source or 0)

    @property
    def behind(self) -> str:
        """The unit behind, which hands something back; the first, where there is only one."""
        return self._row(self.about.layer + 1, self.about.source or 0)

    @property
    def parameter(self) -> str:
        """The weight or bias."""
        return self.scene.labels.parameter(self.about).text

    @property
    def way_back(self) -> str:
        """The weight that leads to the unit behind."""
        return self.scene.labels.weight(self.about.layer + 1, self.about.source or 0, self.about.unit).text

    @property
    def bias(self) -> str:
        """The bias of a net input."""
        return self.scene.labels.bias(self.about.layer, self.about.unit).text

    @property
    def samples(self) -> int:
        """The samples of the batch."""
        return self.scene.samples

    def _unit(self, layer: int, unit: int) -> str:
        name = self.scene.labels.unit_symbol(layer, unit).text
        return Sentence("unit {number}", number=name) if name.isdecimal() else name

    def _row(self, layer: int, row: int) -> str:
        pieces = self.scene.moment.network.layers[layer].activation.pieces
        if pieces == 1:
            return self._unit(layer, row)
        unit, piece = divmod(row, pieces)
        return Sentence("piece {piece} of {unit}", piece=piece + 1, unit=self._unit(layer, unit))
