"""What of the data and the network there is to show, and by which views."""

from dataclasses import dataclass
from enum import StrEnum
from math import prod

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnviz.core.arrays import Array
from nnviz.core.classes import Classes, classes_in
from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.ui.numbers import write_number

MOST_PREDICTED = 64
"""Outputs at most that are shown against their targets."""


class View(StrEnum):
    """The pictures of the outputs."""

    SAMPLE = "sample"
    UNIT = "unit"
    CONFUSION = "confusion"
    SCORES = "scores"
    PREDICTED = "predicted"
    RESIDUALS = "residuals"
    RECONSTRUCTION = "reconstruction"


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """Network and data, as far as their shape goes: the weights may change."""

    data: Dataset
    layers: tuple[tuple[str, tuple[str, ...]], ...]  # the name of each, and those of its units
    classes: Classes | None
    class_names: tuple[str, ...]
    views: tuple[View, ...]

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the outputs: of the classes where each has one."""
        names = self.layers[-1][1]
        return self.class_names if len(names) > 1 and self.classes else names

    @property
    def parts(self) -> tuple[tuple[str, Array], ...]:
        """The parts of the data that have samples, the test part first."""
        parts = (("test", self.data.test_rows), ("train", self.data.train_rows))
        return tuple(part for part in parts if len(part[1]))

    def sample(self, row: int) -> str:
        """What a sample is called."""
        name = str(row + 1) if self.data.sample_names is None else self.data.sample_names[row]
        return f"{name} · {self.class_of(row)}" if self.classes else name

    def told(self, row: int) -> str:
        """The same within a sentence."""
        name = str(row + 1) if self.data.sample_names is None else self.data.sample_names[row]
        if self.classes is None:
            return name
        text = QCoreApplication.translate("Outputs", "{name} (target {target})")
        return text.format(name=name, target=self.class_of(row))

    def class_of(self, row: int) -> str:
        """The name of the class of a sample."""
        assert self.classes is not None
        return self.class_names[int(self.classes.named(self.data.targets[row : row + 1])[0])]


def subject_of(network: Network, data: Dataset) -> Subject:
    """What there is to show."""
    classes = classes_in(data.targets)
    views = [View.SAMPLE, View.UNIT]
    if _reconstructs(data):
        views.append(View.RECONSTRUCTION)
    if classes is not None:
        views += [View.CONFUSION, View.SCORES]
    elif network.outputs <= MOST_PREDICTED:
        views += [View.PREDICTED, View.RESIDUALS]
    layers = tuple((layer.name, layer.unit_names) for layer in network.layers)
    return Subject(data, layers, classes, _class_names(network, data, classes), tuple(views))


def evenly(rows: Array, most: int) -> Array:
    """So many of these rows at most, evenly chosen."""
    return rows if len(rows) <= most else rows[np.linspace(0, len(rows) - 1, most).astype(np.intp)]


def _class_names(network: Network, data: Dataset, classes: Classes | None) -> tuple[str, ...]:
    if classes is None:
        return ()
    if data.class_names is not None and len(data.class_names) == classes.count:
        return data.class_names
    return network.layers[-1].unit_names if classes.values is None else tuple(map(write_number, classes.values))


def _reconstructs(data: Dataset) -> bool:
    """Whether the targets are the inputs again, or pictures as they are."""
    x, y = data.original_inputs, data.original_targets
    pictures = data.input_shape is not None and y.shape[1] == prod(data.input_shape)
    return pictures or (x.shape == y.shape and x.shape[1] > 1 and np.array_equal(x, y))
