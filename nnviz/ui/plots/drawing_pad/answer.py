"""What does the network answer to a drawing?"""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.forward import forward
from nnviz.core.network import Network
from nnviz.ui.plots.output_map.scale import FROM_0_TO_1, FROM_MINUS_1_TO_1

MOST = 1000
"""Samples that are looked at for the pixels; of more, so many are evenly chosen."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the pixels of the data are without ink and with all of it."""

    low: float = 0.0
    high: float = 1.0
    rebuilt: bool = False  # the network is to answer with the picture itself

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
    """The least and the largest pixel, and whether the targets are the pixels."""
    rows = np.unique(np.linspace(0, data.samples - 1, min(data.samples, MOST)).astype(np.intp))
    pixels, targets = data.raw_inputs[rows], data.raw_targets[rows]
    low, high = float(pixels.min()), float(pixels.max())
    rebuilt = data.features is None and np.array_equal(pixels, targets)
    return Paper(low, high, rebuilt) if high > low else Paper(rebuilt=rebuilt)


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
    rebuilt = paper.ink(np.nan_to_num(values), ink.shape) if paper.rebuilt else None
    winner = int(np.nan_to_num(values).argmax()) if len(values) > 1 and rebuilt is None else None
    return Answer(names, values, winner, _span(network, values), hidden, rebuilt)


def _span(network: Network, values: Array) -> tuple[float, float]:
    """What the bars reach over: what the outputs can be, or what they are."""
    kind = network.layers[-1].activation.name
    if kind in FROM_0_TO_1:
        return 0.0, 1.0
    if kind in FROM_MINUS_1_TO_1:
        return -1.0, 1.0
    finite = np.nan_to_num(values)
    return min(0.0, float(finite.min())), max(1.0, float(finite.max()))
