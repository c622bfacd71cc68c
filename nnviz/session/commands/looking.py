"""What is looked at, and how."""

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.session.commands.command import Command
from nnviz.session.state import Element, Shown


@dataclass(frozen=True, slots=True)
class Select(Command):
    """Select one thing in the diagram, or nothing."""

    element: Element | None


@dataclass(frozen=True, slots=True)
class SetFocus(Command):
    """Show clearly only what is selected and what feeds it, or everything again."""

    on: bool


@dataclass(frozen=True, slots=True)
class ShowOnEdges(Command):
    """Choose what the edges show."""

    shown: Shown


@dataclass(frozen=True, slots=True)
class ShowOnUnits(Command):
    """Choose what the units show."""

    shown: Shown


@dataclass(frozen=True, slots=True)
class ShowSample(Command):
    """Choose the sample to show; None: the first of the batch."""

    row: int | None


@dataclass(frozen=True, slots=True, eq=False)
class ShowDrawing(Command):
    """Send a sample drawn by hand through the network, and show it in place of one of the data.

    What it is meant to be is not known: its target, its loss and its deltas are NaN.
    """

    inputs: Array  # (1, raw inputs), in their original units


@dataclass(frozen=True, slots=True)
class HideDrawing(Command):
    """Show a sample of the data again."""


@dataclass(frozen=True, slots=True)
class SetDigits(Command):
    """Choose how many digits stand after the decimal point; None: rounded to 0 or 1."""

    digits: int | None
