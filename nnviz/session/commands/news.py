"""What the world answers."""

from dataclasses import dataclass
from pathlib import Path

from nnviz.core.network import Network
from nnviz.session.commands.command import Command
from nnviz.session.jobs import Failure, Frame
from nnviz.storage.document import Document


@dataclass(frozen=True, slots=True)
class TimePassed(Command):
    """The shell's clock, in seconds, at the frame rate while something plays."""

    now: float


@dataclass(frozen=True, slots=True, eq=False)
class FrameArrived(Command):
    """The trainer answered."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class JobFailed(Command):
    """The trainer met an error."""

    failure: Failure


@dataclass(frozen=True, slots=True, eq=False)
class DocumentRead(Command):
    """A file was read; ``path`` is none for an example, and for a recovered copy that never had one."""

    document: Document
    path: Path | None
    recovered: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class DocumentSaved(Command):
    """A file was written."""

    document: Document
    path: Path
    network: Network


@dataclass(frozen=True, slots=True)
class TextWritten(Command):
    """A text file was written."""

    path: Path


@dataclass(frozen=True, slots=True)
class RequestFailed(Command):
    """A file could not be read or written."""

    text: str
