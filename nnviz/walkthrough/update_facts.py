"""What is said of the update?  Old value, gradient, rate, new value, and what the optimizer remembers between."""

from nnviz.core.optimizers import ALIVE
from nnviz.walkthrough.activation_rules import ONE, TWO, ZERO, less
from nnviz.walkthrough.expression import (
    Call,
    Case,
    Expression,
    Fraction,
    Power,
    Product,
    Setting,
    Sum,
    Term,
    evaluate,
)
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

_LETTERS = {
    "momentum": (r"\mu", "μ"),
    "rho": (r"\rho", "ρ"),
    "beta_1": (r"\beta_1", "β₁"),
    "beta_2": (r"\beta_2", "β₂"),
    "epsilon": (r"\varepsilon", "ε"),
}
_DECAYS = {Kind.MEAN_SQUARE: "rho", Kind.FIRST_MOMENT: "beta_1", Kind.SECOND_MOMENT: "beta_2"}
_RAW = {Kind.CORRECTED_FIRST: Kind.FIRST_MOMENT, Kind.CORRECTED_SECOND: Kind.SECOND_MOMENT}


def _rate(scene: Scene) -> Setting:
    return Setting(r"\eta", scene.recipe.rate, "η")


def _setting(scene: Scene, name: str) -> Setting:
    latex, text = _LETTERS[name]
    return Setting(latex, scene.setting(name), text)


def _gradient(scene: Scene, quantity: Quantity) -> Term:
    kind = Kind.BIAS_GRADIENT if quantity.source is None else Kind.WEIGHT_GRADIENT
    return scene.term(kind, quantity.layer, quantity.unit, quantity.source)


def _old(scene: Scene, quantity: Quantity) -> Term:
    kind = Kind.BIAS if quantity.source is None else Kind.WEIGHT
    return scene.term(kind, quantity.layer, quantity.unit, quantity.source)


def _at(quantity: Quantity) -> str:
    row = f"[{quantity.layer + 1}][{quantity.unit}"
    return f"{row}]" if quantity.source is None else f"{row}, {quantity.source}]"


def _letter(quantity: Quantity) -> str:
    return "b" if quantity.source is None else "W"


def _code(quantity: Quantity, which: str = "") -> str:
    """The name of an array and the place in it: ``W[1][0, 0]``, ``W_new[1][0, 0]``."""
    return f"{_letter(quantity)}{which}{_at(quantity)}"


def _kept_code(kind: Kind, quantity: Quantity, which: str = "_new") -> str:
    """The same of what the optimizer remembers."""
    return f"{NAMES[kind]}_{_code(quantity, which)}"


def memory(scene: Scene, quantity: Quantity) -> Expression:
    """What the optimizer remembers of a weight or bias from now on."""
    gradient = _gradient(scene, quantity)
    symbol = scene.labels.remembered(quantity)
    old = Setting(symbol.latex, scene.remembered(quantity, new=False), symbol.text, chosen=False)
    if quantity.kind is Kind.VELOCITY:
        return less(Product((_setting(scene, "momentum"), old)), Product((_rate(scene), gradient)))
    kept = _setting(scene, _DECAYS[quantity.kind])
    what: Expression = gradient if quantity.kind is Kind.FIRST_MOMENT else Power(gradient, TWO)
    return Sum((Product((kept, old)), Product((less(ONE, kept), what))))


def memory_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    new, old = _kept_code(quantity.kind, quantity), _kept_code(quantity.kind, quantity, "")
    gradient = f"d{_code(quantity)}"
    if quantity.kind is Kind.VELOCITY:
        return f"{new} = {scene.setting('momentum')} * {old} - eta * {gradient}"
    kept = scene.setting(_DECAYS[quantity.kind])
    what = gradient if quantity.kind is Kind.FIRST_MOMENT else f"{gradient} ** 2"
    return f"{new} = {kept} * {old} + (1 - {kept}) * {what}"


def corrected(scene: Scene, quantity: Quantity) -> Expression:
    """Adam's average without the pull towards its start at 0."""
    raw = _RAW[quantity.kind]
    step = Setting("t", float(scene.count), "t")
    decay = _setting(scene, _DECAYS[raw])
    return Fraction(scene.term(raw, quantity.layer, quantity.unit, quantity.source), less(ONE, Power(decay, step)))


