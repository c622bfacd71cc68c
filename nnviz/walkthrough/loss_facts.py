"""What is said of the loss?  Each output's part, the sample's loss, the batch's, and the penalty."""

import numpy as np

from nnviz.core.regularization import Regularization
from nnviz.walkthrough.expression import Call, Expression, Fraction, Number, Power, Product, Setting, Sum
from nnviz.walkthrough.loss_rules import LOSS_RULES
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.sums import long_sum


def output_loss(scene: Scene, quantity: Quantity) -> Expression:
    """How wrong one output is."""
    layer, unit = scene.last, quantity.unit
    rule = LOSS_RULES[scene.recipe.loss.name]
    a, y = scene.term(Kind.ACTIVATION, layer, unit), scene.term(Kind.TARGET, layer, unit)
    return rule.part(a, y, scene.moment.network.outputs)


def output_loss_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, unit = scene.last + 1, quantity.unit
    return f"E_k = {_part_code(scene, f'a[{number}][n, {unit}]', f'y[n, {unit}]')}"


def _part_code(scene: Scene, a: str, y: str) -> str:
    rule = LOSS_RULES[scene.recipe.loss.name]
    return rule.part_code.format(a=a, y=y, outputs=scene.moment.network.outputs)


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
    number = scene.last + 1
    return f"E_n = np.sum({_part_code(scene, f'a[{number}][n]', 'y[n]')})"


def loss(scene: Scene, quantity: Quantity) -> Expression:
    """The sum or the average over the samples of the batch; of a single sample its loss itself."""
    if scene.samples == 1:
        return sample_loss(scene, quantity)
    losses = scene.moment.sample_losses
    assert losses is not None
    total = long_sum(losses, lambda sample: sample_loss_of(scene, sample, float(losses[sample])))
    return averaged(scene, total)


def sample_loss_of(scene: Scene, sample: int, value: float) -> Expression:
    """The loss of any sample of the batch; that of the one shown has an address."""
    if sample == scene.row:
        return scene.term(Kind.SAMPLE_LOSS)
    return Setting(f"E_{{{sample + 1}}}", value, f"E({sample + 1})")


def averaged(scene: Scene, total: Sum) -> Expression:
    """A sum over the samples with the loss's factor."""
    share = 1.0 if scene.perceptron else scene.recipe.loss.share(scene.samples)
    return total if share == 1 else Product((Fraction(Number(1), Number(scene.samples)), total))


def loss_code(scene: Scene, _: Quantity) -> str:
    """The same in NumPy."""
    code = f"np.sum({_part_code(scene, f'a[{scene.last + 1}]', 'y')})"
    return f"E = {code} / len(x)" if scene.recipe.loss.share(2) != 1 else f"E = {code}"


def penalty(scene: Scene, _: Quantity) -> Expression:
    """What the penalty adds: over all weights, never over biases."""
    weights = [layer.weight for layer in scene.moment.network.layers]
    flat = np.concatenate([weight.ravel() for weight in weights]).astype(np.float64)
    regularization = scene.recipe.regularization
    square = regularization.name == "l2"
    places = [(index, weight) for index, weight in enumerate(weights)]

    def term(number: int) -> Expression:
        for layer, weight in places:
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
    return f"E_plus_R = {loss_line} + {penalty_code(scene, quantity).removeprefix('R = ')}"
