"""What is said on the way forward?  Each net input as a sum of products, and what the unit answers."""

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array
from nnviz.walkthrough.activation_rules import ACTIVATION_RULES, less, power_of_e
from nnviz.walkthrough.expression import Call, Expression, Fraction, Power, Product, Setting
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.sums import long_sum

X0 = Setting("x_0", 1.0, "x₀")
FARTHEST = {"float64": 700.0, "float32": 80.0}
"""Beyond these net inputs e^z is too large or too small for the precision: softmax is written with the largest of them
taken away from all, which changes nothing."""


def net_input(scene: Scene, quantity: Quantity) -> Expression:
    """A weighted sum, and the bias."""
    layer, row = quantity.layer, quantity.unit
    own = scene.moment.network.layers[layer]

    def product(source: int) -> Expression:
        return Product((scene.term(Kind.WEIGHT, layer, row, source), scene.answer(layer - 1, source)))

    products = own.weight[row] * scene.entering(layer)
    if own.bias is None:
        return long_sum(products, product)
    bias = scene.term(Kind.BIAS, layer, row)
    if scene.biases_hear:
        return long_sum(products, product, before=(Product((bias, X0)),))
    return long_sum(products, product, after=(bias,))


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
        return _share(scene, layer, unit)
    if kind.name == "maxout":
        rows = range(unit * kind.pieces, (unit + 1) * kind.pieces)
        return Call("max", tuple(scene.term(Kind.NET_INPUT, layer, row) for row in rows))
    return ACTIVATION_RULES[kind.name].value(scene.term(Kind.NET_INPUT, layer, unit), dict(kind.parameters))


def _share(scene: Scene, layer: int, unit: int) -> Fraction:
    z = _net_inputs(scene, layer)
    largest = int(np.argmax(z))

    def power(other: int) -> Power:
        own = scene.term(Kind.NET_INPUT, layer, other)
        return power_of_e(less(own, scene.term(Kind.NET_INPUT, layer, largest)) if _far(z) else own)

    powers = np.exp(z - z.max()) if _far(z) else np.exp(z)
    return Fraction(power(unit), long_sum(powers, power))


def _far(z: Array) -> bool:
    return bool(np.abs(z).max() > FARTHEST[z.dtype.name])


def _net_inputs(scene: Scene, layer: int) -> Array:
    z = scene.trace(layer).z
    assert z is not None
    return np.asarray(z[scene.row])


def activation_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, unit = quantity.layer + 1, quantity.unit
    kind = scene.moment.network.layers[quantity.layer].activation
    far = kind.name == "softmax" and _far(_net_inputs(scene, quantity.layer))
    return f"a[{number}][n, {unit}] = {_answer_code(kind, number, unit, far)}"


def _answer_code(kind: Activation, number: int, unit: int, far: bool) -> str:
    if kind.name == "softmax":
        less_largest = f" - z[{number}][n].max()" if far else ""
        return f"np.exp(z[{number}][n, {unit}]{less_largest}) / np.exp(z[{number}][n]{less_largest}).sum()"
    if kind.name == "maxout":
        return f"z[{number}][n, {unit * kind.pieces}:{(unit + 1) * kind.pieces}].max()"
    return ACTIVATION_RULES[kind.name].value_code.format(z=f"z[{number}][n, {unit}]", **dict(kind.parameters))
