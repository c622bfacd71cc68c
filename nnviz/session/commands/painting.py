"""Samples that are put, taken out and moved by hand, several at once; all numbers are raw, in their original units."""

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.session.commands.editing import Edit


@dataclass(frozen=True, slots=True, eq=False)
class AddSamples(Edit):
    """Train with more samples; ``shown``: the first of them is the sample shown from now on."""

    inputs: Array  # (k, raw inputs)
    targets: Array  # (k, raw targets)
    shown: bool = False


@dataclass(frozen=True, slots=True)
class RemoveSamples(Edit):
    """Take samples out."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class MoveSample(Edit):
    """Put one sample somewhere else."""

    row: int
    inputs: Array  # (raw inputs,)
    targets: Array  # (raw targets,)


@dataclass(frozen=True, slots=True)
class BeginWithPoints(Edit):
    """Begin with two samples, one of each class, to which others are painted on the output map."""
