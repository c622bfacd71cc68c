"""How does an update look as matrices?  What the optimizer remembers, then the new weights and biases."""

from nnviz.walkthrough.matrix import Equation, Operand, Role
from nnviz.walkthrough.matrix_names import MatrixNames
from nnviz.walkthrough.quantity import Kind
from nnviz.walkthrough.scene import Scene

Right = tuple[Operand | str, ...]


def update_equations(scene: Scene, names: MatrixNames) -> tuple[Equation, ...]:
    """Layer by layer: the weights, then the biases."""
    found: list[Equation] = []
    for layer in range(scene.last + 1):
        found += _Move(scene, names, layer, bias=False).equations()
        if names.learns_apart(layer):
            found += _Move(scene, names, layer, bias=True).equations()
    return tuple(found)


class _Move:
    """How the weights or the biases of one layer move."""

    def __init__(self, scene: Scene, names: MatrixNames, layer: int, bias: bool) -> None:
        self._scene, self._names, self._layer, self._bias = scene, names, layer, bias
        self._old = Operand(names.bias(layer) if bias else names.learned_weight(layer), Role.SAME)
        self._gradient = Operand(names.bias_gradient(layer) if bias else names.weight_gradient(layer), Role.SAME)

    def equations(self) -> list[Equation]:
        """What is remembered from now on, in the order of the facts, then the new values."""
        kind = Kind.NEW_BIAS if self._bias else Kind.NEW_WEIGHT
        return [*self._memories(), Equation(self._made(kind).matrix, self._new())]

    def _made(self, kind: Kind) -> Operand:
        return Operand(self._names.moved(kind, self._layer, self._bias), Role.SAME)

    def _before(self, kind: Kind) -> Operand:
        return Operand(self._names.remembered(kind, self._layer, self._bias), Role.SAME)

    def _memories(self) -> list[Equation]:
        gradient = self._gradient
        rules: dict[str, dict[Kind, Right]] = {
            "rmsprop": {Kind.MEAN_SQUARE: self._average("ρ", Kind.MEAN_SQUARE, "²")},
            "adam": {
                Kind.FIRST_MOMENT: self._average("β₁", Kind.FIRST_MOMENT),
                Kind.SECOND_MOMENT: self._average("β₂", Kind.SECOND_MOMENT, "²"),
                Kind.CORRECTED_FIRST: (self._made(Kind.FIRST_MOMENT), "/ (1 − β₁ᵗ)"),
                Kind.CORRECTED_SECOND: (self._made(Kind.SECOND_MOMENT), "/ (1 − β₂ᵗ)"),
            },
        }
        name = self._scene.recipe.optimizer.name
        if name in ("momentum", "nesterov"):
            velocity: Right = ("μ", self._before(Kind.VELOCITY), "− η", gradient)
            return [Equation(self._made(Kind.VELOCITY).matrix, velocity)]
        return [Equation(self._made(kind).matrix, right) for kind, right in rules.get(name, {}).items()]

    def _average(self, decay: str, kind: Kind, power: str = "") -> Right:
        tail = (power,) if power else ()
        return decay, self._before(kind), f"+ (1 − {decay})", self._gradient, *tail

    def _new(self) -> Right:
        old, gradient = self._old, self._gradient
        match self._scene.recipe.optimizer.name:
            case "momentum":
                return old, "+", self._made(Kind.VELOCITY)
            case "nesterov":
                return old, "+ μ", self._made(Kind.VELOCITY), "− η", gradient
            case "rmsprop":
                return old, "− η", gradient, "/ (√", self._made(Kind.MEAN_SQUARE), "+ ε)"
            case "adam":
                first, second = self._made(Kind.CORRECTED_FIRST), self._made(Kind.CORRECTED_SECOND)
                return old, "− η", first, "/ (√", second, "+ ε)"
        dead = self._scene.recipe.regularization.dead_weights and not self._bias
        pull: Right = ("− η λ sign(", Operand(self._names.pulled(self._layer), Role.SAME), ")") if dead else ()
        return old, "− η", gradient, *pull
