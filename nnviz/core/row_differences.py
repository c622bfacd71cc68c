"""How does the loss change with each weight of a row?  Move one at a time, but compute what many of them do at once.

A weight moves the net input of its own row only, and what that unit answers moves the next layer by its share alone:
whole layers are computed from there on. The slopes are those of ``central_difference``.
"""

from functools import cached_property

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.central_difference import EPSILON, NEAR, Probe, room_to_kink
from nnviz.core.forward import net_input


class RowProbe(Probe):
    """A probe that moves many weights of one row, each by itself; k is the number of them."""

    def row_slopes(self, layer: int, row: int, sources: Array) -> tuple[Array, Array]:
        """dE/dw of the weights from k sources, (k,), and which of them stand at a kink and have none, (k,)."""
        weights = self._layers[layer].weight[row, sources]
        shift = EPSILON * self._entering(layer)[:, sources].T  # (k, m)
        with np.errstate(all="ignore"):
            passed = [self._passed(layer, row, by) for by in (shift, -shift)]
            more, less = (self._losses(z[-1]) for z in passed)
            slopes = (more - less).sum(axis=1) * self._recipe.loss.share(len(self._y)) / (2 * EPSILON)
            kinks = ((shift != 0) & (self._rooms[layer][:, row] < NEAR + 2 * np.abs(shift))).any(axis=1)
            for index, (high, low) in enumerate(zip(*passed, strict=True), self._first_whole(layer)):
                moved = np.abs(high - low)
                kinks |= ((moved > 0) & (self._rooms[index] < NEAR + moved)).any(axis=(1, 2))
        if self._recipe.regularization.active:
            slopes = slopes + [self._penalty_slope(weight) for weight in weights]
            kinks |= [self._is_corner(weight) for weight in weights]
        return slopes, kinks

    @cached_property
    def _rooms(self) -> list[Array]:
        """How far the net inputs of each layer are from a kink."""
        return [room_to_kink(layer.activation, self._z(index)) for index, layer in enumerate(self._layers)]

    def _first_whole(self, layer: int) -> int:
        """The first layer that is computed as a whole where a weight of this layer moves."""
        return min(layer + 1, len(self._layers) - 1)

    def _passed(self, layer: int, row: int, shift: Array) -> list[Array]:
        """The net inputs of the layers computed as a whole, each (k, m, n), with one row's net input moved, (k, m)."""
        if layer + 1 == len(self._layers):
            z = np.repeat(self._z(layer)[np.newaxis], len(shift), axis=0)
            z[:, :, row] += shift
            return [z]
        passed = [self._z(layer + 1) + self._change(layer, row, shift)]
        for before, later in zip(self._layers[layer + 1 :], self._layers[layer + 2 :], strict=False):
            passed.append(net_input(later, before.activation.value(passed[-1])))
        return passed

    def _change(self, layer: int, row: int, shift: Array) -> Array:
        """By how much the net inputs of the next layer move, (k, m, n): one unit of this layer moves them."""
        activation, known = self._layers[layer].activation, self._traces[layer].a
        assert known is not None
        unit, piece = divmod(row, activation.pieces)
        own = self._z(layer)[:, unit * activation.pieces : (unit + 1) * activation.pieces]
        z = np.repeat(own[np.newaxis], len(shift), axis=0)
        z[:, :, piece] += shift
        change = activation.value(z) - known[:, [unit]]
        return np.asarray(change * self._layers[layer + 1].weight[:, unit])

    def _losses(self, z: Array) -> Array:
        """The parts of the loss at these net inputs of the last layer, (k, m * outputs)."""
        flat = z.reshape(-1, z.shape[-1])
        a = self._layers[-1].activation.value(flat)
        return self._recipe.loss.parts(flat, a, np.tile(self._y, (len(z), 1))).reshape(len(z), -1)
