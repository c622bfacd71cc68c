"""What the shell is to do after a command: the only way from the session to the world."""

from dataclasses import dataclass
from pathlib import Path

from nnviz.session.commands import Command
from nnviz.session.jobs import Job
from nnviz.storage.document import Document


class Effect:
    """Something for the shell to do."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class SubmitJob(Effect):
    """Hand a job to the trainer."""

    job: Job


@dataclass(frozen=True, slots=True)
class ReadFile(Effect):
    """Read a network file and answer with DocumentRead or RequestFailed."""

    path: Path
    example: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class WriteFile(Effect):
    """Write a network file and answer with DocumentSaved or RequestFailed."""

    path: Path
    document: Document


@dataclass(frozen=True, slots=True)
class WriteText(Effect):
    """Write a text file and answer with TextWritten or RequestFailed."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class OfferData(Effect):
    """Show which published data can be downloaded."""


@dataclass(frozen=True, slots=True)
class Ask(Effect):
    """Ask a yes-or-no question; on yes, ``then`` is sent."""

    question: str
    yes: str  # what the button says
    then: Command


@dataclass(frozen=True, slots=True)
class Tell(Effect):
    """Show a dialog with a text."""

    text: str
