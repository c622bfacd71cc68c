"""Writing a file wholly or not at all, whatever happens: a full disk, a killed process, a pulled plug.

The bytes go to a temporary file in the same folder, are forced to the disk and counted, and only then take the name of
the old file. What a killed run left behind is swept away by the next save of the same file.
"""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from nnviz.errors import NotSaved
from nnviz.sentence import Sentence
from nnviz.storage.locking import lock

SUFFIX = ".saving"
_REASONS = {
    errno.ENOSPC: Sentence("the disk is full"),
    errno.EDQUOT: Sentence("the disk is full"),
    errno.EFBIG: Sentence("the disk is full"),
    errno.EACCES: Sentence("you may not write in this folder"),
    errno.EPERM: Sentence("you may not write in this folder"),
    errno.EROFS: Sentence("you may not write in this folder"),
    errno.ENOENT: Sentence("there is no such folder"),
    errno.ENOTDIR: Sentence("there is no such folder"),
    errno.EISDIR: Sentence("a folder has this name"),
    errno.ENAMETOOLONG: Sentence("the name is too long"),
}


def write_atomically(path: Path, data: bytes) -> None:
    """Make ``data`` the content of the file; NotSaved leaves what was there as it was.

    A link stays a link to the file it names, and the permissions of a file stay as they are.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not os.access(target, os.W_OK):
            raise NotSaved("{path} was not saved: the file is write-protected. The old file is intact.", path=path)
        _sweep(target)
        _replace(target, data)
    except (OSError, ValueError) as error:
        reason = _REASONS.get(error.errno or 0, error.strerror) if isinstance(error, OSError) else str(error)
        raise NotSaved("{path} was not saved: {reason}. The old file is intact.", path=path, reason=reason) from error


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(f"{_prefix(target)}{secrets.token_hex(4)}{SUFFIX}")
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            _fill(descriptor, data)
            if target.exists():
                os.chmod(temporary, target.stat().st_mode & 0o7777)
        finally:
            os.close(descriptor)
        os.replace(temporary, target)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _settle(target.parent)


def _fill(descriptor: int, data: bytes) -> None:
    """Write all of ``data``, force it to the disk and count it; the lock says that somebody is at it."""
    lock(descriptor)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)
    if os.fstat(descriptor).st_size != len(data):
        raise OSError(errno.EIO, "not every byte reached the disk")


def _settle(folder: Path) -> None:
    """Force the new name to the disk, where folders can be forced; the new file is in place already."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(target: Path) -> None:
    """Remove what killed runs left of earlier saves of ``target``: temporary files that nobody has locked."""
    prefix = _prefix(target)
    for left in target.parent.iterdir():
        if left.name.startswith(prefix) and left.name.endswith(SUFFIX):
            with contextlib.suppress(OSError):
                descriptor = os.open(left, os.O_RDWR)
                unused = lock(descriptor)
                os.close(descriptor)
                if unused:
                    left.unlink()


def _prefix(target: Path) -> str:
    return f".{target.name[:50]}."
