"""What is each matrix called, and what are its sides?  In the notation of the view."""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.optimizers import Parameters
from nnviz.core.recipe import BiasMode
from nnviz.sentence import Sentence
from nnviz.walkthrough.matrix import ONE, Along, Axis, Matrix
from nnviz.walkthrough.notation import Notation
from nnviz.walkthrough.quantity import Kind
from nnviz.walkthrough.scene import NAMES, Scene
from nnviz.walkthrough.symbols import MEMORIES
from nnviz.walkthrough.weight_layout import WHOLE, WeightLayout, layout_of, with_one

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WITHOUT = Sentence("without the biases")
_LEADS = {Kind.WEIGHT: Kind.BIAS, Kind.WEIGHT_GRADIENT: Kind.BIAS_GRADIENT, Kind.NEW_WEIGHT: Kind.NEW_BIAS}
"""What a bias has where a weight has this; what an optimizer remembers is of the same kind."""


class MatrixNames:
    """Makes the matrices of an iteration: capital letters for what has a row for each sample."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._labels = scene.labels
        self._samples = Axis(Along.SAMPLES, scene.samples)

    @property
    def minus(self) -> str:
        """What turns delta into dE/dz, where its sign is the other one."""
        return "" if self._scene.delta_sign > 0 else "−"

    @property
    def share(self) -> str:
        """The factor of each sample in the loss and in a gradient; nothing where they are summed."""
        samples = self._scene.samples
        averages = not self._scene.perceptron and self._scene.recipe.loss.share(samples) != 1
        return f"1/{samples}" if averages else ""

    @property
    def factor(self) -> str:
        """What a gradient begins with."""
        return self.minus + self.share

    def layout(self, layer: int) -> WeightLayout:
        """How the weights of a layer are written."""
        names, own = self._labels.names, self._scene.moment.network.layers[layer]
        return layout_of(names.notation, names.bias_as, self._scene.recipe.bias_mode, own.bias is not None)

    def learns_apart(self, layer: int) -> bool:
        """Whether the biases of a layer learn, but do not stand among the weights."""
        learns = self._scene.recipe.bias_mode is not BiasMode.FROZEN
        biased = self._scene.moment.network.layers[layer].bias is not None
        return biased and learns and not self.layout(layer).learns_biases

    def heard(self, layer: int, with_ones: bool) -> Matrix:
        """What a layer listens to; with the 1 that the biases hear, or without."""
        own = self.activation(layer - 1)
        return replace(own.led_by(1.0), symbol=with_one(own.symbol)) if with_ones else own

    def activation(self, layer: int) -> Matrix:
        """The activations of a layer; of layer -1 the inputs."""
        if layer < 0:
            return Matrix("X", self._samples, self._units(-1), Kind.INPUT)
        symbol = self._marked(_capital(self._labels.symbols.output), layer)
        return Matrix(symbol, self._samples, self._units(layer), Kind.ACTIVATION, layer)

    def net_input(self, layer: int) -> Matrix:
        """The net inputs of a layer."""
        symbol = self._marked(_capital(self._labels.symbols.net_input), layer)
        return Matrix(symbol, self._samples, self._rows(layer), Kind.NET_INPUT, layer)

    def weight(self, layer: int) -> Matrix:
        """The weights of a layer, with the biases where they belong to them."""
        lead = Kind.BIAS if self.layout(layer).holds_biases else None
        return self._parameter(Kind.WEIGHT, layer, self._marked(WHOLE, layer), lead)

    def bare_weight(self, layer: int) -> Matrix:
        """The weights of a layer, without the biases."""
        own = self._parameter(Kind.WEIGHT, layer, self._marked(self.layout(layer).handing_back, layer))
        return replace(own, remark=_WITHOUT) if self.layout(layer).holds_biases else own

    def learned_weight(self, layer: int) -> Matrix:
        """The weights that an update moves, with the biases where these move along."""
        return self.weight(layer) if self.layout(layer).learns_biases else self.bare_weight(layer)

    def pulled(self, layer: int) -> Matrix:
        """The weights that a penalty pulls, and no biases."""
        bare, layout = self.bare_weight(layer), self.layout(layer)
        if not layout.learns_biases:
            return bare
        return self._parameter(Kind.WEIGHT, layer, layout.pulled(bare.symbol), 0.0)

    def bias(self, layer: int) -> Matrix:
        """The biases of a layer, a single row."""
        return Matrix(self._bias_symbol(layer), ONE, self._rows(layer), Kind.BIAS, layer)

    @property
    def targets(self) -> Matrix:
        """What was wanted."""
        last = self._scene.last
        return Matrix(_capital(self._labels.symbols.target), self._samples, self._units(last), Kind.TARGET, last)

    @property
    def output_losses(self) -> Matrix:
        """Each output's part of each sample's loss."""
        last = self._scene.last
        return Matrix("Eₖ", self._samples, self._units(last), Kind.OUTPUT_LOSS, last)

    @property
    def sample_losses(self) -> Matrix:
        """The loss of each sample, a single column."""
        return Matrix("Eₙ", self._samples, ONE, Kind.SAMPLE_LOSS)

    def scalar(self, symbol: str, kind: Kind) -> Matrix:
        """A single number."""
        return Matrix(symbol, ONE, ONE, kind)

    def delta(self, layer: int) -> Matrix:
        """The deltas of a layer."""
        return Matrix(self._marked("δ", layer), self._samples, self._rows(layer), Kind.DELTA, layer)

    def short_delta(self, layer: int) -> Matrix:
        """The deltas of the output layer, once more."""
        return Matrix(self._marked("δ", layer), self._samples, self._rows(layer), Kind.SHORT_DELTA, layer)

    def output_gradient(self, layer: int, per_row: bool = False) -> Matrix:
        """dE_n/da of a layer, of layer -1 dE_n/dx; ``per_row``: one column for each net input."""
        error = "E" if self._scene.samples == 1 else "Eₙ"
        symbol = f"∂{error}/∂{self.activation(layer).symbol}"
        if layer < 0:
            return Matrix(symbol, self._samples, self._units(-1), Kind.INPUT_GRADIENT)
        pieces = self._scene.moment.network.layers[layer].activation.pieces if per_row else 1
        columns = self._rows(layer) if per_row else self._units(layer)
        return Matrix(symbol, self._samples, columns, Kind.OUTPUT_GRADIENT, layer, each=pieces)

    def slope(self, layer: int) -> Matrix:
        """The slope of each unit: what f' makes of its net input."""
        return Matrix(f"f′({self.net_input(layer).symbol})", self._samples, self._rows(layer), Kind.SLOPE, layer)

    def sample_gradient(self, layer: int) -> Matrix:
        """dE_n/da of the sample shown, a single row."""
        symbol = f"∂{self._labels.error.text}/∂{self._small_activation(layer)}"
        return Matrix(symbol, ONE, self._units(layer), Kind.OUTPUT_GRADIENT, layer)

    def sample_delta(self, layer: int) -> Matrix:
        """The delta of the sample shown, a single row."""
        return Matrix(self._marked("δ", layer), ONE, self._rows(layer), Kind.DELTA, layer)

    def jacobian(self, layer: int) -> Matrix:
        """How each softmax output of the sample shown, a row, changes with each net input, a column."""
        below = self._marked(self._labels.symbols.net_input, layer)
        units = self._scene.moment.network.layers[layer].units
        rows, columns = Axis(Along.SOURCES, units, layer + 1), Axis(Along.UNITS, units, layer + 1)
        return Matrix(f"∂{self._small_activation(layer)}/∂{below}", rows, columns, Kind.JACOBIAN, layer)

    def weight_gradient(self, layer: int) -> Matrix:
        """How the loss of the batch changes with each weight."""
        return self._learned(Kind.WEIGHT_GRADIENT, layer, self._gradient_by(self.learned_weight(layer).symbol))

    def bias_gradient(self, layer: int) -> Matrix:
        """How the loss of the batch changes with each bias."""
        shared = self._scene.recipe.bias_mode is BiasMode.SHARED
        rows = self._rows(layer)
        symbol = self._gradient_by(self._bias_symbol(layer))
        return Matrix(symbol, ONE, rows, Kind.BIAS_GRADIENT, layer, each=rows.count if shared else 1)

    def moved(self, kind: Kind, layer: int, bias: bool) -> Matrix:
        """What the update makes of each weight or bias: its new value, or what the optimizer remembers of it."""
        own = self._bias_symbol(layer) if bias else self.learned_weight(layer).symbol
        plus = "" if kind in (Kind.CORRECTED_FIRST, Kind.CORRECTED_SECOND) else "⁺"
        symbol = (self._memory(kind, own) if kind in NAMES else own) + plus
        if not bias:
            return self._learned(kind, layer, symbol)
        shared = self._scene.recipe.bias_mode is BiasMode.SHARED
        rows = self._rows(layer)
        return Matrix(symbol, ONE, rows, kind, layer, each=rows.count if shared else 1)

    def remembered(self, kind: Kind, layer: int, bias: bool) -> Matrix:
        """What the optimizer remembered before this step; its numbers have no address."""
        new, state = self.moved(kind, layer, bias), self._scene.moment.optimizer_state
        values = np.zeros(new.shape)
        if state.remembers(NAMES[kind]):
            values = self._laid_out(state.recall(NAMES[kind])[layer], layer, bias)
        return Matrix(new.symbol.removesuffix("⁺"), new.rows, new.columns, layer=layer, values=values)

    def _laid_out(self, kept: Parameters, layer: int, bias: bool) -> Array:
        """What is remembered of the weights or biases of a layer, as their matrix is written."""
        layout, found = self.layout(layer), kept.weight
        if bias or layout.learns_biases:
            assert kept.bias is not None
            found = kept.bias[np.newaxis] if bias else np.column_stack((kept.bias, found))
        return np.asarray(found.T if layout.from_first and not bias else found)

    def _gradient_by(self, parameter: str) -> str:
        """What the batch says of weights or biases; by the perceptron rule it is no gradient."""
        return f"g({parameter})" if self._labels.by_rule else f"∂{self._labels.cost.text}/∂{parameter}"

    def _memory(self, kind: Kind, parameter: str) -> str:
        return f"{MEMORIES[kind].text}({parameter})"

    def _learned(self, kind: Kind, layer: int, symbol: str) -> Matrix:
        """What belongs to the weights that an update moves, and to the biases where these move along."""
        lead = _LEADS.get(kind, kind) if self.layout(layer).learns_biases else None
        return replace(self._parameter(kind, layer, symbol, lead), remark=self.learned_weight(layer).remark)

    def _parameter(self, kind: Kind, layer: int, symbol: str, lead: Kind | float | None = None) -> Matrix:
        """A number for each weight, and for each bias in front of them, the way round that the notation says."""
        sources = self._scene.moment.network.layers[layer].sources
        found = Matrix(symbol, self._rows(layer), Axis(Along.SOURCES, sources, layer), kind, layer)
        found = found if lead is None else found.led_by(lead)
        return replace(found.turned, symbol=symbol) if self.layout(layer).from_first else found

    def _units(self, layer: int) -> Axis:
        network = self._scene.moment.network
        return Axis(Along.UNITS, network.inputs if layer < 0 else network.layers[layer].units, layer + 1)

    def _rows(self, layer: int) -> Axis:
        return Axis(Along.UNITS, len(self._scene.moment.network.layers[layer].weight), layer + 1)

    def _bias_symbol(self, layer: int) -> str:
        if self._labels.names.bias_as == "x0":
            return "w₀" if self._scene.last == 0 else f"w₀{self._mark(layer, raised=True)}"
        return self._marked("b", layer)

    def _small_activation(self, layer: int) -> str:
        return self._marked(self._labels.symbols.output, layer)

    def _marked(self, letter: str, layer: int) -> str:
        """The letter with the number of its layer, where there are several layers."""
        raised = self._labels.names.notation is Notation.LAYERED
        return letter if self._scene.last == 0 and not raised else letter + self._mark(layer, raised)

    def _mark(self, layer: int, raised: bool) -> str:
        number = str(layer + self._labels.names.first_layer)
        return f"⁽{number.translate(_SUPERSCRIPTS)}⁾" if raised else number.translate(_SUBSCRIPTS)


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]
