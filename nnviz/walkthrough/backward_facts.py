"""What is said on the way back?  Each factor of the chain rule by itself, their product, and the gradients.

Where delta stands for -dE/dz (deck 003), every dE/dz is written as minus delta.
"""

import numpy as np

from nnviz.core.recipe import BiasMode
from nnviz.walkthrough.activation_rules import ACTIVATION_RULES, ONE, ZERO, less
from nnviz.walkthrough.expression import Case, Expression, Fraction, Negative, Number, Product, Setting, Sum
from nnviz.walkthrough.loss_facts import averaged, strength, strength_code
from nnviz.walkthrough.loss_rules import LOSS_RULES
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.sums import long_sum


def _signed(scene: Scene, expression: Expression) -> Expression:
    """The expression that holds one delta, with the sign that makes it dE/dz."""
    return expression if scene.delta_sign > 0 else Negative(expression)


def _minus(scene: Scene) -> str:
    return "" if scene.delta_sign > 0 else "-"


def contribution(scene: Scene, quantity: Quantity) -> Expression:
    """What one unit behind hands back through its weight, the old one."""
    layer, behind = quantity.layer + 1, quantity.source or 0
    delta = scene.term(Kind.DELTA, layer, behind)
    return _signed(scene, Product((delta, scene.term(Kind.WEIGHT, layer, behind, quantity.unit))))


def contribution_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, behind = quantity.layer + 2, quantity.source or 0
    return f"dE_da_part = {_minus(scene)}delta[{number}][n, {behind}] * W[{number}][{behind}, {quantity.unit}]"


def output_gradient(scene: Scene, quantity: Quantity) -> Expression:
    """How the loss changes with what a unit answers: by the loss itself, or the sum over all units behind."""
    layer, unit = quantity.layer, quantity.unit
    if layer == scene.last:
        rule = LOSS_RULES[scene.recipe.loss.name]
        a, y = scene.term(Kind.ACTIVATION, layer, unit), scene.term(Kind.TARGET, layer, unit)
        return rule.gradient(a, y, scene.moment.network.outputs)
    weights = scene.moment.network.layers[layer + 1].weight[:, unit]
    if len(weights) == 1:
        return contribution(scene, Quantity(Kind.CONTRIBUTION, layer, unit, 0))
    delta = scene.trace(layer + 1).delta
    assert delta is not None
    return long_sum(weights * delta[scene.row], lambda behind: scene.term(Kind.CONTRIBUTION, layer, unit, behind))


def _output_gradient_code(scene: Scene, layer: int, unit: str) -> str:
    if layer == scene.last:
        rule, at = LOSS_RULES[scene.recipe.loss.name], f"n{unit}"
        return rule.gradient_code.format(a=f"a[{layer + 1}][{at}]", y=f"y[{at}]", outputs=scene.moment.network.outputs)
    column = unit.removeprefix(", ")
    return f"{_minus(scene)}delta[{layer + 2}][n] @ W[{layer + 2}][:, {column}]"


def output_gradient_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    return f"dE_da = {_output_gradient_code(scene, quantity.layer, f', {quantity.unit}')}"


