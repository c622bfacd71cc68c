"""How much does the loss really change?  Move one number a little to both sides, and send the samples through again.

The slope measured so, ``(E(w + eps) - E(w - eps)) / (2 eps)``, needs no chain rule. Only the layers from the moved
number on are computed again, always in float64. Close to a kink there is no slope to measure.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array
from nnviz.core.forward import forward, net_input
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.snapshot import Batch

EPSILON = 1e-6
NEAR = 1e-4
"""No slope: what moves net inputs nearer to a kink or a tie of maxout than this, and l1 weights nearer to 0."""

Place = tuple[int, int, int | None]
"""(layer, row of its weight, source), or None for the source of a bias."""

Moved = Callable[[float], Array]
"""How far one number is moved -> the net inputs of the first layer that notices, (m, n_out * pieces)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    """What the network says with one number moved."""

    z: list[Array]  # of the layers from the moved number on
    losses: Array  # each output's part of each sample's loss


class Probe:
    """A batch in front of a network, one number of which can be moved."""

    def __init__(self, network: Network, recipe: Recipe, batch: Batch) -> None:
        self._recipe = recipe
        network = network.as_precision("float64")
        self._layers = network.layers
        self._x, self._y = batch.x.astype(np.float64), batch.y.astype(np.float64)
        with np.errstate(all="ignore"):
            self._traces = forward(network, self._x)

    def slope(self, place: Place) -> float | None:
        """dE/dw of the batch's loss with its penalty; None at a kink. Shared biases move together."""
        layer, row, source = place
        own = self._layers[layer]
        together = source is None and self._recipe.bias_mode is BiasMode.SHARED
        rows = slice(None) if together else slice(row, row + 1)
        if source is not None and self._is_corner(own.weight[row, source]):
            return None

        def moved(by: float) -> Array:
            z = self._z(layer).copy()
            z[:, rows] = net_input(_moved(own, rows, source, by), self._entering(layer))
            return z

        slope = self._slope(layer, moved)
        return slope if slope is None or source is None else slope + self._penalty_slope(own.weight[row, source])

    def net_input_slope(self, layer: int, row: int) -> float | None:
        """How the batch's loss changes with the net input of one row, of every sample at once; None at a kink."""

        def moved(by: float) -> Array:
            z = self._z(layer).copy()
            z[:, row] += by
            return z

        return self._slope(layer, moved)

    def input_slope(self, unit: int) -> float | None:
        """How the batch's loss changes with one input, of every sample at once; None at a kink."""

        def moved(by: float) -> Array:
            x = self._x.copy()
            x[:, unit] += by
            return net_input(self._layers[0], x)

        return self._slope(0, moved)

    def _slope(self, layer: int, moved: Moved) -> float | None:
        with np.errstate(all="ignore"):
            more, less = self._answer(layer, moved(EPSILON)), self._answer(layer, moved(-EPSILON))
            if self._meets_kink(layer, more.z, less.z):
                return None
            change = float((more.losses - less.losses).sum()) * self._recipe.loss.share(len(self._y))
            return change / (2 * EPSILON)

    def _answer(self, layer: int, z: Array) -> _Answer:
        """What comes out with these net inputs of a layer."""
        passed, a = [z], self._layers[layer].activation.value(z)
        for later in self._layers[layer + 1 :]:
            passed.append(net_input(later, a))
            a = later.activation.value(passed[-1])
        return _Answer(passed, self._recipe.loss.parts(passed[-1], a, self._y))

    def _entering(self, layer: int) -> Array:
        entering = self._x if layer == 0 else self._traces[layer - 1].a
        assert entering is not None
        return entering

    def _z(self, layer: int) -> Array:
        z = self._traces[layer].z
        assert z is not None
        return z

    def _penalty_slope(self, weight: float) -> float:
        """How the penalty changes with one weight; dead weights follow it after the gradient step, not in it."""
        penalty = self._recipe.regularization
        if penalty.dead_weights:
            return 0.0
        more, less = (penalty.penalty([np.array([weight + by])], len(self._y)) for by in (EPSILON, -EPSILON))
        return (more - less) / (2 * EPSILON)

    def _is_corner(self, weight: float) -> bool:
        """Whether the penalty has a kink at this weight."""
        penalty = self._recipe.regularization
        return penalty.active and penalty.name == "l1" and not penalty.dead_weights and abs(weight) < NEAR

    def _meets_kink(self, layer: int, more: list[Array], less: list[Array]) -> bool:
        for index, (high, low) in enumerate(zip(more, less, strict=True), layer):
            moved, room = np.abs(high - low), room_to_kink(self._layers[index].activation, self._z(index))
            if bool(((moved > 0) & (room < NEAR + moved)).any()):
                return True
        return False


def _moved(layer: Layer, rows: slice, source: int | None, by: float) -> Layer:
    """Those rows of the layer, with the weights from one source, or the biases, moved."""
    weight, bias = layer.weight[rows].copy(), None if layer.bias is None else layer.bias[rows].copy()
    if source is not None:
        weight[:, source] += by
    elif bias is not None:
        bias += by
    return replace(layer, weight=weight, bias=bias)


def room_to_kink(activation: Activation, z: Array) -> Array:
    """How far each net input is from the nearest kink, of the shape of z."""
    if activation.pieces > 1:
        ordered = np.sort(z.reshape(len(z), -1, activation.pieces), axis=-1)
        return np.repeat(ordered[..., -1] - ordered[..., -2], activation.pieces, axis=-1)
    return np.asarray(np.min([np.abs(z - kink) for kink in (*activation.kinks, np.inf)], axis=0))
