"""Is the number true?  A gradient is measured without the chain rule, and the update is judged by what it did.

Measured: move the number a little to both sides and see how the loss really changes. Judged: the loss of the same
sample before the update, the loss that the gradient promised, and the loss after it.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.central_difference import Place, Probe
from nnviz.core.forward import forward
from nnviz.core.gradient_check import TOLERANCE, relative_difference
from nnviz.core.network import Network
from nnviz.core.recipe import BiasMode
from nnviz.core.regularization import NO_REGULARIZATION
from nnviz.core.snapshot import Batch, Trace
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene

OF_THE_BATCH = (Kind.WEIGHT_GRADIENT, Kind.BIAS_GRADIENT)
OF_THE_SAMPLE = (Kind.SAMPLE_GRADIENT, Kind.SAMPLE_BIAS_GRADIENT)
OF_BIASES = (Kind.BIAS_GRADIENT, Kind.SAMPLE_BIAS_GRADIENT)
MEASURED = (*OF_THE_BATCH, *OF_THE_SAMPLE, Kind.DELTA, Kind.SHORT_DELTA, Kind.INPUT_GRADIENT)
"""What can be measured by moving a number."""
SINGLE = 2e-4
"""How far, relative to the larger one or to 1, a gradient in single precision may be from the measured one."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """A gradient of the walk beside the central difference of the same number."""

    analytic: float
    numeric: float | None  # None at a kink, where there is no slope to measure
    single: bool = False  # the walk is in single precision

    @property
    def difference(self) -> float | None:
        """How far the two are apart."""
        return None if self.numeric is None else abs(self.analytic - self.numeric)

    @property
    def agrees(self) -> bool:
        """Whether they are the same up to rounding; nothing is said against a number at a kink."""
        if self.numeric is None:
            return True
        return relative_difference(self.analytic, self.numeric) <= (SINGLE if self.single else TOLERANCE)


class Bench:
    """Measures the gradients of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def measure(self, quantity: Quantity) -> Measurement | None:
        """The central difference of a gradient; None for what is no gradient, and by the perceptron rule."""
        scene = self.scene
        if quantity.kind not in MEASURED or scene.perceptron or not _has_slopes(scene.moment.network):
            return None
        if quantity.kind in OF_BIASES and scene.recipe.bias_mode is BiasMode.FROZEN:
            return None
        analytic, single = scene.value(quantity), scene.recipe.precision == "float32"
        return Measurement(analytic, self._slope(quantity), single)

    def _slope(self, quantity: Quantity) -> float | None:
        place: Place = (quantity.layer, quantity.unit, quantity.source)
        if quantity.kind in OF_THE_BATCH:
            return self._batch.slope(place)
        if quantity.kind in OF_THE_SAMPLE:
            return self._sample.slope(place)
        if quantity.kind is Kind.INPUT_GRADIENT:
            return self._sample.input_slope(quantity.unit)
        slope = self._sample.net_input_slope(quantity.layer, quantity.unit)
        return None if slope is None else self.scene.delta_sign * slope

    @cached_property
    def _batch(self) -> Probe:
        """The whole batch with the penalty."""
        return Probe(self.scene.moment.network, self.scene.recipe, self.scene.moment.batch)

    @cached_property
    def _sample(self) -> Probe:
        """The sample shown by itself: its own loss, without penalty."""
        recipe = replace(self.scene.recipe, regularization=NO_REGULARIZATION)
        return Probe(self.scene.moment.network, recipe, sample_shown(self.scene))


@dataclass(frozen=True, slots=True)
class BeforeAndAfter:
    """The loss of the sample shown, without penalty."""

    before: float
    predicted: float | None  # by the sample's own gradient, to first order; None by the perceptron rule
    after: float  # of the same sample, after the update

    @property
    def change(self) -> float:
        """By how much it really rose."""
        return self.after - self.before


def before_and_after(scene: Scene) -> BeforeAndAfter | None:
    """What the update did to the loss of the sample shown; None where there is no update."""
    updated = scene.moment.updated
    if updated is None:
        return None
    with np.errstate(all="ignore"):
        before = _loss(scene, scene.moment.network)
        promised = None if scene.perceptron else before + promised_change(scene, updated)
        return BeforeAndAfter(before, promised, _loss(scene, updated))


def promised_change(scene: Scene, updated: Network) -> float:
    """Sum of gradient times step over all weights and biases: the gradient of the sample's own loss."""
    change = 0.0
    for index, (old, new) in enumerate(zip(scene.moment.network.layers, updated.layers, strict=True)):
        delta = scene.trace(index).delta
        assert delta is not None
        own = delta[scene.row].astype(np.float64)
        change += float(own @ ((new.weight - old.weight).astype(np.float64) @ scene.entering(index)))
        if old.bias is not None and new.bias is not None:
            change += float(own @ (new.bias - old.bias))
    return change


def answers(scene: Scene, network: Network) -> Array:
    """What the outputs answer to the sample shown with other weights, (n_L,)."""
    a = _output(scene, network).a
    assert a is not None
    return np.asarray(a[0])


def sample_shown(scene: Scene) -> Batch:
    """The sample shown, alone."""
    batch, one = scene.moment.batch, slice(scene.row, scene.row + 1)
    return Batch(batch.rows[one], batch.x[one], batch.y[one])


def _output(scene: Scene, network: Network) -> Trace:
    return forward(network, sample_shown(scene).x)[-1]


def _loss(scene: Scene, network: Network) -> float:
    trace, loss = _output(scene, network), scene.recipe.loss
    assert trace.z is not None
    assert trace.a is not None
    return loss.total(trace.z, trace.a, sample_shown(scene).y)


def _has_slopes(network: Network) -> bool:
    return all(layer.activation.trainable for layer in network.layers)
