"""Who is to blame?  Hand each unit its share of the loss, last layer first.

The blame of a unit is delta = dE_n/dz, for each sample by itself. The output layer takes it from the loss, a hidden
layer from the layer behind it, ``delta_behind @ weight_behind``: a sum over every unit it feeds. Gradients are summed
over the batch and multiplied by the loss's share; the penalty's slope is added to those of the weights.
"""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.losses import PAIRS
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.snapshot import Mark, Phase, Snapshot


def output_gradient(now: Snapshot, layer: int, recipe: Recipe) -> Array | None:
    """dE_n/da of a layer, (m, n_out), from the loss or the layer behind; none where the perceptron rule trains."""
    if recipe.optimizer.name == "perceptron":
        return None
    if layer < now.network.depth - 1:
        behind = now.traces[layer + 1].delta
        assert behind is not None
        return read_only(np.asarray(behind @ now.network.layers[layer + 1].weight))
    trace = now.traces[layer]
    assert trace.z is not None
    assert trace.a is not None
    return read_only(recipe.loss.gradient(trace.z, trace.a, now.batch.y))


def delta_of(now: Snapshot, layer: int, gradient: Array | None, recipe: Recipe) -> Array:
    """dE_n/dz of a layer, (m, n_out * pieces): its dE_n/da times da/dz; of a pair or a perceptron without either."""
    trace, activation = now.traces[layer], now.network.layers[layer].activation
    assert trace.z is not None
    assert trace.a is not None
    if gradient is None:
        return perceptron_delta(trace.a, now.batch.y, activation.name)
    if layer == now.network.depth - 1 and recipe.loss.name in PAIRS:
        return PAIRS[recipe.loss.name].delta(trace.z, trace.a, now.batch.y)
    return activation.backward(trace.z, trace.a, gradient)


def perceptron_delta(a: Array, y: Array, activation: str) -> Array:
    """The perceptron rule's blame: 0 for a right answer, else -1 or +1 (deck 003; Rosenblatt 1958)."""
    return np.asarray((a - y) / 2 if activation == "sign" else a - y)


def backward_layer(now: Snapshot, layer: int, recipe: Recipe) -> Snapshot:
    """The moment at which ``layer`` knows its delta and its gradients."""
    last = now.network.depth - 1
    gradient = output_gradient(now, layer, recipe)
    delta = delta_of(now, layer, gradient, recipe)
    trace = replace(
        now.traces[layer],
        output_gradient=gradient,
        delta=read_only(delta),
        weight_gradient=read_only(weight_gradient(now, layer, delta, recipe)),
        bias_gradient=bias_gradient(now, layer, delta, recipe),
    )
    reached = now.with_trace(layer, Mark(now.mark.iteration, Phase.BACKWARD, last - layer), trace)
    if layer > 0:
        return reached
    return replace(reached, input_delta=read_only(delta @ now.network.layers[0].weight))


def weight_gradient(now: Snapshot, layer: int, delta: Array, recipe: Recipe) -> Array:
    """The slope of the batch's loss by each weight, penalty included, of the weight's shape."""
    weight = now.network.layers[layer].weight
    gradient = np.asarray(share(recipe, len(delta)) * (delta.T @ now.entering(layer)), weight.dtype)
    penalty = recipe.regularization
    if penalty.active and not penalty.dead_weights:
        gradient = gradient + penalty.gradient(weight, len(delta))
    return gradient


def bias_gradient(now: Snapshot, layer: int, delta: Array, recipe: Recipe) -> Array | None:
    """The slope of the batch's loss by each bias: of each unit, or of the one bias all units share; 0 where frozen."""
    bias = now.network.layers[layer].bias
    if bias is None:
        return None
    gradient = np.asarray(share(recipe, len(delta)) * delta.sum(axis=0), bias.dtype)
    if recipe.bias_mode is BiasMode.FROZEN:
        gradient = np.zeros_like(bias)
    elif recipe.bias_mode is BiasMode.SHARED:
        gradient = np.full_like(bias, gradient.sum())
    return read_only(gradient)


def share(recipe: Recipe, samples: int) -> float:
    """The factor of each sample in a gradient; the perceptron rule sums."""
    return 1.0 if recipe.optimizer.name == "perceptron" else recipe.loss.share(samples)
