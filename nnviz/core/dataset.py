"""What does the network learn from?  Samples: rows of inputs and the targets wanted for them."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, frozen


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
        tuple(f"x{i + 1}" for i in range(inputs.shape[1])),
        tuple(f"y{i + 1}" for i in range(targets.shape[1])),
        frozen(np.setdiff1d(np.arange(len(inputs)), test), np.intp),
        frozen(test, np.intp),
    )
