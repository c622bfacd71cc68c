"""How do all the numbers of a network lie in memory while it trains?  In one vector, so that one call moves them all.

The weights of a layer are a matrix in that vector, (n_out * pieces, n_in), row j what unit j listens to. A bias is the
weight of one more source that always says 1: the last column. A layer without biases has no such column. The gradient
and whatever the optimizer remembers lie the same way.
"""

from collections.abc import Iterable

import numpy as np

from nnviz.core.arrays import Array, frozen
from nnviz.core.network import Network
from nnviz.core.optimizers import ALIVE, OPTIMIZERS, OptimizerState, Parameters
from nnviz.core.recipe import BiasMode, Recipe


class FlatState:
    """The values, the gradient and the optimizer's memory of a network under a recipe, each in one vector."""

    def __init__(self, network: Network, recipe: Recipe) -> None:
        self.dtype = np.dtype(recipe.precision)
        self.biased = [layer.bias is not None for layer in network.layers]
        self._shapes = [
            (layer.weight.shape[0], layer.sources + biased)
            for layer, biased in zip(network.layers, self.biased, strict=True)
        ]
        self._frozen = recipe.bias_mode is BiasMode.FROZEN
        size = sum(rows * columns for rows, columns in self._shapes)
        self.values, self.gradient, self.scratch = (np.zeros(size, self.dtype) for _ in range(3))
        names = [*OPTIMIZERS[recipe.optimizer.name].memory, *([ALIVE] if recipe.regularization.dead_weights else [])]
        self.memory = {name: np.zeros(size, self.dtype) for name in names}
        self.is_weight = np.ones(size, self.dtype)  # 1 for a weight, 0 for a bias
        for bias in self.bias_columns(self.is_weight):
            bias[:] = 0
        self.count = 0  # steps made so far, as the optimizer counts them

    def matrices(self, vector: Array) -> list[Array]:
        """The part of each layer in ``vector``, as views: weights, and the biases as last column."""
        views, begin = [], 0
        for rows, columns in self._shapes:
            views.append(vector[begin : begin + rows * columns].reshape(rows, columns))
            begin += rows * columns
        return views

    def bias_columns(self, vector: Array) -> list[Array]:
        """The biases of each layer that has them, as views of ``vector``."""
        return [matrix[:, -1] for matrix, biased in zip(self.matrices(vector), self.biased, strict=True) if biased]

    def load(self, network: Network, state: OptimizerState) -> None:
        """Take over the numbers of a network of this shape, and what its optimizer remembers; frozen biases rest."""
        self._pack(self.values, ((layer.weight, layer.bias) for layer in network.layers))
        for name, vector in self.memory.items():
            vector[:] = name == ALIVE
            if state.remembers(name):
                self._pack(vector, ((kept.weight, kept.bias) for kept in state.recall(name)))
            if self._frozen and name != ALIVE:
                vector *= self.is_weight
        self.count = state.count

    def network(self, like: Network) -> Network:
        """A frozen copy of the values, as a network with the names of ``like``."""
        parts = zip(like.layers, self._unpack(self.values, self.biased), strict=True)
        return Network(like.input_names, tuple(layer.with_values(*kept) for layer, kept in parts))

    def optimizer_state(self) -> OptimizerState:
        """A frozen copy of what the optimizer remembers."""
        return OptimizerState(self.count, tuple((name, self._remembered(name)) for name in self.memory))

    def _remembered(self, name: str) -> tuple[Parameters, ...]:
        moving = [biased and not self._frozen and name != ALIVE for biased in self.biased]
        parts = self._unpack(self.memory[name], moving)
        return tuple(
            Parameters(frozen(weight, self.dtype), None if bias is None else frozen(bias, self.dtype))
            for weight, bias in parts
        )

    def _pack(self, vector: Array, parts: Iterable[tuple[Array, Array | None]]) -> None:
        for matrix, (weight, bias) in zip(self.matrices(vector), parts, strict=True):
            matrix[:, : weight.shape[1]] = weight
            if bias is not None:
                matrix[:, -1] = bias

    def _unpack(self, vector: Array, with_bias: list[bool]) -> Iterable[tuple[Array, Array | None]]:
        for matrix, biased, wanted in zip(self.matrices(vector), self.biased, with_bias, strict=True):
            yield matrix[:, :-1] if biased else matrix, matrix[:, -1] if wanted else None
