"""What is each matrix called, and what are its sides?  In the notation of the view."""

import numpy as np

from nnviz.core.recipe import BiasMode
from nnviz.walkthrough.matrix import ONE, Along, Axis, Matrix
from nnviz.walkthrough.notation import Notation
from nnviz.walkthrough.quantity import Kind
from nnviz.walkthrough.scene import NAMES, Scene
from nnviz.walkthrough.symbols import MEMORIES

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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

    def entering(self, layer: int) -> Matrix:
        """What a layer listens to."""
        return self.activation(layer - 1)

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

    def weight(self, layer: int, turned: bool = False) -> Matrix:
        """The weights of a layer, or their transpose."""
        return self._parameter(Kind.WEIGHT, layer, self._marked("W", layer), turned)

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

    def delta(self, layer: int, turned: bool = False) -> Matrix:
        """The deltas of a layer, or their transpose."""
        symbol, sides = self._marked("δ", layer), (self._samples, self._rows(layer))
        if turned:
            return Matrix(f"{symbol}ᵀ", sides[1], sides[0], Kind.DELTA, layer)
        return Matrix(symbol, *sides, Kind.DELTA, layer)

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
        return self._parameter(Kind.WEIGHT_GRADIENT, layer, self._gradient_by(self._marked("W", layer)))

    def bias_gradient(self, layer: int) -> Matrix:
        """How the loss of the batch changes with each bias."""
        shared = self._scene.recipe.bias_mode is BiasMode.SHARED
        rows = self._rows(layer)
        symbol = self._gradient_by(self._bias_symbol(layer))
        return Matrix(symbol, ONE, rows, Kind.BIAS_GRADIENT, layer, each=rows.count if shared else 1)

    def moved(self, kind: Kind, layer: int, bias: bool) -> Matrix:
        """What the update makes of each weight or bias: its new value, or what the optimizer remembers of it."""
        own = self._bias_symbol(layer) if bias else self._marked("W", layer)
        plus = "" if kind in (Kind.CORRECTED_FIRST, Kind.CORRECTED_SECOND) else "⁺"
        symbol = (self._memory(kind, own) if kind in NAMES else own) + plus
        if not bias:
            return self._parameter(kind, layer, symbol)
        shared = self._scene.recipe.bias_mode is BiasMode.SHARED
        rows = self._rows(layer)
        return Matrix(symbol, ONE, rows, kind, layer, each=rows.count if shared else 1)

    def remembered(self, kind: Kind, layer: int, bias: bool) -> Matrix:
        """What the optimizer remembered before this step; its numbers have no address."""
        new, state = self.moved(kind, layer, bias), self._scene.moment.optimizer_state
        values = np.zeros(new.shape)
        if state.remembers(NAMES[kind]):
            kept = state.recall(NAMES[kind])[layer]
            found = kept.bias if bias else kept.weight
            values = values if found is None else np.asarray(found).reshape(new.shape)
        return Matrix(new.symbol.removesuffix("⁺"), new.rows, new.columns, layer=layer, values=values)

    def _gradient_by(self, parameter: str) -> str:
        """What the batch says of weights or biases; by the perceptron rule it is no gradient."""
        return f"g({parameter})" if self._labels.by_rule else f"∂{self._labels.cost.text}/∂{parameter}"

    def _memory(self, kind: Kind, parameter: str) -> str:
        return f"{MEMORIES[kind].text}({parameter})"

    def _parameter(self, kind: Kind, layer: int, symbol: str, turned: bool = False) -> Matrix:
        own = self._scene.moment.network.layers[layer]
        sides = self._rows(layer), Axis(Along.SOURCES, own.sources, layer)
        if turned:
            return Matrix(f"{symbol}ᵀ", sides[1], sides[0], kind, layer)
        return Matrix(symbol, *sides, kind, layer)

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
