"""What the example networks are, read without building them."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from nnviz.errors import BadInput


@dataclass(frozen=True, slots=True)
class Example:
    """One network file, as a menu names it."""

    path: Path
    name: str
    topic: str
    description: str


class _Head(msgspec.Struct):
    name: str = ""
    topic: str = ""
    description: str = ""


def examples(folder: Path) -> list[Example]:
    """The network files in a folder, in the order of their topics and names."""
    found = [_example(path) for path in folder.glob("*.json")]
    return sorted(found, key=lambda example: (example.topic, example.name))


def _example(path: Path) -> Example:
    try:
        head = msgspec.json.decode(path.read_bytes(), type=_Head)
    except (OSError, msgspec.MsgspecError) as error:
        raise BadInput("Cannot open {path}: {error}.", path=path, error=str(error)) from error
    return Example(path, head.name, head.topic, head.description)