def corrected_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy; ``t`` is the number of the step, from 1."""
    decay = scene.setting(_DECAYS[_RAW[quantity.kind]])
    left = _kept_code(quantity.kind, quantity, "_corrected")
    return f"{left} = {_kept_code(quantity.kind, quantity)} / (1 - {decay} ** t)"


def new_value(scene: Scene, quantity: Quantity) -> Expression:
    """The new weight or bias."""
    moved = _moved(scene, quantity)
    if quantity.source is not None and scene.recipe.regularization.dead_weights:
        return _shrunk(scene, quantity, moved)
    return moved


def _moved(scene: Scene, quantity: Quantity) -> Sum:
    """What the optimizer makes of it."""
    old, name = _old(scene, quantity), scene.recipe.optimizer.name

    def kept(kind: Kind) -> Term:
        return scene.term(kind, quantity.layer, quantity.unit, quantity.source)

    if name == "momentum":
        return Sum((old, kept(Kind.VELOCITY)))
    if name in ("rmsprop", "adam"):
        square = kept(Kind.MEAN_SQUARE if name == "rmsprop" else Kind.CORRECTED_SECOND)
        below = Sum((Call("sqrt", (square,)), _setting(scene, "epsilon")))
        above = _gradient(scene, quantity) if name == "rmsprop" else kept(Kind.CORRECTED_FIRST)
        return less(old, Product((_rate(scene), Fraction(above, below))))
    step = Product((_rate(scene), _gradient(scene, quantity)))
    if name == "nesterov":
        return less(Sum((old, Product((_setting(scene, "momentum"), kept(Kind.VELOCITY))))), step)
    return less(old, step)


def _shrunk(scene: Scene, quantity: Quantity, moved: Sum) -> Expression:
    """The step towards 0 of l1 with dead weights; a weight that it takes across 0 becomes 0 for good."""
    old = _old(scene, quantity)
    if not lives(scene, quantity):
        return Case(ZERO, old, "=", ZERO)
    shrunk = less(moved, Product((_rate(scene), strength(scene), Call("sign", (old,)))))
    before, after = evaluate(moved), evaluate(shrunk)
    if before * after >= 0:
        return shrunk
    across = ">" if before > 0 else "<"
    return Case(ZERO, moved, across, ZERO, (across, shrunk))


def lives(scene: Scene, quantity: Quantity) -> bool:
    """Whether l1 with dead weights has left this weight alive so far."""
    kept = scene.moment.optimizer_state.recall(ALIVE)[quantity.layer].weight
    return bool(kept[quantity.unit, quantity.source or 0])


def new_value_code(scene: Scene, quantity: Quantity) -> str:
    """The same in NumPy."""
    moved = _moved_code(scene, quantity)
    if quantity.source is not None and scene.recipe.regularization.dead_weights:
        moved = _shrunk_code(scene, quantity, moved)
    return f"{_code(quantity, '_new')} = {moved}"


def _moved_code(scene: Scene, quantity: Quantity) -> str:
    old, gradient = _code(quantity), f"d{_code(quantity)}"
    match scene.recipe.optimizer.name:
        case "momentum":
            return f"{old} + {_kept_code(Kind.VELOCITY, quantity)}"
        case "nesterov":
            return f"{old} + {scene.setting('momentum')} * {_kept_code(Kind.VELOCITY, quantity)} - eta * {gradient}"
        case "rmsprop":
            square = _kept_code(Kind.MEAN_SQUARE, quantity)
            return f"{old} - eta * {gradient} / (np.sqrt({square}) + {scene.setting('epsilon')})"
        case "adam":
            first, second = (_kept_code(kind, quantity, "_corrected") for kind in _RAW)
            return f"{old} - eta * {first} / (np.sqrt({second}) + {scene.setting('epsilon')})"
    return f"{old} - eta * {gradient}"


def _shrunk_code(scene: Scene, quantity: Quantity, moved: str) -> str:
    rule = _shrunk(scene, quantity, _moved(scene, quantity))
    shrunk = f"{moved} - eta * {strength_code(scene.recipe.regularization)} * np.sign({_code(quantity)})"
    if not isinstance(rule, Case):
        return shrunk
    if rule.further is None:
        return "0.0"
    return f"{'np.maximum' if rule.relation == '>' else 'np.minimum'}(0, {shrunk})"
