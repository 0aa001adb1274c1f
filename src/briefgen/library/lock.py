"""One writer at a time, told apart by a lock on a file that the system lets go when it dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefgen.errors import ArchiveError

#: Seconds between two looks at a lock that another holds.
_PAUSE = 0.05


@contextmanager
def locked(file: Path, wait: float) -> Iterator[None]:
    """Hold the lock, after at most `wait` seconds; raises `ArchiveError` naming who holds it.

    Readers need no lock. A child that was forked while it is held holds it too.
    """
    number = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(number, file, wait)
        os.ftruncate(number, 0)
        os.pwrite(number, str(os.getpid()).encode(), 0)
        yield
        os.ftruncate(number, 0)
    finally:
        os.close(number)


def _acquire(number: int, file: Path, wait: float) -> None:
    end = time.monotonic() + wait
    while True:
        try:
            return fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                holder = os.pread(number, 20, 0).decode("ascii", "replace")
                raise ArchiveError(
                    f"{file.parent}: the library is being written by another briefgen "
                    f"(process {holder or 'unknown'}); wait until it is done, or stop it"
                ) from None
        time.sleep(_PAUSE)
