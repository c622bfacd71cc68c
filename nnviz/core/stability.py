"""How large may a step be?  In a bowl gradient descent swings ever wider beyond a rate that is known beforehand.

A linear layer with a squared loss is such a bowl, the same everywhere: its second derivatives, the Hessian, do not
depend on the weights. A step multiplies the distance from the bottom by 1 - rate * curvature along each of its axes,
and so leads away from it where the rate is above 2 / the largest curvature.
"""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.judgments import error_factor
from nnviz.core.network import Network
from nnviz.core.recipe import BiasMode, Recipe

SQUARED = frozenset({"half_sse", "sse", "mean_half_sse", "mean_sse", "mse"})
MOST_INPUTS = 200
"""The curvatures of more weights take too long to find while somebody watches."""


def largest_stable_rate(network: Network, recipe: Recipe) -> float | None:
    """The rate from which on plain gradient descent on whole epochs diverges; none where it depends on the place."""
    if not _is_bowl(network, recipe):
        return None
    curvature = float(np.linalg.eigvalsh(_hessian(network, recipe))[-1])
    return 2 / curvature if np.isfinite(curvature) and curvature > 0 else None


def _is_bowl(network: Network, recipe: Recipe) -> bool:
    data = recipe.dataset
    layer = network.layers[0]
    if data is None or network.depth > 1 or layer.activation.name != "linear" or layer.sources > MOST_INPUTS:
        return False
    shared = layer.bias is not None and recipe.bias_mode is BiasMode.SHARED and layer.units > 1
    straight = recipe.optimizer.name == "sgd" and not shared
    penalty = recipe.regularization
    round_penalty = not penalty.active or penalty.name == "l2"
    return straight and round_penalty and recipe.loss.name in SQUARED and recipe.batch_size >= len(data.train_rows)


def _hessian(network: Network, recipe: Recipe) -> Array:
    """The second derivatives by the weights of one unit, and by its bias where it learns; every unit has the same."""
    data, layer = recipe.dataset, network.layers[0]
    assert data is not None
    x = data.inputs[data.train_rows].astype(np.float64)
    samples, weights = x.shape
    if layer.bias is not None and recipe.bias_mode is not BiasMode.FROZEN:
        x = np.column_stack([x, np.ones(samples)])
    hessian = error_factor(recipe.loss, layer.units, samples) * x.T @ x
    if recipe.regularization.active:
        hessian[range(weights), range(weights)] += recipe.regularization.strength(samples)
    return np.asarray(hessian)
