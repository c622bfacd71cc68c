"""How does an output of the network change with one of its inputs?  An entry of the Jacobian of the network.

The input reaches the net inputs of the first layer through one weight each; what each of them does to the output is
what the backward pass hands back from there. Of a single linear layer the entry is the weight itself (deck 001).
"""

from nnviz.core.jacobian import by_net_inputs
from nnviz.walkthrough.activation_rules import ACTIVATION_RULES
from nnviz.walkthrough.backward_facts import bracketed
from nnviz.walkthrough.expression import Expression, Product, Setting, Term
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.sums import long_sum
from nnviz.walkthrough.symbols import derivative


def response(scene: Scene, quantity: Quantity) -> Expression:
    """The sum over all net inputs that hear the input, of those that reach the output."""
    unit, source = quantity.unit, quantity.source or 0
    network = scene.moment.network
    slopes = by_net_inputs(network, scene.moment.traces, scene.row)[unit]
    rows = _rows(scene, unit) if network.depth == 1 else range(len(slopes))

    def product(place: int) -> Expression:
        row = rows[place]
        return Product((_slope(scene, unit, row, slopes[row]), scene.term(Kind.WEIGHT, 0, row, source)))

    if len(rows) == 1:
        return product(0)
    return long_sum(slopes[rows.start : rows.stop] * network.layers[0].weight[rows.start : rows.stop, source], product)


def _rows(scene: Scene, unit: int) -> range:
    """The net inputs of the only layer that change an output."""
    own = scene.moment.network.layers[0]
    pieces = own.activation.pieces
    return range(own.units) if own.activation.name == "softmax" else range(unit * pieces, (unit + 1) * pieces)


def _slope(scene: Scene, unit: int, row: int, value: float) -> Term | Setting:
    """How the output changes with a net input of the first layer: a fact by itself where there is no other layer."""
    network, labels = scene.moment.network, scene.labels
    if network.depth > 1:
        symbol = derivative(labels.activation(scene.last, unit), labels.net_input(0, row))
        return Setting(symbol.latex, float(value), symbol.text, chosen=False)
    if network.layers[0].activation.name == "softmax":
        return scene.term(Kind.JACOBIAN, 0, row, unit)
    return scene.term(Kind.SLOPE, 0, row)


def response_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy: from the output back, layer by layer."""
    source = quantity.source or 0
    code = _output_code(scene, quantity.unit, source)
    for layer in reversed(range(scene.last)):
        weight = f"W[{layer + 1}]" + (f"[:, {source}]" if layer == 0 else "")
        code = f"({_through(scene, layer, code)}) @ {weight}"
    return f"dy_dx = {code}"


def _output_code(scene: Scene, unit: int, source: int) -> str:
    """How an output changes with what the last layer hears; of a single layer, with one input."""
    own, number = scene.moment.network.layers[-1], scene.last + 1
    pieces, column = own.activation.pieces, f"[:, {source}]" if number == 1 else ""
    if own.activation.name == "softmax":
        return f"(a[{number}][n, {unit}] * (np.eye({own.units})[{unit}] - a[{number}][n])) @ W[{number}]{column}"
    if pieces > 1:
        rows = f"{unit * pieces}:{(unit + 1) * pieces}"
        column = f"[{rows}, {source}]" if number == 1 else f"[{rows}]"
        return f"(np.arange({pieces}) == z[{number}][n, {rows}].argmax()) @ W[{number}]{column}"
    entry = f"[{unit}, {source}]" if number == 1 else f"[{unit}]"
    return f"{_slopes(scene, scene.last, f'n, {unit}')} * W[{number}]{entry}"


def _through(scene: Scene, layer: int, code: str) -> str:
    """What is handed back to the net inputs of a hidden layer."""
    pieces, number = scene.moment.network.layers[layer].activation.pieces, layer + 1
    if pieces == 1:
        return f"{code} * {_slopes(scene, layer, 'n')}"
    winners = f"z[{number}][n].reshape(-1, {pieces}).argmax(1)"
    return f"np.repeat({code}, {pieces}) * (np.arange({pieces}) == {winners}[:, None]).ravel()"


def _slopes(scene: Scene, layer: int, at: str) -> str:
    activation, number = scene.moment.network.layers[layer].activation, layer + 1
    rule = ACTIVATION_RULES[activation.name].slope_code
    code = rule.format(z=f"z[{number}][{at}]", a=f"a[{number}][{at}]", **dict(activation.parameters))
    return bracketed(code)
