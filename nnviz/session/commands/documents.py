"""Opening, saving, undoing."""

from dataclasses import dataclass
from pathlib import Path

from nnviz.session.commands.command import Command


@dataclass(frozen=True, slots=True)
class OpenDocument(Command):
    """Open a network file; an example opens without its path, so that Save asks where to."""

    path: Path
    example: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class NewDocument(Command):
    """Begin with a small new network."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SaveDocument(Command):
    """Write the network to this file."""

    path: Path


@dataclass(frozen=True, slots=True)
class ExportSamples(Command):
    """Write the samples to this CSV file, in their original units."""

    path: Path


@dataclass(frozen=True, slots=True)
class ExportLossLog(Command):
    """Write the loss so far to this CSV file."""

    path: Path


@dataclass(frozen=True, slots=True)
class GetData(Command):
    """Show which published data can be downloaded."""


@dataclass(frozen=True, slots=True)
class RenameDocument(Command):
    """Call the network something else."""

    name: str


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Take the last edit back."""


@dataclass(frozen=True, slots=True)
class Redo(Command):
    """Make the edit again that was taken back."""
