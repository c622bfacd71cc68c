"""What does the network answer to a drawing?"""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.forward import forward
from nnviz.core.network import Network

FROM_0_TO_1 = frozenset({"sigmoid", "softmax", "step", "satlin", "radbas", "piecewise_linear"})
FROM_MINUS_1_TO_1 = frozenset({"tanh", "sign", "bipolar_sigmoid"})


@dataclass(frozen=True, slots=True)
class Paper:
    """What the pixels of the data are without ink and with all of it."""

    low: float
    high: float

    def inputs(self, ink: Array) -> Array:
        """Ink (rows, columns) as one sample (1, n_0) in the units of the data."""
        return self.low + ink.reshape(1, -1) * (self.high - self.low)

    def ink(self, inputs: Array, shape: tuple[int, int]) -> Array:
        """The other way round: one sample (n_0,) as ink."""
        return np.clip((inputs.reshape(shape) - self.low) / (self.high - self.low), 0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The outputs, and what the layers before them said."""

    names: tuple[str, ...]
    values: Array  # (n_L,) in the units of the targets
    winner: int | None  # of classes the one that wins
    span: tuple[float, float]  # what the bars reach over
    hidden: tuple[tuple[str, Array], ...]  # name and activations (n_l,) of each layer but the last
    rebuilt: Array | None  # (rows, columns) where the network is to answer with the picture itself


def paper_of(data: Dataset) -> Paper:
    """The least and the largest pixel of the training samples."""
    pixels = data.raw_inputs[data.train_rows]
    low, high = float(pixels.min()), float(pixels.max())
    return Paper(low, high) if high > low else Paper(0.0, 1.0)


def rebuilds(data: Dataset) -> bool:
    """Whether the network is to answer with its input."""
    return data.raw_targets is data.raw_inputs or np.array_equal(data.raw_targets, data.raw_inputs)


def answer_to(network: Network, data: Dataset, paper: Paper, ink: Array) -> Answer:
    """Send a drawing, ink (rows, columns), through the network."""
    heard = data.heard(paper.inputs(ink)).astype(network.layers[0].weight.dtype)
    with np.errstate(all="ignore"):  # weights that have grown beyond all bounds
        traces = forward(network, heard)
    found = [np.asarray(trace.a[0], np.float64) for trace in traces if trace.a is not None]
    values = data.answers(found[-1][np.newaxis])[0]
    names = network.layers[-1].unit_names
    if data.class_names is not None and len(data.class_names) == len(values):
        names = data.class_names
    hidden = tuple((layer.name, a) for layer, a in zip(network.layers[:-1], found[:-1], strict=True))
    rebuilt = paper.ink(np.nan_to_num(values), ink.shape) if _is_picture(data) else None
    winner = int(np.nan_to_num(values).argmax()) if len(values) > 1 and rebuilt is None else None
    return Answer(names, values, winner, _span(network, values), hidden, rebuilt)


def _is_picture(data: Dataset) -> bool:
    return data.targets.shape[1] == data.inputs.shape[1] and rebuilds(data)


def _span(network: Network, values: Array) -> tuple[float, float]:
    """What the bars reach over: what the outputs can be, or what they are."""
    kind = network.layers[-1].activation.name
    if kind in FROM_0_TO_1:
        return 0.0, 1.0
    if kind in FROM_MINUS_1_TO_1:
        return -1.0, 1.0
    finite = np.nan_to_num(values)
    return min(0.0, float(finite.min())), max(1.0, float(finite.max()))
