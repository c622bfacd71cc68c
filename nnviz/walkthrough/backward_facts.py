"""What is said on the way back?  Each factor of the chain rule by itself, and their product.

Where delta stands for -dE/dz (deck 003), every dE/dz is written as minus delta.
"""

import numpy as np

from nnviz.core.losses import PAIRS
from nnviz.walkthrough.activation_rules import ACTIVATION_RULES, ONE, TWO, ZERO, less
from nnviz.walkthrough.expression import Case, Expression, Fraction, Negative, Product, Sum, Term
from nnviz.walkthrough.loss_rules import loss_rule
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.sums import long_sum


def signed(scene: Scene, expression: Expression) -> Expression:
    """The expression that holds one delta, with the sign that makes it dE/dz."""
    return expression if scene.delta_sign > 0 else Negative(expression)


def minus(scene: Scene) -> str:
    """The same sign in NumPy."""
    return "" if scene.delta_sign > 0 else "-"


def contribution(scene: Scene, quantity: Quantity) -> Expression:
    """What one net input behind hands back through its weight, the old one."""
    layer, behind = quantity.layer + 1, quantity.source or 0
    delta = scene.term(Kind.DELTA, layer, behind)
    return signed(scene, Product((delta, scene.term(Kind.WEIGHT, layer, behind, quantity.unit))))


def contribution_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, behind = quantity.layer + 2, quantity.source or 0
    return f"dE_da_part = {minus(scene)}delta[{number}][n, {behind}] * W[{number}][{behind}, {quantity.unit}]"


def output_gradient(scene: Scene, quantity: Quantity) -> Expression:
    """How the loss changes with what a unit answers: by the loss itself, or the sum over all units behind."""
    layer, unit = quantity.layer, quantity.unit
    if layer == scene.last:
        rule = loss_rule(scene.recipe.loss, scene.moment.network.outputs)
        a, y = scene.term(Kind.ACTIVATION, layer, unit), scene.term(Kind.TARGET, layer, unit)
        return rule.gradient(a, y, scene.moment.network.outputs)
    weights = scene.moment.network.layers[layer + 1].weight[:, unit]
    if len(weights) == 1:
        return contribution(scene, Quantity(Kind.CONTRIBUTION, layer, unit, 0))
    delta = scene.trace(layer + 1).delta
    assert delta is not None
    return long_sum(weights * delta[scene.row], lambda behind: scene.term(Kind.CONTRIBUTION, layer, unit, behind))


def _output_gradient_code(scene: Scene, layer: int, unit: str) -> str:
    """Of one unit (``, 2``) or, for softmax, of all (nothing)."""
    if layer == scene.last:
        rule, at = loss_rule(scene.recipe.loss, scene.moment.network.outputs), f"n{unit}"
        return rule.gradient_code.format(a=f"a[{layer + 1}][{at}]", y=f"y[{at}]", outputs=scene.moment.network.outputs)
    column = unit.removeprefix(", ")
    return f"{minus(scene)}delta[{layer + 2}][n] @ W[{layer + 2}][:, {column}]"


def output_gradient_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy; where answer and target are both 0 or 1, the part of the loss that counts alone."""
    layer, unit = quantity.layer, quantity.unit
    if layer == scene.last and scene.recipe.loss.name in PAIRS and scene.saturated:
        target = scene.value(Quantity(Kind.TARGET, layer, unit))
        rule, at = loss_rule(scene.recipe.loss, scene.moment.network.outputs), f"n, {unit}"
        code = {0.0: rule.gradient_at_0, 1.0: rule.gradient_at_1}.get(target, rule.gradient_code)
        return f"dE_da = {code.format(a=f'a[{layer + 1}][{at}]', y=f'y[{at}]')}"
    return f"dE_da = {_output_gradient_code(scene, layer, f', {unit}')}"


def slope(scene: Scene, quantity: Quantity) -> Expression:
    """How a unit's answer changes with its net input."""
    layer, row = quantity.layer, quantity.unit
    kind = scene.moment.network.layers[layer].activation
    z = scene.term(Kind.NET_INPUT, layer, row)
    if kind.name == "maxout":
        return _won(scene, z, kind.pieces)
    a = scene.term(Kind.ACTIVATION, layer, row)
    return ACTIVATION_RULES[kind.name].slope(z, a, dict(kind.parameters))


