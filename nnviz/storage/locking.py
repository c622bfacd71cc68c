"""A lock on an open file, which the system gives back when the process ends, however it ends."""

import sys

if sys.platform == "win32":
    import msvcrt

    def lock(descriptor: int) -> bool:
        """Whether this process now has the lock; False: another open file has it."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def lock(descriptor: int) -> bool:
        """Whether this process now has the lock; False: another open file has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
