"""How does a gradient become a step?  Each optimizer says how a weight w moves, given its gradient g and a rate.

What an optimizer remembers (velocities, averages) has one array for each weight matrix and bias vector. What has no
gradient, a frozen bias, does not move and has no memory. The perceptron rule moves as sgd does; its blame is another
(``backward``).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, frozen, read_only
from nnviz.core.network import Network


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """One value for each weight and bias of a layer: a gradient, or something an optimizer remembers."""

    weight: Array
    bias: Array | None  # none where the layer has no biases or they are frozen


@dataclass(frozen=True, slots=True, eq=False)
class OptimizerState:
    """How many steps were made, and what is remembered of them."""

    count: int
    memory: tuple[tuple[str, tuple[Parameters, ...]], ...]  # name -> one entry per layer

    @property
    def nbytes(self) -> int:
        """The memory of the arrays."""
        kept = (layer for _, layers in self.memory for layer in layers)
        return sum(layer.weight.nbytes + (0 if layer.bias is None else layer.bias.nbytes) for layer in kept)

    def remembers(self, name: str) -> bool:
        """Whether something of that name is kept."""
        return any(kept == name for kept, _ in self.memory)

    def recall(self, name: str) -> tuple[Parameters, ...]:
        """What is kept under ``name``, one entry per layer."""
        return dict(self.memory)[name]


ALIVE = "alive"
"""The memory of l1 with dead weights: 1 for a weight that lives, 0 for one that became 0 for good."""

Memory = dict[str, Array]
Move = Callable[[Array, Array, Memory, int, float, dict[str, float]], tuple[Array, Memory]]
"""(w, g, memory, number of this step from 1, rate, parameters) -> new w, new memory."""


@dataclass(frozen=True, slots=True)
class OptimizerKind:
    """One entry of the table."""

    formula: str
    source: str
    move: Move
    memory: tuple[str, ...] = ()
    defaults: tuple[tuple[str, float], ...] = ()


def _sgd(w: Array, g: Array, _: Memory, __: int, rate: float, ___: dict[str, float]) -> tuple[Array, Memory]:
    return w - rate * g, {}


def _momentum(w: Array, g: Array, memory: Memory, _: int, rate: float, p: dict[str, float]) -> tuple[Array, Memory]:
    v = p["momentum"] * memory["velocity"] - rate * g
    return w + v, {"velocity": v}


def _nesterov(w: Array, g: Array, memory: Memory, _: int, rate: float, p: dict[str, float]) -> tuple[Array, Memory]:
    v = p["momentum"] * memory["velocity"] - rate * g
    return w + p["momentum"] * v - rate * g, {"velocity": v}


def _rmsprop(w: Array, g: Array, memory: Memory, _: int, rate: float, p: dict[str, float]) -> tuple[Array, Memory]:
    s = p["rho"] * memory["mean_square"] + (1 - p["rho"]) * g * g
    return w - rate * g / (np.sqrt(s) + p["epsilon"]), {"mean_square": s}


def _adam(w: Array, g: Array, memory: Memory, count: int, rate: float, p: dict[str, float]) -> tuple[Array, Memory]:
    first = p["beta_1"] * memory["first_moment"] + (1 - p["beta_1"]) * g
    second = p["beta_2"] * memory["second_moment"] + (1 - p["beta_2"]) * g * g
    corrected_first = first / (1 - p["beta_1"] ** count)
    corrected_second = second / (1 - p["beta_2"] ** count)
    step = rate * corrected_first / (np.sqrt(corrected_second) + p["epsilon"])
    return w - step, {"first_moment": first, "second_moment": second}


OPTIMIZERS: dict[str, OptimizerKind] = {
    "sgd": OptimizerKind("w ← w − η g", "all decks", _sgd),
    "momentum": OptimizerKind(
        "v ← μ v − η g;  w ← w + v",
        "Polyak 1964; Sutskever et al. 2013",
        _momentum,
        ("velocity",),
        (("momentum", 0.9),),
    ),
    "nesterov": OptimizerKind(
        "v ← μ v − η g;  w ← w + μ v − η g", "Sutskever et al. 2013", _nesterov, ("velocity",), (("momentum", 0.9),)
    ),
    "rmsprop": OptimizerKind(
        "s ← ρ s + (1 − ρ) g²;  w ← w − η g / (√s + ε)",
        "Tieleman and Hinton 2012",
        _rmsprop,
        ("mean_square",),
        (("rho", 0.9), ("epsilon", 1e-8)),
    ),
    "adam": OptimizerKind(
        "m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  "
        "m′ = m/(1 − β₁^t);  v′ = v/(1 − β₂^t);  w ← w − η m′/(√v′ + ε)",
        "Kingma and Ba 2015",
        _adam,
        ("first_moment", "second_moment"),
        (("beta_1", 0.9), ("beta_2", 0.999), ("epsilon", 1e-8)),
    ),
    "perceptron": OptimizerKind("w ← w − η g, with δ := a − y (step) or (a − y)/2 (sign)", "Rosenblatt 1958", _sgd),
}


@dataclass(frozen=True, slots=True)
class Optimizer:
    """A named rule with its parameters; the learning rate belongs to the recipe."""

    name: str
    parameters: tuple[tuple[str, float], ...] = ()

    def start(self, network: Network, frozen_biases: bool = False) -> OptimizerState:
        """The state before the first step: zeros for all that will be remembered."""
        names = OPTIMIZERS[self.name].memory
        zeros = tuple(_zeros(network, index, frozen_biases) for index in range(network.depth))
        return OptimizerState(0, tuple((name, zeros) for name in names))

    def step(
        self, network: Network, gradients: tuple[Parameters, ...], state: OptimizerState, rate: float
    ) -> tuple[Network, OptimizerState]:
        """The network and the state after one step; nothing given is changed."""
        layers, memories = [], []
        names = OPTIMIZERS[self.name].memory
        for index, layer in enumerate(network.layers):
            memory = {name: state.recall(name)[index] for name in names}
            weight, weight_memory = self._move(
                layer.weight, gradients[index].weight, {name: kept.weight for name, kept in memory.items()}, state, rate
            )
            bias, bias_memory = self._move_bias(layer.bias, gradients[index].bias, memory, state, rate)
            layers.append(layer.with_values(weight, bias))
            memories.append({name: Parameters(weight_memory[name], bias_memory.get(name)) for name in memory})
        kept = tuple((name, tuple(memory[name] for memory in memories)) for name in names)
        others = tuple(entry for entry in state.memory if entry[0] not in names)
        return Network(network.input_names, tuple(layers)), OptimizerState(state.count + 1, kept + others)

    def _move(
        self, values: Array, gradient: Array, memory: Memory, state: OptimizerState, rate: float
    ) -> tuple[Array, Memory]:
        moved, kept = OPTIMIZERS[self.name].move(values, gradient, memory, state.count + 1, rate, dict(self.parameters))
        return moved, {name: read_only(array) for name, array in kept.items()}

    def _move_bias(
        self,
        bias: Array | None,
        gradient: Array | None,
        memory: dict[str, Parameters],
        state: OptimizerState,
        rate: float,
    ) -> tuple[Array | None, Memory]:
        if bias is None or gradient is None:
            return bias, {}
        remembered = {name: np.zeros_like(bias) if kept.bias is None else kept.bias for name, kept in memory.items()}
        return self._move(bias, gradient, remembered, state, rate)


def _zeros(network: Network, index: int, frozen_biases: bool) -> Parameters:
    layer = network.layers[index]
    bias = None if layer.bias is None or frozen_biases else frozen(np.zeros_like(layer.bias), layer.bias.dtype)
    return Parameters(frozen(np.zeros_like(layer.weight), layer.weight.dtype), bias)


def optimizer(name: str, **parameters: float) -> Optimizer:
    """The optimizer of that name, with the table's defaults for what is not given."""
    values = dict(OPTIMIZERS[name].defaults) | parameters
    return Optimizer(name, tuple(values.items()))


SGD = optimizer("sgd")
