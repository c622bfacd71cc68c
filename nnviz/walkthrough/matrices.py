"""How does a moment look as matrices?  The same numbers as the facts, all samples of the batch at once."""

from nnviz.core.arrays import Array
from nnviz.core.losses import PAIRS
from nnviz.core.recipe import BiasMode
from nnviz.core.snapshot import Mark, Phase
from nnviz.walkthrough.matrix import Along, Axis, Equation, Matrix, Operand, Role
from nnviz.walkthrough.matrix_names import MatrixNames
from nnviz.walkthrough.matrix_updates import update_equations
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.walk import Walk

TIMES, HADAMARD = "·", "∘"
GIVEN = (Kind.INPUT, Kind.TARGET, Kind.WEIGHT, Kind.BIAS)


def equations(scene: Scene, mark: Mark) -> tuple[Equation, ...]:
    """What a moment computes, in matrices; before the way forward, the batch alone."""
    names = MatrixNames(scene)
    match mark.phase:
        case Phase.READY:
            return Equation(names.activation(-1), ()), Equation(names.targets, ())
        case Phase.FORWARD:
            return _forward(scene, names, mark.step)
        case Phase.LOSS:
            return _loss(scene, names)
        case Phase.BACKWARD:
            return _backward(scene, names, scene.last - mark.step)
        case Phase.UPDATE:
            return update_equations(scene, names)


def jacobian_equation(scene: Scene, values: Array) -> Equation:
    """How each output of the network changes with each input; ``values``: (n_L, n_0), of the sample shown."""
    outputs, inputs = values.shape
    names = MatrixNames(scene)
    answering = tuple(scene.labels.unit_symbol(scene.last, unit).text for unit in range(outputs))
    heard = tuple(scene.labels.unit_symbol(-1, source).text for source in range(inputs))
    rows = Axis(Along.UNITS, outputs, scene.last + 1, names=answering)
    columns = Axis(Along.SOURCES, inputs, names=heard)
    symbol = f"∂{names.activation(scene.last).symbol}/∂X"
    return Equation(Matrix(symbol, rows, columns, Kind.RESPONSE, scene.last, values), ())


def is_known(walk: Walk, quantity: Quantity, current: int) -> bool:
    """Whether a number is known once the fact ``current`` (-1: none) has been told."""
    if quantity.kind in GIVEN:
        return True
    index = walk.index_of(_told_with(walk.scene, quantity))
    return index is None or index <= current


def _told_with(scene: Scene, quantity: Quantity) -> Quantity:
    """The fact with which a number that the walk passes by becomes known."""
    network = scene.moment.network
    if quantity.kind is Kind.INPUT_GRADIENT:
        return Quantity(Kind.DELTA, 0, len(network.layers[0].weight) - 1)
    if quantity.kind is Kind.OUTPUT_LOSS and network.outputs == 1:
        return Quantity(Kind.LOSS if scene.samples == 1 else Kind.SAMPLE_LOSS)
    return quantity


def _forward(scene: Scene, names: MatrixNames, layer: int) -> tuple[Equation, ...]:
    z, a, layout = names.net_input(layer), names.activation(layer), names.layout(layer)
    weight = names.weight(layer)
    sum_of: list[Operand | str] = [
        Operand(names.heard(layer, layout.holds_biases), Role.ROW),
        TIMES,
        Operand(weight if layout.from_first else weight.turned, Role.COLUMN),
    ]
    if scene.moment.network.layers[layer].bias is not None and not layout.holds_biases:
        sum_of += ["+", Operand(names.bias(layer), Role.SPREAD)]
    function = scene.moment.network.layers[layer].activation
    if function.pieces > 1:
        return Equation(z, tuple(sum_of)), Equation(a, ("max(", Operand(z, Role.ROW), ")"))
    role = Role.ROW if function.name == "softmax" else Role.SAME
    return Equation(z, tuple(sum_of)), Equation(a, ("f(", Operand(z, role), ")"))


def _loss(scene: Scene, names: MatrixNames) -> tuple[Equation, ...]:
    """Each output's loss, each sample's, the batch's, the penalty; what is the same number stands once."""
    several, outputs = scene.samples > 1, scene.moment.network.outputs > 1
    error, each_sample = names.scalar("E", Kind.LOSS), names.sample_losses
    parts = names.output_losses if outputs else each_sample if several else error
    found = [Equation(parts, _loss_of(scene, names))]
    if outputs and several:
        found.append(Equation(each_sample, ("Σₖ", Operand(parts, Role.ROW))))
    if several:
        share = "" if scene.perceptron else names.share
        found.append(Equation(error, (f"{share} Σₙ".strip(), Operand(each_sample, Role.WHOLE))))
    elif outputs:
        found.append(Equation(error, ("Σₖ", Operand(parts, Role.WHOLE))))
    if scene.recipe.regularization.active:
        penalty = names.scalar("R", Kind.PENALTY)
        both = (Operand(error, Role.SAME), "+", Operand(penalty, Role.SAME))
        found.append(Equation(names.scalar("J", Kind.TOTAL), both))
    return tuple(found)


