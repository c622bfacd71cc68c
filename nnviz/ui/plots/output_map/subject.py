"""What of the data and the network a map shows: ranges, samples, names, in the original units of the data."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.core.response import heard_over
from nnviz.ui.plots.frame import Span, spanning
from nnviz.ui.plots.output_map.scale import tells_classes

MOST_POINTS = 2000
"""Samples that are drawn; of more, so many are evenly chosen."""


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """Network and data, as far as their shape goes: the weights may change."""

    outputs: tuple[str, ...]
    inputs: tuple[str, ...]  # the raw ones, in their original units
    classes: tuple[str, ...]  # empty where the outputs are no classes
    data: Dataset | None

    def heard(self, raw: Array) -> Array:
        """Raw inputs (n, points) in their original units, as the network hears them: (n_0, points)."""
        return heard_over(self.data, raw)

    def answers(self, a: Array) -> Array:
        """Outputs (m, K) in the original units of the targets."""
        return a if self.data is None else self.data.answers(a)

    def range(self, column: int) -> tuple[float, float]:
        """The least and the largest value of a raw input among the samples."""
        if self.data is None:
            return -1.0, 1.0
        values = self.data.raw_inputs[:, column]
        return float(values.min()), float(values.max())

    def span(self, column: int) -> Span:
        """What an axis of this input covers."""
        return spanning(*self.range(column))

    def middle(self, column: int) -> float:
        """The mean of a raw input over the training samples."""
        if self.data is None:
            return 0.0
        return float(self.data.raw_inputs[self.data.train_rows, column].mean())


def subject_of(network: Network, data: Dataset | None) -> Subject:
    """What there is to show."""
    outputs = network.layers[-1].unit_names
    named = () if data is None else data.class_names or ()
    classes = named if len(named) == len(outputs) else outputs
    classes = classes if tells_classes(network, data) else ()
    inputs = network.input_names
    if data is not None and data.features is not None:
        inputs = data.features.raw_names(inputs)
    return Subject(outputs, inputs, classes, data)


def shown_rows(data: Dataset) -> Array:
    """The samples that are drawn."""
    return np.unique(np.linspace(0, data.samples - 1, min(MOST_POINTS, data.samples)).astype(np.intp))


def is_test(data: Dataset, rows: Array) -> Array:
    """Which of these samples only test."""
    return np.isin(rows, data.test_rows)
