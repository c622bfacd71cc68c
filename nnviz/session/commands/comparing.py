"""Runs put aside, to compare the next ones with them."""

from dataclasses import dataclass

from nnviz.session.commands.command import Command


@dataclass(frozen=True, slots=True)
class KeepRun(Command):
    """Put the present run aside."""


@dataclass(frozen=True, slots=True)
class RenameRun(Command):
    """Call a kept run something else; nothing: by what sets it apart."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class RemoveRun(Command):
    """Keep a run no longer."""

    number: int


@dataclass(frozen=True, slots=True)
class RemoveRuns(Command):
    """Keep no run any longer."""


@dataclass(frozen=True, slots=True)
class RunNextSeed(Command):
    """Put the present run aside, draw everything from the next seed, and run."""
