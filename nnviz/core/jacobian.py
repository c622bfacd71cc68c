"""How does every output change with every input?  The Jacobian of the network: one row an output, one column an input.

Row k is what the backward pass finds where dE/da is 1 at output k and 0 at the others: so all rows are found at once,
as if they were the samples of a batch. Of a single linear layer it is the weight matrix (deck 001).
"""

from collections.abc import Sequence

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.core.snapshot import Trace


def jacobian(network: Network, traces: Sequence[Trace], row: int = 0) -> Array:
    """da_k/dx_i, (n_L, n_0), for the sample ``row`` of ``traces``, in which every z and a is known."""
    return np.asarray(by_net_inputs(network, traces, row) @ network.layers[0].weight)


def by_net_inputs(network: Network, traces: Sequence[Trace], row: int = 0) -> Array:
    """da_k/dz_j of the first layer, with a column for each of its net inputs."""
    change = np.eye(network.outputs, dtype=network.layers[-1].weight.dtype)
    for index in reversed(range(network.depth)):
        layer, trace = network.layers[index], traces[index]
        assert trace.z is not None
        assert trace.a is not None
        z, a = (np.repeat(values[row : row + 1], network.outputs, axis=0) for values in (trace.z, trace.a))
        change = layer.activation.backward(z, a, change)
        change = change @ layer.weight if index else change
    return np.asarray(change)