def slope(scene: Scene, quantity: Quantity) -> Expression:
    """How a unit's answer changes with its net input."""
    layer, row = quantity.layer, quantity.unit
    kind = scene.moment.network.layers[layer].activation
    z = scene.term(Kind.NET_INPUT, layer, row)
    if kind.name == "maxout":
        a = scene.term(Kind.ACTIVATION, layer, row // kind.pieces)
        won = scene.value(Quantity(Kind.SLOPE, layer, row)) > 0
        return Case(ONE, z, "=", a) if won else Case(ZERO, z, "<" if z.value < a.value else "=", a)
    a = scene.term(Kind.ACTIVATION, layer, row)
    return ACTIVATION_RULES[kind.name].slope(z, a, dict(kind.parameters))


def _slope_code(scene: Scene, layer: int, row: int) -> str:
    kind, number = scene.moment.network.layers[layer].activation, layer + 1
    if kind.name == "maxout":
        unit, piece = divmod(row, kind.pieces)
        first = unit * kind.pieces
        return f"1.0 * (np.argmax(z[{number}][n, {first}:{first + kind.pieces}]) == {piece})"
    return ACTIVATION_RULES[kind.name].slope_code.format(
        z=f"z[{number}][n, {row}]", a=f"a[{number}][n, {row}]", **dict(kind.parameters)
    )


def slope_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    return f"da_dz = {_slope_code(scene, quantity.layer, quantity.unit)}"


def jacobian(scene: Scene, quantity: Quantity) -> Expression:
    """How one softmax output, the source, changes with one net input."""
    layer, unit, source = quantity.layer, quantity.unit, quantity.source or 0
    own, other = scene.term(Kind.ACTIVATION, layer, unit), scene.term(Kind.ACTIVATION, layer, source)
    return Product((own, less(ONE, own))) if unit == source else Negative(Product((other, own)))


def jacobian_code(_: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, unit, source = quantity.layer + 1, quantity.unit, quantity.source or 0
    return f"da_dz = a[{number}][n, {source}] * ({float(unit == source)} - a[{number}][n, {unit}])"


def delta(scene: Scene, quantity: Quantity) -> Expression:
    """The blame of a unit: the product of the two factors; by the perceptron rule the error alone."""
    layer, row = quantity.layer, quantity.unit
    kind = scene.moment.network.layers[layer].activation
    if scene.perceptron:
        error = short_delta(scene, quantity)
        return Fraction(error, Number(2)) if kind.name == "sign" else error
    if kind.name == "softmax":
        return _signed(scene, _through_softmax(scene, layer, row))
    unit = row // kind.pieces
    factors = (scene.term(Kind.OUTPUT_GRADIENT, layer, unit), scene.term(Kind.SLOPE, layer, row))
    return _signed(scene, Product(factors))


def _through_softmax(scene: Scene, layer: int, row: int) -> Sum:
    """Every output depends on every net input: a sum over all outputs."""
    gradient = scene.output_gradient(layer)
    entries = [scene.value(Quantity(Kind.JACOBIAN, layer, row, source)) for source in range(len(gradient))]

    def product(source: int) -> Expression:
        into = scene.term(Kind.OUTPUT_GRADIENT, layer, source)
        return Product((into, scene.term(Kind.JACOBIAN, layer, row, source)))

    return long_sum(gradient * np.array(entries), product)


def delta_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    layer, row, number = quantity.layer, quantity.unit, quantity.layer + 1
    kind, left = scene.moment.network.layers[layer].activation, f"delta[{quantity.layer + 1}][n, {quantity.unit}]"
    if scene.perceptron:
        half = " / 2" if kind.name == "sign" else ""
        return f"{left} = {_minus(scene)}(a[{number}][n, {row}] - y[n, {row}]){half}"
    if kind.name == "softmax":
        answers = f"a[{number}][n]"
        column = f"{answers} * (np.eye({kind_units(scene, layer)})[{row}] - {answers}[{row}])"
        return f"{left} = {_minus(scene)}({_output_gradient_code(scene, layer, '')}) @ ({column})"
    into = _output_gradient_code(scene, layer, f", {row // kind.pieces}")
    return f"{left} = {_minus(scene)}({into}) * {_bracketed(_slope_code(scene, layer, row))}"


def kind_units(scene: Scene, layer: int) -> int:
    """The number of units of a layer."""
    return scene.moment.network.layers[layer].units


def _bracketed(code: str) -> str:
    return f"({code})" if " " in code else code


def short_delta(scene: Scene, quantity: Quantity) -> Expression:
    """What remains of the product where loss and activation are a pair: answer minus target."""
    layer, unit = quantity.layer, quantity.unit
    a, y = scene.term(Kind.ACTIVATION, layer, unit), scene.term(Kind.TARGET, layer, unit)
    return less(a, y) if scene.delta_sign > 0 else less(y, a)


def short_delta_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, unit = quantity.layer + 1, quantity.unit
    ends = f"a[{number}][n, {unit}]", f"y[n, {unit}]"
    return f"delta[{number}][n, {unit}] = {' - '.join(ends if scene.delta_sign > 0 else reversed(ends))}"


def sample_gradient(scene: Scene, quantity: Quantity) -> Expression:
    """How the sample's loss changes with a weight: the blame of the unit times what it heard."""
    layer, row, source = quantity.layer, quantity.unit, quantity.source or 0
    return _signed(scene, Product((scene.term(Kind.DELTA, layer, row), scene.answer(layer - 1, source))))


def _sample_gradient_code(scene: Scene, quantity: Quantity, sample: str) -> str:
    number, row, source = quantity.layer + 1, quantity.unit, quantity.source or 0
    sign = " @ " if sample == ":" else " * "
    return f"{_minus(scene)}delta[{number}][{sample}, {row}]{sign}a[{number - 1}][{sample}, {source}]"


def sample_gradient_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    return f"dE_dw = {_sample_gradient_code(scene, quantity, 'n')}"


def weight_gradient(scene: Scene, quantity: Quantity) -> Expression:
    """How the loss of the batch changes with a weight, the penalty's slope included."""
    layer, row, source = quantity.layer, quantity.unit, quantity.source or 0
    if scene.samples == 1:
        found = sample_gradient(scene, quantity)
    else:
        blame = scene.trace(layer).delta
        assert blame is not None
        each = blame[:, row] * scene.moment.entering(layer)[:, source]
        own = Quantity(Kind.SAMPLE_GRADIENT, layer, row, source)
        found = averaged(scene, long_sum(each, lambda sample: _share_of(scene, own, sample, float(each[sample]))))
    regularization = scene.recipe.regularization
    if not regularization.active or regularization.dead_weights:
        return found
    weight = scene.term(Kind.WEIGHT, layer, row, source)
    sign = Number(float(np.sign(weight.value)))
    pull = Product((strength(scene), weight if regularization.name == "l2" else sign))
    return Sum((found, pull))


def _share_of(scene: Scene, own: Quantity, sample: int, value: float) -> Expression:
    """One sample's gradient; that of the sample shown has an address."""
    if sample == scene.row:
        return scene.term(own.kind, own.layer, own.unit, own.source)
    return Setting(f"g_{{{sample + 1}}}", value, f"g({sample + 1})")


def weight_gradient_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, row, source = quantity.layer + 1, quantity.unit, quantity.source or 0
    if scene.samples == 1:
        code = _sample_gradient_code(scene, quantity, "n")
    else:
        code = _sample_gradient_code(scene, quantity, ":") + _share_code(scene)
    regularization = scene.recipe.regularization
    if regularization.active and not regularization.dead_weights:
        weight = f"W[{number}][{row}, {source}]"
        pull = weight if regularization.name == "l2" else f"np.sign({weight})"
        code += f" + {strength_code(regularization)} * {pull}"
    return f"dW[{number}][{row}, {source}] = {code}"


def _share_code(scene: Scene) -> str:
    return " / len(x)" if not scene.perceptron and scene.recipe.loss.share(2) != 1 else ""


def sample_bias_gradient(scene: Scene, quantity: Quantity) -> Expression:
    """How the sample's loss changes with a bias: the unit's blame; a shared one takes that of all units."""
    layer = quantity.layer
    if scene.recipe.bias_mode is not BiasMode.SHARED:
        return _signed(scene, scene.term(Kind.DELTA, layer, quantity.unit))
    blame = scene.trace(layer).delta
    assert blame is not None
    total = long_sum(blame[scene.row], lambda row: scene.term(Kind.DELTA, layer, row))
    return _signed(scene, total)


def _sample_bias_code(scene: Scene, quantity: Quantity, sample: str) -> str:
    number = quantity.layer + 1
    if scene.recipe.bias_mode is BiasMode.SHARED:
        return f"{_minus(scene)}delta[{number}]{'' if sample == ':' else '[n]'}.sum()"
    total = ".sum()" if sample == ":" else ""
    return f"{_minus(scene)}delta[{number}][{sample}, {quantity.unit}]{total}"


def sample_bias_gradient_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    return f"dE_db = {_sample_bias_code(scene, quantity, 'n')}"


def bias_gradient(scene: Scene, quantity: Quantity) -> Expression:
    """How the loss of the batch changes with a bias."""
    if scene.samples == 1:
        return sample_bias_gradient(scene, quantity)
    blame = scene.trace(quantity.layer).delta
    assert blame is not None
    shared = scene.recipe.bias_mode is BiasMode.SHARED
    each = blame.sum(axis=1) if shared else blame[:, quantity.unit]
    own = Quantity(Kind.SAMPLE_BIAS_GRADIENT, quantity.layer, quantity.unit)
    return averaged(scene, long_sum(each, lambda sample: _share_of(scene, own, sample, float(each[sample]))))


def bias_gradient_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    left = f"db[{quantity.layer + 1}][{quantity.unit}]"
    if scene.samples == 1:
        return f"{left} = {_sample_bias_code(scene, quantity, 'n')}"
    return f"{left} = {_sample_bias_code(scene, quantity, ':')}{_share_code(scene)}"


def input_gradient(scene: Scene, quantity: Quantity) -> Expression:
    """How the loss changes with an input: the sum over all units that hear it."""
    blame = scene.trace(0).delta
    assert blame is not None
    weights = scene.moment.network.layers[0].weight[:, quantity.unit]

    def product(row: int) -> Expression:
        factors = (scene.term(Kind.DELTA, 0, row), scene.term(Kind.WEIGHT, 0, row, quantity.unit))
        return _signed(scene, Product(factors))

    return long_sum(weights * blame[scene.row], product)


def input_gradient_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    return f"dE_dx = {_minus(scene)}delta[1][n] @ W[1][:, {quantity.unit}]"
