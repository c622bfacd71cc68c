"""Is the gradient right?  Compare the slope that the backward pass found with the one measured by a central difference.

A parameter that stands at a kink has no slope to measure: it is left out.
"""

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.central_difference import Place
from nnviz.core.checkpoint import start
from nnviz.core.network import Network
from nnviz.core.places import Places
from nnviz.core.recipe import Recipe
from nnviz.core.row_differences import RowProbe
from nnviz.core.snapshot import Batch, Phase, Snapshot
from nnviz.core.training import advance, ready_for
from nnviz.errors import BadInput

TOLERANCE = 1e-6
FEASIBLE = 1e8
"""Net inputs that are computed within some ten seconds."""
MOST = 2000
"""Of a network that would take longer so many gradients are compared, evenly chosen."""
AT_ONCE = 2e4
"""Net inputs computed at once, in some milliseconds."""
WORK = 2e7
"""Of a large batch only the first samples are taken: the products of weights and samples are at most so many."""


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """How far the gradients of the backward pass are from those measured."""

    parameters: int  # all there are; shared biases are one
    samples: int  # of the batch; of a large one the first
    compared: int = 0
    skipped: int = 0  # too near to a kink
    largest_difference: float = 0.0  # relative to max(1, |analytic|, |numeric|)
    worst: Place | None = None  # where it is; none where nothing was compared
    analytic: float = 0.0  # the two slopes there
    numeric: float = 0.0

    @property
    def whole(self) -> bool:
        """Whether no gradient was left out but those at a kink."""
        return self.compared + self.skipped == self.parameters

    @property
    def agrees(self) -> bool:
        """Whether every gradient compared is right."""
        return self.largest_difference <= TOLERANCE

    def with_slopes(self, place: Place, analytic: float, numeric: float | None) -> "GradientCheck":
        """The check with one more place; ``numeric`` is None at a kink."""
        if numeric is None:
            return replace(self, skipped=self.skipped + 1)
        found = replace(self, compared=self.compared + 1)
        difference = relative_difference(analytic, numeric)
        if self.worst is not None and difference <= self.largest_difference:
            return found
        return replace(found, largest_difference=difference, worst=place, analytic=analytic, numeric=numeric)


def relative_difference(analytic: float, numeric: float) -> float:
    """How far two slopes are apart, relative to the larger one or to 1; infinite where one is no number."""
    difference = abs(analytic - numeric) / max(1.0, abs(analytic), abs(numeric))
    return difference if difference < math.inf else math.inf


class Checking:
    """A check of a whole network that is made bit by bit; ``result`` says how far it is."""

    def __init__(self, network: Network, recipe: Recipe, batch: Batch, most: int | None = None) -> None:
        """Of at most ``most`` gradients, evenly chosen, in float64; none: of all that are feasible.

        Units that no gradient can train are refused with BadInput.
        """
        _check_trainable(network)
        self._recipe = replace(recipe, precision="float64")
        network = network.as_precision("float64")
        self._now = ready_for(start(network, self._recipe), _first_samples(batch, network.parameters))
        self._places = Places(network, recipe.bias_mode)
        count, samples = len(self._places), len(self._now.batch.rows)
        if most is None:
            most = count if _net_inputs(network) * samples <= FEASIBLE else MOST
        self._chosen = np.unique(np.linspace(0, count - 1, min(most, count)).astype(int))
        self._done = 0
        self.result = GradientCheck(count, samples)

    @property
    def share_done(self) -> float:
        """How much of it is done, from 0 to 1."""
        return self._done / len(self._chosen)

    @property
    def done(self) -> bool:
        """Whether all is compared."""
        return self._done == len(self._chosen)

    @cached_property
    def _probe(self) -> RowProbe:
        return RowProbe(self._now.network, self._recipe, self._now.batch)

    def go_on(self) -> None:
        """Do the next bit: a moment on the way to the gradients, or some comparisons."""
        with np.errstate(all="ignore"):
            if not _knows_gradients(self._now):
                self._now = advance(self._now, self._recipe)
                return
            layer, row, source = place = self._places[int(self._chosen[self._done])]
            if source is None:
                self._compare(place, self._probe.slope(place))
                return
            sources = self._chosen_sources(layer, source)
            slopes, kinks = self._probe.row_slopes(layer, row, sources)
        for source, slope, kink in zip(sources.tolist(), slopes.tolist(), kinks.tolist(), strict=True):
            self._compare((layer, row, source), None if kink else slope)

    def _chosen_sources(self, layer: int, source: int) -> Array:
        """The next sources chosen of the same row, as many as are computed at once."""
        layers, samples = self._now.network.layers, len(self._now.batch.rows)
        widest = max(len(later.weight) for later in layers[layer:])
        some = self._chosen[self._done : self._done + max(1, int(AT_ONCE / (samples * widest)))]
        sources = some - some[0] + source
        return np.asarray(sources[sources < layers[layer].sources])

    def _compare(self, place: Place, numeric: float | None) -> None:
        self.result = self.result.with_slopes(place, _analytic(self._now, place), numeric)
        self._done += 1


def check_gradients(network: Network, recipe: Recipe, batch: Batch, most: int | None = None) -> GradientCheck:
    """Compare at most ``most`` gradients of this batch, evenly chosen, in float64, whatever the recipe's precision.

    None: all that are feasible. Units that no gradient can train are refused with BadInput.
    """
    checking = Checking(network, recipe, batch, most)
    while not checking.done:
        checking.go_on()
    return checking.result


def _net_inputs(network: Network) -> float:
    """How many net inputs of one sample are computed to move every weight, as if each heard some 40 sources."""
    work, layers = 0.0, network.layers
    for index, layer in enumerate(layers):
        whole = layers[min(index + 1, len(layers) - 1) :]
        count = sum(len(later.weight) for later in whole) + sum(later.weight.size / 40 for later in whole[1:])
        work += layer.weight.size * count
    return work


def _first_samples(batch: Batch, parameters: int) -> Batch:
    some = slice(max(1, int(WORK / parameters)))
    return Batch(batch.rows[some], batch.x[some].astype(np.float64), batch.y[some].astype(np.float64))


def _check_trainable(network: Network) -> None:
    for layer in network.layers:
        if not layer.activation.trainable:
            raise BadInput(
                'The layer "{layer}" has {activation} units, whose slope is 0: there is no gradient to compare.',
                layer=layer.name,
                activation=layer.activation.name,
            )


def _knows_gradients(now: Snapshot) -> bool:
    return (now.mark.phase, now.mark.step) == (Phase.BACKWARD, now.network.depth - 1)


def _analytic(walked: Snapshot, place: Place) -> float:
    layer, row, source = place
    trace = walked.traces[layer]
    gradient = trace.bias_gradient if source is None else trace.weight_gradient
    assert gradient is not None
    return float(gradient[row] if source is None else gradient[row, source])
