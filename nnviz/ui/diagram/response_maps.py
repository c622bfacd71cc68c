"""What does every unit answer over the plane of the two inputs?  Small maps, made anew some times a second in a run."""

import time
from dataclasses import dataclass, field, replace
from math import ceil, floor, log10

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.ui.diagram.readings import largest
from nnviz.ui.plots.output_map.making import Ground, Wish, ground
from nnviz.ui.plots.output_map.scale import FROM_0_TO_1, FROM_MINUS_1_TO_1, Scale, scale_of
from nnviz.ui.plots.output_map.subject import subject_of
from nnviz.ui.plots.round_numbers import bounded

FINENESS = 24
"""Points along each side of a small map."""
INTERVAL = 1 / 12
"""Seconds between two makings while the network runs."""
CLOUD = 10
"""So many samples at least are a cloud of points; of fewer, such as a truth table, the numbers tell more."""


@dataclass(frozen=True, slots=True)
class MapsWanted:
    """Where maps are wanted."""

    of_clouds: bool = True
    of_few: bool = False  # samples

    def holds(self, data: Dataset | None) -> bool:
        """Whether they are wanted for these data."""
        return self.of_clouds if _is_cloud(data) else self.of_few

    def chosen(self, data: Dataset | None, shown: bool) -> "MapsWanted":
        """What is wanted from now on, where the user switched them on or off for data like these."""
        return replace(self, of_clouds=shown) if _is_cloud(data) else replace(self, of_few=shown)


CLOUDS_ONLY = MapsWanted()


@dataclass(frozen=True, slots=True, eq=False)
class Maps:
    """The activations of every unit over the plane; inputs are the first column."""

    ground: Ground
    network: Network
    columns: tuple[Array, ...]  # (units, points along a side, the same) each, the lowest row first

    def scale(self, column: int, unit: int) -> Scale:
        """What the ends of the colors stand for: the bounds of the activation, or else as far as the unit reaches."""
        if column == self.network.depth:
            return scale_of(self.network, self.ground.subject.data, unit)
        kind = self.network.layers[column - 1].activation.name if column else ""
        if kind in FROM_0_TO_1:
            return Scale(0.0, 1.0, False)
        if kind in FROM_MINUS_1_TO_1:
            return Scale(-1.0, 1.0, False)
        values = self.columns[column][unit]
        return _reaching(largest(values[np.isfinite(values)]))

    def levels(self, column: int, unit: int) -> Array:
        """The level of color of each point of a unit's map."""
        return self.scale(column, unit).levels(self.columns[column][unit])


@dataclass(slots=True)
class Mapping:
    """Makes the maps of one frame after the other, and keeps what has not changed."""

    fineness: int = FINENESS
    _maps: Maps | None = None
    _key: tuple[object, ...] = ()
    _at: float = field(default=-INTERVAL)

    def look(self, network: Network, data: Dataset | None, playing: bool) -> Maps:
        """The maps of this network; while playing those of a moment ago."""
        key = data, network.input_names, *((layer.unit_names, layer.activation) for layer in network.layers)
        now = time.monotonic()
        if self._maps is not None and key == self._key:
            if network is self._maps.network or (playing and now - self._at < INTERVAL):
                return self._maps
            prepared = self._maps.ground
        else:
            prepared = plane_ground(network, data, 0, self.fineness)
        self._key, self._at = key, now
        self._maps = made(prepared, network)
        return self._maps


def has_plane(network: Network, data: Dataset | None) -> bool:
    """Whether the raw inputs are two numbers, so that every unit has a map over their plane."""
    if data is None:
        return network.inputs == 2
    inputs = network.inputs if data.features is None else len(data.raw_input_names)
    return inputs == 2 and data.input_shape is None


def plane_ground(network: Network, data: Dataset | None, output: int | None, fineness: int) -> Ground:
    """The plane of the two raw inputs; its samples have the colors of an output, or of classes where it is none."""
    return ground(subject_of(network, data), network, Wish((0, 1), np.zeros(2), output), fineness)


def made(prepared: Ground, network: Network) -> Maps:
    """The maps of a network over a plane."""
    side = prepared.count
    with np.errstate(invalid="ignore"):  # where a feature has no value
        found = prepared.responses(network)
    return Maps(prepared, network, tuple(a.reshape(-1, side, side) for a in (prepared.inputs, *found)))


def _reaching(size: float) -> Scale:
    """A scale around 0 that reaches so far, rounded up to a half of its first digit, so that it does not tremble."""
    if size <= 0:
        return Scale(-1.0, 1.0, False)
    size = bounded(size)
    step = 10.0 ** floor(log10(size)) / 2
    reach = step * ceil(size / step * 0.999999)
    return Scale(-reach, reach, False)


def _is_cloud(data: Dataset | None) -> bool:
    return data is not None and data.samples >= CLOUD
