"""How a network file names a file of samples that was chosen."""

from pathlib import Path


def as_written(path: str, folder: Path | None) -> str:
    """The path, relative to the network file's folder where it lies in it; ``folder`` is none before it was saved."""
    if folder is not None and Path(path).is_relative_to(folder):
        return Path(path).relative_to(folder).as_posix()
    return path
