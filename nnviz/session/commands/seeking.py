"""Going to any place of the run."""

from dataclasses import dataclass

from nnviz.session.commands.command import Command


@dataclass(frozen=True, slots=True)
class Seek(Command):
    """Go to an iteration of the run, to a moment of it counted from READY (-1: its UPDATE), and to a fact of that.

    Without a moment: to READY, with the sample sent through. Places beyond the end that was reached mean that end.
    """

    iteration: int
    position: int | None = None
    fact: int | None = None


@dataclass(frozen=True, slots=True)
class SeekStart(Command):
    """Go to the first place of the run that is known."""


@dataclass(frozen=True, slots=True)
class SeekEnd(Command):
    """Go to the last place that was reached."""
