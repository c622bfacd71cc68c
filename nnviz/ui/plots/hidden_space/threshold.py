"""At which net input does an answer change sides?"""

import numpy as np

from nnviz.core.activations import Activation

FAR = 100.0
"""Net inputs beyond which no answer changes any more."""
HALVINGS = 60


def threshold(activation: Activation, level: float) -> float | None:
    """The net input at which a rising activation passes ``level``; none where it does not."""

    def above(z: float) -> bool:
        return bool(activation.value(np.array([[z]]))[0, 0] >= level)

    low, high = -FAR, FAR
    if activation.pieces > 1 or above(low) or not above(high):
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if above(middle) else (middle, high)
    return round(high, 10)
