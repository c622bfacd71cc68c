"""One file before and after something has happened to it."""

from dataclasses import dataclass
from pathlib import Path

from nnviz.data.spec import DataSpec


@dataclass(frozen=True)
class DamagedFile:
    """A file that data come from."""

    spec: DataSpec
    path: Path
    whole: bytes
    damaged: bytes
    checked: bool  # whether a change of its numbers can be told from them: plain IDX files have no checksum
    damage: str
