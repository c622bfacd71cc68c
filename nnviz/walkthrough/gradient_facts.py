"""What does a weight, a bias or an input do to the loss?  The blame of a unit times what it heard, over the batch."""

from collections.abc import Callable

from nnviz.core.arrays import Array
from nnviz.core.recipe import BiasMode
from nnviz.walkthrough.backward_facts import minus, signed
from nnviz.walkthrough.expression import Call, Expression, Product, Setting, Sum
from nnviz.walkthrough.forward_facts import X0
from nnviz.walkthrough.loss_facts import averaged, strength, strength_code
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.sums import long_sum


def sample_gradient(scene: Scene, quantity: Quantity) -> Expression:
    """How the sample's loss changes with a weight: the blame of the unit times what it heard."""
    layer, row, source = quantity.layer, quantity.unit, quantity.source or 0
    return signed(scene, Product((scene.term(Kind.DELTA, layer, row), scene.answer(layer - 1, source))))


def _sample_gradient_code(scene: Scene, quantity: Quantity, sample: str) -> str:
    number, row, source = quantity.layer + 1, quantity.unit, quantity.source or 0
    sign = " @ " if sample == ":" else " * "
    return f"{minus(scene)}delta[{number}][{sample}, {row}]{sign}a[{number - 1}][{sample}, {source}]"


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
        found = averaged(scene, long_sum(each, _share_of(scene, own, each), own=scene.row), by_rule=scene.perceptron)
    if not scene.labels.penalized:
        return found
    weight = scene.term(Kind.WEIGHT, layer, row, source)
    pull = weight if scene.recipe.regularization.name == "l2" else Call("sign", (weight,))
    return Sum((found, Product((strength(scene), pull))))


def _share_of(scene: Scene, own: Quantity, each: Array) -> Callable[[int], Expression]:
    """What each sample of the batch says; that of the sample shown has an address."""
    labels, parameter = scene.labels, scene.labels.parameter(own)

    def share(sample: int) -> Expression:
        if sample == scene.row:
            return scene.term(own.kind, own.layer, own.unit, own.source)
        symbol = labels.gradient_of(scene.sample_number(sample), parameter)
        return Setting(symbol.latex, float(each[sample]), symbol.text, chosen=False)

    return share


def weight_gradient_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    number, row, source = quantity.layer + 1, quantity.unit, quantity.source or 0
    if scene.samples == 1:
        code = _sample_gradient_code(scene, quantity, "n")
    else:
        code = _sample_gradient_code(scene, quantity, ":") + _share_code(scene)
    if scene.labels.penalized:
        regularization, weight = scene.recipe.regularization, f"W[{number}][{row}, {source}]"
        pull = weight if regularization.name == "l2" else f"np.sign({weight})"
        code += f" + {strength_code(regularization)} * {pull}"
    return f"dW[{number}][{row}, {source}] = {code}"


def _share_code(scene: Scene) -> str:
    return " / len(x)" if not scene.perceptron and scene.recipe.loss.share(2) != 1 else ""


def sample_bias_gradient(scene: Scene, quantity: Quantity) -> Expression:
    """How the sample's loss changes with a bias: the unit's blame; a shared one takes that of all units."""
    layer = quantity.layer
    if scene.recipe.bias_mode is BiasMode.SHARED:
        blame = scene.trace(layer).delta
        assert blame is not None
        found: Expression = long_sum(
            scene.delta_sign * blame[scene.row], lambda row: scene.term(Kind.DELTA, layer, row)
        )
    else:
        found = scene.term(Kind.DELTA, layer, quantity.unit)
    return signed(scene, Product((found, X0)) if scene.biases_hear else found)


def _sample_bias_code(scene: Scene, quantity: Quantity, sample: str) -> str:
    number = quantity.layer + 1
    if scene.recipe.bias_mode is BiasMode.SHARED:
        return f"{minus(scene)}delta[{number}]{'' if sample == ':' else '[n]'}.sum()"
    total = ".sum()" if sample == ":" else ""
    return f"{minus(scene)}delta[{number}][{sample}, {quantity.unit}]{total}"


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
    return averaged(scene, long_sum(each, _share_of(scene, own, each), own=scene.row), by_rule=scene.perceptron)


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
        return Product((scene.term(Kind.DELTA, 0, row), scene.term(Kind.WEIGHT, 0, row, quantity.unit)))

    return signed(scene, long_sum(scene.delta_sign * weights * blame[scene.row], product))


def input_gradient_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    return f"dE_dx = {minus(scene)}delta[1][n] @ W[1][:, {quantity.unit}]"
