"""What does the network answer?  Layer by layer: weigh, add the bias, activate."""

from dataclasses import replace

from nnviz.core.arrays import Array, read_only
from nnviz.core.network import Layer, Network
from nnviz.core.snapshot import Mark, Phase, Snapshot, Trace


def net_input(layer: Layer, entering: Array) -> Array:
    """``z = a_prev @ weight.T + bias``: (m, n_in) -> (m, n_out * pieces)."""
    z = entering @ layer.weight.T
    return z if layer.bias is None else z + layer.bias


def forward_layer(now: Snapshot, layer: int) -> Snapshot:
    """The moment at which ``layer`` has answered."""
    mark = Mark(now.mark.iteration, Phase.FORWARD, layer)
    z = net_input(now.network.layers[layer], now.entering(layer))
    a = now.network.layers[layer].activation.value(z)
    return now.with_trace(layer, mark, replace(now.traces[layer], z=read_only(z), a=read_only(a)))


def forward(network: Network, x: Array) -> list[Trace]:
    """The net inputs and activations of every layer for the samples ``x``, (m, n_0)."""
    traces: list[Trace] = []
    for layer in network.layers:
        z = net_input(layer, x)
        x = layer.activation.value(z)
        traces.append(Trace(z=read_only(z), a=read_only(x)))
    return traces
