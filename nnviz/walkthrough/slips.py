"""What comes out if something is forgotten?  The typical wrong answers, each with the slip that leads to it."""

from collections.abc import Iterator
from enum import Enum

import numpy as np

from nnviz.core.recipe import BiasMode
from nnviz.sentence import Sentence
from nnviz.walkthrough.expression import evaluate
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.walk import MAKING


class Slip(Enum):
    """What was done wrong, as it stands after "if"."""

    BIAS = Sentence("the bias is forgotten")
    ONE_OUTPUT = Sentence("only one output is counted")
    SIGNS = Sentence("the signs are dropped")
    UPDATED_WEIGHT = Sentence("the updated weight is used")
    SLOPE_AT_OUTPUT = Sentence("the slope is taken at the output instead of the sum")
    NO_SLOPE = Sentence("the slope is forgotten")
    HALF = Sentence("the factor 1/2 is forgotten")
    NOT_AVERAGED = Sentence("samples are added instead of averaged")
    BIAS_REGULARIZED = Sentence("the bias is regularized too")
    EXCHANGED = Sentence("rows and columns are exchanged")
    NO_LOGARITHM = Sentence("the logarithm is missing")
    ADDED = Sentence("links are added instead of multiplied")
    NO_RATE = Sentence("the learning rate is forgotten")


Wrong = Iterator[tuple[Slip, float]]
HALVES = ("half_sse", "mean_half_sse")


def slips(scene: Scene, quantity: Quantity) -> Wrong:
    """The typical wrong answers to what a number will be; the more particular ones come first."""
    value = scene.value(quantity)
    if quantity.kind in _SLIPS:
        yield from _SLIPS[quantity.kind](scene, quantity)
    if quantity.kind in MAKING:
        formula, _ = MAKING[quantity.kind]
        yield Slip.SIGNS, evaluate(formula(scene, quantity), abs)
    yield Slip.SIGNS, -value


def _net_input(scene: Scene, quantity: Quantity) -> Wrong:
    own, entering = scene.moment.network.layers[quantity.layer], scene.entering(quantity.layer)
    bias = 0.0 if own.bias is None else float(own.bias[quantity.unit])
    yield Slip.BIAS, scene.value(quantity) - bias
    if own.weight.shape[0] == own.weight.shape[1]:
        yield Slip.EXCHANGED, float(own.weight[:, quantity.unit] @ entering) + bias


def _output_loss(scene: Scene, quantity: Quantity) -> Wrong:
    if scene.recipe.loss.name in HALVES:
        yield Slip.HALF, 2 * scene.value(quantity)
    yield from _without_logarithm(scene, [quantity.unit])


def _without_logarithm(scene: Scene, units: list[int]) -> Wrong:
    a, y = scene.moment.traces[-1].a, scene.moment.batch.y
    assert a is not None
    a, y = a[scene.row, units], y[scene.row, units]
    match scene.recipe.loss.name:
        case "binary_crossentropy":
            yield Slip.NO_LOGARITHM, -float((y * a + (1 - y) * (1 - a)).sum())
        case "categorical_crossentropy":
            yield Slip.NO_LOGARITHM, -float((y * a).sum())


def _sample_loss(scene: Scene, _: Quantity) -> Wrong:
    outputs = range(scene.moment.network.outputs)
    whole = scene.value(Quantity(Kind.SAMPLE_LOSS))
    if len(outputs) > 1:
        yield from ((Slip.ONE_OUTPUT, scene.value(Quantity(Kind.OUTPUT_LOSS, scene.last, unit))) for unit in outputs)
    if scene.recipe.loss.name in HALVES:
        yield Slip.HALF, 2 * whole
    yield from _without_logarithm(scene, list(outputs))


def _loss(scene: Scene, quantity: Quantity) -> Wrong:
    if scene.samples == 1:
        yield from _sample_loss(scene, quantity)
        return
    whole = scene.value(quantity)
    yield Slip.NOT_AVERAGED, whole / scene.recipe.loss.share(scene.samples)
    if scene.recipe.loss.name in HALVES:
        yield Slip.HALF, 2 * whole


def _contribution(scene: Scene, quantity: Quantity) -> Wrong:
    behind = quantity.source or 0
    yield from (
        (Slip.UPDATED_WEIGHT, _true_delta(scene, quantity.layer + 1, behind) * weight)
        for weight in _updated_weights(scene, quantity.layer + 1, behind, quantity.unit)
    )


def _updated_weights(scene: Scene, layer: int, row: int, source: int) -> Iterator[float]:
    """The weight after the update, where there is one."""
    if scene.moment.updated is not None:
        yield float(scene.moment.updated.layers[layer].weight[row, source])


def _output_gradient(scene: Scene, quantity: Quantity) -> Wrong:
    layer, unit = quantity.layer, quantity.unit
    if layer == scene.last:
        if scene.recipe.loss.name in HALVES:
            yield Slip.HALF, 2 * scene.value(quantity)
        return
    behind = scene.moment.network.layers[layer + 1].weight
    if len(behind) > 1:
        each = (Quantity(Kind.CONTRIBUTION, layer, unit, source) for source in range(len(behind)))
        yield from ((Slip.ONE_OUTPUT, scene.value(part)) for part in each)
    delta = scene.trace(layer + 1).delta
    assert delta is not None
    yield Slip.SIGNS, float(np.abs(delta[scene.row] * behind[:, unit]).sum())
    if scene.moment.updated is not None:
        new = scene.moment.updated.layers[layer + 1].weight[:, unit]
        yield Slip.UPDATED_WEIGHT, float(delta[scene.row] @ new)
    if behind.shape[0] == behind.shape[1]:
        yield Slip.EXCHANGED, float(delta[scene.row] @ behind[unit])


