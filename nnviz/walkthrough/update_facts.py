"""What is said of the update?  Old value, gradient, rate, new value, and what the optimizer remembers between."""

import numpy as np

from nnviz.walkthrough.activation_rules import ONE, TWO, ZERO, less
from nnviz.walkthrough.expression import Call, Case, Expression, Fraction, Number, Power, Product, Setting, Sum, Term
from nnviz.walkthrough.loss_facts import strength, strength_code
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import NAMES, Scene

MEMORIES = {
    "momentum": (Kind.VELOCITY,),
    "nesterov": (Kind.VELOCITY,),
    "rmsprop": (Kind.MEAN_SQUARE,),
    "adam": (Kind.FIRST_MOMENT, Kind.SECOND_MOMENT, Kind.CORRECTED_FIRST, Kind.CORRECTED_SECOND),
}
"""Optimizer -> what becomes known of a weight before its new value."""


def _rate(scene: Scene) -> Setting:
    return Setting(r"\eta", scene.recipe.rate, "η")


def _setting(scene: Scene, name: str) -> Setting:
    letters = {
        "momentum": (r"\mu", "μ"),
        "rho": (r"\rho", "ρ"),
        "beta_1": (r"\beta_1", "β₁"),
        "beta_2": (r"\beta_2", "β₂"),
        "epsilon": (r"\varepsilon", "ε"),
    }
    latex, text = letters[name]
    return Setting(latex, scene.setting(name), text)


def _gradient(scene: Scene, quantity: Quantity) -> Term:
    kind = Kind.BIAS_GRADIENT if quantity.source is None else Kind.WEIGHT_GRADIENT
    return scene.term(kind, quantity.layer, quantity.unit, quantity.source)


def _old(scene: Scene, quantity: Quantity) -> Term:
    kind = Kind.BIAS if quantity.source is None else Kind.WEIGHT
    return scene.term(kind, quantity.layer, quantity.unit, quantity.source)


def _place(quantity: Quantity) -> str:
    row = f"[{quantity.layer + 1}][{quantity.unit}"
    return f"{row}]" if quantity.source is None else f"{row}, {quantity.source}]"


def _gradient_code(quantity: Quantity) -> str:
    return f"{'db' if quantity.source is None else 'dW'}{_place(quantity)}"


def _old_code(quantity: Quantity) -> str:
    return f"{'b' if quantity.source is None else 'W'}{_place(quantity)}"


def _memory_code(quantity: Quantity) -> str:
    return f"{NAMES[quantity.kind]}_{'b' if quantity.source is None else 'W'}{_place(quantity)}"


def memory(scene: Scene, quantity: Quantity) -> Expression:
    """What the optimizer remembers of a weight or bias from now on."""
    gradient = _gradient(scene, quantity)
    symbol = scene.labels.symbol(quantity)
    old = Setting(symbol.latex, scene.remembered(quantity, new=False), symbol.text)
    if quantity.kind is Kind.VELOCITY:
        return less(Product((_setting(scene, "momentum"), old)), Product((_rate(scene), gradient)))
    kept = _setting(scene, _decay(quantity.kind))
    what: Expression = gradient if quantity.kind is Kind.FIRST_MOMENT else Power(gradient, TWO)
    return Sum((Product((kept, old)), Product((less(ONE, kept), what))))


def _decay(kind: Kind) -> str:
    return {Kind.MEAN_SQUARE: "rho", Kind.FIRST_MOMENT: "beta_1", Kind.SECOND_MOMENT: "beta_2"}[kind]


def memory_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy; what was remembered before stands on the right."""
    return f"{NAMES[quantity.kind]} = {_memory_right(scene, quantity)}"


def _memory_right(scene: Scene, quantity: Quantity) -> str:
    gradient, old = _gradient_code(quantity), _memory_code(quantity)
    if quantity.kind is Kind.VELOCITY:
        return f"{scene.setting('momentum')} * {old} - eta * {gradient}"
    kept = scene.setting(_decay(quantity.kind))
    what = gradient if quantity.kind is Kind.FIRST_MOMENT else f"{gradient} ** 2"
    return f"{kept} * {old} + (1 - {kept}) * {what}"


def corrected(scene: Scene, quantity: Quantity) -> Expression:
    """Adam's average without the pull towards its start at 0."""
    raw = Kind.FIRST_MOMENT if quantity.kind is Kind.CORRECTED_FIRST else Kind.SECOND_MOMENT
    step = Setting("t", float(scene.count), "t")
    decay = _setting(scene, _decay(raw))
    return Fraction(scene.term(raw, quantity.layer, quantity.unit, quantity.source), less(ONE, Power(decay, step)))


