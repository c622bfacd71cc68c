"""What is said on the way forward?  Each net input as a sum of products, and what the unit answers."""

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array
from nnviz.walkthrough.activation_rules import ACTIVATION_RULES, power_of_e
from nnviz.walkthrough.expression import Call, Expression, Fraction, Product, Setting
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.sums import long_sum

X0 = Setting("x_0", 1.0, "x₀")


def net_input(scene: Scene, quantity: Quantity) -> Expression:
    """A weighted sum, and the bias."""
    layer, row = quantity.layer, quantity.unit
    weights = scene.moment.network.layers[layer].weight[row]

    def product(source: int) -> Expression:
        return Product((scene.term(Kind.WEIGHT, layer, row, source), scene.answer(layer - 1, source)))

    return long_sum(weights * scene.entering(layer), product, _bias(scene, layer, row))


def _bias(scene: Scene, layer: int, row: int) -> tuple[Expression, ...]:
    if scene.moment.network.layers[layer].bias is None:
        return ()
    bias = scene.term(Kind.BIAS, layer, row)
    return (Product((bias, X0)),) if scene.labels.names.bias_as == "x0" else (bias,)


def net_input_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, row = quantity.layer + 1, quantity.unit
    code = f"z[{number}][n, {row}] = W[{number}][{row}] @ a[{number - 1}][n]"
    return code if scene.moment.network.layers[quantity.layer].bias is None else f"{code} + b[{number}][{row}]"


def activation(scene: Scene, quantity: Quantity) -> Expression:
    """What a unit answers to its net input, or to the net inputs of its pieces or of its whole layer."""
    layer, unit = quantity.layer, quantity.unit
    kind = scene.moment.network.layers[layer].activation
    if kind.name == "softmax":
        z = _net_inputs(scene, layer)
        powers = np.exp(z)
        below = long_sum(powers, lambda other: power_of_e(scene.term(Kind.NET_INPUT, layer, other)))
        return Fraction(power_of_e(scene.term(Kind.NET_INPUT, layer, unit)), below)
    if kind.name == "maxout":
        rows = range(unit * kind.pieces, (unit + 1) * kind.pieces)
        return Call("max", tuple(scene.term(Kind.NET_INPUT, layer, row) for row in rows))
    return ACTIVATION_RULES[kind.name].value(scene.term(Kind.NET_INPUT, layer, unit), dict(kind.parameters))


def _net_inputs(scene: Scene, layer: int) -> Array:
    z = scene.trace(layer).z
    assert z is not None
    return np.asarray(z[scene.row])


def activation_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, unit = quantity.layer + 1, quantity.unit
    kind = scene.moment.network.layers[quantity.layer].activation
    return f"a[{number}][n, {unit}] = {_answer_code(kind, number, unit)}"


def _answer_code(kind: Activation, number: int, unit: int) -> str:
    if kind.name == "softmax":
        return f"np.exp(z[{number}][n, {unit}]) / np.exp(z[{number}][n]).sum()"
    if kind.name == "maxout":
        return f"z[{number}][n, {unit * kind.pieces}:{(unit + 1) * kind.pieces}].max()"
    return ACTIVATION_RULES[kind.name].value_code.format(z=f"z[{number}][n, {unit}]", **dict(kind.parameters))
