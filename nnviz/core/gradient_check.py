"""Is the gradient right?  Compare the slope that the backward pass found with the one measured by a central difference.

A parameter that stands at a kink has no slope to measure: it is left out.
"""

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from nnviz.core.central_difference import Place, Probe
from nnviz.core.checkpoint import start
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.snapshot import Batch, Phase, Snapshot
from nnviz.core.training import advance, ready_for
from nnviz.errors import BadInput

TOLERANCE = 1e-6
MOST = 2000
"""Of a large network so many gradients are compared, evenly chosen."""
WORK = 2e7
"""Of a large batch only the first samples are taken: the products of weights and samples are at most so many."""


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """How far the gradients of the backward pass are from those measured."""

    parameters: int  # all there are; shared biases are one
    compared: int = 0
    skipped: int = 0  # too near to a kink
    largest_difference: float = 0.0  # relative to max(1, |analytic|, |numeric|)
    worst: Place | None = None  # where it is; none where nothing was compared
    analytic: float = 0.0  # the two slopes there
    numeric: float = 0.0

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

    def __init__(self, network: Network, recipe: Recipe, batch: Batch, most: int = MOST) -> None:
        """Of at most ``most`` gradients, in float64. Units that no gradient can train are refused with BadInput."""
        _check_trainable(network)
        self._recipe = replace(recipe, precision="float64")
        network = network.as_precision("float64")
        self._now = ready_for(start(network, self._recipe), _first_samples(batch, network.parameters))
        self._places = Places(network, recipe.bias_mode)
        count = len(self._places)
        self._chosen = np.unique(np.linspace(0, count - 1, min(most, count)).astype(int))
        self._done = 0
        self.result = GradientCheck(count)

    @property
    def share_done(self) -> float:
        """How much of it is done, from 0 to 1."""
        return self._done / len(self._chosen)

    @property
    def done(self) -> bool:
        """Whether all is compared."""
        return self._done == len(self._chosen)

    @cached_property
    def _probe(self) -> Probe:
        return Probe(self._now.network, self._recipe, self._now.batch)

    def go_on(self) -> None:
        """Do the next bit: a moment on the way to the gradients, or one comparison."""
        with np.errstate(all="ignore"):
            if not _knows_gradients(self._now):
                self._now = advance(self._now, self._recipe)
                return
            place = self._places[int(self._chosen[self._done])]
            self.result = self.result.with_slopes(place, _analytic(self._now, place), self._probe.slope(place))
        self._done += 1


def check_gradients(network: Network, recipe: Recipe, batch: Batch, most: int = MOST) -> GradientCheck:
    """Compare at most ``most`` gradients of this batch, evenly chosen, in float64, whatever the recipe's precision.

    Units that no gradient can train are refused with BadInput.
    """
    checking = Checking(network, recipe, batch, most)
    while not checking.done:
        checking.go_on()
    return checking.result


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


class Places:
    """Every weight, and every bias that can move by itself, in order; found by counting."""

    def __init__(self, network: Network, mode: BiasMode) -> None:
        self._layers = network.layers
        self._counts = [layer.weight.size + _biases(layer, mode) for layer in network.layers]

    def __len__(self) -> int:
        return sum(self._counts)

    def __getitem__(self, index: int) -> Place:
        number = 0
        while index >= self._counts[number]:
            index -= self._counts[number]
            number += 1
        weight = self._layers[number].weight
        if index < weight.size:
            return (number, *divmod(index, weight.shape[1]))
        return number, index - weight.size, None


def _biases(layer: Layer, mode: BiasMode) -> int:
    if layer.bias is None or mode is BiasMode.FROZEN:
        return 0
    return 1 if mode is BiasMode.SHARED else len(layer.bias)


def _knows_gradients(now: Snapshot) -> bool:
    return (now.mark.phase, now.mark.step) == (Phase.BACKWARD, now.network.depth - 1)


def _analytic(walked: Snapshot, place: Place) -> float:
    layer, row, source = place
    trace = walked.traces[layer]
    gradient = trace.bias_gradient if source is None else trace.weight_gradient
    assert gradient is not None
    return float(gradient[row] if source is None else gradient[row, source])
