"""What is each number called?  One symbol three ways: plain text for files, text for the screen, LaTeX."""

import re
from dataclasses import dataclass

from nnviz.walkthrough import feature_names
from nnviz.walkthrough.notation import Names, Notation, Symbols, subscripted
from nnviz.walkthrough.quantity import Kind, Quantity

_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SUPERSCRIPTS = str.maketrans("⁽⁾⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "()+0123456789")
_TO_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INDEXED = re.compile(r"([A-Za-zÀ-ỹΑ-ω]+)([₀-₉,]*)([⁽⁾⁺⁰¹²³⁴⁵⁶⁷⁸⁹]*)")
_FUNNY = re.compile(r"[^0-9A-Za-zÀ-ỹ ,.()+=/-]")


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one number is called."""

    ascii: str  # net_h1, dE/dw5
    text: str  # net(h₁), ∂E/∂w₅
    latex: str


def symbol_of_name(name: str) -> Symbol:
    """A name with raised and lowered numbers, such as w₅ or w₁₁⁽²⁾, all three ways; any other name as it is."""
    match = _INDEXED.fullmatch(name)
    if match is None and feature_names.is_computed(name):
        return Symbol(feature_names.plain(name).replace(" ", ""), name, feature_names.latex(name))
    if match is None:
        upright = _FUNNY.sub(" ", name).replace(" ", r"\ ")
        return Symbol(name.replace(" ", "_"), name, rf"\mathrm{{{upright}}}")
    head, low, high = match[1], match[2].translate(_SUBSCRIPTS), match[3].translate(_SUPERSCRIPTS)
    letter = head if len(head) == 1 else rf"\mathrm{{{head}}}"
    tex = letter + (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")
    return Symbol(head + low.replace(",", "_") + high, name, tex)


def derivative(top: Symbol, bottom: Symbol) -> Symbol:
    """How one number changes with another."""
    return Symbol(
        f"d{top.ascii}/d{bottom.ascii}",
        f"∂{top.text}/∂{bottom.text}",
        rf"\frac{{\partial {top.latex}}}{{\partial {bottom.latex}}}",
    )


def of(head: Symbol, whom: Symbol) -> Symbol:
    """A number of a unit, such as the net input of h1."""
    return Symbol(f"{head.ascii}_{whom.ascii}", f"{head.text}({whom.text})", f"{head.latex}_{{{whom.latex}}}")


ERROR = Symbol("E", "E", "E")
PENALTY = Symbol("R", "R", "R")
COST = Symbol("J", "J", "J")
RULE = Symbol("g", "g", "g")
DELTA = Symbol("delta", "δ", r"\delta")
MEMORIES = {
    Kind.VELOCITY: Symbol("v", "v", "v"),
    Kind.MEAN_SQUARE: Symbol("s", "s", "s"),
    Kind.FIRST_MOMENT: Symbol("m", "m", "m"),
    Kind.SECOND_MOMENT: Symbol("v", "v", "v"),
    Kind.CORRECTED_FIRST: Symbol("m_hat", "m̂", r"\hat{m}"),
    Kind.CORRECTED_SECOND: Symbol("v_hat", "v̂", r"\hat{v}"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """The symbols of every number of a network, in one notation."""

    names: Names
    symbols: Symbols = Symbols.Z_A
    sample: int | None = None  # the number of the sample shown, from 1, where the batch has more
    penalized: bool = False  # the gradient of a weight has a part from the penalty
    by_rule: bool = False  # by the perceptron rule, which has no gradients

    @property
    def error(self) -> Symbol:
        """What is differentiated for one sample: its own loss, where the batch has more."""
        return ERROR if self.sample is None else self.error_of(self.sample)

    @property
    def cost(self) -> Symbol:
        """What is differentiated for the batch."""
        return COST if self.penalized else ERROR

    def error_of(self, sample: int) -> Symbol:
        """The loss of a sample of the batch, by its number."""
        return Symbol(f"E_sample{sample}", f"E{_lowered(sample)}", f"E_{{{sample}}}")

    def gradient_of(self, sample: int, parameter: Symbol) -> Symbol:
        """What a sample of the batch says of a weight or bias."""
        if self.by_rule:
            return of(Symbol(f"g_sample{sample}", f"g{_lowered(sample)}", f"{{g_{{{sample}}}}}"), parameter)
        return derivative(self.error_of(sample), parameter)

    def gradient(self, parameter: Symbol) -> Symbol:
        """What the batch says of a weight or bias: a slope, or by the perceptron rule what stands in its place."""
        return of(RULE, parameter) if self.by_rule else derivative(self.cost, parameter)

    def symbol(self, quantity: Quantity) -> Symbol:  # noqa: C901, PLR0911, PLR0912 - one case a kind
        """The symbol of any number."""
        layer, unit, source = quantity.layer, quantity.unit, quantity.source
        match quantity.kind:
            case Kind.INPUT:
                return self.unit_symbol(-1, unit)
            case Kind.TARGET:
                return self._target(layer, unit)
            case Kind.WEIGHT:
                return self.weight(layer, unit, source or 0)
            case Kind.BIAS:
                return self.bias(layer, unit)
            case Kind.NET_INPUT:
                return self.net_input(layer, unit)
            case Kind.ACTIVATION:
                return self.activation(layer, unit)
            case Kind.OUTPUT_LOSS:
                return self._output_loss(layer, unit)
            case Kind.SAMPLE_LOSS:
                return self.error
            case Kind.LOSS:
                return Symbol("E_total", "E", "E")
            case Kind.PENALTY:
                return PENALTY
            case Kind.TOTAL:
                return COST
            case Kind.CONTRIBUTION:
                return self._contribution(layer, unit, source or 0)
            case Kind.OUTPUT_GRADIENT:
                return derivative(self.error, self.activation(layer, unit))
            case Kind.SLOPE:
                return derivative(self.activation(layer, unit // self._pieces(layer)), self.net_input(layer, unit))
            case Kind.JACOBIAN:
                return derivative(self.activation(layer, source or 0), self.net_input(layer, unit))
            case Kind.DELTA | Kind.SHORT_DELTA:
                return self._of_row(DELTA, layer, unit)
            case Kind.SAMPLE_GRADIENT | Kind.SAMPLE_BIAS_GRADIENT:
                return self.gradient_of(self.sample or 1, self.parameter(quantity))
            case Kind.WEIGHT_GRADIENT | Kind.BIAS_GRADIENT:
                return self.gradient(self.parameter(quantity))
            case Kind.INPUT_GRADIENT:
                return derivative(self.error, self.unit_symbol(-1, unit))
            case Kind.RESPONSE:
                return derivative(self.activation(layer, unit), self.unit_symbol(-1, source or 0))
            case Kind.NEW_WEIGHT | Kind.NEW_BIAS:
                return _new(self.parameter(quantity))
            case Kind.CORRECTED_FIRST | Kind.CORRECTED_SECOND:
                return self.remembered(quantity)
            case kind if kind in MEMORIES:
                return _new(self.remembered(quantity))
        raise ValueError(f"{quantity} has no symbol")

    def parameter(self, quantity: Quantity) -> Symbol:
        """The weight or bias that a gradient, a memory or an update belongs to."""
        if quantity.source is None:
            return self.bias(quantity.layer, quantity.unit)
        return self.weight(quantity.layer, quantity.unit, quantity.source)

    def remembered(self, quantity: Quantity) -> Symbol:
        """What the optimizer remembers of a weight or bias, before this iteration."""
        return of(MEMORIES[quantity.kind], self.parameter(quantity))

    def weight(self, layer: int, row: int, source: int) -> Symbol:
        """A weight."""
        return symbol_of_name(self.names.weight(layer, row, source))

    def bias(self, layer: int, row: int) -> Symbol:
        """A bias."""
        return symbol_of_name(self.names.bias(layer, row))

    def net_input(self, layer: int, row: int) -> Symbol:
        """The net input of a unit, or of a piece of it."""
        return self._of_row(self._letter(self.symbols.net_input), layer, row)

    def activation(self, layer: int, unit: int) -> Symbol:
        """The activation of a unit; of the input column the input itself."""
        if layer < 0:
            return self.unit_symbol(-1, unit)
        return self._of_unit(self._letter(self.symbols.output), layer, unit)

    def unit_name(self, layer: int, unit: int) -> str:
        """A unit's own name; of the input column the input's."""
        network = self.names.network
        return network.input_names[unit] if layer < 0 else network.layers[layer].unit_names[unit]

    def _letter(self, text: str) -> Symbol:
        return Symbol(text, text, text if len(text) == 1 else rf"\mathrm{{{text}}}")

    def _pieces(self, layer: int) -> int:
        return self.names.network.layers[layer].activation.pieces

    def unit_symbol(self, layer: int, unit: int) -> Symbol:
        """A unit's own name as a symbol; of the input column the input's."""
        own = self.unit_name(layer, unit)
        if layer < 0 and own.isdigit():  # no number of the formula
            own = f"x{own}"
        symbol = symbol_of_name(subscripted(own))
        typed = symbol_of_name(own).ascii if feature_names.is_computed(own) else own.replace(" ", "_")
        return Symbol(typed, symbol.text, symbol.latex)

    def _of_unit(self, head: Symbol, layer: int, unit: int) -> Symbol:
        if self.names.notation is Notation.LAYERED:
            return self._layered(head, layer, str(unit + 1))
        return of(head, self.unit_symbol(layer, unit))

    def _of_row(self, head: Symbol, layer: int, row: int) -> Symbol:
        pieces = self._pieces(layer)
        if pieces == 1:
            return self._of_unit(head, layer, row)
        unit, piece = divmod(row, pieces)
        if self.names.notation is Notation.LAYERED:
            return self._layered(head, layer, f"{unit + 1},{piece + 1}")
        whom, part = self.unit_symbol(layer, unit), piece + 1
        return Symbol(
            f"{head.ascii}_{whom.ascii}_{part}",
            f"{head.text}{_lowered(part)}({whom.text})",
            f"{head.latex}_{{{whom.latex},{part}}}",
        )

    def _layered(self, head: Symbol, layer: int, low: str) -> Symbol:
        high = str(layer + self.names.first_layer)
        lowered = low.replace(",", "")
        raised = high.translate(_TO_SUPERSCRIPTS)
        text = f"{head.text}{_lowered(int(lowered))}⁽{raised}⁾"
        return Symbol(f"{head.ascii}({high})_{low}", text, f"{head.latex}_{{{low}}}^{{({high})}}")

    def _target(self, layer: int, unit: int) -> Symbol:
        letter = self.symbols.target
        if self.names.notation is Notation.LAYERED:
            return Symbol(f"target_{unit + 1}", f"{letter}{_lowered(unit + 1)}", f"{letter}_{{{unit + 1}}}")
        return of(Symbol("target", letter, letter), self.unit_symbol(layer, unit))

    def _output_loss(self, layer: int, unit: int) -> Symbol:
        """An output's part of the loss; where units are counted, the layer above tells it from a sample's loss."""
        if self.names.notation is Notation.LAYERED:
            return self._layered(ERROR, layer, str(unit + 1))
        return of(ERROR, self.unit_symbol(layer, unit))

    def _contribution(self, layer: int, unit: int, behind: int) -> Symbol:
        """What flows back through one net input behind: in front of the outputs, how that output's loss changes."""
        layers, activation = self.names.network.layers, self.activation(layer, unit)
        if layer + 2 == len(layers) and layers[-1].activation.slope is not None:
            return derivative(self._output_loss(layer + 1, behind), activation)
        through = self.net_input(layer + 1, behind)
        first, second = derivative(self.error, through), derivative(through, activation)
        return Symbol(f"{first.ascii}*{second.ascii}", f"{first.text}·{second.text}", rf"{first.latex}\,{second.latex}")


def _lowered(number: int) -> str:
    return subscripted(f"x{number}")[1:]


def _new(old: Symbol) -> Symbol:
    return Symbol(f"{old.ascii}_new", f"{old.text}⁺", rf"{{{old.latex}}}^{{+}}")
