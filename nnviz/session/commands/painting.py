"""Samples that are put, taken out and moved by hand, several at once; all numbers are in their original units."""

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.session.commands.editing import Edit


@dataclass(frozen=True, slots=True, eq=False)
class AddSamples(Edit):
    """Train with more samples; ``shown``: the first of them is the sample shown from now on."""

    inputs: Array  # (k, n_0)
    targets: Array  # (k, n_L)
    shown: bool = False


@dataclass(frozen=True, slots=True)
class RemoveSamples(Edit):
    """Take samples out."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class MoveSample(Edit):
    """Put one sample somewhere else."""

    row: int
    inputs: Array  # (n_0,)
    targets: Array  # (n_L,)


@dataclass(frozen=True, slots=True)
class BeginWithPoints(Edit):
    """Begin with two samples, one of each class, to which others are painted on the output map."""