def _true_delta(scene: Scene, layer: int, row: int) -> float:
    """dE/dz, whatever the sign of delta."""
    return scene.delta_sign * scene.value(Quantity(Kind.DELTA, layer, row))


def _slope(scene: Scene, quantity: Quantity) -> Wrong:
    activation = scene.moment.network.layers[quantity.layer].activation
    if activation.slope is None:
        return
    z = np.array([[scene.value(Quantity(Kind.ACTIVATION, quantity.layer, quantity.unit))]])
    yield Slip.SLOPE_AT_OUTPUT, float(activation.slope(z, activation.value(z))[0, 0])


def _blame(scene: Scene, layer: int, row: int) -> Wrong:
    """Wrong dE/dz of one net input."""
    activation = scene.moment.network.layers[layer].activation
    if scene.perceptron or activation.name == "softmax":
        return
    into, slope = Quantity(Kind.OUTPUT_GRADIENT, layer, row // activation.pieces), Quantity(Kind.SLOPE, layer, row)
    gradient, steepness = scene.value(into), scene.value(slope)
    yield from ((slip, gradient * wrong) for slip, wrong in _slope(scene, slope))
    yield from ((slip, wrong * steepness) for slip, wrong in _output_gradient(scene, into))
    if activation.name not in ("linear", "maxout"):
        yield Slip.NO_SLOPE, gradient
        yield Slip.ADDED, gradient + steepness


def _delta(scene: Scene, quantity: Quantity) -> Wrong:
    yield from ((slip, scene.delta_sign * wrong) for slip, wrong in _blame(scene, quantity.layer, quantity.unit))


def _sample_gradient(scene: Scene, quantity: Quantity) -> Wrong:
    layer, row, source = quantity.layer, quantity.unit, quantity.source or 0
    heard, blame = scene.entering(layer), _true_delta(scene, layer, row)
    yield from ((slip, wrong * float(heard[source])) for slip, wrong in _blame(scene, layer, row))
    yield Slip.ADDED, blame + float(heard[source])
    rows, sources = scene.moment.network.layers[layer].weight.shape
    if row < sources and source < rows:
        yield Slip.EXCHANGED, _true_delta(scene, layer, source) * float(heard[row])


def _weight_gradient(scene: Scene, quantity: Quantity) -> Wrong:
    if scene.samples == 1:
        yield from _sample_gradient(scene, quantity)
        return
    yield from _sum_of_samples(scene, quantity)


def _sum_of_samples(scene: Scene, quantity: Quantity) -> Wrong:
    """The penalty's slope is not divided again."""
    pull = 0.0
    penalty = scene.recipe.regularization
    if quantity.source is not None and penalty.active and not penalty.dead_weights:
        weight = scene.moment.network.layers[quantity.layer].weight[quantity.unit, quantity.source]
        pull = float(penalty.gradient(np.array([weight]), scene.samples)[0])
    if not scene.perceptron:
        share = scene.recipe.loss.share(scene.samples)
        yield Slip.NOT_AVERAGED, (scene.value(quantity) - pull) / share + pull


def _sample_bias_gradient(scene: Scene, quantity: Quantity) -> Wrong:
    if scene.recipe.bias_mode is BiasMode.SHARED:
        rows = range(len(scene.moment.network.layers[quantity.layer].weight))
        yield from ((Slip.ONE_OUTPUT, _true_delta(scene, quantity.layer, row)) for row in rows)
    else:
        yield from _blame(scene, quantity.layer, quantity.unit)


def _bias_gradient(scene: Scene, quantity: Quantity) -> Wrong:
    penalty, own = scene.recipe.regularization, scene.moment.network.layers[quantity.layer].bias
    if penalty.active and not penalty.dead_weights and own is not None:
        pull = penalty.gradient(own, scene.samples)[quantity.unit]
        yield Slip.BIAS_REGULARIZED, scene.value(quantity) + float(pull)
    yield from (_sample_bias_gradient if scene.samples == 1 else _sum_of_samples)(scene, quantity)


def _new_value(scene: Scene, quantity: Quantity) -> Wrong:
    bias = quantity.source is None
    old = scene.value(Quantity(Kind.BIAS if bias else Kind.WEIGHT, quantity.layer, quantity.unit, quantity.source))
    change, rate = scene.value(quantity) - old, scene.recipe.rate
    yield Slip.SIGNS, old - change
    if scene.recipe.optimizer.name == "sgd" and rate != 1:
        yield Slip.NO_RATE, old + change / rate


_SLIPS = {
    Kind.NET_INPUT: _net_input,
    Kind.OUTPUT_LOSS: _output_loss,
    Kind.SAMPLE_LOSS: _sample_loss,
    Kind.LOSS: _loss,
    Kind.CONTRIBUTION: _contribution,
    Kind.OUTPUT_GRADIENT: _output_gradient,
    Kind.SLOPE: _slope,
    Kind.DELTA: _delta,
    Kind.SAMPLE_GRADIENT: _sample_gradient,
    Kind.WEIGHT_GRADIENT: _weight_gradient,
    Kind.SAMPLE_BIAS_GRADIENT: _sample_bias_gradient,
    Kind.BIAS_GRADIENT: _bias_gradient,
    Kind.NEW_WEIGHT: _new_value,
    Kind.NEW_BIAS: _new_value,
}
