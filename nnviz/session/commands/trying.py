"""Trying a value out while paused: what if this number were another one?"""

from dataclasses import dataclass

from nnviz.session.commands.command import Command
from nnviz.session.state import Element


@dataclass(frozen=True, slots=True)
class TryValue(Command):
    """Show what the sample would come to, were this weight, bias, input or target another number; nothing is edited."""

    element: Element
    value: float


@dataclass(frozen=True, slots=True)
class KeepTrial(Command):
    """Make an edit of the value tried out."""


@dataclass(frozen=True, slots=True)
class DiscardTrial(Command):
    """Return to exactly what was shown before."""
