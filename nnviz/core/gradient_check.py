"""Is the gradient right?  Move one weight a little to both sides, and see how much the loss really changes.

The slope measured so, ``(E(w + eps) - E(w - eps)) / (2 eps)``, is compared with the one that the backward pass found.
Close to a kink there is no slope to measure: a parameter that moves a net input there is skipped.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array
from nnviz.core.checkpoint import start
from nnviz.core.forward import forward
from nnviz.core.network import Network
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.snapshot import Batch, Phase, Snapshot
from nnviz.core.training import advance, ready_for
from nnviz.errors import BadInput

EPSILON = 1e-6
TOLERANCE = 1e-6
NEAR = 1e-4
"""Skipped: what moves net inputs nearer to a kink or a tie of maxout than this, and with l1 weights nearer to 0."""

Place = tuple[int, int, int | None]
"""(layer, row of its weight, source), or None for the source of a bias."""


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """How far the gradients of the backward pass are from those measured."""

    parameters: int  # all there are; shared biases are one
    compared: int
    skipped: int  # too near to a kink
    largest_difference: float  # relative to max(1, |analytic|, |numeric|)
    worst: Place | None  # where it is; none where nothing was compared

    @property
    def agrees(self) -> bool:
        """Whether every gradient compared is right."""
        return self.largest_difference <= TOLERANCE


def check_gradients(network: Network, recipe: Recipe, batch: Batch, most: int = 2000) -> GradientCheck:
    """Compare at most ``most`` gradients of this batch, evenly chosen, in float64, whatever the recipe's precision.

    Units that no gradient can train are refused with BadInput.
    """
    _check_trainable(network)
    probe = _Probe(network, replace(recipe, precision="float64"), batch)
    places = _places(network, recipe.bias_mode)
    chosen = np.unique(np.linspace(0, len(places) - 1, min(most, len(places))).astype(int))
    compared = 0
    largest, worst = 0.0, None
    with np.errstate(all="ignore"):
        for place in (places[index] for index in chosen):
            difference = probe.difference(place)
            if difference is not None:
                compared += 1
                if worst is None or not difference <= largest:
                    largest, worst = difference, place
    return GradientCheck(len(places), compared, len(chosen) - compared, largest, worst)


def _check_trainable(network: Network) -> None:
    for layer in network.layers:
        if not layer.activation.trainable:
            raise BadInput(
                'The layer "{layer}" has {activation} units, whose slope is 0: there is no gradient to compare.',
                layer=layer.name,
                activation=layer.activation.name,
            )


def _places(network: Network, mode: BiasMode) -> list[Place]:
    """Every weight, and every bias that can move by itself."""
    places: list[Place] = []
    for index, layer in enumerate(network.layers):
        rows, sources = layer.weight.shape
        places += [(index, row, source) for row in range(rows) for source in range(sources)]
        if layer.bias is not None and mode is not BiasMode.FROZEN:
            places += [(index, row, None) for row in range(1 if mode is BiasMode.SHARED else rows)]
    return places


class _Probe:
    """A copy of the network whose numbers can be moved, and the gradients of the backward pass."""

    def __init__(self, network: Network, recipe: Recipe, batch: Batch) -> None:
        batch = replace(batch, x=batch.x.astype(np.float64), y=batch.y.astype(np.float64))
        self._recipe, self._batch = recipe, batch
        self._walked = _walk(network, recipe, batch)
        layers = self._walked.network.layers
        self._weights = [layer.weight.copy() for layer in layers]
        self._biases = [None if layer.bias is None else layer.bias.copy() for layer in layers]
        parts = zip(layers, self._weights, self._biases, strict=True)
        self._network = replace(network, layers=tuple(replace(layer, weight=w, bias=b) for layer, w, b in parts))

    def difference(self, place: Place) -> float | None:
        """How far analytic and numeric slope are apart; none where there is no slope to measure."""
        values = self._values(place)
        kept = values.copy()
        values[...] = kept + EPSILON
        more = self._measure()
        values[...] = kept - EPSILON
        less = self._measure()
        values[...] = kept
        if self._is_corner(place, kept) or self._meets_kink(more.z, less.z):
            return None
        change = (more.losses - less.losses).sum() * self._recipe.loss.share(len(self._batch.y))
        numeric = (change + more.penalty - less.penalty) / (2 * EPSILON)
        analytic = self._analytic(place)
        return float(abs(analytic - numeric) / max(1.0, abs(analytic), abs(numeric)))

    def _measure(self) -> "_Measured":
        """What the network answers now; dead weights follow their penalty after the gradient step, not in it."""
        traces = forward(self._network, self._batch.x)
        z = [trace.z for trace in traces if trace.z is not None]
        assert traces[-1].a is not None
        penalty, samples = self._recipe.regularization, len(self._batch.y)
        return _Measured(
            z,
            self._recipe.loss.parts(z[-1], traces[-1].a, self._batch.y),
            0.0 if penalty.dead_weights else penalty.penalty(self._weights, samples),
        )

    def _values(self, place: Place) -> Array:
        """The numbers that move together, as a view."""
        layer, row, source = place
        if source is not None:
            return self._weights[layer][row, source : source + 1]
        bias = self._biases[layer]
        assert bias is not None
        return bias if self._recipe.bias_mode is BiasMode.SHARED else bias[row : row + 1]

    def _analytic(self, place: Place) -> float:
        layer, row, source = place
        trace = self._walked.traces[layer]
        gradient = trace.bias_gradient if source is None else trace.weight_gradient
        assert gradient is not None
        return float(gradient[row] if source is None else gradient[row, source])

    def _is_corner(self, place: Place, value: Array) -> bool:
        """Whether the penalty has a kink at this weight."""
        penalty = self._recipe.regularization
        smooth = place[2] is None or not penalty.active or penalty.name != "l1" or penalty.dead_weights
        return not smooth and bool(abs(value[0]) < NEAR)

    def _meets_kink(self, more: list[Array], less: list[Array]) -> bool:
        for layer, trace, high, low in zip(self._network.layers, self._walked.traces, more, less, strict=True):
            assert trace.z is not None
            moved = np.abs(high - low)
            if bool(((moved > 0) & (_room(layer.activation, trace.z) < NEAR + moved)).any()):
                return True
        return False


class _Measured(NamedTuple):
    """What the network answers with one number moved."""

    z: list[Array]  # of each layer
    losses: Array  # each output's part of each sample's loss
    penalty: float


def _walk(network: Network, recipe: Recipe, batch: Batch) -> Snapshot:
    """The moment at which every gradient is known."""
    now = ready_for(start(network, recipe), batch)
    while (now.mark.phase, now.mark.step) != (Phase.BACKWARD, network.depth - 1):
        now = advance(now, recipe)
    return now


def _room(activation: Activation, z: Array) -> Array:
    """How far each net input is from the nearest kink, of the shape of z."""
    if activation.pieces > 1:
        ordered = np.sort(z.reshape(len(z), -1, activation.pieces), axis=-1)
        return np.repeat(ordered[..., -1] - ordered[..., -2], activation.pieces, axis=-1)
    return np.asarray(np.min([np.abs(z - kink) for kink in (*activation.kinks, np.inf)], axis=0))