def _loss_of(scene: Scene, names: MatrixNames) -> tuple[Operand | str, ...]:
    a, y = Operand(names.activation(scene.last), Role.SAME), Operand(names.targets, Role.SAME)
    match scene.recipe.loss.name:
        case "binary_crossentropy":
            return "−", y, "∘ ln", a, "− (1 −", y, ") ∘ ln(1 −", a, ")"
        case "categorical_crossentropy":
            return "−", y, "∘ ln", a
    factor = {"half_sse": "½ (", "mean_half_sse": "½ (", "mse": f"{_per_output(scene, 1)}("}
    return factor.get(scene.recipe.loss.name, "("), a, "−", y, ")²"


def _per_output(scene: Scene, top: int) -> str:
    """The factor of a mean over the outputs; nothing where it is 1."""
    outputs = scene.moment.network.outputs
    return f"{top}/{outputs} " if outputs > 1 else f"{top} " if top > 1 else ""


def _loss_gradient(scene: Scene, names: MatrixNames) -> tuple[Operand | str, ...]:
    a, y = Operand(names.activation(scene.last), Role.SAME), Operand(names.targets, Role.SAME)
    match scene.recipe.loss.name:
        case "binary_crossentropy":
            return "(", a, "−", y, ") / (", a, "∘ (1 −", a, "))"
        case "categorical_crossentropy":
            return "−", y, "/", a
        case "half_sse" | "mean_half_sse":
            return a, "−", y
    return f"{_per_output(scene, 2) if scene.recipe.loss.name == 'mse' else '2 '}(", a, "−", y, ")"


def _backward(scene: Scene, names: MatrixNames, layer: int) -> tuple[Equation, ...]:
    found = [*_blame(scene, names, layer), _weight_gradient(scene, names, layer)]
    if names.learns_apart(layer):
        shared = scene.recipe.bias_mode is BiasMode.SHARED
        delta = Operand(names.delta(layer), Role.WHOLE if shared else Role.COLUMN)
        signs = "Σₙ Σⱼ" if shared else "Σₙ"
        found.append(Equation(names.bias_gradient(layer), (f"{names.factor} {signs}".strip(), delta)))
    if layer == 0 and not scene.perceptron:
        found.append(Equation(names.output_gradient(-1), _handed_back(names, -1)))
    return tuple(found)


def _handed_back(names: MatrixNames, layer: int) -> tuple[Operand | str, ...]:
    """What a layer gets from the one behind it."""
    weight = names.bare_weight(layer + 1)
    back = weight.turned if names.layout(layer + 1).from_first else weight
    product = Operand(names.delta(layer + 1), Role.ROW), TIMES, Operand(back, Role.COLUMN)
    return (names.minus, *product) if names.minus else product


def _blame(scene: Scene, names: MatrixNames, layer: int) -> list[Equation]:
    """The delta of a layer, and what it is made of."""
    delta = names.delta(layer)
    if scene.perceptron:
        half = ("½",) if scene.moment.network.layers[layer].activation.name == "sign" else ()
        return [Equation(delta, (*half, *_error(scene, names)))]
    made_of = _handed_back(names, layer) if layer < scene.last else _loss_gradient(scene, names)
    found = [Equation(names.output_gradient(layer), made_of)]
    sign = (names.minus,) if names.minus else ()
    if scene.moment.network.layers[layer].activation.name == "softmax":
        gradient, jacobian = names.sample_gradient(layer), names.jacobian(layer)
        product = (Operand(gradient, Role.WHOLE), TIMES, Operand(jacobian, Role.COLUMN))
        found.append(Equation(names.sample_delta(layer), (*sign, *product)))
    else:
        gradient = names.output_gradient(layer, per_row=True)
        factors = Operand(gradient, Role.SAME), HADAMARD, Operand(names.slope(layer), Role.SAME)
        found.append(Equation(delta, (*sign, *factors)))
    if layer == scene.last and scene.recipe.loss.name in PAIRS:
        found.append(Equation(names.short_delta(layer), _error(scene, names)))
    return found


def _error(scene: Scene, names: MatrixNames) -> tuple[Operand | str, ...]:
    """Answer minus target, or the other way round where delta has the other sign."""
    ends = Operand(names.activation(scene.last), Role.SAME), Operand(names.targets, Role.SAME)
    first, second = ends if scene.delta_sign > 0 else reversed(ends)
    return "(", first, "−", second, ")"


def _weight_gradient(scene: Scene, names: MatrixNames, layer: int) -> Equation:
    right: list[Operand | str] = [names.factor] if names.factor else []
    layout, blame = names.layout(layer), names.delta(layer)
    heard = names.heard(layer, layout.learns_biases)
    left, behind = (heard.turned, blame) if layout.from_first else (blame.turned, heard)
    right += [Operand(left, Role.ROW), TIMES, Operand(behind, Role.COLUMN)]
    penalty = scene.recipe.regularization
    if penalty.active and not penalty.dead_weights:
        strength = f"λ/{scene.samples}" if penalty.divide_by_samples and scene.samples > 1 else "λ"
        pull = Operand(names.pulled(layer), Role.SAME)
        right += [f"+ {strength}", pull] if penalty.name == "l2" else [f"+ {strength} sign(", pull, ")"]
    return Equation(names.weight_gradient(layer), tuple(right))
