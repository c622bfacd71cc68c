"""Which net inputs does a layer have?  Those of the batch at hand; while it runs, of training samples."""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.forward import forward
from nnviz.session.state import State

SAMPLES = 100
"""Training samples at most, while the network runs."""


def net_inputs(state: State, layer: int) -> Array:
    """The z of a layer, (m, n); empty where they are not known."""
    seen, data = state.seen, state.recipe.dataset
    if seen is None or layer >= seen.network.depth:
        return np.array([])
    if not state.live or data is None:
        z = seen.traces[layer].z
        return np.array([]) if z is None else z
    rows = data.train_rows
    chosen = rows[np.linspace(0, len(rows) - 1, min(SAMPLES, len(rows))).astype(np.intp)]
    z = forward(seen.network, data.inputs[chosen])[layer].z
    assert z is not None
    return z
