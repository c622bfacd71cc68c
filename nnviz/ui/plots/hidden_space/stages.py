"""Through which spaces do samples go on their way through a network?"""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.forward import net_input
from nnviz.core.network import Network
from nnviz.core.response import responses

INPUT = -1


@dataclass(frozen=True, slots=True)
class Stage:
    """The inputs, the net inputs of a layer, or its activations."""

    layer: int = INPUT
    net_inputs: bool = False


def stages_of(network: Network, net_inputs: bool) -> tuple[Stage, ...]:
    """The stages in their order; ``net_inputs``: also those before each activation that changes them."""
    stages = [Stage()]
    for index, layer in enumerate(network.layers):
        if net_inputs and layer.activation.name != "linear":
            stages.append(Stage(index, True))
        stages.append(Stage(index))
    return tuple(stages)


def last_hidden(stages: tuple[Stage, ...]) -> int:
    """The place among the stages of the last layer before the outputs."""
    outputs = stages[-1].layer
    return max(place for place, stage in enumerate(stages) if stage.layer < outputs and not stage.net_inputs)


def values_of(network: Network, inputs: Array, stages: tuple[Stage, ...]) -> list[Array]:
    """What each stage makes of ``inputs`` (n_0, m): (n, m) each."""
    after = [inputs, *responses(network, inputs)]
    return [_values(network, after, stage) for stage in stages]


def _values(network: Network, after: list[Array], stage: Stage) -> Array:
    if not stage.net_inputs:
        return after[stage.layer + 1]
    with np.errstate(over="ignore", invalid="ignore"):
        return net_input(network.layers[stage.layer], after[stage.layer].T).T
