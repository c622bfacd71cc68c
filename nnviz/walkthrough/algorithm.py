"""Where in the algorithm of deck 002 does a fact stand?  Its six lines, and the loop of training around them.

The deck lets its loop run down to the inputs, whose net input does not exist, and leaves out the average over the
batch. Here the loop ends with the first layer that has weights, and gradients are averaged as the loss is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from nnviz.core.network import Network
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.snapshot import Phase
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.quantity import Kind
from nnviz.walkthrough.staging import Way
from nnviz.walkthrough.weight_layout import BARE, WHOLE, WeightLayout, layout_of


class Line(Enum):
    """The lines of back-propagation, by their numbers."""

    FORWARD = 1
    OUTPUT_DELTA = 2
    LOOP = 3
    HIDDEN_DELTA = 4
    GRADIENTS = 5
    END = 6


JOINED = "\u2060"
"""No line ends here."""
GRADIENTS = (Kind.SAMPLE_GRADIENT, Kind.WEIGHT_GRADIENT, Kind.SAMPLE_BIAS_GRADIENT, Kind.BIAS_GRADIENT)


def line_of(fact: Fact) -> Line | None:
    """The line that makes this number; none for the update, and for dE/dx, which training does not need."""
    phase, about = fact.place.mark.phase, fact.about
    if phase in (Phase.FORWARD, Phase.LOSS):
        return Line.FORWARD
    if phase is not Phase.BACKWARD or about.kind is Kind.INPUT_GRADIENT:
        return None
    if about.kind in GRADIENTS:
        return Line.GRADIENTS
    return Line.OUTPUT_DELTA if fact.place.mark.step == 0 else Line.HIDDEN_DELTA


At = Callable[[str, str], str]
"""Writes a letter with the number of its layer."""


@dataclass(frozen=True, slots=True, eq=False)
class Formulas:
    """What the lines compute, in matrices, as the notation writes them."""

    network: Network
    recipe: Recipe
    way: Way
    at: At

    @property
    def forward(self) -> str:
        """The net inputs of a layer, and what it answers."""
        z, a, weight, layout = self._z("l"), self._a("l"), self.at(WHOLE, "l"), self._layout
        sum_of = f"{layout.heard(self._a('l−1'))} · {layout.forward(weight)}"
        if layout.holds_biases:
            sum_of += f",  {weight} = {layout.parts(self.at(BARE, 'l'))}"
        elif self._biased:
            sum_of += f" + {self._bias}"
        return f"{z} = {sum_of},  {a} = f({z})"

    @property
    def output_delta(self) -> str:
        """The delta of the last layer."""
        last = str(self.way.first_layer + self.network.depth - 1)
        return f"{self.at('δ', last)} = {self._minus}∂E/∂{self._z(last)}"

    @property
    def hidden_delta(self) -> str:
        """The delta of any other layer."""
        layout = self._layout
        weight = layout.back(self.at(layout.handing_back, "l+1"))
        return f"{self.at('δ', 'l')} = ({self.at('δ', 'l+1')} · {weight}) ∘ f′{JOINED}({self._z('l')})"

    @property
    def gradients(self) -> str:
        """The gradients of a layer's weights, and of biases that stand apart and learn."""
        layout, delta, weight = self._layout, self.at("δ", "l"), self.at(self._layout.learned, "l")
        factor = self._minus + ("1/m · " if self.recipe.loss.averaged else "")
        pull = self._pull(layout.pulled(self.at(layout.handing_back, "l")))
        error = "J" if pull else "E"
        found = f"∂{error}/∂{weight} = {factor}{layout.gradient(delta, self._a('l−1'))}{pull}"
        if not self._biased or layout.learns_biases or self.recipe.bias_mode is BiasMode.FROZEN:
            return found
        sums = "Σₙ Σⱼ" if self.recipe.bias_mode is BiasMode.SHARED else "Σₙ"
        return f"{found},  ∂{error}/∂{self._bias} = {factor}{sums} {delta}"

    @property
    def _biased(self) -> bool:
        return any(layer.bias is not None for layer in self.network.layers)

    @property
    def _layout(self) -> WeightLayout:
        return layout_of(self.way.notation, self.way.bias_as, self.recipe.bias_mode, self._biased)

    @property
    def _minus(self) -> str:
        return "−" if self.way.delta_sign == "-" else ""

    @property
    def _bias(self) -> str:
        return self.at("w₀" if self.way.bias_as == "x0" else "b", "l")

    def _z(self, number: str) -> str:
        return self.at(self.way.symbols.net_input.capitalize(), number)

    def _a(self, number: str) -> str:
        return self.at(self.way.symbols.output.capitalize(), number)

    def _pull(self, weight: str) -> str:
        """What the penalty adds to a gradient."""
        penalty = self.recipe.regularization
        if not penalty.active or penalty.dead_weights:
            return ""
        strength = "λ/m" if penalty.divide_by_samples else "λ"
        return f" + {strength} · {weight if penalty.name == 'l2' else f'sign({weight})'}"
