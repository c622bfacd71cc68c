"""How are the weights of a layer spread, its activations, its gradients?  Quantiles tell it in a hundred numbers."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.backward import backward_layer
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.forward import forward_layer
from nnviz.core.recipe import Recipe
from nnviz.core.training import ready_for, refusal, take_batch

SHARES = np.linspace(0.0, 1.0, 101)
"""The quantiles: the k-th number is the value that k of 100 values do not exceed."""
MOST_VALUES = 20_000
"""Of more values, so many are taken, evenly."""
MOST_ROWS, PRODUCTS = 100, 4_000_000
"""Samples that are sent through at most, and weights times samples."""


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The quantiles of every layer at one place of the run, (101,) each."""

    weights: tuple[Array, ...]
    activations: tuple[Array, ...] = ()  # over the probe; none without data
    gradients: tuple[Array, ...] = ()  # log10 of |dE/dw| of the probe's loss, zeros left out; none without a slope


def probe_rows(recipe: Recipe, parameters: int) -> Array:
    """The training samples that are sent through, evenly chosen; none without data."""
    if recipe.dataset is None:
        return np.array([], np.intp)
    rows = recipe.dataset.train_rows
    count = min(len(rows), MOST_ROWS, max(1, PRODUCTS // parameters))
    return np.asarray(rows[np.linspace(0, len(rows) - 1, count).astype(np.intp)])


def spread_at(at: Checkpoint, recipe: Recipe) -> Spread:
    """The spread of every layer of the network there."""
    weights = tuple(quantiles(layer.weight) for layer in at.network.layers)
    rows = probe_rows(recipe, at.network.parameters)
    if not len(rows):
        return Spread(weights)
    with np.errstate(all="ignore"):
        now = ready_for(at, take_batch(recipe, rows))
        for layer in range(at.network.depth):
            now = forward_layer(now, layer)
        activations = tuple(quantiles(trace.a) for trace in now.traces if trace.a is not None)
        if refusal(at.network, recipe) is not None:
            return Spread(weights, activations)
        for layer in reversed(range(at.network.depth)):
            now = backward_layer(now, layer, recipe)
        found = [trace.weight_gradient for trace in now.traces if trace.weight_gradient is not None]
        return Spread(weights, activations, tuple(quantiles(np.log10(np.abs(gradient))) for gradient in found))


def quantiles(values: Array) -> Array:
    """The 101 quantiles of the finite values, (101,); NaN where there are none."""
    flat = values.reshape(-1)
    ordered = np.sort(flat[:: -(-flat.size // MOST_VALUES)])
    ordered = ordered[np.isfinite(ordered)]
    if not len(ordered):
        return np.full(len(SHARES), np.nan)
    return np.asarray(np.interp(SHARES * (len(ordered) - 1), np.arange(len(ordered)), ordered))


def densities(spread: Array, edges: Array) -> Array:
    """The share of values between each two of ``edges``, (bins,), from their quantiles, (101,)."""
    if np.isnan(spread).any():
        return np.zeros(len(edges) - 1)
    rising = spread + np.linspace(0.0, 1e-9, len(spread)) * max(1.0, float(np.abs(spread).max()))
    below = np.interp(edges, rising, SHARES, left=0.0, right=1.0)
    return np.diff(below)
