"""Which numbers does one iteration hold?  Any of them is found by its address, for one sample of the batch."""

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.jacobian import jacobian
from nnviz.core.optimizers import Parameters
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.snapshot import Snapshot, Trace
from nnviz.walkthrough.expression import Term
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.symbols import Labels

Value = TypeVar("Value")

NAMES = {
    Kind.VELOCITY: "velocity",
    Kind.MEAN_SQUARE: "mean_square",
    Kind.FIRST_MOMENT: "first_moment",
    Kind.SECOND_MOMENT: "second_moment",
    Kind.CORRECTED_FIRST: "first_moment",
    Kind.CORRECTED_SECOND: "second_moment",
}
"""What the optimizer calls what it remembers."""
NEAR = 1e-3
"""How near to 0 or 1 an answer may be before a cross-entropy is computed from net inputs."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One iteration with all its numbers, seen from one sample of its batch."""

    moment: Snapshot  # the last one that is known: the update, or the loss where no gradient exists
    recipe: Recipe
    row: int  # of the sample, in the batch
    labels: Labels
    delta_sign: int = 1  # 1: delta is dE/dz; -1: delta is -dE/dz (deck 003)

    @property
    def samples(self) -> int:
        """The samples of the batch."""
        return len(self.moment.batch.rows)

    @property
    def last(self) -> int:
        """The index of the output layer."""
        return self.moment.network.depth - 1

    @property
    def perceptron(self) -> bool:
        """Whether the perceptron rule trains: there is no gradient then."""
        return self.recipe.optimizer.name == "perceptron"

    def term(self, kind: Kind, layer: int = -1, unit: int = 0, source: int | None = None) -> Term:
        """A number with its address."""
        quantity = Quantity(kind, layer, unit, source)
        return Term(quantity, self.value(quantity))

    @property
    def biases_hear(self) -> bool:
        """Whether a bias is written as the weight of x0, which is always 1."""
        return self.labels.names.bias_as == "x0"

    @property
    def saturated(self) -> bool:
        """Whether an answer of the batch lies so near to 0 or 1 that its logarithm or its slope is lost in rounding."""
        a = _known(self.trace(self.last).a)
        return bool((np.minimum(a, 1 - a) < NEAR).any())

    def sample_number(self, row: int) -> int:
        """The number of a sample of the batch in the data set, from 1."""
        return int(self.moment.batch.rows[row]) + 1

    def answer(self, layer: int, unit: int) -> Term:
        """What a layer hears from the one before: an activation, or an input."""
        return self.term(Kind.INPUT, -1, unit) if layer < 0 else self.term(Kind.ACTIVATION, layer, unit)

    def entering(self, layer: int) -> Array:
        """What a layer listens to, for this sample."""
        return np.asarray(self.moment.entering(layer)[self.row])

    def value(self, quantity: Quantity) -> float:
        """The number itself."""
        return float(self._value(quantity))

    def _value(self, quantity: Quantity) -> Any:  # noqa: C901, PLR0911, PLR0912 - one case a kind
        moment, layer, unit, row = self.moment, quantity.layer, quantity.unit, self.row
        source = quantity.source or 0
        match quantity.kind:
            case Kind.INPUT:
                return moment.batch.x[row, unit]
            case Kind.TARGET:
                return moment.batch.y[row, unit]
            case Kind.WEIGHT:
                return moment.network.layers[layer].weight[unit, source]
            case Kind.BIAS:
                return _known(moment.network.layers[layer].bias)[unit]
            case Kind.NET_INPUT:
                return _known(self.trace(layer).z)[row, unit]
            case Kind.ACTIVATION:
                return _known(self.trace(layer).a)[row, unit]
            case Kind.OUTPUT_LOSS:
                return _known(moment.output_losses)[row, unit]
            case Kind.SAMPLE_LOSS:
                return _known(moment.sample_losses)[row]
            case Kind.LOSS:
                return moment.loss or 0.0
            case Kind.PENALTY:
                return moment.penalty or 0.0
            case Kind.TOTAL:
                return (moment.loss or 0.0) + (moment.penalty or 0.0)
            case Kind.CONTRIBUTION:
                return _known(self.trace(layer + 1).delta)[row, source] * self._weight(layer + 1)[source, unit]
            case Kind.OUTPUT_GRADIENT:
                return _known(self.trace(layer).output_gradient)[row, unit]
            case Kind.SLOPE:
                return self.slopes(layer)[unit]
            case Kind.JACOBIAN:
                a = _known(self.trace(layer).a)[row]
                return a[source] * ((1.0 if source == unit else 0.0) - a[unit])
            case Kind.DELTA | Kind.SHORT_DELTA:
                return self.delta_sign * _known(self.trace(layer).delta)[row, unit]
            case Kind.SAMPLE_GRADIENT:
                return _known(self.trace(layer).delta)[row, unit] * self.entering(layer)[source]
            case Kind.SAMPLE_BIAS_GRADIENT:
                return self._sample_bias_gradient(layer, unit)
            case Kind.WEIGHT_GRADIENT:
                return _known(self.trace(layer).weight_gradient)[unit, source]
            case Kind.BIAS_GRADIENT:
                return _known(self.trace(layer).bias_gradient)[unit]
            case Kind.INPUT_GRADIENT:
                return _known(moment.input_delta)[row, unit]
            case Kind.RESPONSE:
                return jacobian(moment.network, moment.traces, row)[unit, source]
            case Kind.NEW_WEIGHT:
                return _known(moment.updated).layers[layer].weight[unit, source]
            case Kind.NEW_BIAS:
                return _known(_known(moment.updated).layers[layer].bias)[unit]
            case Kind.CORRECTED_FIRST | Kind.CORRECTED_SECOND:
                return self.remembered(quantity, new=True) / (1 - self.decay(quantity.kind) ** self.count)
            case _:
                return self.remembered(quantity, new=True)

    def trace(self, layer: int) -> Trace:
        """What is known of a layer."""
        return self.moment.traces[layer]

    def slopes(self, layer: int) -> Array:
        """da/dz of every net input of a layer: of maxout 1 for the winner of each unit."""
        trace, activation = self.trace(layer), self.moment.network.layers[layer].activation
        z, a = _known(trace.z)[self.row : self.row + 1], _known(trace.a)[self.row : self.row + 1]
        if activation.slope is not None:
            return np.asarray(activation.slope(z, a)[0])
        return np.asarray(activation.backward(z, a, np.ones_like(a))[0])

    def _weight(self, layer: int) -> Array:
        return self.moment.network.layers[layer].weight

    def _sample_bias_gradient(self, layer: int, unit: int) -> float:
        delta = _known(self.trace(layer).delta)[self.row]
        return float(delta.sum() if self.recipe.bias_mode is BiasMode.SHARED else delta[unit])

    @property
    def count(self) -> int:
        """The number of this step of the optimizer, from 1."""
        return self.moment.optimizer_state.count + 1

    def setting(self, name: str) -> float:
        """A parameter of the optimizer."""
        return dict(self.recipe.optimizer.parameters)[name]

    def decay(self, kind: Kind) -> float:
        """How much of a moment Adam keeps."""
        return self.setting("beta_1" if kind in (Kind.FIRST_MOMENT, Kind.CORRECTED_FIRST) else "beta_2")

    def remembered(self, quantity: Quantity, new: bool) -> float:
        """What the optimizer remembers of a weight or bias, before this step or after it."""
        state = self.moment.updated_state if new else self.moment.optimizer_state
        name = NAMES[quantity.kind]
        if state is None or not state.remembers(name):
            return 0.0
        kept = state.recall(name)[quantity.layer]
        return float(_entry(kept, quantity))


def _entry(kept: Parameters, quantity: Quantity) -> float:
    if quantity.source is not None:
        return float(kept.weight[quantity.unit, quantity.source])
    return 0.0 if kept.bias is None else float(kept.bias[quantity.unit])


def _known(value: Value | None) -> Value:
    assert value is not None
    return value
