"""How does y follow from x?  Curves over one input, and what linear and logistic regression look for.

Each function draws from the stream given and returns the inputs (samples, 1) and the targets (samples, 1).
"""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data.toy import Samples

LENGTH = 5.0
"""The regressions have x from 0 to 5."""


def line(samples: int, noise: float, stream: np.random.RandomState, slope: float, intercept: float) -> Samples:
    """A straight line over -1 to 1; noise is the deviation of y."""
    x = _between(-1.0, 1.0, samples, stream)
    return x, _blurred(slope * x + intercept, noise, stream)


def sine(samples: int, noise: float, stream: np.random.RandomState, periods: float) -> Samples:
    """So many periods of a sine over -1 to 1; noise is the deviation of y."""
    x = _between(-1.0, 1.0, samples, stream)
    return x, _blurred(np.sin(np.pi * periods * x), noise, stream)


def step(samples: int, noise: float, stream: np.random.RandomState, threshold: float) -> Samples:
    """-1 below the threshold and +1 from it on, over -1 to 1; noise is the deviation of y."""
    x = _between(-1.0, 1.0, samples, stream)
    return x, _blurred(np.where(x >= threshold, 1.0, -1.0), noise, stream)


def polynomial(  # noqa: PLR0913  a polynomial of degree 3 has four coefficients
    samples: int, noise: float, stream: np.random.RandomState, *, a3: float, a2: float, a1: float, a0: float
) -> Samples:
    """A polynomial of degree 3 over -1 to 1; noise is the deviation of y."""
    x = _between(-1.0, 1.0, samples, stream)
    return x, _blurred(((a3 * x + a2) * x + a1) * x + a0, noise, stream)


def linear_regression(
    samples: int, noise: float, stream: np.random.RandomState, slope: float, intercept: float
) -> Samples:
    """Points about the line y = m x + b over 0 to 5; the deviation of y is ten times the noise."""
    x = _between(0.0, LENGTH, samples, stream)
    return x, _blurred(slope * x + intercept, 10 * noise, stream)


def logistic_regression(
    samples: int, noise: float, stream: np.random.RandomState, slope: float, intercept: float
) -> Samples:
    """0 or 1, the latter with probability sigmoid(m x + b), over 0 to 5; noise is the share of answers turned round."""
    x = _between(0.0, LENGTH, samples, stream)
    answer = stream.uniform(size=x.shape) < 1 / (1 + np.exp(-(slope * x + intercept)))
    turned = stream.uniform(size=x.shape) < noise
    return x, (answer != turned).astype(np.float64)


def _between(low: float, high: float, samples: int, stream: np.random.RandomState) -> Array:
    return stream.uniform(low, high, (samples, 1))


def _blurred(y: Array, deviation: float, stream: np.random.RandomState) -> Array:
    return y + deviation * stream.normal(size=y.shape)
