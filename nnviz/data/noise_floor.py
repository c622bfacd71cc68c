"""How small can the loss become at all?  Where noise turns labels round, no network answers every new sample right.

For two labels, -1 and +1, the best answer to a point is the mean of the labels there, m, and costs 1/2 (1 - m^2) of
half squared error. Its mean over all points is the floor: no model has a lower expected test loss; the samples of one
test part scatter around it. The definitions of the points are those of ``toy``.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from nnviz.core.losses import Loss
from nnviz.data.spec import DataSpec, Generated
from nnviz.data.toy import GAP, RADIUS

LEAST = 5e-4
"""A lower floor is none that could be seen."""
FINE = 200
"""The points along each side of a sum that stands for an integral."""


def noise_floor(data: DataSpec | None, loss: Loss) -> float | None:
    """The floor of a loss averaged over samples, in its own scale; None where there is none or none is known.

    Known for xor, circle and gauss as they are drawn, with the targets -1 and +1, and losses of squared errors.
    """
    if data is None or not isinstance(data.source, Generated) or data.source.generator not in _FLOORS:
        return None
    changed = data.standardize or data.targets_are_inputs or data.target_features
    if changed or data.rows is not None or not loss.averaged or loss.name not in _SCALES:
        return None
    floor = _FLOORS[data.source.generator](data.source.noise)
    return _SCALES[loss.name] * floor if floor > LEAST else None


def xor_floor(noise: float) -> float:
    """The floor of the XOR cloud in half squared error.

    The mean label is s(x1) s(x2), with s(u) = u/c up to the largest shift c and 1 beyond: the floor is
    1/2 (1 - g^2), g the mean of s^2 over distances from GAP to GAP + RADIUS.
    """
    shift = RADIUS * noise
    if shift <= GAP:
        return 0.0
    mean_square = ((shift**3 - GAP**3) / (3 * shift**2) + GAP + RADIUS - shift) / RADIUS
    return 0.5 * (1 - mean_square**2)


@lru_cache(maxsize=64)
def circle_floor(noise: float) -> float:
    """The floor of the circle in half squared error, by sums over distances, directions and shifts.

    A share q of the square of shifts around a point lies within the disc: its mean label is 2q - 1.
    """
    if noise == 0:
        return 0.0
    middles = (np.arange(FINE) + 0.5) / FINE
    distances = np.concatenate([middles * RADIUS / 2, (0.7 + 0.3 * middles) * RADIUS])
    directions = middles[::10] * np.pi / 4  # an eighth of the circle is like every other
    x = np.multiply.outer(distances, np.cos(directions))[..., np.newaxis]
    y = np.multiply.outer(distances, np.sin(directions))[..., np.newaxis]
    shift = RADIUS * noise
    heights = y + shift * (2 * middles - 1)
    half = np.sqrt(np.maximum(0.0, (RADIUS / 2) ** 2 - heights**2))
    inside = np.minimum(x + shift, half) - np.maximum(x - shift, -half)
    share = np.maximum(0.0, inside).mean(axis=-1) / (2 * shift)
    return float((2 * share * (1 - share)).mean())


@lru_cache(maxsize=64)
def gauss_floor(noise: float) -> float:
    """The floor of the two normal clouds in half squared error.

    Along the line through their centers, d to both sides of 0, the mean label at t is tanh(t d / variance).
    """
    variance, center = 0.5 + 7.0 * noise, 2 * np.sqrt(2.0)
    deviations = np.linspace(-8, 8, 20 * FINE)
    weights = np.exp(-0.5 * deviations**2)
    mean = np.tanh((center + np.sqrt(variance) * deviations) * center / variance)
    return float((weights * 0.5 * (1 - mean**2)).sum() / weights.sum())


_FLOORS: dict[str, Callable[[float], float]] = {"xor": xor_floor, "circle": circle_floor, "gauss": gauss_floor}
_SCALES = {"mean_half_sse": 1.0, "mean_sse": 2.0, "mse": 2.0}
"""How many times half a squared error of one output each loss is."""
