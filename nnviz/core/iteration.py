"""What does one iteration do, call by call?  Forward, loss, backward, update, bound to buffers made once.

Buffers are feature-major, (units, samples). What enters a layer with biases has one more row, of ones. All activations
lie in one vector, so that the slopes of neighboring layers with the same activation are found by one flat pass.
"""

from collections.abc import Callable
from functools import partial
from itertools import groupby, pairwise

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.flat import FlatState
from nnviz.core.judgments import error_factor, judgment, loss_factor
from nnviz.core.kernels import KERNELS, Call, backward_call, value_calls
from nnviz.core.losses import PAIRS
from nnviz.core.moves import gradient_factor, move_calls
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe


class Iteration:
    """The buffers for batches of so many samples, and the calls of an iteration on one of them."""

    def __init__(self, network: Network, recipe: Recipe, state: FlatState, samples: int) -> None:
        self._layers = network.layers
        self._recipe = recipe
        self._samples = samples
        self._depth = network.depth
        self._weights, self._gradients = state.matrices(state.values), state.matrices(state.gradient)
        self._make_buffers(state)
        last = network.layers[-1]
        self._judgment = judgment(
            recipe.loss, last.activation, self._z[-1], self._a[-1], self._blame[-1], self._error_factor()
        )
        self.squared = self._judgment.squared  # whether the loss is made of the squares of its parts
        self.loss_factor = loss_factor(recipe.loss, last.units, samples)
        self._forward = self._forward_calls()
        self._backward = self._slope_calls() + self._backward_calls()
        self._update = move_calls(state, recipe, samples)

    def on(self, x: Array, y: Array) -> Callable[[Array], list[Call]]:
        """The iteration on the samples ``x``, (m, n_0), with a column of ones for biases, and targets ``y``, (K, m).

        What is returned makes the list of calls, given an array (K, m) for the parts of the batch's loss.
        """
        enter = partial(self._weights[0].dot, x.T, self._z[0])
        leave = partial(self._delta[0].dot, x, self._gradients[0])
        judge = self._judgment.judge
        return lambda parts: [enter, *self._forward, *judge(y, parts), *self._backward, leave, *self._update]

    def _make_buffers(self, state: FlatState) -> None:
        """Of each layer: z, a, slope, blame (dE/da) and delta; ``heard`` and ``heard_blame`` have the row of ones."""
        m, dtype = self._samples, state.dtype
        rows = [layer.units + biased for layer, biased in zip(self._layers, [*state.biased[1:], False], strict=True)]
        self._ends = np.cumsum([0, *rows]) * m
        self._values, self._slopes, blames = (np.ones(self._ends[-1], dtype) for _ in range(3))
        self._heard, heard_slope, self._heard_blame = (
            [vector[begin:end].reshape(-1, m) for begin, end in pairwise(self._ends)]
            for vector in (self._values, self._slopes, blames)
        )
        self._a, self._slope, self._blame = (
            [view[: layer.units] for view, layer in zip(views, self._layers, strict=True)]
            for views in (self._heard, heard_slope, self._heard_blame)
        )
        self._z, self._delta = list(self._a), list(self._blame)  # in place, where the activation allows it
        for index, layer in enumerate(self._layers):
            own_shape = (layer.weight.shape[0], m)
            if layer.activation.name not in KERNELS or (index == self._depth - 1 and self._output_is_delta):
                self._z[index] = np.empty(own_shape, dtype)
            if layer.activation.name not in KERNELS and not (index == self._depth - 1 and self._output_is_delta):
                self._delta[index] = np.empty(own_shape, dtype)

    @property
    def _output_is_delta(self) -> bool:
        """Whether the error of the output is its delta, without the slope of its activation."""
        return self._recipe.loss.name in PAIRS or self._recipe.optimizer.name == "perceptron"

    def _error_factor(self) -> float:
        """All that the error, and so every gradient, is to be multiplied with."""
        output = self._layers[-1]
        if self._recipe.optimizer.name == "perceptron":
            return gradient_factor(self._recipe) * (0.5 if output.activation.name == "sign" else 1.0)
        return gradient_factor(self._recipe) * error_factor(self._recipe.loss, output.units, self._samples)

    def _forward_calls(self) -> list[Call]:
        calls: list[Call] = []
        for index, layer in enumerate(self._layers[:-1]):
            calls += value_calls(layer.activation, self._z[index], self._a[index])
            calls.append(partial(self._weights[index + 1].dot, self._heard[index], self._z[index + 1]))
        return calls + self._judgment.answer

    def _slope_calls(self) -> list[Call]:
        calls: list[Call] = []
        layers = range(self._depth - self._output_is_delta)
        for name, group in groupby(layers, key=lambda index: self._layers[index].activation.name):
            indices = list(group)
            slope = KERNELS[name].slope if name in KERNELS else None
            if slope is not None:
                part = slice(self._ends[indices[0]], self._ends[indices[-1] + 1])
                calls += slope(self._values[part], self._slopes[part])
        return calls

    def _backward_calls(self) -> list[Call]:
        calls: list[Call] = [] if self._output_is_delta else self._carry_back_calls(self._depth - 1)
        for index in range(self._depth - 1, 0, -1):
            delta, weight = self._delta[index], self._weights[index]
            calls.append(partial(delta.dot, self._heard[index - 1].T, self._gradients[index]))
            calls.append(partial(weight.T.dot, delta, self._heard_blame[index - 1]))
            calls += self._carry_back_calls(index - 1)
        return calls

    def _carry_back_calls(self, index: int) -> list[Call]:
        activation, blame, delta = self._layers[index].activation, self._blame[index], self._delta[index]
        if activation.name not in KERNELS:
            return [backward_call(activation, self._z[index], self._a[index], blame, delta)]
        if KERNELS[activation.name].slope is None:
            return []
        return [partial(np.multiply, blame, self._slope[index], delta)]
