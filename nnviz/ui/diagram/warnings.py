"""What is wrong with the units of the diagram?  Looked for a few times a second at most while the network runs."""

import time
from dataclasses import dataclass, field

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.health import dead_units, inputs_for_dead, saturated_units
from nnviz.core.network import Network
from nnviz.ui.diagram.readings import Readings

INTERVAL = 0.3
"""Seconds between two looks while the network runs."""


@dataclass(frozen=True, slots=True)
class Warnings:
    """The units of each layer that learn badly."""

    saturated: tuple[dict[int, float], ...] = ()  # unit and slope, for the sample shown
    dead: tuple[frozenset[int], ...] = ()  # 0 for every sample

    def slope(self, layer: int, unit: int) -> float | None:
        """The slope of a unit that is saturated."""
        return self.saturated[layer].get(unit) if layer < len(self.saturated) else None

    def is_dead(self, layer: int, unit: int) -> bool:
        """Whether a unit is 0 for every sample."""
        return layer < len(self.dead) and unit in self.dead[layer]


NO_WARNINGS = Warnings()


@dataclass(slots=True)
class Watch:
    """Finds the warnings of one frame after the other, and keeps what has not changed."""

    _found: Warnings = NO_WARNINGS
    _at: float = -INTERVAL
    _network: Network | None = None
    _data: Dataset | None = None
    _inputs: Array | None = field(default=None, repr=False)

    def look(self, readings: Readings, playing: bool) -> Warnings:
        """The warnings of these numbers; while playing those of a moment ago."""
        now = time.monotonic()
        shape = tuple(layer.units for layer in readings.network.layers)
        known = self._network is not None and shape == tuple(layer.units for layer in self._network.layers)
        if playing and known and now - self._at < INTERVAL:
            return self._found
        self._at = now
        seen, recipe = readings.seen, readings.recipe
        saturated = () if seen is None else saturated_units(seen, recipe, readings.row)
        self._found = Warnings(saturated, self._dead(readings))
        return self._found

    def _dead(self, readings: Readings) -> tuple[frozenset[int], ...]:
        data = readings.recipe.dataset
        if data is self._data and readings.network is self._network:
            return self._found.dead
        if data is not self._data:
            self._data = data
            self._inputs = None if data is None else inputs_for_dead(readings.recipe)
        self._network = readings.network
        return () if self._inputs is None else dead_units(readings.network, self._inputs)
