"""Faults of the disk and of SQLite, as the one exception that callers know."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from briefgen.errors import ArchiveError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: What SQLite says where it cannot lengthen or make a file beside its own, too.
_UNCLEAR = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class OnDisk(Protocol):
    """Whatever works on a library's file."""

    @property
    def file(self) -> Path:
        """The SQLite file."""


Held = TypeVar("Held", bound=OnDisk)
Given = ParamSpec("Given")
Returned = TypeVar("Returned")


def told(
    method: Callable[Concatenate[Held, Given], Returned],
) -> Callable[Concatenate[Held, Given], Returned]:
    """The method, whose faults of disk and database become `ArchiveError`s."""

    @wraps(method)
    def telling(self: Held, /, *args: Given.args, **options: Given.kwargs) -> Returned:
        try:
            return method(self, *args, **options)
        except (sqlite3.Error, OSError) as error:
            raise unusable(self.file, error) from error

    return telling


def unusable(file: Path, error: sqlite3.Error | OSError | str) -> ArchiveError:
    """What is said of a library that cannot be used, and what may be done about it."""
    what = f"{file}: the library cannot be read or written ({error})"
    return ArchiveError(f"{what}; {_remedy(error)}")


def _remedy(error: sqlite3.Error | OSError | str) -> str:
    number = error.errno if isinstance(error, OSError) else None
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without what SQLite adds to the kind
    if code == sqlite3.SQLITE_FULL or number in _FULL:
        return "make room on the disk; what was added before is safe"
    if code == sqlite3.SQLITE_READONLY or number in _CLOSED:
        return "see who may write to its folder"
    if code == sqlite3.SQLITE_BUSY:
        return "another program holds it; try again later"
    if code in _UNCLEAR:
        return "make room if the disk is full, see who may write there, or restore it from a copy"
    return "restore it from a copy, or move it away to begin a new one"