def corrected_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy; ``t`` is the number of the step, from 1."""
    return f"{NAMES[quantity.kind]}_corrected = {_corrected_right(scene, quantity)}"


def _corrected_right(scene: Scene, quantity: Quantity) -> str:
    raw = Kind.FIRST_MOMENT if quantity.kind is Kind.CORRECTED_FIRST else Kind.SECOND_MOMENT
    inside = _memory_right(scene, Quantity(raw, quantity.layer, quantity.unit, quantity.source))
    return f"({inside}) / (1 - {scene.setting(_decay(raw))} ** t)"


def new_value(scene: Scene, quantity: Quantity) -> Expression:
    """The new weight or bias."""
    old, name = _old(scene, quantity), scene.recipe.optimizer.name

    def kept(kind: Kind) -> Term:
        return scene.term(kind, quantity.layer, quantity.unit, quantity.source)

    if name == "momentum":
        return Sum((old, kept(Kind.VELOCITY)))
    step = Product((_rate(scene), _gradient(scene, quantity)))
    if name == "nesterov":
        return less(Sum((old, Product((_setting(scene, "momentum"), kept(Kind.VELOCITY))))), step)
    if name in ("rmsprop", "adam"):
        square = kept(Kind.MEAN_SQUARE if name == "rmsprop" else Kind.CORRECTED_SECOND)
        below = Sum((Call("sqrt", (square,)), _setting(scene, "epsilon")))
        above = _gradient(scene, quantity) if name == "rmsprop" else kept(Kind.CORRECTED_FIRST)
        return less(old, Product((_rate(scene), Fraction(above, below))))
    moved = less(old, step)
    if quantity.source is not None and scene.recipe.regularization.dead_weights:
        return _shrunk(scene, quantity, moved)
    return moved


def _shrunk(scene: Scene, quantity: Quantity, moved: Sum) -> Expression:
    """The step towards 0 of l1 with dead weights; a weight whose sign it would flip becomes 0 for good."""
    if scene.value(quantity) == 0:
        return Case(ZERO, Number(0), "=", Number(0)) if _old(scene, quantity).value == 0 else _died(moved)
    sign = Number(float(np.sign(_old(scene, quantity).value)))
    return less(moved, Product((_rate(scene), strength(scene), sign)))


def _died(moved: Sum) -> Case:
    return Case(ZERO, moved, "→", ZERO)


def new_value_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy, in one line with what the optimizer remembers."""
    old, gradient = _old_code(quantity), _gradient_code(quantity)
    return f"{'b' if quantity.source is None else 'W'}_new = {_new_right(scene, quantity, old, gradient)}"


def _new_right(scene: Scene, quantity: Quantity, old: str, gradient: str) -> str:  # noqa: PLR0911 - one case a rule
    def kept(kind: Kind) -> Quantity:
        return Quantity(kind, quantity.layer, quantity.unit, quantity.source)

    match scene.recipe.optimizer.name:
        case "momentum":
            return f"{old} + ({_memory_right(scene, kept(Kind.VELOCITY))})"
        case "nesterov":
            velocity = _memory_right(scene, kept(Kind.VELOCITY))
            return f"{old} + {scene.setting('momentum')} * ({velocity}) - eta * {gradient}"
        case "rmsprop":
            square = _memory_right(scene, kept(Kind.MEAN_SQUARE))
            return f"{old} - eta * {gradient} / (np.sqrt({square}) + {scene.setting('epsilon')})"
        case "adam":
            first, second = (
                _corrected_right(scene, kept(kind)) for kind in (Kind.CORRECTED_FIRST, Kind.CORRECTED_SECOND)
            )
            return f"{old} - eta * {first} / (np.sqrt({second}) + {scene.setting('epsilon')})"
    moved = f"{old} - eta * {gradient}"
    regularization = scene.recipe.regularization
    if quantity.source is None or not regularization.dead_weights:
        return moved
    if scene.value(quantity) == 0:
        return "0.0"
    return f"{moved} - eta * {strength_code(regularization)} * np.sign({old})"
