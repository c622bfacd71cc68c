"""What does the network learn from?  Samples: rows of inputs and the targets wanted for them."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, frozen
from nnviz.core.features import Features
from nnviz.core.names import input_names, target_names


@dataclass(frozen=True, slots=True, eq=False)
class Standardization:
    """The numbers before each column became (number - mean) / deviation, and the means and deviations."""

    inputs: Array  # (N, n_0), in the original units
    targets: Array  # (N, n_L)
    input_mean: Array  # (n_0,), over the training rows; 0 where a column stayed as it was
    input_deviation: Array  # 1 where a column stayed as it was
    target_mean: Array  # (n_L,)
    target_deviation: Array

    def heard(self, inputs: Array) -> Array:
        """Inputs (m, n_0) in their original units, as the network hears them."""
        return np.asarray((inputs - self.input_mean) / self.input_deviation)

    def answers(self, a: Array) -> Array:
        """Outputs (m, n_L) of a network in the original units of the targets."""
        return np.asarray(a * self.target_deviation + self.target_mean)


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Inputs and targets, and which rows train and which only test."""

    name: str
    inputs: Array  # (N, n_0)
    targets: Array  # (N, n_L)
    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    train_rows: Array  # indices into the samples
    test_rows: Array
    description: str = ""  # where it came from, in a sentence
    input_shape: tuple[int, int] | None = None  # rows and columns, where the inputs of a sample are an image
    class_names: tuple[str, ...] | None = None
    sample_names: tuple[str, ...] | None = None
    standardization: Standardization | None = None  # none where inputs and targets are in their original units
    features: Features | None = None  # none where inputs and targets are the columns themselves

    @property
    def original_inputs(self) -> Array:
        """The inputs in their original units, (N, n_0)."""
        return self.inputs if self.standardization is None else self.standardization.inputs

    @property
    def original_targets(self) -> Array:
        """The targets in their original units, (N, n_L)."""
        return self.targets if self.standardization is None else self.standardization.targets

    @property
    def raw_inputs(self) -> Array:
        """The inputs before features were made of them, in their original units, (N, raw inputs)."""
        return self.original_inputs if self.features is None else self.features.inputs

    @property
    def raw_targets(self) -> Array:
        """The targets before features were made of them, in their original units, (N, raw targets)."""
        return self.original_targets if self.features is None else self.features.targets

    @property
    def raw_input_names(self) -> tuple[str, ...]:
        """The names of the raw inputs."""
        return self.input_names if self.features is None else self.features.input_names

    @property
    def raw_target_names(self) -> tuple[str, ...]:
        """The names of the raw targets."""
        return self.target_names if self.features is None else self.features.target_names

    def heard(self, raw: Array) -> Array:
        """Raw inputs (m, raw inputs) in their original units as the network hears them, (m, n_0)."""
        inputs = raw if self.features is None else self.features.inputs_of(raw)
        return inputs if self.standardization is None else self.standardization.heard(inputs)

    def answers(self, a: Array) -> Array:
        """Outputs (m, n_L) of a network in the original units of the targets."""
        return a if self.standardization is None else self.standardization.answers(a)

    @property
    def named(self) -> bool:
        """Whether the inputs have names of their own, not x1, x2, ..."""
        return self.input_names != input_names(self.inputs.shape[1])

    @property
    def counted(self) -> bool:
        """Whether the raw inputs have no other names than x1, x2, ..."""
        return self.raw_input_names == input_names(len(self.raw_input_names))

    @property
    def output_names(self) -> tuple[str, ...] | None:
        """What the data call their outputs: their classes, else their columns; none where these are only counted."""
        columns, count = self.raw_target_names, self.targets.shape[1]
        if self.class_names is not None and count > 1 and len(self.class_names) == count:
            return self.class_names
        return None if columns in (target_names(len(columns)), input_names(len(columns))) else self.target_names

    @property
    def samples(self) -> int:
        """The number of samples, of both parts."""
        return len(self.inputs)


def dataset(name: str, inputs: Array, targets: Array, test_rows: Array | None = None) -> Dataset:
    """A data set with names x1.., y1..; every row trains but those of ``test_rows``."""
    inputs, targets = frozen(inputs), frozen(targets)
    test = np.array([], dtype=np.intp) if test_rows is None else np.sort(np.asarray(test_rows, dtype=np.intp))
    return Dataset(
        name,
        inputs,
        targets,
        input_names(inputs.shape[1]),
        target_names(targets.shape[1]),
        frozen(np.setdiff1d(np.arange(len(inputs)), test), np.intp),
        frozen(test, np.intp),
    )
