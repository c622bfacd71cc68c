"""A copy of unsaved work, kept beside the lecturer's own files, and offered only when nnviz did not end properly.

Every running window has one copy and one lock file in the folder. The system frees the lock when the window's process
ends, so a copy whose lock is free was left behind; a clean exit leaves none.
"""

import contextlib
import json
import os
import threading
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nnviz.storage.atomic import write_atomically
from nnviz.storage.document import Document
from nnviz.storage.locking import lock
from nnviz.storage.network_file import decode, encode

COPY = ".autosave"
LOCK = ".lock"
ABANDONED = 86_400.0  # seconds until a lock file that belongs to no copy is swept away


@dataclass(frozen=True, slots=True)
class Recovered:
    """A copy that was left behind."""

    path: Path
    original: Path | None  # the file that was being edited, none if it was never saved
    saved_at: datetime

    def document(self) -> Document:
        """What was kept; a damaged copy raises BadInput."""
        _, _, data = self.path.read_bytes().partition(b"\n")
        return decode(data, str(self.path), self.original.parent if self.original else None)

    def discard(self) -> None:
        """Never offer this copy again."""
        for path in (self.path, self.path.with_suffix(LOCK)):
            with contextlib.suppress(OSError):
                path.unlink()


class Autosave:
    """The copy of one window, until ``close``. A folder that cannot be used raises OSError."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._copy = folder / f"{uuid.uuid4().hex}{COPY}"
        self._lock = os.open(self._copy.with_suffix(LOCK), os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        lock(self._lock)
        self._gate = threading.Lock()
        self._closed = False

    def keep(self, document: Document, original: Path | None) -> None:
        """Replace the copy; NotSaved leaves the one before. May be called in any thread, one call at a time.

        A copy that is still being put into words when the window closes is not written any more.
        """
        header = {
            "original": None if original is None else str(original.absolute()),
            "saved_at": datetime.now(UTC).isoformat(),
        }
        data = json.dumps(header).encode() + b"\n" + encode(document)
        with self._gate:
            if not self._closed:
                write_atomically(self._copy, data)

    def forget(self) -> None:
        """Remove the copy: the work is saved, or given up."""
        with contextlib.suppress(OSError):
            self._copy.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave nothing behind; the window ends as it should."""
        with self._gate:
            self._closed = True
            self.forget()
        os.close(self._lock)
        with contextlib.suppress(OSError):
            self._copy.with_suffix(LOCK).unlink(missing_ok=True)


def left_behind(folder: Path) -> list[Recovered]:
    """The copies of windows that did not end properly, the newest first; copies that cannot be read are not offered."""
    _sweep(folder)
    found = [_recovered(path) for path in folder.glob(f"*{COPY}") if not _in_use(path)]
    return sorted((copy for copy in found if copy), key=lambda copy: copy.saved_at, reverse=True)


def _recovered(path: Path) -> Recovered | None:
    try:
        with path.open("rb") as file:
            header = json.loads(file.readline(10_000))
        original = header["original"]
        saved_at = datetime.fromisoformat(header["saved_at"])
        return Recovered(path, None if original is None else Path(original), saved_at)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _in_use(path: Path) -> bool:
    """Whether the window that this copy or lock belongs to still runs."""
    try:
        descriptor = os.open(path.with_suffix(LOCK), os.O_RDWR)
    except OSError:
        return False
    try:
        return not lock(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Remove the locks that windows without a copy left when they were killed."""
    for path in folder.glob(f"*{LOCK}"):
        with contextlib.suppress(OSError):
            old = time.time() - path.stat().st_mtime > ABANDONED
            if old and not path.with_suffix(COPY).exists() and not _in_use(path):
                path.unlink()
