"""Whether a library is whole, how large it is, and a copy of it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefgen.library.raw import RawFiles
from briefgen.model import Problem

_RESTORE = "restore it from a copy, or add its source again"
#: Bytes that must be free on the disk for a library to be written to without care.
_ROOM = 500_000_000


@dataclass(frozen=True, slots=True)
class Figures:
    """A library in numbers: sources, texts, bytes of the catalogue, bytes free on its disk.

    `free` is None where that is another machine's; `kept_by` is the database's program.
    """

    sources: int
    texts: int
    bytes: int
    free: int | None
    kept_by: str = f"SQLite {sqlite3.sqlite_version}"


def figures(database: sqlite3.Connection, file: Path) -> Figures:
    """The library's figures."""
    (sources,) = database.execute("SELECT count(*) FROM accession").fetchone()
    (texts,) = database.execute("SELECT count(*) FROM text").fetchone()
    free = shutil.disk_usage(file.parent).free
    return Figures(sources, texts, file.stat().st_size, free)


def faults(database: sqlite3.Connection, file: Path, raw: RawFiles) -> Iterator[Problem]:
    """Everything that is wrong with it; reads every byte of it."""
    where = str(file)
    for (line,) in database.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Problem(where, f"is damaged ({line})", "restore it from a copy")
    for table, row, *_ in database.execute("PRAGMA foreign_key_check"):
        yield Problem(where, f"has a row that points nowhere ({table} {row})", _RESTORE)
    for digest, text in database.execute("SELECT sha256, text FROM text"):
        if sha256(str(text).encode()).hexdigest() != digest:
            yield Problem(where, f"holds an altered text ({digest[:12]})", _RESTORE)
    for (digest,) in database.execute("SELECT sha256 FROM snapshot"):
        if raw.get(digest) is None:
            what = "is damaged" if raw.has(digest) else "is missing"
            yield Problem(raw.path(digest), what, _RESTORE)
    if shutil.disk_usage(file.parent).free < _ROOM:
        yield Problem(where, "is on a disk with less than 500 MB left", "make room on it")


def index_faults(database: sqlite3.Connection, file: Path) -> Iterator[Problem]:
    """Whether the index fits the texts; `database` must be the one that writes."""
    try:
        database.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        remedy = "restore it from a copy"
        yield Problem(str(file), f"has an index that does not fit its texts ({error})", remedy)


def copy(database: sqlite3.Connection, raw: RawFiles, folder: Path, name: str) -> None:
    """A library that is the same, in a folder that is not there yet; it appears whole.

    A raw file that is missing is missing in the copy.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        with closing(sqlite3.connect(staging / name)) as made:
            database.backup(made)
            copied = RawFiles(staging / "raw")
            for (digest,) in made.execute("SELECT sha256 FROM snapshot"):
                copied.take(raw, digest)
        copied.settle()
        staging.chmod(0o755)
        staging.rename(folder)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
