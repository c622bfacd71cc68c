"""Which class does an answer name, and which classes does the network take for each other?"""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes that targets name: one output for each, or the two values of a single output."""

    count: int
    values: tuple[float, float] | None = None  # of a single output; none: the largest of several outputs wins

    def named(self, answers: Array) -> Array:
        """The class, (m,), that each of the answers or targets (m, K) names; of two equally near ones the lower."""
        if self.values is None:
            return np.asarray(answers.argmax(axis=1))
        low, high = self.values
        nearer = np.abs(answers[:, 0] - low) <= np.abs(answers[:, 0] - high)
        return np.where(nearer, 0, 1)


def classes_in(targets: Array) -> Classes | None:
    """The classes of targets (N, K); none where they are neither one-hot nor two-valued."""
    if targets.shape[1] > 1:
        one_hot = ((targets == 0) | (targets == 1)).all() and (targets.sum(axis=1) == 1).all()
        return Classes(targets.shape[1]) if one_hot else None
    values = np.unique(targets).tolist()
    return Classes(2, (values[0], values[1])) if len(values) == 2 else None


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """How often each class was taken for each."""

    counts: Array  # (K, K): row: the class it is, column: the class answered

    @property
    def accuracy(self) -> float:
        """The share answered right; NaN without samples."""
        return float(_share(np.trace(self.counts), self.counts.sum()))

    @property
    def precision(self) -> Array:
        """Of the samples answered as a class, the share that belongs to it, (K,); NaN where none was."""
        return _share(self.counts.diagonal(), self.counts.sum(axis=0))

    @property
    def recall(self) -> Array:
        """Of the samples of a class, the share answered as it, (K,); NaN where there is none."""
        return _share(self.counts.diagonal(), self.counts.sum(axis=1))

    @property
    def f1(self) -> Array:
        """The harmonic mean of precision and recall, (K,); NaN where a class is neither there nor answered."""
        return _share(2 * self.counts.diagonal(), self.counts.sum(axis=0) + self.counts.sum(axis=1))


def confusion(true: Array, answered: Array, count: int) -> Confusion:
    """Count the pairs of the class that a sample has and the one that was answered, (m,) each, of ``count`` classes."""
    return Confusion(np.bincount(true * count + answered, minlength=count * count).reshape(count, count))


def _share(part: Array, whole: Array) -> Array:
    with np.errstate(invalid="ignore"):
        return np.asarray(np.divide(part, whole))
