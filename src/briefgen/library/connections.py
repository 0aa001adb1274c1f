"""Connections to the library's file: one that writes, under its lock, and many that only read.

SQLite before 3.51.3 can damage a file in WAL mode when two connections write or move the log's
pages into it at once. Only the writer does either: a connection that reads cannot, not even when
it is closed.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from briefgen.library.faults import unusable
from briefgen.library.layout import EARLIER, FIRST, recognise

#: Seconds to wait while the file is locked as a whole: when it is made, or mended after a crash.
_PATIENCE = 30.0

# FULL: what is committed outlives a power cut. Secure deletion would overwrite the index's old
# pages with zeros, and nothing here is secret. The log is moved into the file every 16 MB.
_WRITER = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = OFF;
PRAGMA cache_size = -8000;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA journal_size_limit = 16777216;
"""


def open_writer(file: Path) -> sqlite3.Connection:
    """The connection that writes; whoever opens it holds the library's lock."""
    database = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        database.executescript(_WRITER)
    except BaseException:
        database.close()
        raise
    return database


def open_reader(file: Path) -> sqlite3.Connection:
    """A connection that reads, and never waits for the one that writes."""
    try:
        return _read_only(file, "mode=ro")
    except sqlite3.OperationalError:
        closed = not os.access(file.parent, os.W_OK)
        if not closed or file.with_name(f"{file.name}-wal").exists():
            raise
        # In a folder that is closed to us no log can be made, and without one nobody is writing.
        return _read_only(file, "immutable=1")


def _read_only(file: Path, how: str) -> sqlite3.Connection:
    address = f"{file.absolute().as_uri()}?{how}"
    database = sqlite3.connect(address, timeout=_PATIENCE, isolation_level=None, uri=True)
    try:
        database.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        database.close()
        raise
    return database


class Readers:
    """The connections that read a library's file, one for each thread, kept open.

    `update` is called for a library of an earlier layout, or one whose maker was killed, and
    brings it up to date.
    """

    def __init__(self, file: Path, update: Callable[[], None]) -> None:
        self._file, self._update = file, update
        self._kept = threading.local()

    def connection(self) -> sqlite3.Connection | None:
        """The connection of this thread; None where there is no library yet."""
        try:
            found = self._file.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        # A connection must not be used by a process that was forked, or for another file.
        key = (os.getpid(), found.st_dev, found.st_ino)
        if getattr(self._kept, "key", None) != key:
            database = self._open()
            if database is None:
                return None
            self._kept.database, self._kept.key = database, key
        kept: sqlite3.Connection = self._kept.database
        return kept

    def _open(self) -> sqlite3.Connection | None:
        try:
            database = open_reader(self._file)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            self._update()  # what was begun before it had a log, only a writer takes back
            database = open_reader(self._file)
        version = recognise(database, self._file)
        if version in {FIRST, *EARLIER}:
            database.close()
            self._update()
            return open_reader(self._file)
        if version == 0:  # a writer has only just begun, or all of it is lost
            database.close()
            if (self._file.parent / "raw").exists():
                raise unusable(self._file, "it is empty, and the sources in raw/ are not")
            return None
        return database
