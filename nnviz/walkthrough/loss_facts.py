"""What is said of the loss?  Each output's part, the sample's loss, the batch's, and the penalty."""

import numpy as np

from nnviz.core.regularization import Regularization
from nnviz.walkthrough.expression import Call, Expression, Fraction, Number, Power, Product, Setting, Sum
from nnviz.walkthrough.loss_rules import loss_rule
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.sums import long_sum


def output_loss(scene: Scene, quantity: Quantity) -> Expression:
    """How wrong one output is."""
    layer, unit = scene.last, quantity.unit
    rule = loss_rule(scene.recipe.loss, scene.moment.network.outputs)
    a, y = scene.term(Kind.ACTIVATION, layer, unit), scene.term(Kind.TARGET, layer, unit)
    return rule.part(a, y, scene.moment.network.outputs)


def output_loss_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy; from the net inputs, where the answers are too near to 0 or 1 for a logarithm."""
    return f"E_k = {_part_code(scene, f'[n, {quantity.unit}]')}"


def _part_code(scene: Scene, at: str) -> str:
    """One output (``[n, 2]``), all outputs of the sample (``[n]``) or all of the batch (nothing)."""
    rule, number = loss_rule(scene.recipe.loss, scene.moment.network.outputs), scene.last + 1
    z, outputs = f"z[{number}]", scene.moment.network.outputs
    every = f"np.logaddexp.reduce({z}[n])" if at else f"np.logaddexp.reduce({z}, axis=1, keepdims=True)"
    code = rule.stable_code if rule.stable_code and scene.saturated else rule.part_code
    return code.format(a=f"a[{number}]{at}", y=f"y{at}", z=f"{z}{at}", every=every, outputs=outputs)


def sample_loss(scene: Scene, _: Quantity) -> Expression:
    """The sum over the outputs; of a single output its loss itself."""
    layer, outputs = scene.last, scene.moment.network.outputs
    if outputs == 1:
        return output_loss(scene, Quantity(Kind.OUTPUT_LOSS, layer, 0))
    parts = scene.moment.output_losses
    assert parts is not None
    return long_sum(parts[scene.row], lambda unit: scene.term(Kind.OUTPUT_LOSS, layer, unit))


def sample_loss_code(scene: Scene, _: Quantity) -> str:
    """The same in NumPy."""
    return f"E_n = np.sum({_part_code(scene, '[n]')})"


def loss(scene: Scene, quantity: Quantity) -> Expression:
    """The sum or the average over the samples of the batch; of a single sample its loss itself."""
    if scene.samples == 1:
        return sample_loss(scene, quantity)
    losses = scene.moment.sample_losses
    assert losses is not None
    return averaged(
        scene, long_sum(losses, lambda sample: _loss_of(scene, sample, float(losses[sample])), own=scene.row)
    )


def _loss_of(scene: Scene, sample: int, value: float) -> Expression:
    """The loss of any sample of the batch; that of the one shown has an address."""
    if sample == scene.row:
        return scene.term(Kind.SAMPLE_LOSS)
    symbol = scene.labels.error_of(scene.sample_number(sample))
    return Setting(symbol.latex, value, symbol.text, chosen=False)


def averaged(scene: Scene, total: Sum, by_rule: bool = False) -> Expression:
    """A sum over the samples with the loss's factor; the perceptron rule has none."""
    share = 1.0 if by_rule else scene.recipe.loss.share(scene.samples)
    return total if share == 1 else Product((Fraction(Number(1), Number(scene.samples)), total))


def loss_code(scene: Scene, _: Quantity) -> str:
    """The same in NumPy."""
    code = f"np.sum({_part_code(scene, '')})"
    return f"E = {code} / len(x)" if scene.recipe.loss.share(2) != 1 else f"E = {code}"


def penalty(scene: Scene, _: Quantity) -> Expression:
    """What the penalty adds: over all weights, never over biases."""
    weights = [layer.weight for layer in scene.moment.network.layers]
    flat = np.concatenate([weight.ravel() for weight in weights]).astype(np.float64)
    regularization = scene.recipe.regularization
    square = regularization.name == "l2"

    def term(number: int) -> Expression:
        for layer, weight in enumerate(weights):
            if number < weight.size:
                row, source = divmod(number, weight.shape[1])
                found = scene.term(Kind.WEIGHT, layer, row, source)
                return Power(found, Number(2)) if square else Call("abs", (found,))
            number -= weight.size
        raise IndexError(number)

    total = long_sum(flat * flat if square else np.abs(flat), term)
    return Product((strength(scene, halved=square), total))


def strength(scene: Scene, halved: bool = False) -> Expression:
    """The factor of the penalty."""
    regularization = scene.recipe.regularization
    below = (2 if halved else 1) * (scene.samples if regularization.divide_by_samples else 1)
    rate = Setting(r"\lambda", regularization.rate, "λ")
    return rate if below == 1 else Fraction(rate, Number(below))


def strength_code(regularization: Regularization) -> str:
    """The factor of the penalty's slope in NumPy."""
    return f"{regularization.rate} / len(x)" if regularization.divide_by_samples else f"{regularization.rate}"


def penalty_code(scene: Scene, _: Quantity) -> str:
    """The same in NumPy."""
    regularization = scene.recipe.regularization
    each = "(w ** 2).sum()" if regularization.name == "l2" else "np.abs(w).sum()"
    half = " / 2" if regularization.name == "l2" else ""
    return f"R = {strength_code(regularization)}{half} * sum({each} for w in W[1:])"


def total(scene: Scene, _: Quantity) -> Expression:
    """Loss and penalty."""
    return Sum((scene.term(Kind.LOSS), scene.term(Kind.PENALTY)))


def total_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    loss_line = loss_code(scene, quantity).removeprefix("E = ")
    return f"J = {loss_line} + {penalty_code(scene, quantity).removeprefix('R = ')}"