def _won(scene: Scene, z: Term, pieces: int) -> Case:
    """Whether a piece of maxout wins: it is the answer, or it is not larger than the piece that is."""
    layer, row = z.quantity.layer, z.quantity.unit
    if scene.value(Quantity(Kind.SLOPE, layer, row)) > 0:
        return Case(ONE, z, "=", scene.term(Kind.ACTIVATION, layer, row // pieces))
    first = row // pieces * pieces
    others = [scene.term(Kind.NET_INPUT, layer, first + piece) for piece in range(pieces)]
    winner = max(others, key=lambda other: other.value)
    return Case(ZERO, z, "≤" if z.value == winner.value else "<", winner)


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
    own, other = f"a[{number}][n, {unit}]", f"a[{number}][n, {source}]"
    return f"da_dz = {own} * (1 - {own})" if unit == source else f"da_dz = -{other} * {own}"


def delta(scene: Scene, quantity: Quantity) -> Expression:
    """The blame of a unit: the product of the two factors; by the perceptron rule the error alone."""
    layer, row = quantity.layer, quantity.unit
    kind = scene.moment.network.layers[layer].activation
    if scene.perceptron:
        error = short_delta(scene, quantity)
        return Fraction(error, TWO) if kind.name == "sign" else error
    if kind.name == "softmax":
        return signed(scene, _through_softmax(scene, layer, row))
    factors = (scene.term(Kind.OUTPUT_GRADIENT, layer, row // kind.pieces), scene.term(Kind.SLOPE, layer, row))
    return signed(scene, Product(factors))


def _through_softmax(scene: Scene, layer: int, row: int) -> Sum:
    """Every output depends on every net input: a sum over all outputs."""
    trace = scene.trace(layer)
    assert trace.a is not None
    assert trace.output_gradient is not None
    shares, gradient = trace.a[scene.row], trace.output_gradient[scene.row]
    slopes = shares * ((np.arange(len(shares)) == row) - shares[row])

    def product(source: int) -> Expression:
        into = scene.term(Kind.OUTPUT_GRADIENT, layer, source)
        return Product((into, scene.term(Kind.JACOBIAN, layer, row, source)))

    return long_sum(gradient * slopes, product)


def delta_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy; where the product would be 0 times infinity, what it comes down to."""
    layer, row, number = quantity.layer, quantity.unit, quantity.layer + 1
    own = scene.moment.network.layers[layer]
    left = f"delta[{number}][n, {row}]"
    if scene.perceptron:
        half = " / 2" if own.activation.name == "sign" else ""
        return f"{left} = {minus(scene)}(a[{number}][n, {row}] - y[n, {row}]){half}"
    if layer == scene.last and scene.recipe.loss.name in PAIRS and scene.saturated:
        return short_delta_code(scene, quantity)
    if own.activation.name == "softmax":
        answers = f"a[{number}][n]"
        column = f"{answers} * (np.eye({own.units})[{row}] - {answers}[{row}])"
        return f"{left} = {minus(scene)}({_output_gradient_code(scene, layer, '')}) @ ({column})"
    into = _output_gradient_code(scene, layer, f", {row // own.activation.pieces}")
    return f"{left} = {minus(scene)}({into}) * {bracketed(_slope_code(scene, layer, row))}"


def bracketed(code: str) -> str:
    """A line of NumPy as a factor."""
    return f"({code})" if " " in code else code


def short_delta(scene: Scene, quantity: Quantity) -> Expression:
    """What remains of the product where loss and activation are a pair: answer minus target.

    Where the targets of a softmax layer do not add up to 1, the answer is multiplied by their sum.
    """
    layer, unit = quantity.layer, quantity.unit
    a: Expression = scene.term(Kind.ACTIVATION, layer, unit)
    y = scene.term(Kind.TARGET, layer, unit)
    if _targets_weigh(scene):
        targets = scene.moment.batch.y[scene.row]
        a = Product((a, long_sum(targets, lambda source: scene.term(Kind.TARGET, layer, source))))
    return less(a, y) if scene.delta_sign > 0 else less(y, a)


def short_delta_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, unit = quantity.layer + 1, quantity.unit
    answer = f"a[{number}][n, {unit}]" + (" * y[n].sum()" if _targets_weigh(scene) else "")
    ends = answer, f"y[n, {unit}]"
    return f"delta[{number}][n, {unit}] = {' - '.join(ends if scene.delta_sign > 0 else reversed(ends))}"


def _targets_weigh(scene: Scene) -> bool:
    softmax = scene.moment.network.layers[-1].activation.name == "softmax"
    return softmax and not scene.perceptron and scene.moment.batch.y[scene.row].sum() != 1
